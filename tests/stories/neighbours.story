# Two centres advise the opposite on one street: shown on the draft, told when it arises later, and
# never a block. Who is right, people find out.
language: en
rooms: watch desk approval partners

feed weather role=official language=fr
feed gossip role=social language=fr
duty-officer@desk> /incident open Fire at the depot
duty-officer@desk> /ask centre-north What do you advise in Valmont?
monitor@desk> /reply 1 Valmont: leave your houses, the smoke comes to us.

# On the draft, before anybody is asked, with both texts and who says it.
press-officer@desk> /draft Smoke over Valmont. Stay inside and close your windows.
press-officer@desk> /submit 1
desk< Draft 1 is submitted: *
  ...
  - Centre North tells people otherwise. They: “leave your houses” We: “Stay inside and close your windows” *
  ...
approval< Draft 1 [<digest>] information: submitted, 0 of 1 approvals
  ...
  - Centre North tells people otherwise. *
  ...
fire-liaison@approval> /approve 1 {digest}
approval< Your approval of draft 1 counts: published, 1 of 1. ...
file public-page holds 1 text

# What arises later is told; what others than authorities say in an alert, and what is the same, is not.
! gossip: x.1 Alert fr: Valmont : quittez vos maisons | en: Valmont, smoke: leave your houses
desk< Warning 1 from gossip: in force ...
desk< (nothing)
! weather: be.1 Alert for=1h fr: Valmont : restez chez vous | en: Valmont, smoke: stay inside
desk< Warning 2 from weather: in force ...
desk< (nothing)
! weather: be.2 Alert for=1h fr: Valmont : ouvrez les fenêtres | en: Valmont: open your windows
desk< Warning 3 from weather: in force ...
desk< ATTENTION. Others tell people the opposite of our draft 1 [{digest}]. * /correct 1 TEXT
  Centre North says:
  | leave your houses
  We say:
  | Stay inside and close your windows
  weather says:
  | ouvrez les fenêtres
  We say:
  | Stay inside and close your windows
approval< ATTENTION. *
  ...
partners< (nothing)

# An exercise elsewhere is no advice to anybody, and what is over is none either.
! weather: be.3 Alert status=Exercise fr: Valmont : quittez vos maisons | en: Valmont: leave your houses
desk< * Warning 4 from weather: in force ...
desk< (nothing)
wait 61m
press-officer@desk> /fact add Because of the smoke: leave Valmont now
press-officer@desk> /fact confirm 1 source="Centre North, duty officer"
desk< Fact 1 *
  ...
desk< ATTENTION. *
  Centre North says:
  ...
  Centre North, duty officer says:
  | leave Valmont now
  ...
log is whole

# A report repeats what was told to the public, and advises nobody: nothing is said of it.
monitor@watch> /sitrep
watch< Draft 2 *
  ...
monitor@watch> /submit 2
watch< Draft 2 is submitted: *
approval< Draft 2 *
  ...
! weather: be.4 Alert for=1h fr: Valmont : ouvrez les fenêtres | en: Valmont: open your windows
desk< Warning 5 from weather: in force ...
desk< ATTENTION. Others tell people the opposite of our draft 1 *
  ...
approval< ATTENTION. Others tell people the opposite of our draft 1 *
  ...
approval~ Draft 1 *
  ...
approval< (nothing)
desk< (nothing)
