# En français : ce que /why dit d'une source officielle, d'un lien inconnu, d'une rumeur écartée et d'un dossier joint.
language: fr

feed blog role=social language=fr
feed wire role=social language=fr
feed forum role=social language=fr
feed notes role=social language=fr
feed mairie role=official language=fr
+ mairie: L'eau du robinet empoisonnée exprès ? Non. Elle est potable, dit la mairie.
monitor@watch> /why https://mairie.example.org/1
watch< Ce message n’est pas un signalement.
  ...
monitor@watch> /why https://nobody.example.org/1
watch< Aucun de nos flux n’a donné ce lien, ou il est oublié : ce que personne n’a signalé est gardé 90 jours. *

+ blog: Partagez avant censure ! Cette nuit quarante détenus de la prison de Brassart ont été relâchés en secret, on nous cache tout !
+ wire: Ma cousine y travaille : des détenus dangereux sont dehors, ils vident la prison de Brassart et personne n'est prévenu !
+ forum: La prison de Brassart relâche des détenus dangereux en secret, les autorités se taisent, on nous cache tout, réveillez-vous !
+ notes: Ils vident en secret la prison de Brassart, des détenus dangereux sont dehors et on nous cache tout, partagez !
watch< ...
watch< ...
watch< ...
watch< ...
watch< Nouvelle rumeur possible 1 : *
  ...
monitor@watch> /rumour dismiss 1 la prison a répondu
watch< ...
watch~ ...
monitor@watch> /why rumour 1
watch< Rumeur 1 : pourquoi elle a été montrée, ou non.
  - une rumeur est montrée quand 4 sources disent en 6 h *
  - messages : 4, de 4 sources sur 4 sites
  - scores de ses exemples : *
  - *la prison a répondu
  - watch : *
  - watch : sa fiche : dit à *
log is whole
