# An approval is of one exact text, by somebody who did not write it; and one quorum is enough.
language: en

spokesperson@desk> /draft The bridge is closed.
desk< Draft 1 [<digest>] information: draft, 0 of 1 approvals
  | The bridge is closed.
  Next: /revise 1 TEXT or /submit 1
spokesperson@desk> /submit 1
desk< Draft 1 is submitted: *
approval< Draft 1 [{digest}] information: submitted, 0 of 1 approvals ...
spokesperson@approval> /approve 1 {digest}
approval< You wrote, changed or submitted draft 1; someone else must approve it.

# What can only be the name of a template is no text for the public.
spokesperson@desk> /draft T99
desk< There is no template T99, but T01, T02, * See /templates.
spokesperson@desk> /draft t99 short fr
desk< There is no template T99, *
spokesperson@desk> /answer 1 T99
desk< *
spokesperson@desk> /show 2
desk< There is no draft 2. *

# Whoever has no such role, or is not known, changes nothing.
press-officer@approval> /approve 1 {digest}
approval< This needs the role approver. You have: editor. *
stranger@approval> /approve 1 {digest}
approval< I do not know you, * your id here is stranger.
stranger@approval> Hello, what is this room?
approval< (nothing)

# A short digest, and none.
fire-liaison@approval> /approve 1
approval< An approval names the exact text: * /approve 1 {digest}
fire-liaison@approval> /approve 1 12345
approval< An approval names the exact text: * /approve 1 {digest}

# The text changes while somebody reads it: the yes is to a text that is no more.
spokesperson@desk> /revise 1 The bridge is closed until noon.
desk< Draft 1 [<newer>] information: draft, 0 of 1 approvals ...
fire-liaison@approval> /approve 1 {digest}
approval< Draft 1 is draft; that cannot be done now. *
spokesperson@desk> /submit 1
fire-liaison@approval> /approve 1 {digest}
approval< Draft 1 changed after the text you name. * /show 1; the text now is [{newer}].
file public-page holds 0 texts
fire-liaison@approval> /approve 1 {newer}
approval< Your approval of draft 1 counts: published, 1 of 1.
  If something in it is wrong: /correct 1 TEXT
approval< ...
approval< Published: draft 1 [{newer}] is out on public-page (*).

# Whoever comes later is told who approved it, and it is published once.
mayor@approval> /approve 1 {newer}
approval< Draft 1 is published. It was approved by Fire liaison; nothing more is needed.
fire-liaison@approval> /approve 1 {newer}
approval< Draft 1 is published. It was approved by Fire liaison; *
spokesperson@desk> /revise 1 The bridge is open.
desk< Draft 1 is published; * /correct 1 TEXT
file public-page holds once: The bridge is closed until noon.
file public-page holds 1 text
log is whole
