# The desk dies at the worst moments. Every word and every vote counts once, every text goes out once.
language: en

# Heard, but not answered.
crash before answering
press-officer@desk> /draft The bridge is closed: whoever says it is open is wrong.
desk< Draft 1 [<digest>] information: draft, * ...
press-officer@desk> /show 2
desk< There is no draft 2. See /status.
press-officer@desk> /fill 1 class=rebuttal
desk< Draft 1 [<digest>] rebuttal: * ...
crash
press-officer@desk> /submit 1
crash before answering
mayor@approval> /approve 1 {digest}
approval< Your approval of draft 1 counts: submitted, 1 of 2. ...
crash
mayor@approval> /approve 1 {digest}
approval< Your approval of this text is counted already. Draft 1 has 1/2.

# Out, but not noted: a file that knows its texts is asked again, and has it once.
crash after publishing
fire-liaison@approval> /approve 1 {digest}
file public-page holds 1 text
wait 2m
approval< Published: draft 1 [{digest}] is out on public-page (*). ...
file public-page holds once: The bridge is closed: whoever says it is open is wrong.
file public-page holds 1 text
duty-officer@desk> /delivery 1
desk< Draft 1 [{digest}] rebuttal: published, 2 of 2 approvals
  - public-page: sent (attempts: 2) *
duty-officer@desk> /status
desk< *
  ...
  - publications not settled: 0
  ...
log is whole
