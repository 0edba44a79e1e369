# Les documents et la relève, en français, dans un exercice : le marqueur en tête et à la fin.
mode: exercise
language: fr
rooms: watch desk approval control

feed blog role=social language=fr
duty-officer@desk> /incident open Feu au dépôt
monitor@watch> /log Un dépôt brûle à Moulins, produit inconnu.
press-officer@desk> /draft Un dépôt brûle à Moulins. Restez à distance. Prochain point à 14:30.
press-officer@desk> /fill 1 until=4h
desk< Brouillon 1 [<first>] * ...
press-officer@desk> /submit 1
spokesperson@approval> /approve 1 {first}
+ blog: ALERTE, partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.
monitor@watch> /sitrep show
watch< EXERCICE – Situation actuelle, NON APPROUVÉE : Feu au dépôt, *
  1. En bref
  - ouvert depuis *, par Duty officer [log 1]
  - dossiers : 1, de priorité haute : 0 [case 1]
  - messages en vigueur : 1 [pub 1]
  - brouillons en cours : 0
  2. Ce que nous savons
  - *  Monitor : Un dépôt brûle à Moulins, produit inconnu. [log 2]
  3. Décisions
  - *  Duty officer : incident ouvert [log 1]
  4. Ce qui a été dit à la population
  - *  information, jusqu’à *, publié : « Un dépôt brûle à Moulins. * » [pub 1]
  - promis là : « Prochain point à 14:30 » [pub 1]
  5. Ce qui se dit
  - * : ×1, fr, priorité : moyenne, responsable : personne pour l’instant [case 1]
  - signalements à trancher : 1 [flag 1]
  6. À régler
  - Rien.
  ...
  EXERCICE
monitor@watch> /analysis show
watch< EXERCICE – Environnement actuel, NON APPROUVÉ : *
  ...
  4. Sens : comment c’est vécu
  ...
  EXERCICE

# Une relève en cours, ou qui vient d'avoir lieu : l'exercice ne commence pas tout seul.
duty-officer@control> /exercise load smoke.json
control< Je lis smoke.json. *
control< Smoke over Moulins est chargé.
  ...
duty-officer@control> /handover
control< EXERCICE – Relève, * : Duty officer remet la garde
  ...
  7. Exercices
  - Smoke over Moulins : chargé, pas commencé
  ...
  * /handover accept <code>
  EXERCICE
duty-officer@control> /exercise start
control< La relève est en cours : Duty officer l’a exposée *
relief-officer@control> /handover accept {code}
control< Vous êtes de garde, Relief officer *
relief-officer@control> /exercise start
control< La garde vient de changer de mains : * Duty officer doit le taper aussi : /exercise start
relief-officer@control> /exercise start
control< La garde vient de changer de mains : * Duty officer doit le taper aussi *
desk< (nothing)
duty-officer@control> /exercise start
control< Smoke over Moulins : en cours, T+0:00 ...
control< DÉBUT D’EXERCICE : Smoke over Moulins
control< T+0:00 événement 1 : Fire control room à Front office
  ...
duty-officer@control> /exercise end
control< ...
control< Le rapport de l’exercice est dans *.html
report says: # Retour d’expérience : Smoke over Moulins
report says: ## Points forts
log is whole
