# Approvers who do not answer are called by name: first who stands in for them, then all others.
language: en
rooms: desk approval
answer: 10m
deputies: mayor=governor fire-liaison=spokesperson

press-officer@desk> /draft The bridge is closed.
desk< Draft 1 [<one>] * ...
press-officer@desk> /submit 1
wait 9m
approval< (nothing)
wait 1m
approval< Spokesperson, you are called: draft 1 [{one}] has waited 10 min for an approval. *
wait 5m
approval< (nothing)

# A restart forgets no call and makes none twice.
crash
approval< (nothing)
wait 5m
approval< Fire liaison, you are called: draft 1 [{one}] has waited 20 min * /approve 1 {one} or *
wait 10m
approval< Mayor, you are called: *
  Nobody is left to call after Mayor. * /verbal 1 {one} "NAME"
wait 30m
approval< (nothing)

# Once it is decided nobody is called; a new text begins at the beginning.
spokesperson@approval> /approve 1 {one}
approval< Your approval of draft 1 counts: published, 1 of 1. ...
wait 30m
press-officer@desk> /draft There is no gas in Harbour Street: the post is wrong.
press-officer@desk> /fill 2 class=rebuttal
desk< Draft 2 [<two>] * ...
press-officer@desk> /submit 2
fire-liaison@approval> /approve 2 {two}
wait 10m
approval< Spokesperson, you are called: draft 2 *
press-officer@desk> /revise 2 There is no gas in Harbour Street: fire crews measured, the post is wrong.
desk< Draft 2 [<three>] * ...
wait 20m
approval< (nothing)
press-officer@desk> /submit 2
wait 10m
approval< Spokesperson, you are called: draft 2 [{three}] has waited 10 min *
fire-liaison@approval> /approve 2 {three}
wait 10m
approval< Mayor, you are called: * ...
log is whole
