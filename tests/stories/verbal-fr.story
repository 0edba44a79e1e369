# Un oui par téléphone : l’un le saisit, un autre le relit, et alors seulement il compte.
language: fr
rooms: desk approval

spokesperson@desk> /draft L’école est ouverte comme refuge.
desk< Brouillon 1 [<digest>] * ...
spokesperson@desk> /submit 1
duty-officer@desk> /verbal 1 {digest} « Personne »
desk< « Personne » ne peut pas approuver. Peuvent le faire : Spokesperson, Fire liaison, Mayor.
duty-officer@desk> /verbal 1 {digest} Spokesperson
desk< Spokesperson a écrit, modifié ou soumis le brouillon 1, et ne peut pas l’approuver par téléphone non plus.
fire-liaison@desk> /verbal 1 {digest} « Fire liaison »
desk< Vous êtes là vous-même. Approuvez vous-même : /approve 1 {digest}
duty-officer@desk> /readback 1 {digest} Mayor
desk< Personne n’a saisi de oui de Mayor à ce texte dans les 10 dernières minutes. *
duty-officer@desk presses /verbal 1 {digest} Mayor
desk< Un bouton ne fait jamais cela. Tapez en toutes lettres : *
duty-officer@desk> /verbal 1 {digest} « Mayor »
desk< Saisi : Mayor a dit oui par téléphone au brouillon 1. Cela ne compte pas encore. ...
desk< Mayor : Duty officer saisit que vous avez dit oui * tapez tout de suite : /annul 1
duty-officer@desk> /verbal 1 {digest} Mayor
desk< Un oui de Mayor est déjà saisi. *
duty-officer@desk> /readback 1 {digest} Mayor
desk< Vous l’avez saisi vous-même. *
spokesperson@desk> /readback 1 {digest} Mayor
desk< Vous avez écrit, modifié ou soumis le brouillon 1 : deux autres doivent entendre et relire *
mayor@approval> /annul 1
approval< Annulé : rien de ce que d’autres ont saisi en votre nom ne compte pour le brouillon 1 : soumis, 0 sur 1.
mayor@approval> /annul 1
approval< Rien n’est saisi en votre nom pour le brouillon 1. *
relief-officer@desk> /readback 1 {digest} Mayor
desk< Mayor a annulé ce qui était saisi en son nom. Seul Mayor peut maintenant approuver ce texte, *
duty-officer@desk> /verbal 1 {digest} Fire liaison
relief-officer@desk> /readback 1 {digest} Fire liaison
desk< Relu : le oui de Fire liaison au brouillon 1 compte : publié, 1 sur 1. ...
desk< Fire liaison : * et le texte part maintenant. Si vous ne l’avez pas dit : /retract 1 MOTIF
approval~ Brouillon 1 *
  ...
  - approuvé par : Fire liaison (oral, saisi par Duty officer, relu par Relief officer)
  ...
file public-page holds 1 text
log is whole
