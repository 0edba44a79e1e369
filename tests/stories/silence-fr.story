# Un dossier qui se tait : il compte, ne dit rien, puis dit ce qu’il a retenu.
language: fr

feed blog role=social language=fr
+ blog: Partagez avant censure, numéro 0 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
monitor@watch> /silence
watch< Aucun dossier ne se tait. *
monitor@watch presses /silence 1
watch< Combien de temps le dossier 1 doit-il se taire ?
  ...
  [1h: /silence 1 1h nous le suivons] *
monitor@watch> /silence 1 2h
watch< Je n’ai pas compris : le motif manque. *
monitor@watch> /silence 1 1h c'est une vieille histoire
watch< Le dossier 1 se tait jusqu’à *. Il continue de compter, et parle s’il devient urgent. *
watch~ Dossier 1, suspect, à vérifier : *
  ...
  - silencieux jusqu’à *, par Monitor : c'est une vieille histoire
  ...
+ blog: Partagez avant censure, numéro 1 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: Partagez avant censure, numéro 2 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: Partagez avant censure, numéro 3 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: Partagez avant censure, numéro 4 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
monitor@watch> /why case 1
watch< Dossier 1 : pourquoi il a été montré, ou non.
  ...
  - watch : qu’il s’est étendu : retenu jusqu’à * (silence)
crash
wait 1h
watch< Le dossier 1 (Eau du robinet empoisonnée exprès) s’étend. Messages : 5, sites : 1. /case 1
monitor@watch> /priority 1 high des gens n'osent plus boire
monitor@watch> /silence 1 2h trop de bruit
watch< Le dossier 1 est de haute priorité et ne se tait jamais. *
log is whole
