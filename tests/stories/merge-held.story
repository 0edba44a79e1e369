# What was held back of a case says nothing any more once the case is part of another.
language: en

feed blog role=social language=fr
+ blog: Partagez avant censure, numéro 0 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
monitor@watch> /silence 1 1h it is old
+ blog: Partagez avant censure, numéro 1 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: Partagez avant censure, numéro 2 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: Partagez avant censure, numéro 3 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: Partagez avant censure, numéro 4 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
monitor@watch> /merge 2 1
watch< Case 1 is part of case 2 now, which has 6 posts. Undo: /split 1
monitor@watch> /status
wait 2h
watch< (nothing)
# Silent, then urgent: no silence is shown that is none.
monitor@watch> /silence 2 2h it is old
monitor@watch> /priority 2 high people might stop drinking
monitor@watch> /silence
watch< No case is silent. *
log is whole
