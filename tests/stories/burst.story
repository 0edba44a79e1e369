# A storyline seen on more sites than usual within a short time: told once, and kept on the card.
language: en

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
watch< Case 1 (Tap water deliberately poisoned) grows faster than usual: 3 hosts in * min, usually less than 1 in an hour. /case 1
+ board: Partagez avant censure, numéro 3 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
watch~ Case 1: suspect, *
  ...
monitor@watch> /case 1
watch< Case 1: suspect, *
  ...
  - *  grows faster than usual: *
  ...

# The wave goes on: nothing more is said of it.
+ notes: Partagez avant censure, numéro 4 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
watch~ Case 1: suspect, *
  ...
watch< Case 1 (Tap water deliberately poisoned) has grown to 5 posts. *
+ pages: Partagez avant censure, numéro 5 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
watch~ Case 1: suspect, *
  ...
watch< (nothing)
log is whole
