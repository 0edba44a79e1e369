# The same conversation in all five languages: from the first post to the handover. This one in English.
language: en

# A rumour is seen, looked into and taken.
feed blog role=social language=en
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
watch< Case 1: suspect, check: Tap water deliberately poisoned (×1)
  | ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
  - first seen * on blog*
  - *
  - languages: en ×*
  - priority: medium
  - owner: nobody yet
  Why:
  ...
  [Take: /take 1] [Confirm: /confirm 1] [Dismiss: /dismiss 1] [Answer: /answer 1] [Why?: /why 1] *
monitor@watch> /why 1
watch< Flag 1: suspect, check. Score * of 1*
  | ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
  - source: blog
  - link: https://blog.example.org/1
  - language: en
  - it seems to: spreads
  ...
duty-officer@desk> /incident open Rumour about the tap water
desk< Incident 1 is open: Rumour about the tap water
monitor@watch> /case 1
watch< Case 1: suspect, check: Tap water deliberately poisoned (×1)
  | ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
  - first seen * on blog*
  - *
  - languages: en ×*
  - priority: medium
  - owner: nobody yet
  Why:
  ...
  [Take: /take 1] [Confirm: /confirm 1] [Dismiss: /dismiss 1] [Answer: /answer 1] [Why?: /why 1] *
monitor@watch> /take 1
watch< Case 1 is yours, Monitor.
watch~ Case 1: suspect, check: Tap water deliberately poisoned (×1)
  ...
monitor@watch> /priority 1 high people may stop drinking
watch< Case 1 has priority high: people may stop drinking
watch~ Case 1: suspect, check: Tap water deliberately poisoned (×1)
  ...
monitor@watch> /confirm 1
watch< Flag 1 of case 1: confirmed. Next: /answer 1
watch~ Case 1: suspect, check: Tap water deliberately poisoned (×1)
  ...
press-officer@desk> /confirm 1
desk< This needs the role monitor. You have: editor. Ask an admin, or someone on duty.
monitor@watch> /log The waterworks were called: no damage.
watch< Line * of the log [*]
press-officer@desk> /fact add The tap water meets every limit.
desk< Fact 1 is noted as reported. When its source stands by it: /fact confirm 1 source="…" release=public
press-officer@desk> /fact confirm 1 source="waterworks" release=public
desk< Fact 1 is confirmed.
  - 1  confirmed, public, noted *, source: waterworks: The tap water meets every limit.

# An answer is written, laid before the approvers and published.
press-officer@desk> /draft Crisis Centre Tripoint: the tap water is safe to drink. We test it every two hours. Next update at 14:30.
desk< Draft 1 [<first>] information: draft, 0 of 1 approvals
  | Crisis Centre Tripoint: the tap water is safe to drink. We test it every two hours. Next update at 14:30.
  Next: /revise 1 TEXT or /submit 1
press-officer@desk> /approve 1 {first}
desk< This needs the role approver. You have: editor. Ask an admin, or someone on duty.
press-officer@desk> /submit 1
desk< Draft 1 is submitted: the approvers have it.
spokesperson@approval> /return 1 we test it every hour
approval< Draft 1 is returned.
approval~ Draft 1 [{first}] information: returned, 0 of 1 approvals
  ...
press-officer@desk> /submit 1
desk< Draft 1 is submitted: the approvers have it.
spokesperson@approval> /approve 1 abcdef
approval< An approval names the exact text: at least the first six characters of its digest. Read it with /show 1, then: /approve 1 {first}
spokesperson@approval> /approve 1 {first}
approval< Your approval of draft 1 counts: published, 1 of 1.
  If something in it is wrong: /correct 1 TEXT
approval~ Draft 1 [{first}] information: published, 1 of 1 approvals
  ...
approval< Published: draft 1 [{first}] is out on public-page (*).
approval~ Draft 1 [{first}] information: published, 1 of 1 approvals
  ...
press-officer@desk> /delivery 1
desk< Draft 1 [{first}] information: published, 1 of 1 approvals
  - public-page: sent (attempts: 1) *
monitor@watch> /status
watch< Crisis Centre Tripoint: the desk is at work.
  - mode: live, since *
  - incident: 1 Rumour about the tap water
  - on duty: *
  - feeds: 1, in trouble: 0
  - flags to decide on: 0
  - cases of high priority: *
  - publications not settled: 0
  - decided in this room in 30 days: *
  - with a score of *
  No draft is on its way.
monitor@watch> /whoami
watch< You are Monitor, here in watch. Your roles: monitor.
monitor@watch> /duty
watch< This room, watch, is for: monitoring
  - on duty: *
  - Press officer: editor
  - Monitor: monitor
  - Spokesperson: approver, editor
  - Fire liaison: approver
  - Mayor: authority
  - Duty officer: admin, duty officer
  - Relief officer: duty officer
  - Second monitor: monitor
  - Observer: observer

# It is corrected, and the duty is handed over.
duty-officer@desk> /correct 1 we test it every hour
desk< Draft 2 [<second>] correction: submitted, 0 of 1 approvals
  - area: -
  - valid until: -
  - written by: Duty officer
  - first draft 0 min ago
  - concerns draft 1
  public-page, 57 characters:
  | CORRECTION of our message of *: we test it every hour
  Next: /approve 2 *
  [Approve: /approve 2 *]
mayor@approval> /approve 2 {second}
approval< Your approval of draft 2 counts: published, 1 of 1.
  If something in it is wrong: /correct 2 TEXT
approval~ Draft 1 [{first}] information: corrected, 1 of 1 approvals
  ...
approval~ Draft 2 [{second}] correction: published, 1 of 1 approvals
  ...
approval< Published: draft 2 [{second}] is out on public-page (*).
approval~ Draft 2 [{second}] correction: published, 1 of 1 approvals
  ...
monitor@watch> /sitrep show
watch< Situation now, NOT APPROVED: Rumour about the tap water, *
  1. In short
  - open since *, by Duty officer [log *]
  - cases: 0, of high priority: 0
  - messages that hold: 2 [pub 1, 2]
  - drafts on their way: 0
  2. What we know
  - The tap water meets every limit. (waterworks) [fact 1]
  - *  Monitor: The waterworks were called: no damage. [log *]
  3. Decisions
  - *  Duty officer: incident opened [log *]
  - *  Mayor: draft 1 corrected [log *]
  4. What the public was told
  - *  information, corrected: “Crisis Centre Tripoint: the tap water is safe to drink. We test it every two hours. Next update at 14:30.” [pub 1]
  - promised there: “Next update at 14:30” [pub 1]
  - *  correction, published: “CORRECTION of our message of *: we test it every hour” [pub 2]
  5. What is being said
  - No case is open.
  6. Open
  - Nothing.
  ...
monitor@watch> /analysis show
watch< Environment now, NOT APPROVED: Rumour about the tap water, *
  1. Sources and volume
  - posts flagged: 0, on feeds: 0
  - in the last hour: 0, in the hour before: 0
  2. Information need: what is asked
  - Nothing in what was flagged.
  3. Behaviour: what people are pressed to do
  - Nothing in what was flagged.
  4. Meaning: how it is felt
  - Nothing in what was flagged.
  5. Storylines
  - No case is open.
  6. Advice for each goal
  - These figures call for nothing: go on watching.
  Counted is what was flagged: what nobody flagged is not in it.
duty-officer@desk> /handover
desk< Handover, *: Duty officer hands over the duty
  1. Incidents that run
  - Rumour about the tap water, since *, by Duty officer [incident 1]
  2. Advice to the public that holds
  - information, without an end, corrected: “Crisis Centre Tripoint: the tap water is safe to drink. We test it every two hours. Next update at 14:30.” [draft 1]
  - correction, without an end: “CORRECTION of our message of *: we test it every hour” [draft 2]
  3. What was promised
  - “Next update at 14:30” [draft 1]
  4. What waits
  - None.
  5. Cases of high and medium priority
  - Tap water deliberately poisoned: ×1, en, priority: high, owner: Monitor (people may stop drinking) [case 1]
  6. Feeds in trouble
  - None.
  7. Exercises
  - None.
  Until somebody has accepted, nobody has the duty.
  Read it back aloud. Whoever takes over then types: /handover accept <code>
relief-officer@desk> /handover accept {code}
desk< You are on duty now, Relief officer; Duty officer is relieved.
relief-officer@desk> /incident close 1
desk< Incident 1 is closed: Rumour about the tap water
log is whole
