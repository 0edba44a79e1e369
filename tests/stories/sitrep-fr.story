# Le rapport de situation et l'analyse, en français, dans un exercice : le marqueur en tête et à la fin.
mode: exercise
language: fr
rooms: watch desk approval partners

feed blog role=social language=fr
duty-officer@desk> /incident open Feu au dépôt
monitor@watch> /fact add De l'ammoniac a été mesuré.
watch< ...
press-officer@desk> /fact confirm 1 source="pompiers"
desk< ...
monitor@watch> /sitrep
watch< Brouillon 1 [*] rapport de situation : brouillon, approbations : 0 sur 1
  - valable jusqu’à : *
  - rédigé par : Monitor
  - première version il y a 0 min
  EXERCICE – Rapport de situation 1 : Feu au dépôt, *
  1. En bref
  ...
  2. Ce que nous savons
  - 2.1 interne : De l'ammoniac a été mesuré. (pompiers) [fact 1]
  ...
  7. Appréciation
  - Personne n’a rien écrit ici.
  8. Perspectives
  - Personne n’a rien écrit ici.
  9. Ce qui est nouveau
  - C’est le premier.
  EXERCICE
  Ensuite : /revise 1 2.3 TEXTE, *
press-officer@desk> /revise 1 7 Le vent tourne : l'école est dans le nuage à midi.
desk< Brouillon 1 [*] rapport de situation : *
  7. Appréciation
  - 7.1 Le vent tourne : l'école est dans le nuage à midi. [Press officer]
  Ensuite : *
press-officer@desk> /revise 1 7 fr Trop tard.
desk< ...
# À deux sur la même partie : qui ne l'a pas relue n'écrase pas les mots de l'autre.
monitor@watch> /revise 1 7 L'école est vide.
watch< Rien n’a été changé : Press officer a modifié 7 dans le brouillon 1 depuis qu’il vous a été montré. On y lit maintenant : « fr Trop tard. [Press officer] ». Relisez-le, /show 1, puis retapez le vôtre.
monitor@watch> /show 1
watch< ...
monitor@watch> /revise 1 7+ L'école est vide.
watch< ...
press-officer@desk> /revise 1 7.2 -
desk< ...
press-officer@desk> /fill 1 until=2h
desk< ...
press-officer@desk> /submit 1
desk< Le brouillon 1 est soumis : *
approval< Brouillon 1 [<report>] rapport de situation : soumis, approbations : 0 sur 1
  ...

# Seul, même de garde, on n'en diffuse pas : rien ne brûle parce qu'un rapport attend.
duty-officer@approval> /release 1 EXERCISE Moulins reason="personne ne répond"
approval< Un brouillon de la classe rapport de situation * Appelez un approbateur, *
press-officer@desk> /approve 1 {report}
desk< Il faut le rôle approbation. *
spokesperson@approval> /reject 1 On ne comprend rien.
approval< Le brouillon 1 est rejeté.
approval~ ...

# Une analyse et un rapport se suivent, chacun avec ses numéros.
monitor@watch> /sitrep
watch< Brouillon 2 [*] rapport de situation : *
  ...
press-officer@desk> /submit 2
desk< ...
approval< Brouillon 2 [<report>] rapport de situation : soumis, *
  ...
spokesperson@approval> /approve 2 {report}
watch< EXERCICE – Rapport de situation 1 : Feu au dépôt, *
    - valable jusqu’à : *
    - rédigé par : Monitor, Press officer
    - approuvé par : Spokesperson
  1. En bref
  ...
+ blog: ALERTE, partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.
press-officer@desk> /analysis
desk< Brouillon 3 [*] analyse d’environnement : brouillon, *
  ...
  EXERCICE – Analyse d’environnement 1 : Feu au dépôt, *
  ...
press-officer@desk> /revise 3 7 L'inquiétude vient d'un seul message ; personne n'appelle.
desk< ...
press-officer@desk> /submit 3
desk< ...
approval< Brouillon 3 [<view>] analyse d’environnement : soumis, *
  ...
press-officer@desk> /fact withdraw 1
desk< Le fait 1 * ...
mayor@approval> /approve 3 {view}
watch< EXERCICE – Analyse d’environnement 1 : Feu au dépôt, *
  ...
duty-officer@desk> /sitrep
desk< Brouillon 4 [*] rapport de situation : *
  ...
  9. Ce qui est nouveau depuis le numéro 1, *
  - 9.1 nouveau : * [case 1]
  - 9.2 nouveau : signalements à trancher : 1 [flag 1]
  - 9.3 plus valable : interne : De l'ammoniac a été mesuré. (pompiers) [fact 1]
  EXERCICE
  Ensuite : *
duty-officer@desk> /withdraw 4
desk< Le brouillon 4 est abandonné.
duty-officer@desk> /handover
desk< EXERCICE – Relève, *
  ...
  - rapport de situation 1 sur Feu au dépôt : diffusion *, valable jusqu’à * [draft 2]
  - analyse d’environnement 1 sur Feu au dépôt : diffusion *, valable jusqu’à * [draft 3]
  ...
duty-officer@desk> /share draft 3
desk< ...
partners< TLP:AMBER EXERCICE – Analyse, brouillon 3 de Crisis Centre Tripoint
  - numéro 1, état au *
  - valable jusqu’à : *
  3. Comportement : *
  - * ×1 [flag 1]
  ...
  lignes réservées à notre équipe : *
  EXERCICE
wait 2h
partners~ TLP:AMBER EXERCICE – Analyse, brouillon 3 de Crisis Centre Tripoint : expiré. Ne vous y fiez plus.
partners< TLP:AMBER EXERCICE – Analyse, brouillon 3 de Crisis Centre Tripoint : expiré. Ne vous y fiez plus.
  EXERCICE
file public-page holds 0 texts
log is whole
