# What no storyline knows rises in several words and languages: one card, watched or left alone.
language: en
budget: 6

feed blog role=social language=en
feed wire role=social language=en
feed forum role=social language=en
feed board role=social language=en
feed notes role=social language=fr
feed pages role=social language=en
monitor@watch> /rumours
watch< No new rumour waits for a decision.
+ blog: Share before it is deleted: forty prisoners were secretly let out of the prison at Brassart last night, they hide it from us!
+ wire: My cousin works there: dangerous prisoners are out, they are emptying the prison of Brassart and nobody is told!
+ forum: The prison at Brassart let dangerous prisoners go in secret, the authorities keep silent!
watch< ...
+ notes: Partagez avant suppression ! Ils vident en secret la prison de Brassart, des prisonniers dangereux sont dehors et on nous ment !
watch< ...
watch< Possible new rumour 1: suspect, check: prisoners · Brassart
  - first seen *
  - posts: 4 by 4 sources on 4 hosts
  - languages: en, fr
  blog.example.org
  | Share before it is deleted: forty prisoners *
  notes.example.org
  | Partagez avant suppression *
  wire.example.org
  | My cousin works there: *
  [Watch: /rumour watch 1] [Dismiss: /rumour dismiss 1]

# It is told once; what joins it changes the card. A crash forgets nothing.
crash
+ board: They keep it from us: prisoners were let out of the prison at Brassart in secret, dangerous men, share this!
watch< ...
watch~ Possible new rumour 1: suspect, check: prisoners · Brassart
  - first seen *
  - posts: 5 by 5 sources on 5 hosts
  ...
monitor@watch> /rumours
watch< Possible new rumours:
  - 1  prisoners · Brassart  ×5
  ...

# Watched, it is a storyline: its posts are in one case, and the next wording joins them.
press-officer@watch> /rumour watch 1
watch< This needs the role monitor. *
monitor@watch> /rumour watch 1 Prisoners let out in secret
watch< Rumour 1 is watched as prisoners-let-out-in-secret: case *. More wordings: *
watch< Case *: suspect, check: Prisoners let out in secret (×5)
  ...
watch~ Case 1 is part of case 5 now. /case 5
  ...
watch~ Case 2 is part of case 5 now. /case 5
  ...
watch~ Case 3 is part of case 5 now. /case 5
  ...
watch~ Case 4 is part of case 5 now. /case 5
  ...
watch~ Possible new rumour 1: *
  ...
  - watched as prisoners-let-out-in-secret, by Monitor
  ...
monitor@watch> /rumour dismiss 1
watch< Rumour 1 is watched already, by Monitor. What is open: /rumours
+ pages: Share before it is deleted: prisoners were secretly let out of the prison at Brassart, dangerous ones, they hide it!
watch~ Case *: suspect, check: Prisoners let out in secret (×6)
  ...
# A post is decided on once: its flag is the one it had.
monitor@watch> /flags
watch< Flags to decide on:
  - 6 *
  - 5 *
  - 4 *
  - 3 *
  - 2 *
  - 1 *
  ...
monitor@watch> /rumour watch 7
watch< There is no rumour 7. See /rumours.
log is whole
