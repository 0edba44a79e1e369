# Ce qui a été tranché dans une salle y est dit, par score.
language: fr

feed blog role=social language=fr
+ blog: ALERTE partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.
monitor@watch> /confirm 1
monitor@watch> /status
watch< *
  ...
  - tranchés dans cette salle en 30 jours : 1, confirmés 1
  - avec un score de * : 1 tranchés, confirmés 1
  ...
duty-officer@watch> /incident open Braderie kind=event
watch< * Braderie
log is whole
