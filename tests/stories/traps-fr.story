# Les pièges de l’exercice : son propre texte, un mot changé, un chiffre faux, une zone oubliée.
language: fr
mode: exercise
public: fr nl

duty-officer@desk> /incident open Crue de la Valme
press-officer@desk> /contact add 0800 12 345 purpose="information" owner="Cellule"
press-officer@desk> /contact add https://tripoint.example/info purpose="information" owner="Web"
press-officer@desk> /contact tested 1
press-officer@desk> /contact tested 2

# 33 : une ligne d’information, un chiffre faux.
press-officer@desk> /draft T06 short
desk< Brouillon 1 [<a>] *
  | EXERCICE – Crisis Centre Tripoint: une question sur {event}? Appelez le 0800 12 345, {hours}. *
  ...
press-officer@desk> /fill 1 event="la crue" hours="08:00-22:00" phone="0800 12 346"
press-officer@desk> /submit 1
desk< « 0800 12 346 » n’est pas dans les contacts. * : 0800 12 345. *
press-officer@desk> /fill 1 phone="0800 12 345"
press-officer@desk> /submit 1
desk< Le brouillon 1 est soumis *
  À revoir :
  - En SMS, fr prend 3 parties. *
approval< Brouillon 1 [<digest>] * ...
mayor@approval> /approve 1 {digest}
approval< * publié, 1 sur 1. ...

# 40 : l’évacuation sans zone ni échéance, avec toutes les raisons à la fois.
press-officer@desk> /draft T02 short fr
desk< Brouillon 2 [<b>] * ...
press-officer@desk> /fill 2 deadline="13:00" route="Rue Haute" reception="Salle du Pont"
press-officer@desk> /submit 2
desk< Le brouillon 2 ne peut pas continuer, pour 4 raisons :
  - Une alerte part dans toutes les langues de ses canaux. Il manque au brouillon 2 : nl. *
  - Le brouillon 2 a encore un champ à remplir : *area*
  - Une alerte sans zone ne part pas. *
  - Une alerte sans échéance ne part pas. *
press-officer@desk> /fill 2 area="Quai-Bas, Valmont" until=3h waive=nl
press-officer@desk> /submit 2
desk< Le brouillon 2 est soumis *
  ...
approval< Brouillon 2 [<old>] * ...
mayor@approval> /approve 2 {old}

# 29 : un mot changé, et les deux approbations sont à redonner.
press-officer@desk> /fill 2 deadline="12:30"
press-officer@desk> /submit 2
approval< ...
mayor@approval> /approve 2 {old}
approval< Le brouillon 2 a changé depuis le texte que vous désignez. *

# 28 : la même personne n’approuve pas ce qu’elle a écrit.
spokesperson@desk> /draft Les ponts restent ouverts.
desk< Brouillon 3 [<own>] * ...
spokesperson@desk> /submit 3
spokesperson@approval> /approve 3 {own}
approval< Vous avez écrit, modifié ou soumis le brouillon 3 ; *

# 43 : l’adresse d’accueil était fausse ; la correction part par les mêmes canaux.
mayor@approval> /correct 1 La ligne ouvre à 09:00.
approval< Le brouillon 4 est soumis *
approval< Brouillon 4 [<fix>] rectification : soumis, approbations : 0 sur 1 ...
fire-liaison@approval> /approve 4 {fix}
file public-page holds 2 texts

# 41 : hors exercice, plus rien ne bouge.
duty-officer@desk> /noplay malaise réel
press-officer@desk> /draft T07
desk< L’exercice est arrêté * /exercise resume*
log is whole
