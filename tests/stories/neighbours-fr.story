# La même chose en français : un autre centre conseille le contraire dans la même rue.
language: fr
rooms: watch desk approval partners

press-officer@desk> /draft Fumée à Valmont. Restez chez vous et fermez les fenêtres.
press-officer@desk> /fill 1 area="Valmont"
press-officer@desk> /submit 1
approval< Brouillon 1 [<digest>] information : soumis, approbations : 0 sur 1 ...
fire-liaison@approval> /approve 1 {digest}
duty-officer@desk> /ask centre-north Que conseillez-vous à Valmont ?
monitor@desk> /reply 1 À Valmont : quittez vos maisons.
desk< ...
desk< ATTENTION. *
  Centre North dit :
  | quittez vos maisons
  Nous disons :
  | Restez chez vous et fermez les fenêtres
log is whole
