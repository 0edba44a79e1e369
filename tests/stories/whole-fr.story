# La même conversation dans les cinq langues : du premier message à la relève. Ici en français.
language: fr

# Une rumeur est vue, examinée et prise en charge.
feed blogue role=social language=fr
+ blogue: ALERTE partagez avant suppression !!! Ils ont empoisonné l'eau du robinet et les autorités le cachent, ma cousine travaille à l'hôpital.
watch< Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  | ALERTE partagez avant suppression !!! Ils ont empoisonné l'eau du robinet et les autorités le cachent, ma cousine travaille à l'hôpital.
  - première apparition : *, blogue*
  - *
  - langues : fr ×*
  - priorité : moyenne
  - responsable : personne pour l’instant
  Pourquoi :
  ...
  [Prendre: /take 1] [Confirmer: /confirm 1] [Écarter: /dismiss 1] [Répondre: /answer 1] [Pourquoi ?: /why 1] *
monitor@watch> /why 1
watch< Signalement 1 : suspect, à vérifier. Score * sur 1*
  | ALERTE partagez avant suppression !!! Ils ont empoisonné l'eau du robinet et les autorités le cachent, ma cousine travaille à l'hôpital.
  - source : blogue
  - lien : https://blogue.example.org/1
  - langue : fr
  - à première vue : propage le récit
  ...
duty-officer@desk> /incident open Rumeur sur l’eau du robinet
desk< Incident 1 ouvert : Rumeur sur l’eau du robinet
monitor@watch> /case 1
watch< Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  | ALERTE partagez avant suppression !!! Ils ont empoisonné l'eau du robinet et les autorités le cachent, ma cousine travaille à l'hôpital.
  - première apparition : *, blogue*
  - *
  - langues : fr ×*
  - priorité : moyenne
  - responsable : personne pour l’instant
  Pourquoi :
  ...
  [Prendre: /take 1] [Confirmer: /confirm 1] [Écarter: /dismiss 1] [Répondre: /answer 1] [Pourquoi ?: /why 1] *
monitor@watch> /take 1
watch< Le dossier 1 est à vous, Monitor.
watch~ Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  ...
monitor@watch> /priority 1 haute des gens pourraient ne plus boire
watch< Dossier 1, priorité haute : des gens pourraient ne plus boire
watch~ Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  ...
monitor@watch> /confirm 1
watch< Signalement 1 du dossier 1 : confirmé. Ensuite : /answer 1
watch~ Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  ...
press-officer@desk> /confirm 1
desk< Il faut le rôle veille. Vous avez : rédaction. Adressez-vous à un admin ou à une personne de permanence.
monitor@watch> /log La régie des eaux a été appelée : aucun dégât.
watch< Ligne * du journal [*]
press-officer@desk> /fact add L’eau du robinet respecte toutes les limites.
desk< Le fait 1 est noté comme signalé. Quand sa source le confirme : /fact confirm 1 source="…" release=public
press-officer@desk> /fact confirm 1 source="régie des eaux" release=public
desk< Le fait 1 est confirmé.
  - 1  confirmé, public, noté *, source : régie des eaux : L’eau du robinet respecte toutes les limites.

# Une réponse est écrite, soumise aux approbateurs et publiée.
press-officer@desk> /draft Centre de crise Tripoint : l’eau du robinet est potable. Nous la contrôlons toutes les deux heures. Prochain point à 14:30.
desk< Brouillon 1 [<first>] information : brouillon, approbations : 0 sur 1
  | Centre de crise Tripoint : l’eau du robinet est potable. Nous la contrôlons toutes les deux heures. Prochain point à 14:30.
  Ensuite : /revise 1 TEXTE ou /submit 1
press-officer@desk> /approve 1 {first}
desk< Il faut le rôle approbation. Vous avez : rédaction. Adressez-vous à un admin ou à une personne de permanence.
press-officer@desk> /submit 1
desk< Le brouillon 1 est soumis : les approbateurs l’ont devant eux.
spokesperson@approval> /return 1 nous la contrôlons toutes les heures
approval< Le brouillon 1 est renvoyé.
approval~ Brouillon 1 [{first}] information : renvoyé, approbations : 0 sur 1
  ...
press-officer@desk> /submit 1
desk< Le brouillon 1 est soumis : les approbateurs l’ont devant eux.
spokesperson@approval> /approve 1 abcdef
approval< Une approbation désigne le texte exact : au moins les six premiers caractères de son empreinte. Lisez-le avec /show 1, puis tapez /approve 1 {first}
spokesperson@approval> /approve 1 {first}
approval< Votre approbation du brouillon 1 est comptée : publié, 1 sur 1.
  S’il contient une erreur : /correct 1 TEXTE
approval~ Brouillon 1 [{first}] information : publié, approbations : 1 sur 1
  ...
approval< Publié : le brouillon 1 [{first}] est paru sur public-page (*).
approval~ Brouillon 1 [{first}] information : publié, approbations : 1 sur 1
  ...
press-officer@desk> /delivery 1
desk< Brouillon 1 [{first}] information : publié, approbations : 1 sur 1
  - public-page : envoyé (tentatives : 1) *
monitor@watch> /status
watch< Crisis Centre Tripoint : la cellule est en service.
  - mode : réel, depuis *
  - incident : 1 Rumeur sur l’eau du robinet
  - de garde : *
  - flux : 1, en difficulté : 0
  - signalements à trancher : 0
  - dossiers de priorité haute : *
  - publications en suspens : 0
  - tranchés dans cette salle en 30 jours : *
  - avec un score de *
  Aucun brouillon en cours.
monitor@watch> /whoami
watch< Vous êtes Monitor, dans la salle watch. Vos rôles : veille.
monitor@watch> /duty
watch< Cette salle, watch, sert à : veille
  - de garde : *
  - Press officer : rédaction
  - Monitor : veille
  - Spokesperson : approbation, rédaction
  - Fire liaison : approbation
  - Mayor : autorité
  - Duty officer : administration, responsable de garde
  - Relief officer : responsable de garde
  - Second monitor : veille
  - Observer : observation

# Elle est rectifiée, et la garde est remise.
duty-officer@desk> /correct 1 nous la contrôlons toutes les heures
desk< Brouillon 2 [<second>] rectification : soumis, approbations : 0 sur 1
  - zone : -
  - valable jusqu’à : -
  - rédigé par : Duty officer
  - première version il y a 0 min
  - concerne le brouillon 1
  public-page, 78 caractères :
  | RECTIFICATION de notre message de * : nous la contrôlons toutes les heures
  Ensuite : /approve 2 *
  [Approuver: /approve 2 *]
mayor@approval> /approve 2 {second}
approval< Votre approbation du brouillon 2 est comptée : publié, 1 sur 1.
  S’il contient une erreur : /correct 2 TEXTE
approval~ Brouillon 1 [{first}] information : rectifié, approbations : 1 sur 1
  ...
approval~ Brouillon 2 [{second}] rectification : publié, approbations : 1 sur 1
  ...
approval< Publié : le brouillon 2 [{second}] est paru sur public-page (*).
approval~ Brouillon 2 [{second}] rectification : publié, approbations : 1 sur 1
  ...
monitor@watch> /sitrep show
watch< Situation actuelle, NON APPROUVÉE : Rumeur sur l’eau du robinet, *
  1. En bref
  - ouvert depuis *, par Duty officer [log *]
  - dossiers : 0, de priorité haute : 0
  - messages en vigueur : 2 [pub 1, 2]
  - brouillons en cours : 0
  2. Ce que nous savons
  - L’eau du robinet respecte toutes les limites. (régie des eaux) [fact 1]
  - *  Monitor : La régie des eaux a été appelée : aucun dégât. [log *]
  3. Décisions
  - *  Duty officer : incident ouvert [log *]
  - *  Mayor : brouillon 1 rectifié [log *]
  4. Ce qui a été dit à la population
  - *  information, rectifié : « Centre de crise Tripoint : l’eau du robinet est potable. Nous la contrôlons toutes les deux heures. Prochain point à 14:30. » [pub 1]
  - promis là : « Prochain point à 14:30 » [pub 1]
  - *  rectification, publié : « RECTIFICATION de notre message de * : nous la contrôlons toutes les heures » [pub 2]
  5. Ce qui se dit
  - Aucun dossier n’est ouvert.
  6. À régler
  - Rien.
  ...
monitor@watch> /analysis show
watch< Environnement actuel, NON APPROUVÉ : Rumeur sur l’eau du robinet, *
  1. Sources et volume
  - messages signalés : 0, sur les flux : 0
  - dans la dernière heure : 0, dans l’heure précédente : 0
  2. Besoin d’information : ce que l’on demande
  - Rien dans ce qui a été signalé.
  3. Comportement : à quoi l’on pousse les gens
  - Rien dans ce qui a été signalé.
  4. Sens : comment c’est vécu
  - Rien dans ce qui a été signalé.
  5. Récits
  - Aucun dossier n’est ouvert.
  6. Conseils par objectif
  - Ces chiffres n’appellent aucune action : continuez la veille.
  Seuls les signalements sont comptés : ce qui n’a pas été signalé n’y est pas.
duty-officer@desk> /handover
desk< Relève, * : Duty officer remet la garde
  1. Incidents en cours
  - Rumeur sur l’eau du robinet, depuis *, par Duty officer [incident 1]
  2. Consignes à la population en vigueur
  - information, sans fin prévue, rectifié : « Centre de crise Tripoint : l’eau du robinet est potable. Nous la contrôlons toutes les deux heures. Prochain point à 14:30. » [draft 1]
  - rectification, sans fin prévue : « RECTIFICATION de notre message de * : nous la contrôlons toutes les heures » [draft 2]
  3. Ce qui a été promis
  - « Prochain point à 14:30 » [draft 1]
  4. Ce qui attend
  - Néant.
  5. Dossiers de priorité haute et moyenne
  - Eau du robinet empoisonnée exprès : ×1, fr, priorité : haute, responsable : Monitor (des gens pourraient ne plus boire) [case 1]
  6. Flux en difficulté
  - Néant.
  7. Exercices
  - Néant.
  Tant que personne n’a accepté, personne n’a la garde.
  Relisez à voix haute. La personne qui prend la relève tape ensuite : /handover accept <code>
relief-officer@desk> /handover accept {code}
desk< Vous êtes de garde, Relief officer ; Duty officer est relevé de sa garde.
relief-officer@desk> /incident close 1
desk< Incident 1 clos : Rumeur sur l’eau du robinet
log is whole
