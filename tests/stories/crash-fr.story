# La cellule s’arrête net entre deux gestes ; rien ne se perd, rien ne part deux fois.
language: fr

feed blog role=social language=fr
+ blog: ALERTE, partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.
watch< Dossier 1, * ...
crash
monitor@watch> /confirm 1
watch< Signalement 1 du dossier 1 : confirmé. *
# Un terminal ne garde pas les fiches d’hier : la fiche entière revient.
watch~ Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  | ALERTE, *
  ...
crash before answering
press-officer@desk> /answer 1 L’eau du robinet est potable : aucune analyse ne dit le contraire.
desk< Brouillon 1 [<digest>] démenti : * ...
press-officer@desk> /submit 1
crash
spokesperson@approval> /approve 1 {digest}
approval< * soumis, 1 sur 2. ...
crash after publishing
mayor@approval> /approve 1 {digest}
wait 2m
file public-page holds once: L’eau du robinet est potable : aucune analyse ne dit le contraire.
file public-page holds 1 text
crash
wait 10m
file public-page holds 1 text
watch< (nothing)
monitor@watch> /cases
watch< Dossiers :
  - 1  Eau du robinet empoisonnée exprès *×1 *
log is whole
