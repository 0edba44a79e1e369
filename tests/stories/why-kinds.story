# Whatever was shown, or was not, /why says why: a source that answers, a low score, a dismissed rumour, a merged case.
language: en

feed blog role=social language=en
feed wire role=social language=en
feed forum role=social language=en
feed notes role=social language=en
feed mayor role=official language=en
+ mayor: The tap water is poisoned on purpose? No. It is safe to drink, says the mayor.
+ blog: The library opens at nine on Sunday.
monitor@watch> /why https://mayor.example.org/1
watch< This post is no flag.
  ...
  Official sources and fact-checkers never open a case.
  ...
monitor@watch> /why https://blog.example.org/1
watch< This post is no flag.
  ...
monitor@watch> /why https://nobody.example.org/1
watch< None of our feeds has said this link, or it is forgotten: what nobody flagged is kept for 90 days. *

+ blog: Share before it is deleted: forty prisoners were secretly let out of the prison at Brassart last night, they hide it from us!
+ wire: My cousin works there: dangerous prisoners are out, they are emptying the prison of Brassart and nobody is told!
+ forum: The prison at Brassart let dangerous prisoners go in secret, the authorities keep silent!
watch< ...
+ notes: They empty the prison of Brassart in secret, dangerous prisoners are out and everything is hidden from us, share!
watch< ...
watch< ...
watch< Possible new rumour 1: *
  ...
monitor@watch> /rumour dismiss 1 the prison has answered
watch< Rumour 1 is dismissed; *
watch~ ...
monitor@watch> /why rumour 1
watch< Rumour 1: why it was shown, or was not.
  - a rumour is shown when 4 sources say within 6 h *
  - posts: 4 by 4 sources on 4 hosts
  - its examples scored *
  - dismissed by Monitor the prison has answered
  - watch: its card is there
  - watch: its card: told at *
monitor@watch> /why https://forum.example.org/1
watch< This post is no flag.
  ...
  - part of possible new rumour 1. /why rumour 1
  - dismissed by Monitor the prison has answered
  When it was read it scored * a post is a flag from * on.
  ...
monitor@watch> /merge 1 2
watch< ...
watch~ ...
watch~ ...
monitor@watch> /why case 2
watch< Case 2: why it was shown, or was not.
  - Case 2 is part of case 1 now. /case 1
  ...
monitor@watch> /why rumour 9
watch< There is no rumour 9. See /rumours.
log is whole
