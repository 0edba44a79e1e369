# What partners were given of a case that becomes part of another: it holds no more, they are told,
# and it can be taken back; our own papers count it once.
language: en
rooms: watch desk approval partners

feed blog role=social language=en
+ blog: My cousin at the town hall says the lamps on the square film us now, nobody is supposed to know, wake up
+ blog: They hide it from us: the pigeons on the square are little drones, my uncle saw them being charged at night, wake up!!
duty-officer@desk> /share case 2
partners< TLP:AMBER Case 2 of Crisis Centre Tripoint
  ...
press-officer@desk> /answer 2 The pigeons are pigeons. No drone flies on the square.
monitor@watch> /merge 1 2
partners~ TLP:AMBER Case 2 of Crisis Centre Tripoint is part of another case. Do not rely on it any more.
partners< TLP:AMBER Case 2 of Crisis Centre Tripoint is part of another case. Do not rely on it any more.
duty-officer@desk> /sitrep show
desk< Situation now, NOT APPROVED: *
  ...
  - cases: 1, of high priority: 0 [case 1]
  ...
  5. What is being said
  - a storyline without a name: ×2, en, priority: medium, owner: nobody yet [case 1] [draft 1]
  - flags to decide on: 2 [flag 1, 2]
  ...
duty-officer@desk> /unshare case 2
desk< case 2 is taken back *
partners~ TLP:AMBER Case 2 of Crisis Centre Tripoint is taken back. Do not rely on it any more.
duty-officer@partners> /cases
partners< TLP:AMBER Cases of Crisis Centre Tripoint that were shared here: 0
log is whole
