# Une salle qui veut deux avis par heure : le reste vient ensemble, plus tard, et rien ne manque.
language: fr
budget: 2

feed blog role=social language=en
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
watch< Dossier 1, suspect, *
  ...
+ blog: My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
watch< Dossier 2, suspect, *
  ...
+ blog: They hide it from us: the pigeons on the square are little drones, my uncle saw them being charged at night, wake up!!
watch< (nothing)
serve page: web page
duty-officer@desk> /feed add {page} role=media
wait 1m
watch< (nothing)
monitor@watch> /why 3
watch< Signalement 3 : suspect, à vérifier. *
  ...
  Où le dossier 3 a été montré :
  - watch : il n’y a pas encore de fiche
  - watch : sa fiche : retenu jusqu’à * (autant d’avis par heure que la salle en veut)
wait 1h
watch< 2 de plus, retenus parce que cette salle reçoit au plus 2 avis par heure. Voir /flags et /cases.
  dossiers : 1, flux : 1
  - Dossier 3, suspect, à vérifier : *
  - *: 127.0.0.1/page
log is whole
