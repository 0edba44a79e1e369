# La tendance en français, avec la marque de l'exercice au début et à la fin du titre.
mode: exercise
language: fr

feed blog role=social language=fr
+ blog: EXERCICE – ALERTE, partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.\nEXERCICE
monitor@watch> /trend 24h
watch< EXERCICE – Récits vus, du * au * – EXERCICE
  - * Eau du robinet empoisonnée exprès
  Messages : 1, sites : 1 ; pendant la durée précédente : 0.
  - Eau du robinet empoisonnée exprès : 1, le plus à partir du * (1 en 1 h)
monitor@watch> /trend 7
watch< Je ne trouve pas *
