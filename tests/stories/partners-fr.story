# Partager avec un centre voisin et lui demander, en français, dans un exercice.
mode: exercise
language: fr
rooms: watch desk approval partners

monitor@desk> /fact add De l'ammoniac a été mesuré
press-officer@desk> /fact confirm 1 source="pompiers" release=public
duty-officer@desk> /share fact 1 tlp=green
desk< fait 1 est montré dans partners en TLP:GREEN, et y est tenu à jour.
partners< TLP:GREEN EXERCICE – Fait 1 de Crisis Centre Tripoint
  | De l'ammoniac a été mesuré
  EXERCICE
duty-officer@partners> /sitrep
partners< Des partenaires lisent cette salle, et ceci est pour la seule équipe. *
duty-officer@desk> /unshare fact 1
desk< fait 1 est retiré dans partners. Ce qui y a été lu reste lu.
partners~ TLP:GREEN EXERCICE – Fait 1 de Crisis Centre Tripoint : retiré. Ne vous y fiez plus.
partners< TLP:GREEN EXERCICE – Fait 1 de Crisis Centre Tripoint : retiré. *
  ...
duty-officer@desk> /ask centre-north Ceci n'est pas un exercice. Quel produit ?
desk< Ceci ne peut pas aller aux partenaires : il dit que c’est réel, et ceci est un exercice. *
duty-officer@desk> /ask centre-north Quel produit ?
partners< TLP:AMBER EXERCICE – Demande VIG-crisis-centre-tripoint-1 de Crisis Centre Tripoint à Centre North
  | Quel produit ?
  Répondre : /reply VIG-crisis-centre-tripoint-1 TEXTE
  EXERCICE
log is whole
