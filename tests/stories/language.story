# A room speaks the language that people choose for it, at once and after a crash.
language: en
rooms: watch desk=fr approval

monitor@watch> /language
watch< This room speaks en.
monitor@watch> /language fr
watch< Langue de cette salle : fr.
monitor@watch> /flags
watch< Aucun signalement n’attend de décision.
monitor@watch> /language nl
monitor@watch> /flags
watch< * melding * ...
monitor@watch> /language de
monitor@watch> /flags
watch< Kein * ...
monitor@watch> /language lb
monitor@watch> /flags
watch< * ...
monitor@watch> /language DE
monitor@watch> /language klingon
watch< * „klingon“* fr, nl, de, lb, en*
crash
monitor@watch> /flags
watch< Kein * ...

# Each room reads a notice in its own language; the one that was not changed stays as it was.
duty-officer@desk> /incident open Feu au dépôt
desk< Incident 1 ouvert : Feu au dépôt
approval< Incident 1 is open: Feu au dépôt
watch< * 1 * Feu au dépôt
stranger@approval> /language fr
approval< I do not know you, *
approval< (nothing)
monitor@watch> /language en
watch< This room speaks en.
press-officer@desk> /language en
press-officer@desk> /draft The depot burns.
desk< Draft 1 [*] information: draft, * ...
log is whole
