# A duty officer releases alone when nobody answers: in two steps, and somebody must look after.
language: en
rooms: watch desk approval

press-officer@desk> /draft The bridge at Valmont Quay is closed since 14:00: danger of collapse. Stay away, says the mayor of Valmont.
press-officer@desk> /fill 1 class=warning area="Valmont Quay" until=17:00
desk< Draft 1 [<digest>] * ...
duty-officer@desk> /release 1 LIVE Valmont Quay reason="nobody answers, it may fall"
desk< Draft 1 is draft; that cannot be done now. *
press-officer@desk> /submit 1

# Typed in full, by a duty officer, with a reason, and never by a button.
mayor@desk> /release 1 LIVE Valmont Quay reason="quick"
desk< This needs the role duty officer. *
duty-officer@desk> /release 1 EXERCISE Valmont Quay reason="nobody answers"
desk< A release by one person is typed in full: /release 1 LIVE Valmont Quay reason="…"
duty-officer@desk> /release 1 LIVE Valmont reason="nobody answers"
desk< A release by one person is typed in full: *
duty-officer@desk> /release 1 LIVE Valmont Quay
desk< Say why it goes out alone; the log keeps it: /release 1 LIVE Valmont Quay reason="…"
duty-officer@desk presses /release 1 LIVE Valmont Quay reason="nobody answers"
desk< A button never does this. Type it in full: /release 1 LIVE Valmont Quay reason="…"
duty-officer@desk> /release now 1 abcdef
desk< That is not the code under the text of draft 1 that you read last, or it is older than 10 minutes. *

# The first step shows every word and sends nothing.
duty-officer@desk> /release 1 LIVE valmont quay reason="nobody answers, it may fall"
desk< NOT OUT YET. You are about to release draft 1 [{digest}] ALONE, warning, with 0 of 2 approvals
  ...
  public-page, * characters:
  | The bridge at Valmont Quay is closed since 14:00: danger of collapse. Stay away, says the mayor of Valmont.
  Nobody else stops a mistake now. * type: /release now 1 <code>
file public-page holds 0 texts
relief-officer@desk> /release now 1 {code}
desk< That is not the code under the text of draft 1 that you read last, *
duty-officer@desk presses /release now 1 {code}
desk< A button never does this. *
wait 11m
duty-officer@desk> /release now 1 {code}
desk< That is not the code * older than 10 minutes. *
duty-officer@desk> /release 1 LIVE Valmont Quay reason="nobody answers, it may fall"
desk< NOT OUT YET. *
  ...
  Nobody else stops a mistake now. * type: /release now 1 <again>
duty-officer@desk> /release now 1 {again}
desk< Draft 1 goes to its outlets now, released by you alone. Somebody else must look at it by *
  Somebody else looks at what is out: /looked 1 ok, /correct 1 TEXT or /retract 1 REASON
desk< ATTENTION. Duty officer released draft 1 [{digest}], warning, ALONE, without the approvals it needs. Spokesperson, Fire liaison, Mayor: one of you must look at what is out, *
  reason: nobody answers, it may fall
  | The bridge at Valmont Quay *
approval< ...
approval< ATTENTION. Duty officer released draft 1 *
  ...
file public-page holds 1 text

# The look is owed: it stands in the status and in the handover, and is asked for again.
duty-officer@desk> /status
desk< *
  ...
  - second look due by *: draft 1, released alone by Duty officer: /looked 1 ok
  ...
duty-officer@desk> /handover
desk< *
  ...
  - second look due by *: draft 1, released alone by Duty officer: /looked 1 ok
  ...
wait 13m
approval< (nothing)
wait 2m
approval< ATTENTION. Nobody has looked at draft 1 [{digest}], which Duty officer released ALONE 15 min ago. *
  ...
crash
approval< (nothing)
wait 15m
approval< ATTENTION. Nobody has looked at draft 1 [{digest}], which Duty officer released ALONE 30 min ago. *
  ...

# Neither its writer nor its releaser looks; and with words, not with a guess.
duty-officer@desk> /looked 1 ok
desk< You wrote or released draft 1; somebody else must look.
press-officer@desk> /looked 1 ok
desk< This needs the role approver / duty officer. *
fire-liaison@approval> /looked 1
approval< I could not read that: the word ok is missing. *
fire-liaison@approval> /looked 1 ok
approval< Noted: you looked at draft 1, and it stands.
approval< ...
desk< Fire liaison has looked at draft 1, which Duty officer released alone: it stands. ...
fire-liaison@approval> /looked 1 ok
approval< No second look at draft 1 is due. See /status.
fire-liaison@approval> /show 1
approval< *
  ...
  - RELEASED ALONE by Duty officer, without its approvals
  - second look: Fire liaison
  ...
wait 30m
approval< (nothing)

# Never what denies, ends or mends; nor what has its approvals. A retraction ends what is owed.
press-officer@desk> /draft There is no gas in Harbour Street: the photo going round is an old photo.
press-officer@desk> /fill 2 class=rebuttal
desk< Draft 2 [<two>] * ...
press-officer@desk> /submit 2
duty-officer@desk> /release 2 LIVE reason="nobody answers"
desk< A draft of the class rebuttal is never released by one person alone. * /verbal 2 {two} NAME
press-officer@desk> /draft The school is open.
press-officer@desk> /submit 3
duty-officer@desk> /release 3 LIVE reason="nobody answers"
desk< NOT OUT YET. *
  ...
  Nobody else stops a mistake now. * type: /release now 3 <third>
press-officer@desk> /revise 3 The school is closed.
press-officer@desk> /submit 3
duty-officer@desk> /release now 3 {third}
desk< That is not the code under the text of draft 3 *
duty-officer@desk> /release 3 LIVE reason="nobody answers"
desk< NOT OUT YET. *
  ...
  Nobody else stops a mistake now. * type: /release now 3 <fourth>
duty-officer@desk> /release now 3 {fourth}
file public-page holds once: The school is closed.
relief-officer@desk> /retract 3 It is open after all.
desk< Draft 4 [<four>] * ...
wait 15m
approval< ATTENTION. Nobody has looked at draft 3 * ...
mayor@approval> /approve 4 {four}
wait 30m
approval< (nothing)
log is whole
