# Un récit vu en peu de temps sur plus de sites que d'habitude : c'est dit une fois, et reste sur la carte.
language: fr

feed blog role=social language=fr
feed wire role=social language=fr
feed forum role=social language=fr
feed board role=social language=fr
feed notes role=social language=fr
feed pages role=social language=fr
+ blog: Partagez avant censure, numéro 0 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ wire: Partagez avant censure, numéro 1 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ forum: Partagez avant censure, numéro 2 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
watch< ...
watch< Dossier 1 (Eau du robinet empoisonnée exprès) : grandit plus vite que d’habitude, sites : 3 en * min, d’habitude moins de 1 par heure. /case 1
+ board: Partagez avant censure, numéro 3 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
watch~ Dossier 1, suspect, *
  ...
monitor@watch> /case 1
watch< Dossier 1, suspect, *
  ...
  - *  grandit plus vite que d’habitude, *
  ...

# La vague continue : rien de plus n'est dit.
+ notes: Partagez avant censure, numéro 4 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
watch~ Dossier 1, suspect, *
  ...
watch< Le dossier 1 (Eau du robinet empoisonnée exprès) s’étend. *
+ pages: Partagez avant censure, numéro 5 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
watch~ Dossier 1, suspect, *
  ...
watch< (nothing)
log is whole
