# The room teaches a storyline, finds it in another language, and its decisions count at once.
language: en

feed blog role=social language=en
feed blogue role=social language=fr
monitor@watch> /narrative new The old ferry leaks
watch< Narrative the-old-ferry-leaks is open.
  *
monitor@watch> /narrative example the-old-ferry-leaks They hide it from us: the old ferry leaks and will sink, the inspection was faked, share this before it is deleted
monitor@watch> /narrative example the-old-ferry-leaks My uncle works on the ferry, he says the hull has holes and the captain was paid to keep quiet, nobody is supposed to know
monitor@watch> /narrative example the-old-ferry-leaks Why is nobody telling us the ferry is full of holes? The inspection papers are forged, pass it on!
watch< Narrative the-old-ferry-leaks, wordings of our own: 3

# Words that nobody wrote down, in a language in which nobody taught it.
+ blogue: On nous cache tout : la coque du ferry est pleine de trous, mon oncle y travaille, faites tourner avant qu'ils suppriment
watch< Case 1: suspect, check: The old ferry leaks (×1)
  | On nous cache tout *
  ...
# Who denies it is nearer to it than anybody, and is not suspect.
+ blog: The ferry company denies that the ferry leaks. The inspection took place and there is no danger.
watch< (nothing)

# A dismissal counts for the next post that is worded alike, and is told as a reason.
+ blog: My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
watch< Case 2: suspect, check: *
  ...
monitor@watch> /dismiss 2 satire
watch< Flag 2 of case 2 is dismissed: satire. Kept as a label.
monitor@watch> /why 2
watch< Flag 2: suspect, check. Score *
  ...
  What you decided:
  - Monitor: satire
  ...
+ blog: They keep silent about the lamps on the square: my neighbour saw them turn at night, the town hall films us all, ask yourself why
monitor@watch> /why 3
watch< Flag 3: suspect, check. Score *
  ...
  - (-*) is worded like posts that you dismissed (1): *
  ...

# Two people who do not agree teach little, and are told so.
second-monitor@watch> /confirm 2
watch< Flag 2 of case 2: confirmed. *
monitor@watch> /why 2
watch< Flag 2: suspect, check. Score *
  ...
  What you decided:
  - Monitor: satire
  - Second monitor: confirmed
  - You do not agree on it, so it teaches the judge little.
  ...

# Undone: the later decision of the same person replaces the earlier one.
monitor@watch> /dismiss 2 opinion
monitor@watch> /confirm 2
watch< Flag 2 of case 2: confirmed. *
+ blog: Look at the lamps on the square: they turn when you walk past, they film us, the town hall hides it and pays the papers to keep quiet
monitor@watch> /why 4
watch< Flag 4: suspect, check. Score *
  ...
  - (+*) is worded like posts that you confirmed (1): *
  ...
# What was judged stays as it was judged, whatever was learned since.
monitor@watch> /why 3
watch< Flag 3: suspect, check. Score *
  ...
  - (-*) is worded like posts that you dismissed (1): *
  ...
monitor@watch> /status
watch< *: the desk is at work.
  ...
  - decisions the judge learns from: 1
  ...
log is whole
