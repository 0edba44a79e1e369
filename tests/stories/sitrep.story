# The situation report: written by the desk, changed by people, approved like a draft, never public.
language: en
rooms: watch desk approval partners

duty-officer@desk> /incident open Fire at the depot
monitor@watch> /fact add The product is chlorine.
watch< ...
monitor@watch> /fact add Nobody is hurt.
watch< ...
press-officer@desk> /fact confirm 1 source="fire brigade" release=partner
desk< ...
press-officer@desk> /fact confirm 2 source="hospital"
desk< ...
press-officer@desk> /draft A depot burns in Moulins. Stay at a distance.
desk< Draft 1 [<first>] * ...
press-officer@desk> /submit 1
spokesperson@approval> /approve 1 {first}
monitor@watch> /log The wind turns to the east.
monitor@watch> /sitrep
watch< Draft 2 [*] situation report: draft, 0 of 1 approvals
  - valid until: *
  - written by: Monitor
  - first draft 0 min ago
  Situation report 1: Fire at the depot, *
  1. In short
  - 1.1 open since *, by Duty officer [log 1]
  - 1.2 cases: 0, of high priority: 0
  - 1.3 messages that hold: 1 [pub 1]
  - 1.4 drafts on their way: 0
  2. What we know
  - 2.1 partner: The product is chlorine. (fire brigade) [fact 1]
  - 2.2 internal: Nobody is hurt. (hospital) [fact 2]
  - 2.3 *  Monitor: The wind turns to the east. [log *]
  3. Decisions
  - 3.1 *  Duty officer: incident opened [log 1]
  4. What the public was told
  - 4.1 *  information, published: “A depot burns in Moulins. *” [pub 1]
  5. What is being said
  - No case is open.
  6. Open
  - Nothing.
  7. Assessment
  - Nobody has written anything here.
  8. Outlook
  - Nobody has written anything here.
  9. What is new
  - This is the first one.
  Next: /revise 2 2.3 TEXT, /revise 2 7 TEXT, /refresh 2 or /submit 2

# A second one would have the same number.
press-officer@desk> /sitrep
desk< The next document of this kind is on its way already: draft 2. *

# People change lines, take some out, and say what they think of it.
press-officer@desk> /revise 2 2.2 Nobody is hurt so far.
desk< Draft 2 [*] situation report: draft, 0 of 1 approvals
  2. What we know
  - 2.1 partner: The product is chlorine. (fire brigade) [fact 1]
  - 2.2 Nobody is hurt so far. [fact 2] [Press officer]
  - 2.3 *  Monitor: The wind turns to the east. [log *]
  Next: *
press-officer@desk> /revise 2 1.4 -
desk< Draft 2 * ...
press-officer@desk> /revise 2 7 The cloud may reach the school by noon.
desk< Draft 2 [*] situation report: draft, 0 of 1 approvals
  7. Assessment
  - 7.1 The cloud may reach the school by noon. [Press officer]
  Next: *
duty-officer@desk> /revise 2 8+ We expect the fire to be out by 16:00.
desk< Draft 2 * ...
press-officer@desk> /revise 2 12 Nothing.
desk< There is no place 12 in it. Its sections are 1 to 9; a line is written 2.3, and 2+ adds one.
press-officer@desk> /revise 2 2.9 Nothing.
desk< There is no place 2.9 in it. *
press-officer@desk> /revise 2 en The product is water.
desk< I could not read that: en. Like this: /revise 2 2.3 TEXT|2.3 -|2+ TEXT|7 TEXT
press-officer@desk> /fill 2 class=information
desk< Draft 2 is a document for the rooms. *
press-officer@desk> /fill 1 class=sitrep
desk< I could not read that: class=warning|information|rebuttal|all-clear|correction|retraction. *
press-officer@desk> /translate 2 en fr
desk< ...
press-officer@desk> /refresh 1
desk< Draft 1 is a message, no document. *

# What changed below it blocks it, until it is brought up to date.
press-officer@desk> /fact withdraw 1
desk< ...
approval< Fact 1 is withdrawn. Documents on their way rest on it: 2. Bring them up to date: /refresh 2
  | The product is chlorine.
press-officer@desk> /submit 2
desk< Line 2.1 rests on fact 1, which changed since it was written. *
press-officer@desk> /refresh 2
desk< Draft 2 [<report>] situation report: draft, 0 of 1 approvals
  ...
  2. What we know
  - 2.1 Nobody is hurt so far. [fact 2] [Press officer]
  - 2.2 *  Monitor: The wind turns to the east. [log *]
  ...
  7. Assessment
  - 7.1 The cloud may reach the school by noon. [Press officer]
  8. Outlook
  - 8.1 We expect the fire to be out by 16:00. [Duty officer]
  9. What is new
  - This is the first one.
  Left out of it by people:
  - 1.4 drafts on their way: 0 [Press officer]
  Next: *

# Four eyes: nobody who wrote in it approves it, and a change makes a yes worth nothing.
press-officer@desk> /submit 2
desk< Draft 2 is submitted: the approvers have it.
approval< Draft 2 [{report}] situation report: submitted, 0 of 1 approvals
  ...
  [Approve: /approve 2 {report}]
monitor@watch> /approve 2 {report}
watch< This needs the role approver. *
duty-officer@desk> /handover
desk< Handover, *
  ...
  - draft 2, situation report, is submitted, 0/1 [draft 2]
  ...
press-officer@desk> /revise 2 8.1 We expect the fire to be out by 18:00.
desk< ...
approval~ ...
spokesperson@approval> /approve 2 {report}
approval< Draft 2 is draft; that cannot be done now. Submit it first: /submit 2
press-officer@desk> /submit 2
desk< ...
approval~ Draft 2 [<report>] situation report: submitted, 0 of 1 approvals
  ...
spokesperson@approval> /return 2 Say who expects it.
approval< Draft 2 is returned.
approval~ ...
press-officer@desk> /revise 2 8.1 The fire brigade expects it to be out by 18:00.
desk< ...
press-officer@desk> /submit 2
desk< ...
approval~ Draft 2 [<report>] situation report: submitted, 0 of 1 approvals
  ...
crash before answering
spokesperson@approval> /approve 2 {report}
approval< Your approval of draft 2 counts: issued, 1 of 1.
  It went to the rooms. As a file: /show 2 pdf
approval< Situation report 1: Fire at the depot, *
  ...
approval~ Draft 2 [{report}] situation report: issued, 1 of 1 approvals
  ...
desk< Situation report 1: Fire at the depot, *
  ...
watch< Situation report 1: Fire at the depot, *
    - valid until: *
    - written by: Duty officer, Monitor, Press officer
    - approved by: Spokesperson
  1. In short
    - open since *, by Duty officer [log 1]
    - cases: 0, of high priority: 0
    - messages that hold: 1 [pub 1]
  2. What we know
    - Nobody is hurt so far. [fact 2] [Press officer]
    - *  Monitor: The wind turns to the east. [log *]
  ...
  7. Assessment
    - The cloud may reach the school by noon. [Press officer]
  8. Outlook
    - The fire brigade expects it to be out by 18:00. [Press officer]
  ...
partners< (nothing)
file public-page holds 1 text

# What the rooms have stays as it is, and no outlet can ever carry it.
press-officer@desk> /revise 2 7 It is over.
desk< Draft 2 is issued; that cannot be done now. What went to the rooms stays as it is; the next one begins from it: /sitrep
spokesperson@approval> /approve 2 {report}
approval< Draft 2 is issued. It was approved by Spokesperson; nothing more is needed.
duty-officer@desk> /correct 2 It is over.
desk< Draft 2 is issued; that cannot be done now. What went to the rooms stays as it is; *
duty-officer@desk> /publish 2 LIVE Moulins
desk< ...
duty-officer@desk> /resend 2 public-page
desk< ...
press-officer@desk> /show 2 pdf
desk< Situation report 1: Fire at the depot, *
  ...
file public-page holds 1 text

# The next one says what is new, and hands people their own lines back to be read again.
press-officer@desk> /draft All roads are open again.
desk< Draft 3 * ...
monitor@watch> /fact add The school is empty.
watch< ...
press-officer@desk> /fact confirm 3 source="town hall" release=public
desk< ...
duty-officer@desk> /sitrep
desk< Draft 4 [*] situation report: draft, 0 of 1 approvals
  ...
  Situation report 2: Fire at the depot, *
  ...
  2. What we know
  - 2.1 Nobody is hurt so far. [fact 2] [Press officer, 1]
  - 2.2 The school is empty. (town hall) [fact 3]
  ...
  7. Assessment
  - 7.1 The cloud may reach the school by noon. [Press officer, 1]
  8. Outlook
  - 8.1 The fire brigade expects it to be out by 18:00. [Press officer, 1]
  9. What is new since number 1, *
  - 9.1 new: The school is empty. (town hall) [fact 3]
  - 9.2 new: draft 3, information, is draft [draft 3]
  Must be mended first:
  - These lines of people are older than this version: 2.1, 7.1, 8.1. *
  Next: *
duty-officer@desk> /submit 4
desk< These lines of people are older than this version: 2.1, 7.1, 8.1. *
duty-officer@desk> /revise 4 7.1 The school is empty; nobody else is in the wind.
desk< ...
duty-officer@desk> /revise 4 8 -
desk< Draft 4 [*] situation report: draft, 0 of 1 approvals
  8. Outlook
  - Left out.
  Next: *
duty-officer@desk> /submit 4
desk< These lines of people are older than this version: 2.1. *
duty-officer@desk> /read 4 en
desk< ...
duty-officer@desk> /submit 4
desk< ...
approval< Draft 4 [<second>] situation report: submitted, 0 of 1 approvals
  ...
duty-officer@desk> /approve 4 {second}
desk< This needs the role approver. *
mayor@approval> /approve 4 {second}
desk< Situation report 2: Fire at the depot, *
  ...

# Partners get what may be told them, and nothing of ours.
duty-officer@desk> /share draft 4 tlp=amber
desk< ...
partners< TLP:AMBER Situation report, draft 4 of Crisis Centre Tripoint
  - number 2, as of *
  - valid until: *
  2. What we know
  - The school is empty. [fact 3]
  4. What the public was told
  - *  information, published: “A depot burns in Moulins. *” [pub 1]
  9. What is new since number 1, *
  - new: The school is empty. [fact 3]
  lines for our team alone: *
press-officer@desk> /fact withdraw 3
desk< Fact 3 * ...
partners~ TLP:AMBER Situation report, draft 4 of Crisis Centre Tripoint is withdrawn in part. Do not rely on it any more.
partners< TLP:AMBER Situation report, draft 4 of Crisis Centre Tripoint is withdrawn in part. Do not rely on it any more.
log is whole
