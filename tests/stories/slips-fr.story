# Quoi qu’on tape, la réponse est une phrase qui dit que faire.
language: fr

monitor@desk> /brouillon Le pont
desk< Je n’ai pas compris : /brouillon Le pont. À taper ainsi : /draft [langue] TEXTE ou MODÈLE
monitor@desk> /pont
desk< Je ne connais pas /pont. Tapez /help *
press-officer@desk> /draft Restez dedans.\n/submit 1
desk< Une commande par message : sous la première il y en a une autre, /submit 1. Rien n’a été fait. *
monitor@desk> /show n°99.
desk< Je ne trouve pas : brouillon 99. Voir /status.
monitor@desk> /feed
desk< Je n’ai pas compris : /feed. À taper ainsi : /feed add URL * · /feed mute N · *
monitor@desk> /show
desk< Je n’ai pas compris : le numéro manque. À taper ainsi : /show N [pdf]
monitor@desk> /show 99
desk< Je ne trouve pas : brouillon 99. Voir /status.
monitor@desk> /show 2147483648
desk< Je n’ai pas compris : * À taper ainsi : /show N [pdf]
monitor@desk> /show -1
desk< Je n’ai pas compris : * À taper ainsi : /show N [pdf]
monitor@desk> /confirm 🔥
desk< Je n’ai pas compris : * À taper ainsi : /confirm N
monitor@desk> /confirm 7
desk< Je ne trouve pas : signalement 7. Voir /flags.
monitor@desk> /dismiss 7 ennuyeux
desk< * « ennuyeux ». * : question, satire, vrai, opinion, doublon, réfutation, sans rapport.
press-officer@desk> /draft
desk< Je n’ai pas compris : il n’y a pas de texte. À taper ainsi : /draft TEXTE
press-officer@desk> /draft 🔥
press-officer@desk> /revise 1
desk< Il n’y a pas de texte. * /revise 1 TEXTE
press-officer@desk> /revise 1 {10000 times é}
desk< Brouillon 1 [*] information : brouillon, * ...
press-officer@desk> /fill 1
desk< Je n’ai pas compris : rien n’est indiqué * : /fill N *

# « en » commence bien des phrases ; le bot demande, et dit ensuite quelle langue il a comprise.
press-officer@desk> /draft en cas d’incendie, sortez.
desk< « en » peut désigner une langue, * Tapez EN *, ou commencez votre texte par une majuscule.
press-officer@desk> /draft EN cas d’incendie, sortez.
desk< Brouillon 2 [*] information : brouillon, *
  langue : en
  | cas d’incendie, sortez.
  manque encore en : fr
  ...
press-officer@desk> /submit 2
desk< Aucun canal ne diffuserait le brouillon 2, * : en. * /revise 2 LANGUE TEXTE*

press-officer@desk> /return 1
desk< Il faut le rôle approbation. Vous avez : rédaction. *
spokesperson@desk> /return 1
desk< Brouillon 1 : brouillon. * /submit 1
spokesperson@desk> /publish 1 LIVE Moulins
desk< Brouillon 1 : brouillon. * /submit 1
fire-liaison@desk> /correct 1 Erreur.
desk< Le brouillon 1 n’a pas été publié, * /show 1.
duty-officer@desk> /incident open
desk< Je n’ai pas compris : le titre manque. * : /incident open TITRE
duty-officer@desk> /incident close 5
desk< Je ne trouve pas : incident 5. Voir /incident.
duty-officer@desk> /feed add pasuneadresse
desk< Je ne peux pas suivre pasuneadresse : ce n’est pas une adresse web. *
duty-officer@desk> /feed add http://moi:secret@exemple.org/
desk< Je ne peux pas suivre http://…@exemple.org : elle contient un mot de passe. *
duty-officer@desk> /noplay
desk< Cette cellule est en mode réel ; *
log is whole
