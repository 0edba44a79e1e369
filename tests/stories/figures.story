# What was decided in a room is told there, by score; in another room it is not counted.
language: en
rooms: watch desk approval

feed blog role=social language=en
+ blog: ALARM share before it is deleted!!! They poisoned the tap water and the authorities hide it, my cousin works at the hospital.
+ blog: Wake up!! My neighbour works at the waterworks, he says somebody put poison into our tap water and they keep silent about it
monitor@watch> /confirm 1
monitor@watch> /dismiss 2 satire
monitor@watch> /status
watch< *: the desk is at work.
  ...
  - decided in this room in 30 days: 2, confirmed 1
  - with a score of *: * decided, confirmed *
  ...
monitor@desk> /status
desk< *: the desk is at work.
  - mode: live, since *
  - incident: 0 Daily watch
  - on duty: nobody has taken it yet. One duty officer types /handover, another accepts it
  - feeds: 1, in trouble: 0
  - flags to decide on: 0
  - cases of high priority: 0
  - publications not settled: 0
  No draft is on its way.

# A decision that is taken back counts where it is taken back.
monitor@desk> /dismiss 1 true
monitor@desk> /status
desk< *: the desk is at work.
  ...
  - decided in this room in 30 days: 1, confirmed 0
  ...
monitor@watch> /status
watch< *: the desk is at work.
  ...
  - decided in this room in 30 days: 1, confirmed 0
  ...

# What is known beforehand is an event, and is counted as one.
duty-officer@desk> /incident open Summer fair kind=event
desk< Incident 1 is open: Summer fair
duty-officer@desk> /incident open Summer fair kind=party
desk< I could not read that: kind=incident|event. Like this: /incident open TITLE [kind=event]
log is whole
