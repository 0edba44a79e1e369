# Ce qui est paru se rectifie ou se retire, dans toutes les langues où c’est paru.
language: fr
public: fr nl

press-officer@desk> /draft La salle de sport est ouverte.
press-officer@desk> /revise 1 nl De sporthal is open.
desk< Brouillon 1 [<digest>] information : brouillon, *
  langue : nl
  | De sporthal is open.
  ...
press-officer@desk> /submit 1
mayor@approval> /approve 1 {digest}
file public-page holds once: La salle de sport est ouverte.\n\nDe sporthal is open.

duty-officer@desk> /correct 1 C’est l’école.
desk< Brouillon 2 [<second>] rectification : soumis, *
  ...
  | RECTIFICATION de notre message de 09:01 : C’est l’école.
  |
  | *: C’est l’école.
  ...
# Les mots en néerlandais manquent : quelqu’un les écrit, et l’approbation porte sur ce texte-là.
press-officer@desk> /revise 2 nl RECTIFICATIE van ons bericht van 09:01: het is de school.
desk< Brouillon 2 [<newer>] rectification : brouillon, * ...
press-officer@desk> /submit 2
mayor@approval> /approve 2 {second}
approval< Le brouillon 2 a changé * [{newer}].
mayor@approval> /approve 2 {newer}
approval< * est comptée : publié, 1 sur 1. ...
approval~ Brouillon 1 [{digest}] information : rectifié, * ...
file public-page holds 2 texts
duty-officer@desk> /retract 1 L’école ferme.
desk< Brouillon 3 [<third>] retrait : soumis, * ...
spokesperson@approval> /approve 3 {third}
approval< ...
approval~ Brouillon 1 [{digest}] information : retiré, * ...
file public-page holds 3 texts
log is whole
