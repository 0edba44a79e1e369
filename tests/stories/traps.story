# The traps in English: an answer that spreads, boiled chemicals, languages that disagree.
language: en
public: en fr

duty-officer@desk> /incident open Water scare
press-officer@desk> /contact add https://tripoint.example/info purpose="information" owner="Web desk"
press-officer@desk> /contact tested 1

# An answer begins with the fact, says the myth once, and says why it misleads.
press-officer@desk> /draft T09 short en
desk< Draft 1 [<a>] rebuttal: draft, 0 of 2 approvals
  | Crisis Centre Tripoint: {fact}. A false message says {myth}. *
  not yet in: fr
  What is true? One short sentence; it goes first.
  /fill 1 ANSWER
press-officer@desk> /fill 1 The tap water was poisoned on purpose, some say
desk< Draft 1 [<b>] *
  ...
  What does the false message say? *
  /fill 1 ANSWER
press-officer@desk> /fill 1 the tap water was poisoned on purpose
press-officer@desk> /fill 1 why="no test found any poison" again="the tap water was poisoned on purpose"
press-officer@desk> /submit 1
desk< Draft 1 cannot go on, for 2 reasons:
  - The en text begins with what is false. Begin with the fact: /fill 1 fact="…"
  - The en text repeats what is false. Say it once only.
press-officer@desk> /fill 1 fact="The tap water is clean" again="You can drink it"
press-officer@desk> /submit 1
desk< Draft 1 is submitted: the approvers have it.
  Look again:
  - As a text message, en takes 2 parts. *
  - This answer belongs to no case, *: /answer N

# Boiling takes no chemical out of water; and 2 hours are not 3.
press-officer@desk> /draft Boil the water for 3 minutes: chlorine leaked at 18:30.
press-officer@desk> /revise 2 fr Ne buvez pas l’eau pendant 2 minutes : du chlore a fui à 18 h 30.
press-officer@desk> /submit 2
desk< Draft 2 cannot go on, for 2 reasons:
  - The en text says 3, the fr text does not. Make them agree, or let it be: /fill 2 waive=fr
  - The en text says to boil the water ("Boil") and names a chemical cause ("chlorine"). *
press-officer@desk> /revise 2 Do not boil or drink the water: chlorine leaked at 18:30.
press-officer@desk> /submit 2
desk< The fr text says 2, the en text does not. Make them agree, or let it be: /fill 2 waive=en
press-officer@desk> /fill 2 waive=fr
desk< Draft 2 [<two>] * ...
press-officer@desk> /submit 2
desk< Draft 2 is submitted: the approvers have it.
approval< ...
approval< Draft 2 [{two}] *
  ...
  - waived: fr
  ...

# A warning in capitals that says neither who, where nor when does not go on.
press-officer@desk> /draft EVERYBODY SHOULD LEAVE THE HOUSE AND RUN
press-officer@desk> /fill 3 class=warning area="Mill Lane" until=2h waive=fr
press-officer@desk> /submit 3
desk< Draft 3 cannot go on, for 4 reasons:
  - The en text does not say who warns. * /fill 3 en.source="…"
  - The en text does not say what the danger is, * /fill 3 en.hazard="…"
  - The en text names nothing of the area "Mill Lane". * /fill 3 en.location="…"
  - The en text gives no time of day. * /fill 3 en.time="…"

# A rule knows few words for dangers. Who knows better shows where the text says it; no more.
press-officer@desk> /revise 3 Crisis Centre Tripoint, 14:30: a big cat is loose in Mill Lane. Stay inside.
press-officer@desk> /submit 3
desk< The en text does not say what the danger is, * /fill 3 en.hazard="…"
press-officer@desk> /fill 3 en.hazard="a tiger"
desk< The text does not say "a tiger". * /revise 3 TEXT
press-officer@desk> /fill 3 hazard="a big cat is loose"
desk< Draft 3 [*] warning: draft, 0 of 2 approvals
  ...
  - shown to say it, en.hazard: “a big cat is loose”
  ...
press-officer@desk> /read 3 en
desk< Draft 3 [<three>] warning: draft, 0 of 2 approvals
  ...
  - read by a native speaker: en (Press officer)
  ...
press-officer@desk> /submit 3
desk< Draft 3 is submitted: the approvers have it.
  Look again:
  - The en text names no link or number of the contacts *
press-officer@desk> /log
desk< *
  ...
  - * Press officer: draft.stated a big cat is loose [*]
  ...
  - * Press officer: draft.read Crisis Centre Tripoint, 14:30: a big cat *
  ...
press-officer@desk> /read 3 en
desk< Press officer has read the en text of draft 3 as it stands.

# What was read is worded anew: it is to be read again, and what was shown is gone.
press-officer@desk> /revise 3 Crisis Centre Tripoint, 14:30: an animal is loose in Mill Lane. Stay inside.
press-officer@desk> /submit 3
desk< The en text does not say what the danger is, * /fill 3 en.hazard="…"
log is whole
