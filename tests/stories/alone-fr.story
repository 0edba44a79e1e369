# Seul, la nuit : personne ne répond. On est appelé, puis un officier publie seul, et l’on regarde.
language: fr
rooms: desk approval
answer: 10m

press-officer@desk> /draft Le pont est fermé.
desk< Brouillon 1 [<digest>] * ...
press-officer@desk> /submit 1
wait 10m
approval< Spokesperson, on vous appelle : le brouillon 1 [{digest}] attend une approbation depuis 10 min. *
wait 10m
wait 10m
approval< Mayor, on vous appelle : *
  Après Mayor, il n’y a plus personne à appeler. *
duty-officer@desk> /release 1 EXERCISE reason="personne"
desk< Une publication par une seule personne se tape en toutes lettres : /release 1 LIVE *
duty-officer@desk> /release 1 LIVE
desk< Dites pourquoi une seule personne le publie ; *
duty-officer@desk> /release now 1 abcdef
desk< Ce n’est pas le code sous le texte du brouillon 1 que vous avez lu en dernier, *
duty-officer@desk> /release 1 LIVE reason="personne ne répond"
desk< PAS ENCORE PUBLIÉ. Vous allez publier SEUL le brouillon 1 [{digest}], information, avec 0 approbations sur 1
  ...
  | Le pont est fermé.
  Personne d’autre n’arrête plus une erreur. * tapez : /release now 1 <code>
duty-officer@desk> /release now 1 {code}
desk< Le brouillon 1 part maintenant sur ses canaux, par vous seul. * ...
desk< ATTENTION. Duty officer a publié SEUL le brouillon 1 [{digest}], information, sans les approbations requises. *
  ...
duty-officer@desk> /looked 1 ok
desk< Vous avez écrit ou publié le brouillon 1 ; c’est à quelqu’un d’autre de regarder.
wait 15m
approval< ATTENTION. Personne n’a regardé le brouillon 1 [{digest}], * ...
mayor@approval> /looked 1
approval< Je n’ai pas compris : il manque le mot ok. *
mayor@approval> /looked 1 ok
approval< Noté : vous avez regardé le brouillon 1, et il tient.
mayor@approval> /looked 1 ok
approval< Aucun second regard n’est dû sur le brouillon 1. *

press-officer@desk> /draft Il n’y a pas de gaz : la photo qui circule est fausse.
press-officer@desk> /fill 2 class=rebuttal
press-officer@desk> /submit 2
duty-officer@desk> /release 2 LIVE reason="personne"
desk< Un brouillon de la classe démenti ne part jamais par une seule personne. *
press-officer@desk> /draft Coupure d’eau à Valmont, dit le bourgmestre. Ne buvez que l’eau en bouteille, jusqu’à 14:00.
press-officer@desk> /fill 3 class=warning area="Valmont" until=2h
desk< Brouillon 3 [<three>] * ...
press-officer@desk> /submit 3
fire-liaison@approval> /approve 3 {three}
mayor@approval> /approve 3 {three}
duty-officer@desk> /release 3 LIVE Valmont reason="vite"
desk< Le brouillon 3 a ses approbations : personne n’a à le publier seul. *
log is whole
