# Whatever is typed, the answer is a sentence that says what to do next.
language: en

monitor@desk> /dratf The bridge
desk< I could not read that: /dratf The bridge. Like this: /draft [lang] TEXT or TEMPLATE
monitor@desk> /
desk< I do not know /. Type /help for the list.
monitor@desk> /feed
desk< I could not read that: /feed. Like this: /feed add URL * · /feed mute N · *
monitor@desk> /contact forget 1
desk< I could not read that: /contact forget 1. Like this: /contact add * · /contact tested N · *
monitor@desk> /help nonsense
desk< I could not read that: nonsense. Like this: /help [all|WORD]
monitor@desk> /help draft
desk< /draft
  - /draft [lang] TEXT or TEMPLATE  begin a message to the public (for: editor)

# Numbers: none, too many, none at all.
monitor@desk> /show
desk< I could not read that: the number is missing. Like this: /show N [pdf]
monitor@desk> /show 99
desk< There is no draft 99. See /status.
monitor@desk> /show 0
desk< There is no draft 0. See /status.
monitor@desk> /show 2147483647
desk< There is no draft 2147483647. See /status.
monitor@desk> /show 2147483648
desk< I could not read that: * Like this: /show N [pdf]
monitor@desk> /show {5000 times 9}
desk< I could not read that: * Like this: /show N [pdf]
monitor@desk> /show -1
desk< I could not read that: * Like this: /show N [pdf]
monitor@desk> /show 1.5
desk< I could not read that: * Like this: /show N [pdf]
monitor@desk> /show ١
desk< I could not read that: * Like this: /show N [pdf]
monitor@desk> /confirm 🔥
desk< I could not read that: * Like this: /confirm N
monitor@desk> /show 1 2
desk< I could not read that: 2. Like this: /show N [pdf]
monitor@desk> /case 4
desk< There is no case 4. See /cases.
monitor@desk> /why 4
desk< There is no flag 4. See /flags.
monitor@desk> /dismiss 4 boring
desk< "boring" is not a reason * question, satire, true, opinion, duplicate, denial, unrelated.
monitor@desk> /priority 1 high
desk< I could not read that: the reason is missing. Like this: /priority 1 high|medium|low REASON

# Words: none, only a language, very many.
press-officer@desk> /draft
desk< I could not read that: there are no words in it. Like this: /draft TEXT
press-officer@desk> /draft 🔥
desk< Draft 1 [*] information: draft, *
  | 🔥
  ...
press-officer@desk> /revise 1
desk< There are no words in that. * /revise 1 TEXT
press-officer@desk> /revise 1 lb
desk< There are no words in that. * /revise 1 TEXT
press-officer@desk> /revise 1 {10000 times x}
desk< Draft 1 [*] information: draft, * ...
press-officer@desk> /draft de weg is vrij
desk< “de” may name a language, * Type DE for the language, or begin your text with a capital letter.
press-officer@desk> /draft DE weg is vrij
desk< Draft 2 [*] information: draft, *
  language: de
  | weg is vrij
  not yet in: en
  ...
press-officer@desk> /{10000 times x}
desk< I do not know /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx. Type /help for the list.
press-officer@desk> {10000 times x}
desk< (nothing)
monitor@desk> /log {10000 times x}
desk< Line * of the log [*]

# Pairs.
press-officer@desk> /fill 1
desk< I could not read that: nothing is named to fill. Like this: /fill N *
press-officer@desk> /fill 1 colour=red
desk< Draft 1 has no place "colour". Its places: class, area, until, next, waive.
press-officer@desk> /fill 1 class=panic
desk< I could not read that: class=warning|* Like this: /fill N *
press-officer@desk> /fill 1 class=correction
desk< I could not read that: class=correction. Like this: /correct 1 TEXT
press-officer@desk> /fill 1 until=99999d
desk< I could not read that: until=2h or until=14:30. Like this: /fill N *
press-officer@desk> /fill 1 until=400d
desk< Draft 1 [*] *
  - area: -
  - valid until: 6 Apr 2027 *
  ...

# Not yours.
monitor@desk> /draft The bridge
desk< This needs the role editor. You have: monitor. *
monitor@desk> /incident open Fire
desk< This needs the role duty officer. You have: monitor. *
press-officer@desk> /feed add https://news.example.org/rss
desk< This needs the role admin. You have: editor. *
duty-officer@desk> /exercise resume
desk< This desk runs in live mode; *
log is whole
