# Une approbation désigne un texte exact, et ne vient pas de qui l’a écrit.
language: fr

spokesperson@desk> /draft Le pont est fermé.
desk< Brouillon 1 [<digest>] information : brouillon, approbations : 0 sur 1 ...
spokesperson@desk> /submit 1
spokesperson@approval> /approve 1 {digest}
approval< Vous avez écrit, modifié ou soumis le brouillon 1 ; *
press-officer@approval> /approve 1 {digest}
approval< Il faut le rôle approbation. Vous avez : rédaction. *
stranger@approval> /approve 1 {digest}
approval< Je ne vous connais pas * stranger.
fire-liaison@approval> /approve 1 12345
approval< Une approbation désigne le texte exact : * /approve 1 {digest}
spokesperson@desk> /revise 1 Le pont est fermé jusqu’à midi.
desk< Brouillon 1 [<newer>] * ...
spokesperson@desk> /submit 1
fire-liaison@approval> /approve 1 {digest}
approval< Le brouillon 1 a changé depuis le texte que vous désignez. * /show 1 * [{newer}].
fire-liaison@approval> /approve 1 {newer}
approval< * est comptée : publié, 1 sur 1. ...
mayor@approval> /approve 1 {newer}
approval< Le brouillon 1 est publié. Il a été approuvé par Fire liaison ; *
file public-page holds once: Le pont est fermé jusqu’à midi.
log is whole

# Deux personnes pour un démenti ; la troisième apprend qui a approuvé.
press-officer@desk> /draft Il n’y a pas de gaz dans la rue du Port : la photo qui circule est fausse.
press-officer@desk> /fill 2 class=rebuttal
desk< Brouillon 2 [<two>] démenti : brouillon, approbations : 0 sur 2 ...
press-officer@desk> /submit 2
fire-liaison@approval> /approve 2 {two}
fire-liaison@approval> /approve 2 {two}
approval< Votre approbation de ce texte est déjà comptée. Brouillon 2 : 1/2.
mayor@approval> /approve 2 {two}
spokesperson@approval> /approve 2 {two}
approval< Le brouillon 2 est publié. Il a été approuvé par Fire liaison, Mayor ; *
file public-page holds 2 texts
