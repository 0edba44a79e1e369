# Un flux qui va et vient ne sonne pas à chaque fois : la deuxième panne en une heure dit qu'il est instable.
language: fr

feed journal role=media language=fr
serve journal: 503
wait 30m
watch< Flux 1 illisible : journal ...
serve journal: posts
wait 10m
watch< Flux 1 de nouveau en ordre : journal
serve journal: 503
wait 16m
watch< Flux 1 instable, il va et vient : journal
  127.0.0.1 répond par une erreur. *
  J’essaie encore, et je n’en reparle que s’il répond, ou échoue, pendant une heure.
serve journal: posts
wait 20m
watch< (nothing)
serve journal: 503
wait 16m
watch< (nothing)
serve journal: posts
wait 20m
monitor@watch> /feeds
watch< Flux suivis (1) :
  - 1  journal (média), *, il va et vient
wait 1h
watch< Flux 1 de nouveau en ordre : journal
log is whole
