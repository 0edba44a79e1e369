# An official notice on the same smoke answers no rumour; what denies it stands on the card, once for
# all its languages, in the reader's. An hour and a day after our answer the card says what followed,
# unasked, over a restart, and tells nothing anew.
language: en

feed blog role=social language=en
feed townhall role=official language=en
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
watch< Case 1: suspect, check: Tap water deliberately poisoned (×1)
  ...
+ townhall: The water works are flushing the pipes of the tap water today. It can be cloudy for an hour.
watch~ (nothing)
+ townhall: The claim that the tap water was poisoned and that the authorities are hiding it is false: the water is tested every hour.
watch~ Case 1: suspect, check: Tap water deliberately poisoned (×1)
  ...
  - officially: townhall, *: The claim that the tap water was poisoned *
  ...
press-officer@desk> /answer 1 The water is safe and tested every hour. A post says otherwise. It is wrong.
press-officer@desk> /submit 1
approval< Draft 1 [<digest>] rebuttal: submitted, 0 of 2 approvals ...
spokesperson@approval> /approve 1 {digest}
fire-liaison@approval> /approve 1 {digest}
file public-page holds 1 text
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital!
watch~ Case 1: suspect, check: Tap water deliberately poisoned (×2)
  ...
  - draft 1 was out at * posts in the hour before and after: 1 → 1 so far; in the day: 1 → 1 so far
  ...
wait 50m
watch~ (nothing)
crash
wait 11m
watch~ Case 1: suspect, check: Tap water deliberately poisoned (×2)
  ...
  - draft 1 was out at * posts in the hour before and after: 1 → 1; in the day: 1 → 1 so far
  ...
wait 22h
watch~ (nothing)
wait 2h
watch~ Case 1: suspect, check: Tap water deliberately poisoned (×2)
  ...
  - draft 1 was out at * posts in the hour before and after: 1 → 1; in the day: 1 → 1
  ...
watch< (nothing)
log is whole
