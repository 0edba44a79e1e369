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
# Who only reads changes nothing for the others, and is answered as they like.
observer@approval> /language fr
approval< This needs the role monitor / editor / * Ask an admin, or someone on duty.
observer@approval> /language mine fr
approval< Langue de vos réponses : fr.
observer@approval> /log J’y étais
approval< Il faut le rôle * Vous avez : *
observer@approval> /language mine off
approval< *
monitor@watch> /language en
watch< This room speaks en.
press-officer@desk> /language en
press-officer@desk> /draft The depot burns.
desk< Draft 1 [*] information: draft, * ...

# A person may be answered in another one, in every room and after a crash; the rest stays.
press-officer@desk> /language mine klingon
desk< * "klingon"* fr, nl, de, lb, en*
press-officer@desk> /language mine FR
desk< Langue de vos réponses : fr.
crash
press-officer@desk> /language
desk< Langue de cette salle : en.
  Langue de vos réponses : fr.
press-officer@desk> /flags
desk< Aucun signalement n’attend de décision.
press-officer@desk> /show 77
desk< Je ne trouve pas *77. *
press-officer@watch> /flags
watch< Aucun signalement n’attend de décision.
monitor@watch> /flags
watch< No flag *
# What is typed there is taken for the language of the room, and others read theirs.
press-officer@desk> /fact add The depot burns.
desk< ...
press-officer@desk> /draft The depot still burns.
desk< Brouillon 2 [*] *
  | The depot still burns.
  ...
press-officer@desk> /language nl
desk< Langue de cette salle : nl.
press-officer@desk> /language mine off
desk< U krijgt antwoord in de taal van elke kamer.
press-officer@desk> /flags
desk< * melding * ...
log is whole
