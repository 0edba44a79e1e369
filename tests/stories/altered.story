# A text that was changed in the database goes nowhere, whoever changed it.
language: en
outlets: website

press-officer@desk> /draft The bridge is closed.
desk< Draft 1 [<digest>] * ...
press-officer@desk> /submit 1
website answers 503
mayor@approval> /approve 1 {digest}
approval< ...
webhook got 0
tamper UPDATE publications SET text = 'Everybody must leave.'
website answers 200
wait 1m
approval< Draft 1 does not go out on website: its text is not the one that was approved: tell the administrator.
webhook got 0
log is whole
