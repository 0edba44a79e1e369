# How much was seen of what, and when we spoke: bars on a terminal, a picture in a chat.
language: en

feed blog role=social language=fr
feed wire role=social language=fr
monitor@watch> /trend
watch< Storylines seen, * to *
  Nothing suspect was seen; in the span before: 0.
+ blog: ALERTE, partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.
+ wire: Partagez avant censure : l'eau du robinet est empoisonnée exprès, les autorités nous cachent tout, mon voisin est malade !
wait 2h
monitor@watch> /trend 6h
watch< Storylines seen, * to *
  - * Tap water deliberately poisoned
  Posts: 2 on 2 hosts; in the span before: 0.
  - Tap water deliberately poisoned: 2, most from * (2 in 15 min)

# One case, by language; the picture knows when the answer was out.
press-officer@desk> /answer 1 The tap water is safe. A misleading message says otherwise.
press-officer@desk> /submit 1
approval< Draft 1 [<digest>] *
  ...
spokesperson@approval> /approve 1 {digest}
fire-liaison@approval> /approve 1 {digest}
monitor@watch> /trend 1
watch< Case 1 by language, * to *
  - * fr
  Posts: 2 on 2 hosts; in the span before: 0.
  - fr: 2, most from * (2 in 1 h)
  - published: *

# What cannot be drawn is refused with what to type.
monitor@watch> /trend 9
watch< There is no case 9. See /cases.
monitor@watch> /trend 1 500d
watch< I could not read that: the span is from 1h to 90d. *
monitor@watch> /trend tomorrow
watch< I could not read that: the number is no number. *
