# What is over does not go out, however many people approved it.
language: en

press-officer@desk> /draft Crisis Centre Tripoint, 14:30: smoke in Mill Lane. Close your windows.
press-officer@desk> /fill 1 class=warning area="Mill Lane" until=20m
desk< Draft 1 [<digest>] warning: draft, 0 of 2 approvals ...
press-officer@desk> /submit 1
spokesperson@approval> /approve 1 {digest}
mayor@approval> /approve 1 {digest}
approval< * approved, 2 of 2.
  Next, typed: /publish 1 LIVE Mill Lane
wait 25m
mayor@approval> /show 1
approval< Draft 1 [{digest}] warning: expired, * ...
mayor@approval> /publish 1 LIVE Mill Lane
approval< The end of draft 1, *, is over. * /fill 1 until=2h
file public-page holds 0 texts

# A new end is a new text: the approvals lapse, and it goes the whole way again.
press-officer@desk> /fill 1 until=2h
desk< Draft 1 [<newer>] warning: draft, 0 of 2 approvals ...
mayor@approval> /publish 1 LIVE Mill Lane
approval< Draft 1 is draft; * /submit 1
press-officer@desk> /submit 1
spokesperson@approval> /approve 1 {digest}
approval< Draft 1 changed after the text you name. * [{newer}].
spokesperson@approval> /approve 1 {newer}
mayor@approval> /approve 1 {newer}
duty-officer@approval> /publish 1 LIVE MILL LANE
approval< Draft 1 goes to its outlets now.
file public-page holds once: Crisis Centre Tripoint, 14:30: smoke in Mill Lane. Close your windows.
