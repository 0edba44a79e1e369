# Those who lead play a script: the room of control reads it, the players see only what is public.
mode: exercise
language: en
rooms: watch desk approval control

duty-officer@control> /exercise
control< No exercise is loaded. *
duty-officer@control> /exercise load ../secrets
control< I could not read that: that is no name of a script. *
duty-officer@control> /exercise load spoilt.json
control< I read spoilt.json. *
control< spoilt.json cannot be played:
  - spoilt.json:*: injects.1.label: expected one of *
  - spoilt.json:*: injects.1.items.0.feed: there is no feed nowhere
  - spoilt.json:*: injects.1.items.0.label: expected one of *
  - spoilt.json:*: injects.2.no: another inject has this number
duty-officer@control> /exercise load missing.json
control< I read missing.json. *
control< missing.json cannot be played:
  - missing.json: cannot be read: No such file or directory
press-officer@desk> /exercise load smoke.json
desk< This needs the role duty officer. *
duty-officer@control> /exercise load smoke.json
control< I read smoke.json. *
control< Smoke over Moulins is loaded.
  - injects: 4, from T+0:00 to T+5:00, feeds: 1
  Begin: /exercise start

# The clock runs: what is to be played stands in the room of control and nowhere else.
duty-officer@control> /exercise start
control< Smoke over Moulins: under way, T+0:00 ...
control< START OF EXERCISE: Smoke over Moulins
desk< START OF EXERCISE: Smoke over Moulins
control< T+0:00 inject 1: Fire control room to Front office
  | A depot burns in Moulins.
  - how: phone, BULLETIN, EN
  - label: official
  - expected: A line in the log, a first message
  - to look at: How soon
  - Say it yourself: it appears in no feed.
desk< (nothing)
watch< START OF EXERCISE: Smoke over Moulins
watch< (nothing)
press-officer@desk> /log A depot burns in Moulins.
wait 9m
control< (nothing)
wait 6m
control< T+0:10 inject 2: Anonymous to Public feed
  ...
  - appears by itself in street, posts: 1
watch< Case 1: suspect, check: * ...

# A pause lets the clock stand, a crash changes nothing, and no inject is told twice.
duty-officer@control> /exercise pause
control< Smoke over Moulins: stands, T+0:1* ...
crash
wait 30m
control< (nothing)
duty-officer@control> /exercise pause
control< The clock of the exercise Smoke over Moulins stands already. *
duty-officer@control> /exercise load smoke.json
control< The exercise Smoke over Moulins is under way. End it first: /exercise end
duty-officer@control> /exercise resume
control< ...
control< The exercise goes on.
duty-officer@control> /exercise skip 2
control< Inject 2 is out already; *
duty-officer@control> /exercise skip 3
control< Inject 3 is left out.
duty-officer@control> /exercise speed fast
control< I could not read that: the speed is a number from 0.1 to 120. *
duty-officer@control> /exercise speed 2
control< Smoke over Moulins: under way, * ...
wait 10m
control< (nothing)
monitor@watch> /confirm 1

# NO PLAY stops the clock too; at the end nothing is left, and the report is written.
monitor@watch> /noplay somebody is really hurt
control< NO PLAY. *
wait 30m
control< (nothing)
duty-officer@control> /exercise end
control< The exercise has ended. Publications cancelled: 0. Nothing is queued.
control< END OF EXERCISE.
control< The report of the exercise is in *.html
wait 20m
control< (nothing)
duty-officer@control> /exercise start
control< No exercise is loaded. *
duty-officer@control> /feeds
control< No feed is watched. *
report says: # After-action report: Smoke over Moulins
report says: - injects out: 2, left out: 1
report says: Press officer: wrote in the log: A depot burns in Moulins.
report says: flags raised: 1, in case 1
report says: Monitor: flag 1 confirmed
report says: still queued at the end: 0
report says: ## Strengths
log is whole
