# When an exercise is over, nothing of it goes out any more, until the next one begins.
language: fr
mode: exercise

duty-officer@desk> /incident open Crue
press-officer@desk> /draft Restez chez vous.
desk< Brouillon 1 [<digest>] * ...
press-officer@desk> /submit 1
duty-officer@desk> /exercise end
desk< ...
mayor@approval> /approve 1 {digest}
approval< L’exercice est terminé. * /incident open TITRE.
file public-page holds 0 texts
duty-officer@desk> /exercise resume
desk< L’exercice est terminé. *
duty-officer@desk> /status
desk< Crisis Centre Tripoint : l’exercice est terminé.
  ...
duty-officer@desk> /show 1
desk< Brouillon 1 * ...
duty-officer@desk> /incident close 1
duty-officer@desk> /incident open Incendie
mayor@approval> /approve 1 {digest}
approval< Brouillon 1 : abandonné. *
file public-page holds 0 texts
