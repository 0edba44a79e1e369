# What is out is corrected or retracted at once, on the same outlets, and stays marked.
language: en
outlets: public-page website

press-officer@desk> /draft The gym at Mill Lane is open for everyone who cannot go home.
desk< Draft 1 [<digest>] * ...
press-officer@desk> /submit 1
duty-officer@desk> /correct 1 It is the school.
desk< Draft 1 has not been published, * /show 1.
mayor@approval> /approve 1 {digest}
approval< * published, 1 of 1. ...
wait 1h

# A correction needs words, and somebody else's yes; all approvers are told.
duty-officer@desk> /correct 1
desk< Write what the public is to read: /correct 1 TEXT
duty-officer@desk> /retract 1
desk< Write what the public is to read: /retract 1 REASON
press-officer@desk> /correct 1 It is the school.
desk< This needs the role duty officer / approver. *
duty-officer@desk> /correct 1 It is the school at Port Street, not the gym.
desk< Draft 2 [<second>] correction: submitted, 0 of 1 approvals
  ...
  - concerns draft 1
  public-page, website, 81 characters:
  | CORRECTION of our message of 09:01: It is the school at Port Street, not the gym.
  ...
approval< Draft 2 [{second}] correction: submitted, * ...
approval< Spokesperson, Fire liaison, Mayor: draft 1 is out and is to be corrected *
  Duty officer says:
  | It is the school at Port Street, not the gym.
fire-liaison@approval> /approve 2 {second}
approval< * published, 1 of 1. ...
approval~ Draft 1 [{digest}] information: corrected, * ...
file public-page holds once: CORRECTION of our message of 09:01: It is the school at Port Street, not the gym.
webhook got 2

duty-officer@desk> /sitrep show
desk< *
  ...
  - messages that hold: 2 [pub 1, 2, 3, 4]
  ...
duty-officer@desk> /handover
desk< *
  ...
  2. Advice to the public that holds
  - information, without an end, corrected: “The gym *” [draft 1]
  - correction, without an end: “CORRECTION of our message of 09:01: *” [draft 2]
  ...

# Later it is retracted; the time is still that of the first message.
wait 2h
spokesperson@approval> /retract 1 The school is full.
approval< Draft 3 is submitted: the approvers have it.
approval< Draft 3 [<third>] retraction: submitted, * ...
spokesperson@approval> /approve 3 {third}
approval< You wrote, changed or submitted draft 3; *
mayor@approval> /approve 3 {third}
approval< * published, 1 of 1. ...
approval~ Draft 1 [{digest}] information: retracted, *
  ...
  Nothing more can be done with it.
file public-page holds once: RETRACTED: our message of 09:01 no longer holds. The school is full.
file public-page holds 3 texts
webhook got 3
mayor@approval> /retract 1 Once more.
approval< Draft 1 is retracted; * /show 1

duty-officer@desk> /log
desk< *
  ...
  - * Fire liaison: draft * corrected *
  ...
  - * Mayor: draft * retracted *
  ...

# What was taken back holds no longer, nor does its correction; a retraction is no advice.
duty-officer@desk> /sitrep show
desk< *
  ...
  - messages that hold: 0
  ...
duty-officer@desk> /handover
desk< *
  ...
  2. Advice to the public that holds
  - None.
  ...
log is whole
