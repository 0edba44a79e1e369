# De l’ouverture d’un incident à un premier message soumis, en six messages tapés par un débutant.
language: fr
rooms: watch desk approval

# Préparé un jour calme :
duty-officer@desk> /contact add https://tripoint.example/info purpose="information" owner="Web"
duty-officer@desk> /contact tested 1

# Un, deux, trois : ce qu’on sait.
duty-officer@desk> /incident open Incendie au dépôt
press-officer@desk> /fact add Un dépôt brûle quai de Valmont. Personne ne manque.
desk< Le fait 1 *
press-officer@desk> /fact confirm 1 source="pompiers" release=public
desk< Le fait 1 * ...

# Quatre, cinq, six : le message dit aussi ce qu’on ne sait pas, et quand on revient.
press-officer@desk> /draft T07
desk< Brouillon 1 [<first>] information : brouillon, approbations : 0 sur 1
  | * NOUS SAVONS : Un dépôt brûle quai de Valmont. Personne ne manque (pompiers). NOUS NE SAVONS PAS ENCORE : pas encore connu. *
  ...
  /fill 1 RÉPONSE
press-officer@desk> /fill 1 quarante pompiers sont sur place
desk< Brouillon 1 [<digest>] * ...
press-officer@desk> /submit 1
desk< Le brouillon 1 est soumis *
approval< Brouillon 1 [{digest}] information : soumis, approbations : 0 sur 1
  ...
  - suite promise : *
  ...
mayor@approval> /approve 1 {digest}
approval< * publié, 1 sur 1. ...
file public-page holds 1 text

# La suite est promise pour dans une demi-heure : rappelée avant, et en retard tant que rien ne part.
wait 21m
approval< Dans * min, à *, le public attend la suite promise par le brouillon 1. *: /draft T08
wait 12m
approval< EN RETARD depuis * : le brouillon 1 a promis la suite au public. *: /draft T08
monitor@watch> /status
watch< *
  ...
  - EN RETARD : le brouillon 1 a promis la suite pour *
  ...

# La cellule redémarre, et n’oublie rien ; le point de situation tient la promesse.
crash
press-officer@desk> /draft T08 short
desk< Brouillon 2 [<update>] * ...
press-officer@desk> /show 2
desk< Brouillon 2 *
  ...
  - met à jour le brouillon 1
  ...
press-officer@desk> /revise 2 Crisis Centre Tripoint : le feu est maîtrisé. Restez à distance.
desk< Brouillon 2 [<two>] * ...
press-officer@desk> /submit 2
mayor@approval> /approve 2 {two}
file public-page holds 2 texts
monitor@watch> /status
watch< *
  ...
  - publications en suspens : 0
  ...
wait 3h
log is whole
