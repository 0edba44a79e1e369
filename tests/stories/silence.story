# A case that was silenced gathers and counts and tells nothing; /why says so; it ends by itself.
language: en

feed blog role=social language=fr
+ blog: Partagez avant censure, numéro 0 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
watch< Case 1: suspect, check: Tap water deliberately poisoned (×1)
  ...
monitor@watch> /silence
watch< No case is silent. Let one be: /silence N 2h REASON
press-officer@watch> /silence 1 2h it is old
watch< This needs the role monitor. *
monitor@watch presses /silence 1
watch< For how long should case 1 say nothing?
  Or type it: /silence 1 2h REASON
  [1h: /silence 1 1h we watch it] [4h: /silence 1 4h we watch it] [1d: /silence 1 1d we watch it]
monitor@watch> /silence 1 2h
watch< I could not read that: the reason is missing. *
monitor@watch> /silence 1 30d it is old
watch< I could not read that: a silence is from 5m to 7d. *
monitor@watch> /silence 1 1h it is an old one
watch< Case 1 is silent until *. It goes on counting, and speaks if it becomes urgent. *
watch~ Case 1: suspect, *
  ...
  - silent until *, by Monitor: it is an old one
  ...
monitor@watch> /silence
watch< Silent cases:
  - case 1, silent until *, by Monitor: it is an old one
+ blog: Partagez avant censure, numéro 1 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: Partagez avant censure, numéro 2 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: Partagez avant censure, numéro 3 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
+ blog: Partagez avant censure, numéro 4 : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
watch~ Case 1: suspect, check: Tap water deliberately poisoned (×5)
  ...
watch< (nothing)
monitor@watch> /why case 1
watch< Case 1: why it was shown, or was not.
  - silent until *, by Monitor: it is an old one
  - watch: its card is there
  - watch: its card: told at *
  - watch: that it grew: held back until * (silence)

# What was held back comes when the silence ends, also through a crash.
crash
wait 1h
watch< Case 1 (Tap water deliberately poisoned) has grown to 5 posts. Hosts: 1. /case 1
monitor@watch> /why case 1
watch< Case 1: why it was shown, or was not.
  - watch: its card is there
  - watch: its card: told at *
  - watch: that it grew: told at * (held back before: silence)

# What is urgent is never silent.
monitor@watch> /priority 1 high people might stop drinking
monitor@watch> /silence 1 2h too loud
watch< Case 1 has high priority and is never silent. Lower it first: /priority 1 medium REASON
log is whole
