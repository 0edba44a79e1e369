# La même chose en français.
language: fr

press-officer@desk> /draft Incendie au dépôt. Jean Dupont, 45 ans, est décédé.
press-officer@desk> /submit 1
desk< *
  ...
  - Le texte fr semble nommer une victime : « Jean Dupont ». *
  ...
monitor@desk> /log M. Dupont est blessé, son GSM : 0475 12 34 56
desk< Pas encore écrit, car le journal n’oublie jamais. * /log anyway TEXTE
monitor@desk> /log anyway 0475 12 34 56 est l'opérateur de la pompe
desk< Ligne * du journal [*]
log is whole
