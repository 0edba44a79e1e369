# Une salle qui dort : les avis attendent la fin des heures calmes et viennent en un seul résumé.
language: fr
quiet: 09:05-10:30

feed blog role=social language=fr
wait 6m
+ blog: Partagez avant censure, numéro 1 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
watch< (nothing)
# Ce qui est demandé vient tout de suite.
monitor@watch> /why case 1
watch< Dossier 1 : pourquoi il a été montré, ou non.
  - watch : il n’y a pas encore de fiche
  - watch : sa fiche : retenu jusqu’à 10:30 (heures calmes)
wait 2h
watch< 2 attendaient la fin des heures calmes. Voir /flags et /cases.
  - Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  - Dossier 2, suspect, à vérifier : *
monitor@watch> /why case 1
watch< Dossier 1 : pourquoi il a été montré, ou non.
  - watch : il n’y a pas encore de fiche
  - watch : sa fiche : nommé dans un résumé à *:3* (retenu auparavant : heures calmes)
log is whole
