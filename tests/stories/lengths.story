# A text is counted as its outlet counts it, on its final words, before anybody approves it.
language: en
outlets: public-page texts

spokesperson@desk> /draft The café bridge is closed.
desk< Draft 1 [<first>] information: draft, 0 of 1 approvals
  | The café bridge is closed.
  - en → texts: 1 of 2 parts
  Next: /revise 1 TEXT or /submit 1

# One sign that the alphabet of short messages lacks, and it costs twice as much: said, never changed.
spokesperson@desk> /revise 1 The crêpe stall at the bridge is closed until noon. Please take the other way.
desk< Draft 1 *
  | *
  - en → texts: 2 of 2 parts
  - texts: with ê it takes 2 parts, without 1. In plain letters: The crepe stall at the bridge *
  ...

# Too long is said at once, and not submitted.
spokesperson@desk> /revise 1 The crêpe stall at the bridge is closed until noon. Please take the other way. Buses leave from the market every ten minutes until noon.
desk< Draft 1 *
  | *
  - en → texts: 3 of 2 parts, TOO LONG
  ...
spokesperson@desk> /submit 1
desk< This is too long for texts: 3 of 2 parts. Make it shorter: /revise 1 TEXT
file texts holds 0 texts
