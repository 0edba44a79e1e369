# The traps of the exercise: an own text, a word changed, a digit wrong, an area forgotten.
language: en
mode: exercise
public: en nl

duty-officer@desk> /incident open The Valme rises
press-officer@desk> /contact add 0800 12 345 purpose="information" owner="Call centre"
press-officer@desk> /contact add https://tripoint.example/info purpose="information" owner="Web desk"
press-officer@desk> /contact tested 1
press-officer@desk> /contact tested 2

# 33: an information line, one digit wrong.
press-officer@desk> /draft T06 short
desk< Draft 1 [<a>] *
  | EXERCISE – Crisis Centre Tripoint: questions about {event}? Call 0800 12 345, {hours}. *
  ...
press-officer@desk> /fill 1 event="the flood" hours="08:00-22:00" phone="0800 12 346"
press-officer@desk> /submit 1
desk< "0800 12 346" is not in the contacts. Nearest known: 0800 12 345. *
press-officer@desk> /fill 1 phone="0800 12 345"
press-officer@desk> /submit 1
desk< Draft 1 is submitted: the approvers have it.
  Look again:
  - As a text message, en takes 3 parts. *
approval< Draft 1 [<digest>] * ...
mayor@approval> /approve 1 {digest}
approval< * published, 1 of 1. ...

# 40: the evacuation without area or end, with every reason at once.
press-officer@desk> /draft T02 short en
press-officer@desk> /fill 2 deadline="13:00" route="High Street" reception="Bridge Hall"
press-officer@desk> /submit 2
desk< Draft 2 cannot go on, for 4 reasons:
  - A warning goes out in every language of its outlets. Draft 2 lacks nl: *
  - Draft 2 still has an empty place: *area*. *
  - A warning without an area is not sent. *
  - A warning without an end is not sent. *
press-officer@desk> /fill 2 area="Low Quay, Valmont" until=3h waive=nl
press-officer@desk> /submit 2
desk< Draft 2 is submitted: the approvers have it.
  ...
approval< Draft 2 [<old>] * ...
mayor@approval> /approve 2 {old}

# 29: one word changed, and the approval counts for nothing.
press-officer@desk> /fill 2 deadline="12:30"
press-officer@desk> /submit 2
approval< ...
mayor@approval> /approve 2 {old}
approval< Draft 2 changed after the text you name. Read it again with /show 2; *

# 28: nobody approves what they wrote.
spokesperson@desk> /draft The bridges stay open.
desk< Draft 3 [<own>] * ...
spokesperson@desk> /submit 3
spokesperson@approval> /approve 3 {own}
approval< You wrote, changed or submitted draft 3; someone else must approve it.

# 43: something in it was wrong; the correction goes the same way, the original stays and is marked.
mayor@approval> /correct 1 The line opens at 09:00.
approval< Draft 4 is submitted: *
approval< Draft 4 [<fix>] correction: submitted, 0 of 1 approvals ...
fire-liaison@approval> /approve 4 {fix}
press-officer@desk> /show 1
desk< Draft 1 [{digest}] information: corrected, * ...
file public-page holds 2 texts

# 41: something real happened, and nothing of the exercise moves.
duty-officer@desk> /noplay somebody is unwell
press-officer@desk> /draft T07
desk< The exercise is stopped: NO PLAY. *
log is whole
