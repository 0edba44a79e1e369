# A test carries its own mark, and no other; nothing of it can pass for live.
mode: test
language: en
public: en fr

press-officer@desk> /draft The sirens are tried at noon.
desk< Draft 1 [*] information: draft, *
  | TEST – The sirens are tried at noon.
  | TEST
  not yet in: fr
  ...
press-officer@desk> /revise 1 fr Les sirènes sont essayées à midi.
desk< Draft 1 [<digest>] * ...
press-officer@desk> /submit 1
mayor@approval> /approve 1 {digest}
file public-page holds once: TEST – The sirens are tried at noon.\nTEST\n\nTEST – Les sirènes sont essayées à midi.\nTEST
press-officer@desk> /draft Ceci n’est pas un exercice.
press-officer@desk> /revise 2 fr Ceci n’est pas un exercice !
press-officer@desk> /submit 2
desk< The text says "Ceci n’est pas un exercice", * /revise 2 TEXT
press-officer@desk> /draft Crisis Centre Tripoint, 12:00: smoke in Mill Lane. Go to the shelter.
press-officer@desk> /revise 3 fr Crisis Centre Tripoint, 12:00 : fumée à Mill Lane. Restez à l’abri.
press-officer@desk> /fill 3 class=warning area="Mill Lane" until=1h
desk< Draft 3 [<warning>] * ...
press-officer@desk> /submit 3
mayor@approval> /approve 3 {warning}
spokesperson@approval> /approve 3 {warning}
duty-officer@approval> /publish 3 LIVE Mill Lane
approval< A warning goes out only when it is typed in full: /publish 3 TEST Mill Lane
duty-officer@approval> /publish 3 TEST Mill Lane
approval< Draft 3 goes to its outlets now.
file public-page holds 2 texts
log is whole
