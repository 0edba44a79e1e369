# The log as a tired reader meets it: in words, with numbers; what people typed in braces is theirs.
language: fr

feed blogue role=social language=fr
+ blogue: Alerte : l'eau du robinet a été empoisonnée exprès à Valmont, les médias se taisent. Ne buvez plus, faites tourner !
watch< Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  ...
monitor@watch> /status
watch< *
  ...
  - incident : 0 Veille quotidienne
  ...
monitor@watch> /flags
watch< Signalements à trancher :
  - 1  [fr] 0,9*
  *
monitor@watch> /why 1
watch< *
  ...
  - un message devient un signalement à partir de 0,8*
  ...
monitor@watch> /priority 1 haute {tout le monde} en parle
watch< *
monitor@watch> /log {rien} à signaler
watch< Ligne *
+ blogue: L'eau du robinet est empoisonnée exprès, un ami de la mairie me l'a dit, ils le cachent, partagez vite !!
watch~ Dossier 1, *(×2)
  ...
  - à trancher ensuite, signalement 2 : «*L'eau du robinet est empoisonnée exprès, *»
  ...
monitor@watch> /log
watch< Journal de l’incident 0, Veille quotidienne :
  - 1  * vigie : dossier 1 ouvert : Eau du robinet empoisonnée exprès [*]
  ...
  - * Monitor : le dossier 1 est de priorité haute : {tout le monde} en parle [*]
  - * Monitor : a écrit au journal : {rien} à signaler [*]
  ...
+ blogue: La bibliothèque ouvre plus tard aujourd'hui.
wait 10m
monitor@watch> /sample
watch< Messages que rien n’a signalés, choisis au hasard :
  ...
monitor@watch> /sample suspect 1
watch< Message 1 : suspect. Annuler : /sample clean 1
  ...
monitor@watch> /sample clean 1
watch< Message 1 : rien à signaler. Annuler : /sample suspect 1
  ...
