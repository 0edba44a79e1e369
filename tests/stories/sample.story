# Posts that nobody flagged, by chance: what do we miss?
language: en
rooms: watch desk

feed blog role=social language=en
+ blog: The library opens late today.
monitor@watch> /sample
watch< There is no post of the last week that was neither flagged nor shown.
wait 10m
+ blog: The bakery on the corner has new bread.
monitor@watch> /sample
watch< Posts that nobody flagged, chosen by chance:
  - 1  “*The bakery on the corner has new bread.” *
  Look at each. Or type it: /sample suspect N, /sample clean N
  *
press-officer@desk> /sample
desk< This needs the role monitor. *
monitor@watch> /sample suspect 1
watch< Post 1: suspect. Undo: /sample clean 1
  If it belongs to a storyline, teach me: /narrative example ID TEXT
  - posts looked at by chance: 1, of them suspect: 1
crash
monitor@watch> /sample clean 1
watch< Post 1: clean. Undo: /sample suspect 1
  - posts looked at by chance: 1, of them suspect: 0
monitor@watch> /sample clean 1
watch< post 1 is already decided: clean by Monitor. *
monitor@watch> /sample clean 7
watch< There is no post 7. See /sample.
monitor@watch> /sample
watch< There is no post of the last week that was neither flagged nor shown.
monitor@watch> /status
watch< *
  ...
  - posts looked at by chance: 1, of them suspect: 0
  ...
log is whole
