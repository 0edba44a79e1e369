# An incident gathers what belongs to it, and its log is its own.
language: en

feed blog role=social language=en
duty-officer@desk> /incident
desk< No incident is open. Open one: /incident open TITLE
monitor@watch> /log The phone rings all the time.
watch< Line <line> of the log [*]
duty-officer@desk> /incident open Fire at the depot
desk< Incident 1 is open: Fire at the depot
watch< Incident 1 is open: Fire at the depot
approval< Incident 1 is open: Fire at the depot
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
watch< Case 1: suspect, check: * ...
press-officer@desk> /draft The water is fine.
monitor@watch> /log The hospital was called.
monitor@watch> /log
watch< Log of incident 1, Fire at the depot:
  - 1 * Duty officer: incident opened *
  - * vigie: case 1 opened: *[*]
  - * vigie: flag * raised, in case *: ALERT *
  - * Press officer: draft * begun *
  - 5 * Monitor: wrote in the log: The hospital was called. [*]
monitor@watch> /log export
watch< Log of incident 1: Fire at the depot ...
monitor@watch> /log export pdf
watch< Log of incident 1: Fire at the depot ...
monitor@watch> /log PDF
watch< Log of incident 1: Fire at the depot ...
monitor@watch> /log export of the list failed
watch< Line 6 of the log [*]
monitor@watch> /take 2
watch< There is no case 2. See /cases.
monitor@watch> /answer 1
watch< This needs the role editor. *
press-officer@desk> /answer 9
desk< There is no case 9. See /cases.

# A second incident is the current one until it is closed; then the first is again.
duty-officer@desk> /incident open Flood
monitor@watch> /cases
watch< No case is open in this incident.
duty-officer@desk> /incident close 2
desk< Incident 2 is closed: Flood
duty-officer@desk> /incident close 2
desk< Incident 2 is already closed. See /incident *
monitor@watch> /cases
watch< Cases:
  - 1 *
duty-officer@desk> /incident close 1
desk< Incident 1 is closed: Fire at the depot
duty-officer@desk> /log
desk< Log of incident 0, Daily watch:
  ...
  - * Monitor: wrote in the log: The phone rings all the time. [*]
  ...
log is whole
