# Un chiffre faux n’atteint pas le public.
language: fr

press-officer@desk> /contact add +352 26 00 11 22 purpose="ligne d’information" owner="Cellule"
desk< Contact 1 enregistré : +352 26 00 11 22. * /contact tested 1
  - 1  +352 26 00 11 22, ligne d’information (Cellule), pas testé
press-officer@desk> /draft Appelez le +352 26 00 12 22.
press-officer@desk> /submit 1
desk< « +352 26 00 12 22 » n’est pas dans les contacts. * : +352 26 00 11 22. * /contact add*
press-officer@desk> /revise 1 Appelez le 00 352 26 00 11 22.
press-officer@desk> /submit 1
desk< « 00 352 26 00 11 22 » n’est pas dans les contacts. * : +352 26 00 11 22. *
press-officer@desk> /revise 1 Appelez le +352 26 00 11 22 avant 18 h 30, le 3 mars 2026.
desk< Brouillon 1 [<digest>] * ...
press-officer@desk> /submit 1
mayor@approval> /approve 1 {digest}
file public-page holds once: Appelez le +352 26 00 11 22 avant 18 h 30, le 3 mars 2026.
