# An approver on the phone: one person enters the yes, another reads it back, and then it counts.
language: en
rooms: watch desk approval

press-officer@desk> /draft The bridge at Valmont Quay is closed since 14:00: danger of collapse. Stay away, says the mayor of Valmont.
press-officer@desk> /fill 1 class=warning area="Valmont Quay" until=2h
desk< Draft 1 [<digest>] * ...
press-officer@desk> /submit 1

# What cannot be entered: by whoever wrote it, about nobody, about who wrote it, by a button.
spokesperson@desk> /verbal 1 {digest} "Nobody Else"
desk< "Nobody Else" is nobody who may approve. Those who may: Spokesperson, Fire liaison, Mayor.
duty-officer@desk> /verbal 1 {digest} "Monitor"
desk< "Monitor" is nobody who may approve. *
duty-officer@desk> /verbal 1 {digest}
desk< I could not read that: the name is missing. *
press-officer@desk> /verbal 1 {digest} "Mayor"
desk< This needs the role approver / duty officer. *
mayor@desk> /verbal 1 {digest} "Mayor"
desk< You are here yourself. Approve it yourself: /approve 1 {digest}
duty-officer@desk presses /verbal 1 {digest} "Mayor"
desk< A button never does this. Type it in full: /verbal 1 DIGEST "NAME"

# Entered, it counts for nothing; whoever it is about is told everywhere at once.
duty-officer@desk> /verbal 1 {digest} "Mayor"
desk< Entered: Mayor said yes by phone to draft 1. It does not count yet.
  Somebody else, who did not write it, reads the text back to Mayor and types: /readback 1 {digest} "Mayor"
desk< Mayor: Duty officer enters that you said yes by phone to draft 1 [{digest}]. * /annul 1
watch< Mayor: Duty officer enters *
approval< Mayor: Duty officer enters *
approval~ Draft 1 [{digest}] warning: submitted, 0 of 2 approvals
  ...
  - said by phone, not read back, does not count yet: Mayor, entered by Duty officer
  ...
duty-officer@desk> /verbal 1 {digest} Mayor
desk< A yes by Mayor is entered already. *
duty-officer@desk> /readback 1 {digest} "Mayor"
desk< You entered this yourself. Somebody else must read it back to Mayor *
press-officer@desk> /readback 1 {digest} "Mayor"
desk< You wrote, changed or submitted draft 1: two others must hear and read back *
monitor@watch> /readback 1 {digest} "Fire liaison"
watch< Nobody entered a yes by Fire liaison to this text in the last 10 minutes. *
monitor@watch presses /readback 1 {digest} "Mayor"
watch< A button never does this. *
monitor@watch> /readback 1 {digest} “mayor”
watch< Read back: the yes of Mayor to draft 1 counts: submitted, 1 of 2. ...
watch< Mayor: your yes by phone to draft 1 [{digest}] counts: Duty officer entered it, Monitor read it back to you. * /annul 1
approval~ Draft 1 [{digest}] warning: submitted, 1 of 2 approvals
  ...
  - approved by: Mayor (verbal, entered by Duty officer, read back by Monitor)
  - THE YES OF THE LEGAL POWER WAS GIVEN BY PHONE
  ...
duty-officer@desk> /verbal 1 {digest} "Mayor"
desk< Mayor has approved this text already; a person counts once.
fire-liaison@approval> /approve 1 {digest}
approval< Your approval of draft 1 counts: approved, 2 of 2. ...

# It was never said: nothing of it counts, and nobody can enter it again.
press-officer@desk> /annul 1
desk< This needs the role approver. *
mayor@watch> /annul 1
watch< Annulled: nothing that others entered in your name counts for draft 1: submitted, 1 of 2.
mayor@watch> /annul 1
watch< Nothing is entered in your name for draft 1. *
duty-officer@desk> /publish 1 LIVE Valmont Quay
desk< Draft 1 is submitted; that cannot be done now. *
duty-officer@desk> /verbal 1 {digest} "Mayor"
desk< Mayor annulled what was entered in their name. Only Mayor can approve this text now, *
file public-page holds 0 texts
mayor@approval> /approve 1 {digest}
duty-officer@desk> /publish 1 LIVE Valmont Quay
file public-page holds 1 text
duty-officer@desk> /verbal 1 {digest} "Spokesperson"
desk< Draft 1 is published. * nothing more is needed.

# The yes of whoever wrote it is none, on the phone either; a yes that nobody read back lapses; and
# where one yes is enough it goes out when it is read back.
spokesperson@desk> /draft The school is open as a shelter.
desk< Draft 2 [<two>] * ...
spokesperson@desk> /submit 2
duty-officer@desk> /verbal 2 {two} "Spokesperson"
desk< Spokesperson wrote, changed or submitted draft 2, and cannot approve it by phone either.
duty-officer@desk> /verbal 2 {two} "Fire liaison"
wait 11m
relief-officer@desk> /readback 2 {two} "Fire liaison"
desk< Nobody entered a yes by Fire liaison to this text in the last 10 minutes. *
duty-officer@desk> /verbal 2 {two} "Fire liaison"
relief-officer@desk> /readback 2 {two} "Fire liaison"
desk< Read back: the yes of Fire liaison to draft 2 counts: published, 1 of 1. ...
desk< Fire liaison: your yes * the text goes out now. If you did not say so: /retract 2 REASON
file public-page holds once: The school is open as a shelter.
fire-liaison@approval> /annul 2
approval< Draft 2 is published; * /correct 2 TEXT
log is whole
