# Two cases made one, their copies with them; taken apart again; one post taken out by hand.
language: en

feed blog role=social language=en
+ blog: My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
watch< Case 1: suspect, check: * (×1)
  ...
+ blog: They hide it from us: the pigeons on the square are little drones, my uncle saw them being charged at night, wake up!!
watch< Case 2: suspect, check: * (×1)
  ...
press-officer@watch> /merge 1 2
watch< This needs the role monitor. *
monitor@watch> /merge 1 1
watch< I could not read that: it is the same case twice. *
monitor@watch> /merge 1 2
watch< Case 2 is part of case 1 now, which has 2 posts. Undo: /split 2
watch~ Case 1: suspect, check: * (×2)
  ...
  - merged into it: 2
  ...
watch~ Case 2 is part of case 1 now. /case 1
  To take it out again: /split 2
monitor@watch> /take 2
watch< Case 2 is part of case 1 now. Type it for case 1, or take it out again: /split 2

# A later copy of what was merged joins the whole.
+ blog: RT They hide it from us: the pigeons on the square are little drones, my uncle saw them being charged at night, wake up!! #drones
watch~ Case 1: suspect, check: * (×3)
  ...
# Taken apart: also what came since goes home.
monitor@watch> /split 2
watch< Case 2 stands by itself (×2); case 1 keeps 1. /case 2
watch~ Case 2: suspect, check: * (×2)
  ...
watch~ Case 1: suspect, check: * (×1)
  ...

# One post taken out; its copies follow it, and its decision stays.
monitor@watch> /split 2
watch< I could not read that: name the flags to take out of it. *
monitor@watch> /split 2 2 3
watch< I could not read that: no flag would be left in it. *
monitor@watch> /split 2 1
watch< I could not read that: a flag there is of another case. *
monitor@watch> /merge 2 1
monitor@watch> /confirm 1
monitor@watch> /split 2 1
watch< Case 3 stands by itself (×1); case 2 keeps 2. /case 3
watch~ Case 2: *
  ...
watch< Case 3: suspect, check: * (×1)
  ...
  - taken out of case 2
  - decided: confirmed ×1
  - first decision: after * min
  ...
+ blog: RT My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
watch~ Case 3: suspect, check: * (×2)
  ...
log is whole
