# Two sites that carry the same texts minutes apart, again and again: said of the sites, with no reason why.
language: en

feed blog role=social language=en
feed wire role=social language=en
+ blog: They poison our tap water on purpose and keep silent about it, share this before it is deleted!
+ wire: They poison our tap water on purpose and keep silent about it, share this before it is deleted!
+ blog: The tap water is poisoned, my neighbour fell ill and the authorities hide everything from us, wake up!
+ wire: The tap water is poisoned, my neighbour fell ill and the authorities hide everything from us, wake up!
monitor@watch> /case 1
watch< Case 1: suspect, *
  ...
  - (*
  [Take: *
+ blog: Do not drink, poison was put in the tap water by night, they all know it and nobody says a word, share!
+ wire: Do not drink, poison was put in the tap water by night, they all know it and nobody says a word, share!
monitor@watch> /case 1
watch< Case 1: suspect, *
  ...
  - posted in step: 3 texts or links, minutes apart, on blog.example.org, wire.example.org
  ...
log is whole
