# The same in a French room: taught in French, found in English; a dismissal counts; undo.
language: fr

feed blog role=social language=en
feed blogue role=social language=fr
monitor@watch> /narrative new Les pigeons sont des drones
monitor@watch> /narrative example les-pigeons-sont-des-drones Réveillez-vous : les pigeons de la place sont des drones, mon oncle à la mairie a vu les cartons, on nous cache tout !!
monitor@watch> /narrative example les-pigeons-sont-des-drones Ma cousine travaille à la mairie : les pigeons sont des drones, ils nous filment, personne ne doit le savoir
monitor@watch> /narrative example les-pigeons-sont-des-drones La nuit la mairie recharge les pigeons, mon voisin l'a vu, ce sont tous des drones et on nous le cache

+ blog: They hide it from us: the pigeons on the square are little drones, my uncle saw them being charged at night, wake up!!
watch< Dossier 1, suspect, à vérifier : Les pigeons sont des drones (×1)
  | They hide it from us: *
  ...
+ blogue: Non, les pigeons de la place ne sont pas des drones : la mairie dément cette rumeur
watch< (nothing)

monitor@watch> /dismiss 1 satire
watch< Signalement 1 du dossier 1 écarté : satire. *
+ blog: Look at the pigeons on the square: they never blink, they are drones, the town hall hides it from us and pays the papers to keep quiet
monitor@watch> /why 2
watch< Signalement 2 : suspect, à vérifier. Score * sur 1 : *
  ...
  - (-*) formulé comme des messages que vous avez écartés (1) : *
  ...
monitor@watch> /confirm 1
+ blogue: On nous cache la vérité : les pigeons ne clignent jamais des yeux, ce sont des drones, et la mairie paie les journaux pour se taire
+ blog: They hide it from us: the pigeons are drones, my uncle on the square saw the town hall charge them at night
monitor@watch> /why 4
watch< Signalement 4 : suspect, à vérifier. *
  ...
  - (+*) proche du récit « les-pigeons-sont-des-drones » : *
  ...
monitor@watch> /why 1
watch< Signalement 1 : *
  ...
  Ce que vous avez décidé :
  - Monitor : confirmé
  ...
log is whole
