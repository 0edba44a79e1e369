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
monitor@desk> /fact add M. Dupont est blessé
desk< Pas encore écrit, * /fact add anyway TEXTE
monitor@desk> /fact add Un homme est blessé source=son frère, 0475 12 34 57
desk< Pas encore écrit, * /fact add TEXTE source="anyway …"
monitor@desk> /fact add Un homme est blessé source=les pompiers de garde à 14:00
desk< Le fait 1 est noté comme signalé. *
  - 1  signalé, interne, noté *, source : les pompiers de garde à 14:00 : Un homme est blessé
monitor@desk> /fact add anyway M. Dupont est blessé
desk< Le fait 2 est noté comme signalé. *
monitor@desk> /facts
desk< Faits de cet incident*
  - 1 *
  - 2  signalé, interne, noté * : M. Dupont est blessé
log is whole
