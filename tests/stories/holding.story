# From an incident to a submitted first statement in six typed messages.
language: en
rooms: watch desk approval

# Prepared on a quiet day:
duty-officer@desk> /contact add https://tripoint.example/info purpose="information" owner="Web desk"
duty-officer@desk> /contact tested 1

# One, two, three: what is known.
duty-officer@desk> /incident open Fire at the depot
press-officer@desk> /fact add A depot burns on the Quai de Valmont. Nobody is missing.
desk< Fact 1 is noted as reported. *
press-officer@desk> /fact confirm 1 source="fire service" release=public
desk< Fact 1 is confirmed.
  - 1  confirmed, public, noted *, source: fire service: A depot burns on the Quai de Valmont. Nobody is missing.

# Four, five, six: a statement that says what is not known, too.
press-officer@desk> /draft T07
desk< Draft 1 [<first>] information: draft, 0 of 1 approvals
  | Crisis Centre Tripoint, *. WE KNOW: A depot burns on the Quai de Valmont. Nobody is missing (fire service). WE DO NOT KNOW YET: not yet known. WE DO: {doing}. * on https://tripoint.example/info. *
  What are we doing?
  /fill 1 ANSWER
press-officer@desk> /fill 1 forty firefighters are at work
desk< Draft 1 [<digest>] information: draft, 0 of 1 approvals
  | * WE DO: forty firefighters are at work. *
  Next: /revise 1 TEXT or /submit 1
press-officer@desk> /submit 1
desk< Draft 1 is submitted: the approvers have it.
approval< Draft 1 [{digest}] information: submitted, 0 of 1 approvals
  ...
mayor@approval> /approve 1 {digest}
approval< * published, 1 of 1. ...
file public-page holds 1 text
log is whole
