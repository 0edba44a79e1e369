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
