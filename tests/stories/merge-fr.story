# Deux dossiers n’en font qu’un, puis sont séparés ; un message en est retiré à la main.
language: fr

feed blog role=social language=en
+ blog: My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
+ blog: They hide it from us: the pigeons on the square are little drones, my uncle saw them being charged at night, wake up!!
monitor@watch> /merge 1 2
watch< Le dossier 2 fait maintenant partie du dossier 1. Messages : 2. Annuler : /split 2
watch~ Dossier 1, suspect, à vérifier : * (×2)
  ...
  - dossiers réunis : 2
  ...
watch~ Le dossier 2 fait maintenant partie du dossier 1. /case 1
  Pour l’en retirer : /split 2
monitor@watch> /take 2
watch< Le dossier 2 fait maintenant partie du dossier 1. Tapez la commande pour le dossier 1, *
monitor@watch> /confirm 1
watch< Signalement 1 du dossier 1 : confirmé. Ensuite : /answer 1
watch~ Dossier 1, suspect, à vérifier : * (×2)
  ...
  - décisions : confirmé ×1
  - première décision : après * min
  ...
monitor@watch> /split 2
watch< Le dossier 2 est maintenant à part. Messages : 1 ; dans le dossier 1 il en reste 1. /case 2
watch~ Dossier 2, *
  ...
monitor@watch> /split 2
watch< Je n’ai pas compris : nommez les signalements à en retirer. *
log is whole
