# A number that is one digit off does not reach the public.
language: en

duty-officer@desk> /contacts
desk< There are no contacts yet. *
press-officer@desk> /contact add +32 2 555 01 23
desk< I could not read that: value, purpose and owner are needed. Like this: /contact add *
press-officer@desk> /contact add +32 2 555 01 23 purpose=information line owner=Crisis centre
desk< Contact 1 is kept: +32 2 555 01 23. Test it, then: /contact tested 1
  - 1  +32 2 555 01 23, information line (Crisis centre), not tested
press-officer@desk> /contact add https://www.example.org/flood purpose=“advice” owner=“Web team”
desk< Contact 2 is kept: https://www.example.org/flood. *
  - *

press-officer@desk> /draft Call +32 2 555 01 32 for help.
press-officer@desk> /submit 1
desk< "+32 2 555 01 32" is not in the contacts. Nearest known: +32 2 555 01 23. *
press-officer@desk> /revise 1 Call +32 2 555 01 23 or see www.example.org/floods.
press-officer@desk> /submit 1
desk< "www.example.org/floods" is not in the contacts. Nearest known: https://www.example.org/flood. *
press-officer@desk> /revise 1 Write to flood@example.org.
press-officer@desk> /submit 1
desk< "flood@example.org" is not in the contacts. *

# However it is spaced, a known number is known; and 112 needs nobody's leave.
press-officer@desk> /revise 1 Call +32 (2) 555-01-23, in danger 112, or see www.example.org/flood.
desk< Draft 1 [<digest>] * ...
press-officer@desk> /submit 1
desk< Draft 1 is submitted: *
  Look again:
  - Nobody has tested +32 2 555 01 23 lately. Call or open it, then: /contact tested 1
  - Nobody has tested https://www.example.org/flood lately. *
mayor@approval> /approve 1 {digest}
file public-page holds once: Call +32 (2) 555-01-23, in danger 112, or see www.example.org/flood.

duty-officer@desk> /contact tested 1
desk< Contact 1, +32 2 555 01 23: tested by Duty officer.
duty-officer@desk> /contacts
desk< Contacts:
  - 1  +32 2 555 01 23, information line (Crisis centre), tested * by Duty officer
  - 2  https://www.example.org/flood, advice (Web team), not tested

# A correction is held to the same rule.
mayor@approval> /correct 1 Call +32 2 555 01 24.
approval< Draft 1 stays as it is. Type /correct 1 TEXT again with other words, because these cannot go out:
  - "+32 2 555 01 24" is not in the contacts. Nearest known: +32 2 555 01 23. *
file public-page holds 1 text

# One sign off: one of the two may be a slip. The same is not kept twice; what is removed blocks.
press-officer@desk> /contact add 0032 2 555 01 23 purpose="abroad" owner="Crisis centre"
press-officer@desk> /contact add +32 2 555 01 24 purpose="information line" owner="Crisis centre"
desk< Contact 4 is kept: +32 2 555 01 24. Test it, then: /contact tested 4
  - *
  Beware: contact 1, +32 2 555 01 23, is the same but for one sign. * /contact remove 1 or /contact remove 4
press-officer@desk> /contact add +32/2.555.01.24 purpose="again" owner="Crisis centre"
desk< +32 2 555 01 24 is contact 4 already. See /contacts.
monitor@desk> /contact remove 4
desk< This needs the role editor / admin. *
press-officer@desk> /contact remove 4
desk< Contact 4, +32 2 555 01 24, is removed. *
press-officer@desk> /contact tested 4
desk< There is no contact 4. *
press-officer@desk> /draft Call +32 2 555 01 24.
press-officer@desk> /submit 2
desk< "+32 2 555 01 24" is not in the contacts. Nearest known: +32 2 555 01 23. *
