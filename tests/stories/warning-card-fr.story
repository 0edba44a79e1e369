# Un avertissement officiel pendant un exercice : montré une fois, suivi jusqu’à sa levée.
language: fr
mode: exercise

feed meteo role=official language=nl
! meteo: be.1 Alert status=Exercise nl: Zware regen | fr: Fortes pluies
watch< EXERCICE – Avertissement 1 de meteo : en vigueur
  | *Fortes pluies
  - gravité : grave
  - envoyé : *
  - valable jusqu’à : *
desk< EXERCICE – Avertissement 1 de meteo : en vigueur ...
! meteo: be.2 Update of=be.1 status=Exercise nl: Wolkbreuken | fr: Pluies diluviennes
watch~ EXERCICE – Avertissement 1 de meteo : en vigueur, mis à jour ...
watch< EXERCICE – Avertissement 1 de meteo mis à jour : *Pluies diluviennes
! meteo: be.3 Cancel of=be.2,be.1 status=Exercise fr: Fin des pluies
watch~ EXERCICE – Avertissement 1 de meteo : annulé, n’est plus en vigueur
  - annulé : *
watch< EXERCICE – Avertissement 1 de meteo annulé : *Pluies diluviennes

# Ce qui est réel le dit, même ici.
! meteo: be.9 Alert severity=Extreme fr: Rupture de digue
watch< RÉEL, hors exercice – Avertissement 2 de meteo : en vigueur ...
log is whole
