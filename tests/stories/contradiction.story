# A post that tells people the opposite of what we told them is urgent by itself, also at night; what
# an official source says on the storyline stands on the card, with our draft and what came after it.
language: en
quiet: 09:00-12:00

feed blog role=social language=en
feed townhall role=official language=en
spokesperson@desk> /draft The tap water is safe. Stay inside and close your windows because of the smoke.
spokesperson@desk> /submit 1
approval< Draft 1 [<digest>] information: submitted, 0 of 1 approvals ...
fire-liaison@approval> /approve 1 {digest}
file public-page holds 1 text
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
watch< (nothing)
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital. Leave the town now!
watch< Case 1: suspect, check: Tap water deliberately poisoned (×2)
  ...
  - priority: high because a post contradicts our draft 1
  ...
watch< Case 1 (Tap water deliberately poisoned) has high priority now: a post contradicts our draft 1, which still stands. /case 1
+ townhall: The claim that the tap water was poisoned and that the authorities are hiding it is false: the water is tested every hour.
watch~ Case 1: suspect, check: Tap water deliberately poisoned (×2)
  ...
  - officially: townhall, *: The claim that the tap water was poisoned *
  ...
watch< (nothing)
monitor@watch> /priority 1 medium it is answered
monitor@watch> /why case 1
watch< Case 1: why it was shown, or was not.
  - watch: its card is there
  ...
press-officer@desk> /answer 1 The water is safe and tested every hour. A post says otherwise. It is wrong.
monitor@watch> /case 1
watch< Case 1: suspect, check: Tap water deliberately poisoned (×2)
  ...
  - draft 2: draft
  ...
log is whole

# Of a case that nobody has seen yet, the card comes before the notice that names it.
+ blog: ALERT share before it is deleted!!! They opened the dam on purpose and the media keep silent, my cousin works there. Leave the town now, get out of your houses!
watch< Case 2: suspect, check: Dam, sluice or dyke opened on purpose (×1)
  ...
watch< Case 2 (Dam, sluice or dyke opened on purpose) has high priority now: *
