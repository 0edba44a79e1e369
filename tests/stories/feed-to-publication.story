# From a post in a feed to the rebuttal on the public page, and the proof of it in the log.
mode: live
language: fr

feed blog role=social language=fr
# An ordinary post raises nothing.
+ blog: Bonjour à tous, il fait beau sur la place du marché ce matin.
watch< (nothing)

# A suspect one comes up in the monitoring room, with the words that made it suspect.
+ blog: ALERTE, partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.
watch< Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  | ALERTE, partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée *
  - première apparition : *, blog : *
  - messages : 1, sites : 1 ; *
  - langues : fr ×1
  - priorité : moyenne
  - responsable : personne pour l’instant
  Pourquoi :
  ...
  - (+*) * « autorités nous cachent »
  ...
  [Prendre: /take 1] [Confirmer: /confirm 1] [*: /dismiss 1] [*: /answer 1] [*: /why 1] [*: /silence 1] [*: /priority 1]

# A person decides, and the card says so.
monitor@watch> /confirm 1
watch< Signalement 1 du dossier 1 : confirmé. *: /answer 1
watch~ Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  - décisions : confirmé ×1
  - première décision : *

# The answer begins with the fact; it cannot be submitted before its places are filled.
press-officer@desk> /answer 1
desk< Brouillon 1 [<digest>] démenti : brouillon, approbations : 0 sur 2
  | {fait}. *
  ...
press-officer@desk> /submit 1
desk< Le brouillon 1 a encore * : {fait}. * /revise 1 TEXTE
press-officer@desk> /revise 1 L’eau du robinet est potable. Un message trompeur dit le contraire ; il n’y a ni malade ni coupure.\nMerci de ne pas le transférer.
desk< Brouillon 1 [<digest>] démenti : brouillon, approbations : 0 sur 2
  | L’eau du robinet est potable. Un message trompeur dit le contraire ; il n’y a ni malade ni coupure.
  | Merci de ne pas le transférer.
  Ensuite : /revise 1 TEXTE ou /submit 1

# The approvers see exactly what will go out, and where.
press-officer@desk> /submit 1
approval< Brouillon 1 [{digest}] démenti : soumis, approbations : 0 sur 2
  ...
  public-page, 130 caractères :
  | L’eau du robinet est potable. Un message trompeur dit le contraire ; il n’y a ni malade ni coupure.
  | Merci de ne pas le transférer.
  ...
spokesperson@approval> /approve 1 {digest}
approval< Votre approbation du brouillon 1 est comptée : soumis, 1 sur 2.
  Ensuite : /approve 1 {digest}
approval~ Brouillon 1 [{digest}] démenti : soumis, approbations : 1 sur 2 ...
file public-page holds 0 texts
fire-liaison@approval> /approve 1 {digest}
approval< Votre approbation du brouillon 1 est comptée : publié, 2 sur 2.
  * : /correct 1 TEXTE
approval~ Brouillon 1 [{digest}] démenti : publié, approbations : 2 sur 2 ...
approval< Publié : le brouillon 1 [{digest}] est paru sur public-page (*).
approval~ Brouillon 1 [{digest}] *
  - public-page*: envoyé *

file public-page holds once: L’eau du robinet est potable. Un message trompeur dit le contraire ; il n’y a ni malade ni coupure.\nMerci de ne pas le transférer.
file public-page holds 1 text

# The log has the whole way, and proves that it is whole.
duty-officer@desk> /log
desk< Journal *
  ...
  - * vigie : dossier 1 ouvert : Eau du robinet empoisonnée exprès [*]
  - * vigie : signalement 1, dans le dossier 1 : /why 1 [*]
  - * Monitor : signalement 1 confirmé [*]
  - * Press officer : brouillon 1 commencé [*]
  - * Press officer : réponse au dossier 1 : brouillon 1 [*]
  - * Press officer : a été refusé : /submit 1 → *
  - * Press officer : brouillon 1 récrit : *
  - * Press officer : brouillon 1 soumis [*]
  - * Spokesperson : brouillon 1 approuvé [*]
  - * Fire liaison : brouillon 1 approuvé [*]
  - * Fire liaison : brouillon 1 diffusé [*]
  - * vigie : brouillon 1 paru : L’eau du robinet est potable. *
log is whole
tamper UPDATE log_entries SET text = 'rien' WHERE kind = 'draft.approved' AND "by" = 'Fire liaison'
log is broken
