# Systems write "for ever" as the last hours of the year 9999, which no calendar of ours reaches.
language: en
rooms: watch desk approval

feed cap role=official
! cap: be.1 Alert for=69897183h en: Heavy rain
watch< Warning 1 from cap: in force
  ...
  - valid until 31 Dec 9999 *
monitor@watch> /status
watch< *: the desk is at work.
  ...
log is whole
