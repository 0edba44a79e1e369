# What partners read: what was shared by hand, how far it may go, and nothing else of ours.
language: en
rooms: watch desk approval partners

duty-officer@desk> /incident open Fire at the depot
monitor@desk> /fact add Ammonia was measured
press-officer@desk> /fact confirm 1 source="fire service"
duty-officer@desk> /share fact 1
desk< Fact 1 is internal, so partners may not be told. Release it first: *
press-officer@desk> /share fact 1
desk< This needs the role *
press-officer@desk> /fact confirm 1 release=partner until=2h
duty-officer@desk> /share fact 1 tlp=amber+strict
desk< fact 1 is shown in partners as TLP:AMBER+STRICT, and kept up to date there.
partners< TLP:AMBER+STRICT Fact 1 of Crisis Centre Tripoint
  | Ammonia was measured
  - valid until: *

# Whoever types it there, the room decides what is answered.
duty-officer@partners> /facts
partners< TLP:AMBER Facts of Crisis Centre Tripoint that partners may know: 1
  - 1  Ammonia was measured
duty-officer@partners> /log
partners< Partners read this room, and this is for the team alone. *
duty-officer@partners> /status
partners< Partners read this room, and this is for the team alone. *
somebody@partners> /facts
partners< I do not know you, *

# What no longer holds is said aloud, and the card says it too.
press-officer@desk> /fact withdraw 1
partners~ TLP:AMBER+STRICT Fact 1 of Crisis Centre Tripoint is withdrawn. Do not rely on it any more.
partners< TLP:AMBER+STRICT Fact 1 of Crisis Centre Tripoint is withdrawn. *
  ...

# A partner whose bot hears us not: its people answer in the room, or somebody notes what was said.
duty-officer@desk> /ask east What did you advise?
desk< There is no partner east. Partners: centre-north.
duty-officer@desk> /ask centre-north Who is 0475 12 34 56?
desk< Not written yet, * /ask centre-north anyway TEXT
duty-officer@desk> /ask centre-north What did you advise? by=1h
desk< Request VIG-crisis-centre-tripoint-1 goes to Centre North. Its answer is told here.
  - 1  VIG-crisis-centre-tripoint-1 *, answer by *: What did you advise?
partners< TLP:AMBER Request VIG-crisis-centre-tripoint-1 from Crisis Centre Tripoint to Centre North, answer by *
  | What did you advise?
  Answer: /reply VIG-crisis-centre-tripoint-1 TEXT
wait 61m
desk< Our request VIG-crisis-centre-tripoint-1 to Centre North has no answer, and its time is over.
  | What did you advise?
duty-officer@desk> /requests
desk< Requests that wait for an answer:
  - LATE 1  VIG-crisis-centre-tripoint-1 *, we ask Centre North, answer by *, not confirmed: What did you advise?
monitor@desk> /reply 1 To stay inside. Told by telephone.
desk< The answer to request VIG-crisis-centre-tripoint-1 is noted.
desk< TLP:AMBER Centre North: answer to our request VIG-crisis-centre-tripoint-1, noted by Monitor
  | What did you advise?
  | To stay inside. Told by telephone.
log is whole

# A technique of DISARM goes into exports only where somebody named it.
press-officer@desk> /narrative disarm tap-water-poisoned T0023 t0086.003
desk< Narrative tap-water-poisoned uses, people say: T0023 Distort Facts, T0086.003 Deceptively Edit Images (Cheap Fakes). *
press-officer@desk> /narrative disarm tap-water-poisoned T9999
desk< I do not know the DISARM technique T9999. *
press-officer@desk> /narrative disarm no-such-story T0023
desk< There is no narrative no-such-story. *
press-officer@desk> /narrative disarm tap-water-poisoned none
desk< Narrative tap-water-poisoned uses, people say: none. *
mayor@desk> /narrative disarm tap-water-poisoned T0023
desk< This needs the role *
