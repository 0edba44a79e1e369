# A warning has an area, an end and every language; two people approve it, one with the legal
# power; and it goes out only when it is typed in full.
language: fr
public: fr nl

press-officer@desk> /draft Crisis Centre Tripoint, 14 h 30 : fumée aux Moulins. Fermez portes et fenêtres.
press-officer@desk> /fill 1 class=warning
desk< Brouillon 1 [*] alerte : brouillon, approbations : 0 sur 2
  - zone : -
  - valable jusqu’à : -
  ...
press-officer@desk> /submit 1
desk< Le brouillon 1 ne peut pas continuer, pour 3 raisons :
  - Une alerte part dans toutes les langues de ses canaux. * nl. * /revise 1 *
  - Une alerte sans zone ne part pas. * /fill 1 area=*
  - Une alerte sans échéance ne part pas. * /fill 1 until=2h
press-officer@desk> /revise 1 nl Crisis Centre Tripoint, 14 h 30 : fumée aux Moulins. Fermez portes et fenêtres.
press-officer@desk> /submit 1
desk< Le brouillon 1 ne peut pas continuer, pour 3 raisons :
  - Le brouillon 1 a le même texte en fr, nl. *
  ...
press-officer@desk> /revise 1 nl Crisis Centre Tripoint, 14.30 uur: rook in Moulins. Sluit ramen en deuren.
press-officer@desk> /submit 1
desk< Le brouillon 1 ne peut pas continuer, pour 2 raisons : ...
press-officer@desk> /fill 1 area="Moulins, rue du Port"
press-officer@desk> /submit 1
desk< Une alerte sans échéance ne part pas. * /fill 1 until=2h
press-officer@desk> /fill 1 until=bientôt
desk< * until=2h ou until=14:30. *
press-officer@desk> /fill 1 until=2h
desk< Brouillon 1 [<digest>] alerte : * ...
press-officer@desk> /submit 1
approval< Brouillon 1 [{digest}] alerte : soumis, approbations : 0 sur 2
  - zone : Moulins, rue du Port
  - valable jusqu’à : *
  ...
  public-page, 155 caractères :
  | Crisis Centre Tripoint, 14 h 30 : fumée aux Moulins. Fermez portes et fenêtres.
  |
  | Crisis Centre Tripoint, 14.30 uur: rook in Moulins. Sluit ramen en deuren.
  ...
  [Approuver: /approve 1 {digest}]

# Two approvers without the legal power are not enough.
spokesperson@approval> /approve 1 {digest}
fire-liaison@approval> /approve 1 {digest}
approval< * soumis, 2 sur 2.
  Ensuite : /approve 1 {digest} (dont une autorité)
fire-liaison@approval> /publish 1 LIVE Moulins, rue du Port
approval< Brouillon 1 : soumis. *
mayor@approval presses /approve 1 {digest}
approval< * approuvé, 3 sur 2.
  Ensuite, à taper : /publish 1 LIVE Moulins, rue du Port

# The wrong mode, the wrong place, a button: nothing goes out.
mayor@approval> /publish 1 EXERCISE Moulins, rue du Port
approval< Une alerte ne part que * : /publish 1 LIVE Moulins, rue du Port
mayor@approval> /publish 1 LIVE Moulins, rue du Parc
approval< Une alerte ne part que * : /publish 1 LIVE Moulins, rue du Port
mayor@approval> /publish 1
approval< Une alerte ne part que * : /publish 1 LIVE Moulins, rue du Port
mayor@approval presses /publish 1 LIVE Moulins, rue du Port
approval< Un bouton ne publie jamais une alerte. * /publish 1 LIVE Moulins, rue du Port
file public-page holds 0 texts

# Half an hour later the approvals are too old; they are asked for again.
wait 31m
mayor@approval> /publish 1 LIVE Moulins, rue du Port
approval< L’approbation de * date de plus de 30 minutes. * /approve 1 {digest}
mayor@approval> /approve 1 {digest}
approval< * est comptée : * ...
mayor@approval> /publish 1 LIVE Moulins, rue du Port
approval< L’approbation de * date de plus de 30 minutes. *
fire-liaison@approval> /approve 1 {digest}
approval< * est comptée : * ...
mayor@approval> /publish 1 LIVE moulins  rue du port
approval< Le brouillon 1 part maintenant sur ses canaux.
approval< ...
approval< Publié : le brouillon 1 [{digest}] est paru sur public-page (*).
file public-page holds once: Crisis Centre Tripoint, 14 h 30 : fumée aux Moulins. Fermez portes et fenêtres.\n\nCrisis Centre Tripoint, 14.30 uur: rook in Moulins. Sluit ramen en deuren.
mayor@approval> /publish 1 LIVE Moulins, rue du Port
approval< Brouillon 1 : publié. *
file public-page holds 1 text
log is whole
