# Un flux en panne, puis guéri : dit une fois, avec quoi faire.
language: fr

serve absent: nobody
duty-officer@desk> /feed add {absent} role=media
wait 1m
desk< Flux 1 illisible : 127.0.0.1/absent
  127.0.0.1 est injoignable. Vérifiez l’adresse ; si elle est juste, attendez.
  J’essaie encore. Si l’adresse est fausse : /feed remove 1, puis /feed add URL
watch< Flux 1 illisible : 127.0.0.1/absent ...
feed ville role=official language=fr
serve ville: 410
wait 5m
watch< Flux 2 disparu : ville
  127.0.0.1 dit que ce flux a disparu pour de bon.
  Supprimez-le : /feed remove 2
monitor@watch> /feeds
watch< Flux suivis (2) :
  - 1  127.0.0.1/absent (média), éléments : 0, en difficulté : 127.0.0.1 est injoignable. *
  - 2  ville (source officielle), éléments : 0, dernière lecture : *, en difficulté : 127.0.0.1 dit *
serve ville: posts
wait 25h
watch< Flux 2 de nouveau en ordre : ville
log is whole
