# What no longer holds blocks what rests on it; what was not cleared is not counted in public.
language: en

duty-officer@desk> /facts
desk< There are no facts yet. *
monitor@desk> /fact add 3 injured in the Rue du Port
desk< Fact 1 is noted as reported. *
monitor@desk> /fact confirm 1 source="hospital"
desk< This needs the role editor / approver / duty officer. *
press-officer@desk> /fact confirm 1
desk< I could not read that: who says so is missing. *
press-officer@desk> /fact confirm 1 source="hospital" until=30m
desk< Fact 1 is confirmed.
  - 1  confirmed, internal, noted *, source: hospital, valid until: *: 3 injured in the Rue du Port
  No message to the public draws it: /fact confirm 1 release=public

# Nothing internal is drawn, and no figure of victims goes out uncleared.
press-officer@desk> /contact add www.tripoint.example purpose="information" owner="Web desk"
press-officer@desk> /draft T07 short
desk< Draft 1 [<a>] * ...
press-officer@desk> /fill 1 facts=1
desk< Draft 1 rests on fact 1, which is internal. Confirm it, or draw others: /fill 1 facts=N,M
press-officer@desk> /fact confirm 1 release=public
press-officer@desk> /fill 1 facts=1
desk< Draft 1 [<b>] *
  | * 3 injured in the Rue du Port (hospital). Not yet known: not yet known. *
  ...
press-officer@desk> /fill 1 doing="doctors" are on the way
desk< I could not read that: are on the way. Like this: /fill N *
press-officer@desk> /fill 1 doing=doctors are on the way
desk< Draft 1 [*] *
  | * We: doctors are on the way. *
  ...
press-officer@desk> /submit 1
desk< The text counts victims ("3 injured"), and no fact in it was cleared for that. *
press-officer@desk> /fact confirm 1 cleared="chief doctor"
press-officer@desk> /submit 1
desk< Draft 1 is submitted: the approvers have it.
  Look again:
  - Nobody has tested www.tripoint.example lately. *
  - As a text message, en takes 2 parts. *
approval< Draft 1 [<digest>] *
  ...

# The source takes it back while the approvers read.
press-officer@desk> /fact withdraw 1
desk< Fact 1 is withdrawn. These drafts rest on it and are blocked: 1.
  | 3 injured in the Rue du Port
  Draw others: /fill 1 facts=N,M
approval< Fact 1 is withdrawn. * blocked: 1. ...
approval~ Draft 1 [{digest}] *
  ...
  Must be mended first:
  - Draft 1 rests on fact 1, which is withdrawn. *
  ...
mayor@approval> /approve 1 {digest}
approval< Draft 1 rests on fact 1, which is withdrawn. *
file public-page holds 0 texts
press-officer@desk> /fact withdraw 1
desk< Fact 1 was withdrawn. *

# A fact that expires says so by itself.
press-officer@desk> /fact add The smoke drifts north
press-officer@desk> /fact confirm 2 source="fire service" release=public until=20m
press-officer@desk> /fill 1 facts=2
press-officer@desk> /submit 1
approval< ...
wait 25m
desk< Fact 2 is expired. These drafts rest on it and are blocked: 1. ...
approval< Fact 2 is expired. * ...
duty-officer@desk> /facts
desk< Facts of this incident:
  - 1  withdrawn, public, noted *, *
  - 2  expired, public, noted *, source: fire service, valid until: *: The smoke drifts north
log is whole
