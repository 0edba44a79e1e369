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
  | RECTIFICATIE van ons bericht van 09:01 uur, voorlopig alleen in het Frans: “C’est l’école.”
  ...
  - Le texte en nl ne fait que citer celui en fr. Pour lui donner ses propres mots : /revise 2 nl TEXTE
  ...
# Qui change les mots cités change aussi la citation ; un mot à soi la remplace.
press-officer@desk> /revise 2 C’est l’école du port.
desk< Brouillon 2 * ...
press-officer@desk> /show 2
desk< *
  ...
  | RECTIFICATIE van ons bericht van 09:01 uur, voorlopig alleen in het Frans: “C’est l’école du port.”
  ...
press-officer@desk> /revise 2 nl Het is de school aan de haven.
desk< Brouillon 2 [<newer>] rectification : brouillon, *
  langue : nl
  | RECTIFICATIE van ons bericht van 09:01 uur: Het is de school aan de haven.
  Ensuite : *
press-officer@desk> /submit 2
mayor@approval> /approve 2 {second}
approval< Le brouillon 2 a changé * [{newer}].
mayor@approval> /approve 2 {newer}
approval< * est comptée : publié, 1 sur 1. ...
approval~ Brouillon 1 [{digest}] information : rectifié, * ...
file public-page holds once: RECTIFICATION de notre message de 09:01 : C’est l’école du port.\n\nRECTIFICATIE van ons bericht van 09:01 uur: Het is de school aan de haven.
duty-officer@desk> /retract 1 nl De school sluit.
desk< Brouillon 3 [<third>] retrait : soumis, * ...
spokesperson@approval> /approve 3 {third}
approval< ...
approval~ Brouillon 1 [{digest}] information : retiré, * ...
file public-page holds once: MESSAGE RETIRÉ : notre message de 09:01 n’est plus valable. La raison, pour l’instant seulement en néerlandais : « De school sluit. »\n\nINGETROKKEN: ons bericht van 09:01 uur geldt niet meer. De school sluit.
log is whole
