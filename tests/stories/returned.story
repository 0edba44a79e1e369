# A draft comes back with a reason, goes again, is rejected, or is taken back.
language: en

press-officer@desk> /draft Drink bottled water.
desk< Draft 1 [<digest>] * ...
press-officer@desk> /submit 1
spokesperson@approval> /return 1
approval< Say why, so that the author can act on it: /return 1 REASON
spokesperson@approval> /return 1 Say in which streets.
approval< Draft 1 is returned.
approval~ Draft 1 [{digest}] information: returned, 0 of 1 approvals
  - *
  reason: Say in which streets.
  Next: /revise 1 TEXT or /submit 1
press-officer@desk> /revise 1 Mill Lane and Port Street: drink bottled water.
desk< Draft 1 [<newer>] * ...
press-officer@desk> /submit 1
approval~ Draft 1 [{newer}] information: submitted, * ...
mayor@approval> /reject 1
approval< Say why, * /reject 1 REASON
mayor@approval> /reject 1 The laboratory says that the water is fine.
approval< Draft 1 is rejected.
spokesperson@approval> /approve 1 {newer}
approval< Draft 1 is rejected; * /draft TEXT

# What the approvers never saw does not appear in their room when it is taken back.
press-officer@desk> /draft Another idea.
press-officer@desk> /withdraw 2 the laboratory has called again
desk< Draft 2 is withdrawn.
approval< (nothing)
press-officer@desk> /submit 2
desk< Draft 2 is withdrawn; * /draft TEXT
press-officer@desk> /log
desk< *
  ...
  - 11  * Press officer: draft 2 withdrawn: the laboratory has called again *
  ...
press-officer@desk> /show 2
desk< Draft 2 [*] information: withdrawn, *
  ...
  Nothing more can be done with it.
file public-page holds 0 texts
