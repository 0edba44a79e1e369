# What a communicator owes the others: the situation, the mood, and the duty handed over whole.
language: en
rooms: watch desk approval partners

feed blog role=social language=en
duty-officer@desk> /incident open Fire at the depot
monitor@watch> /log A depot burns in Moulins; the product is not known.
press-officer@desk> /draft A depot burns in Moulins. Stay at a distance. Next update at 14:30.
desk< Draft 1 [<first>] * ...
press-officer@desk> /submit 1
spokesperson@approval> /approve 1 {first}
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
monitor@watch> /fact add Nobody is hurt.
watch< ...
monitor@watch> /fact add The product is chlorine.
watch< ...
press-officer@desk> /fact confirm 1 source="fire brigade"
desk< ...
monitor@watch> /priority 1 high people may stop drinking
press-officer@desk> /draft The water is fine.
monitor@watch> /sitrep show
watch< Situation now, NOT APPROVED: Fire at the depot, *
  1. In short
  - open since *, by Duty officer [log 1]
  - cases: 1, of high priority: 1 [case 1]
  - messages that hold: 1 [pub 1]
  - drafts on their way: 1 [draft 2]
  2. What we know
  - internal: Nobody is hurt. (fire brigade) [fact 1]
  - *  Monitor: A depot burns in Moulins; the product is not known. [log 2]
  3. Decisions
  - *  Duty officer: incident opened [log 1]
  - *  Monitor: case 1 has priority high: people may stop drinking [log *]
  4. What the public was told
  - *  information, published: “A depot burns in Moulins. *” [pub 1]
  - promised there: “Next update at 14:30” [pub 1]
  5. What is being said
  - *: ×1, en, priority: high, owner: nobody yet (people may stop drinking) [case 1]
  - flags to decide on: 1 [flag 1]
  6. Open
  - not confirmed: The product is chlorine. [fact 2]
  - draft 2, information, is draft [draft 2]
monitor@partners> /sitrep
partners< Partners read this room, and this is for the team alone. *
duty-officer@partners> /handover
partners< Partners read this room, *
monitor@watch> /analysis show
watch< Environment now, NOT APPROVED: Fire at the depot, *
  1. Sources and volume
  - posts flagged: 1, on feeds: 1 [case 1]
  - languages: en ×1
  - in the last hour: 1, in the hour before: 0
  2. Information need: what is asked
  - Nothing in what was flagged.
  3. Behaviour: what people are pressed to do
  - * ×1 [flag 1]
  ...
  6. Advice for each goal
  - Limit harm: of high priority and not answered in public; answer these first. [case 1]
  - Give meaning: *
  ...
  Counted is what was flagged: *

# The duty passes when another duty officer has read to the end.
duty-officer@desk> /handover accept 123456
desk< There is no handover to accept, *
monitor@watch> /handover
watch< This needs the role duty officer. *
duty-officer@desk> /handover
desk< Handover, *: Duty officer hands over the duty
  1. Incidents that run
  - Fire at the depot, since *, by Duty officer [incident 1]
  2. Advice to the public that holds
  - information, without an end: “A depot burns in Moulins. *” [draft 1]
  3. What was promised
  - “Next update at 14:30” [draft 1]
  4. What waits
  - draft 2, information, is draft, 0/1 [draft 2]
  - not confirmed: The product is chlorine. [fact 2]
  - flags to decide on: 1 [flag 1]
  5. Cases of high and medium priority
  - *: ×1, en, priority: high, *
  6. Feeds in trouble
  - None.
  7. Exercises
  - None.
  Until somebody has accepted, nobody has the duty.
  Read it back aloud. Whoever takes over then types: /handover accept <code>
duty-officer@desk> /handover accept {code}
desk< You laid out this handover yourself; *
relief-officer@desk> /handover accept 000000
desk< That is not the code at the end *
relief-officer@desk> /handover accept
desk< I could not read that: the code at the end of the handover is missing. *
monitor@watch> /handover accept {code}
watch< This needs the role duty officer. *

# What must be known has changed meanwhile: it is read again.
press-officer@desk> /submit 2
relief-officer@desk> /handover accept {code}
desk< What must be known has changed since that text was written. *
duty-officer@desk> /handover
desk< Handover, *
  ...
  Read it back aloud. Whoever takes over then types: /handover accept <again>
crash
relief-officer@desk> /handover accept {again}
desk< You are on duty now, Relief officer; Duty officer is relieved.
watch< Relief officer is on duty now, after Duty officer.
relief-officer@desk> /handover accept {again}
desk< There is no handover to accept, *
monitor@watch> /status
watch< *
  ...
  - on duty: Relief officer, since *
  ...
# Whose duty it is does not change by laying it out.
duty-officer@desk> /handover
desk< Handover, *: Duty officer lays out the duty of Relief officer
  ...
  Until somebody has accepted, the duty stays with Relief officer.
  Read it back aloud. Whoever takes over then types: /handover accept <later>
relief-officer@desk> /handover accept {later}
desk< You are on duty already; another duty officer takes over: *
wait 2h
relief-officer@desk> /handover accept 123456
desk< There is no handover to accept, or it is older than an hour. *
log is whole
monitor@watch> /analysis show docx
watch< I could not read that: docx. *
monitor@watch> /analysis show html
watch< Environment now, NOT APPROVED: Fire at the depot, *
  ...
monitor@watch> /sitrep show pdf
watch< Situation now, NOT APPROVED: Fire at the depot, *
  ...

# Call-takers get approved words, and no others: draft 2 waits.
monitor@watch> /dismiss 1 question
monitor@watch> /questions
watch< Questions and answers 1: Fire at the depot, *
  Read out these words only. To anything else: we do not know yet; note the question.
  What is known?
  - “A depot burns in Moulins. *” (*) [pub 1]
  No answer yet
  - [en] “ALERT share before it is deleted!!! *” [flag 1]
monitor@watch> /questions pdf
watch< Questions and answers 2: *
  ...
monitor@partners> /questions
partners< Partners read this room, *
log is whole
