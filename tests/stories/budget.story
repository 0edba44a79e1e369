# A room that wants two notices an hour: what is more comes together when the hour has room again.
language: en
budget: 2

feed blog role=social language=en
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
watch< Case 1: suspect, *
  ...
+ blog: My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
watch< Case 2: suspect, *
  ...
+ blog: They hide it from us: the pigeons on the square are little drones, my uncle saw them being charged at night, wake up!!
watch< (nothing)
+ blog: They are hiding it from us: the museum sold the real paintings in secret, lorries came at night, only copies hang there now! Share before this is deleted
watch< (nothing)
monitor@watch> /why 3
watch< Flag 3: suspect, *
  ...
  Where case 3 was shown:
  - watch: it has no card there yet
  - watch: its card: held back until * (as many notices as the room wants in an hour)
# What a card says anew disturbs nobody, and is not counted.
monitor@watch> /take 1
watch< Case 1 is yours, Monitor.
watch~ Case 1: suspect, *
  ...
wait 1h
watch< 2 more, held back because this room is told at most 2 notices an hour. See /flags and /cases.
  - Case 3: suspect, *
  - Case 4: suspect, *
# The same that is urgent is told at once, budget or not.
monitor@watch> /priority 3 high children are afraid
watch< Case 3 has priority high: *
watch< Case 3: suspect, *
  ...
log is whole
