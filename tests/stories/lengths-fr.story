# La longueur est comptée comme le canal la compte, avant toute approbation.
language: fr
outlets: public-page texts

spokesperson@desk> /draft Fermez les fenêtres. Rentrez et restez à l'abri jusqu'à midi, merci à tous.
desk< Brouillon 1 *
  | *
  - fr → texts : 2 sur 2 parties
  - texts : avec ê, il faut 2 parties ; sans, 1. En lettres simples : Fermez les fenetres. *
  ...
spokesperson@desk> /revise 1 Fermez les fenêtres. Rentrez et restez à l'abri jusqu'à midi, merci à tous. Les bus partent du marché toutes les dix minutes jusqu'au soir.
desk< Brouillon 1 *
  | *
  - fr → texts : 3 sur 2 parties, TROP LONG
  ...
spokesperson@desk> /submit 1
desk< C’est trop long pour texts : 3 sur 2 parties. Raccourcissez : /revise 1 TEXTE
file texts holds 0 texts
