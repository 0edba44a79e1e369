# Un récit porte son titre dans la langue de la salle ; à qui a choisi la sienne, il est dit dans celle-là.
language: fr

feed blog role=social language=fr
+ blog: ALERTE partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.
watch< Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1) ...
monitor@watch> /cases
watch< Dossiers :
  - 1  Eau du robinet empoisonnée exprès  ×1 *
monitor@watch> /why 1
watch< *
  ...
  - * Eau du robinet empoisonnée exprès *
  ...
monitor@watch> /language mine de
watch< *
monitor@watch> /cases
watch< Fälle:
  - 1  Trinkwasser absichtlich vergiftet  ×1 *
monitor@watch> /narratives
watch< *
  ...
  - weather-weapon: Sturm oder Hochwasser absichtlich herbeigeführt
log is whole
