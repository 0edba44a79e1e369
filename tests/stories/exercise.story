# An exercise says so, first and last, in every part; NO PLAY stops it at once.
mode: exercise
language: fr
public: fr nl

feed blog role=social language=fr
press-officer@desk> /draft Le dépôt brûle ; restez chez vous.
desk< Brouillon 1 [*] information : brouillon, *
  | EXERCICE – Le dépôt brûle ; restez chez vous.
  | EXERCICE
  manque encore en : nl
  ...
press-officer@desk> /revise 1 nl De opslagplaats brandt; blijf binnen.
desk< Brouillon 1 [<digest>] *
  langue : nl
  | OEFENING – De opslagplaats brandt; blijf binnen.
  | OEFENING
  ...
press-officer@desk> /submit 1
mayor@approval> /approve 1 {digest}
file public-page holds once: EXERCICE – Le dépôt brûle ; restez chez vous.\nEXERCICE\n\nOEFENING – De opslagplaats brandt; blijf binnen.\nOEFENING

# Nothing in an exercise may claim to be real.
press-officer@desk> /draft Ceci n’est pas un exercice : le dépôt brûle.
press-officer@desk> /submit 2
desk< Le texte dit « Ceci n’est pas un exercice », or * exercice. * /revise 2 TEXTE
press-officer@desk> /revise 2 THIS IS NOT A DRILL. Le dépôt brûle.
press-officer@desk> /submit 2
desk< Le texte dit « THIS IS NOT A DRILL », * /revise 2 TEXTE

# A warning names the exercise, not the real thing.
press-officer@desk> /draft Crisis Centre Tripoint, 14 h 30 : fumée aux Moulins. Fermez vos fenêtres.
press-officer@desk> /revise 3 nl Crisis Centre Tripoint, 14.30 uur: rook in Moulins. Sluit uw ramen.
press-officer@desk> /fill 3 class=warning area="Moulins" until=3h
desk< Brouillon 3 [<warning>] alerte : * ...
press-officer@desk> /submit 3
mayor@approval> /approve 3 {warning}
fire-liaison@approval> /approve 3 {warning}
mayor@approval> /publish 3 LIVE Moulins
approval< Une alerte ne part que * : /publish 3 EXERCISE Moulins

# Something real happens: anybody may stop the exercise, and then it stands still.
monitor@watch> /noplay Accident réel sur l’autoroute
watch< NO PLAY. * /exercise resume.
watch< NO PLAY. L’exercice est arrêté : Accident réel sur l’autoroute
desk< NO PLAY. L’exercice est arrêté : Accident réel sur l’autoroute
mayor@approval> /publish 3 EXERCISE Moulins
approval< L’exercice est arrêté : NO PLAY. * /exercise resume*
press-officer@desk> /draft Encore un texte
desk< L’exercice est arrêté : NO PLAY. *
+ blog: ALERTE, partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.
watch< (nothing)
monitor@watch> /status
watch< *: NO PLAY, * ...
file public-page holds 1 text
monitor@watch> /exercise resume
watch< Il faut le rôle responsable de garde. *

# It goes on: what came in meanwhile is read, and what was approved can go.
duty-officer@desk> /exercise resume
desk< L’exercice reprend.
approval< L’exercice reprend.
wait 3m
watch< Dossier 1, suspect, à vérifier : * ...
mayor@approval> /publish 3 EXERCISE Moulins
approval< Le brouillon 3 part maintenant sur ses canaux.
file public-page holds once: EXERCICE – Crisis Centre Tripoint, 14 h 30 : fumée aux Moulins. Fermez vos fenêtres.\nEXERCICE\n\nOEFENING – Crisis Centre Tripoint, 14.30 uur: rook in Moulins. Sluit uw ramen.\nOEFENING
duty-officer@desk> /exercise end
desk< L’exercice est terminé. * : 0. *
watch< FIN D’EXERCICE.
log is whole
