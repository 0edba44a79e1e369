# A room that sleeps is woken when an incident is opened: at once it reads what was held back.
language: en
quiet: 09:05-23:30

feed blog role=social language=en
wait 6m
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
+ blog: My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
+ blog: They hide it from us: the pigeons on the square are little drones, my uncle saw them being charged at night, wake up!!
monitor@watch> /silence 3 4h it is old
watch< Case 3 is silent until *
serve page: web page
duty-officer@desk> /feed add {page} role=media
wait 1m
crash
duty-officer@desk> /incident open Fire at the depot
watch< Incident 1 is open: Fire at the depot
watch< 3 waited for the end of the quiet hours. See /flags and /cases.
  cases: 2, feeds: 1
  - Case 1: suspect, check: Tap water deliberately poisoned (×1)
  - Case 2: suspect, check: *
  - Feed 2 cannot be read: *
watch< (nothing)
# What a person silenced stays silent.
monitor@watch> /why case 3
watch< Case 3: why it was shown, or was not.
  - silent until *
  ...
  - watch: its card: held back until * (silence)
wait 5h
watch< Case 3: suspect, *
  ...
log is whole
