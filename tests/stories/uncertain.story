# When nobody can know whether a text is out, people look, and say so.
language: en
outlets: website

press-officer@desk> /draft The bridge is closed.
desk< Draft 1 [<digest>] * ...
press-officer@desk> /submit 1

# The website takes it, but its answer is lost: it is not sent again by itself.
website loses the answer
mayor@approval> /approve 1 {digest}
approval< ...
approval< I may have published draft 1 on website and do not know: * /posted 1 website or /resend 1 website.
webhook got 1
wait 1h
webhook got 1
press-officer@approval> /posted 1 website
approval< This needs the role approver / duty officer. *
mayor@approval> /posted 1 nowhere
approval< Draft 1 does not go to an outlet "nowhere". Its outlets: website.
mayor@approval> /posted 1 website
approval< Noted: draft 1 is out on website; you saw it.
mayor@approval> /posted 1 website
approval< The publication of draft 1 on website is sent; there is nothing to settle.
webhook got 1

# The next one is lost on its way there: nobody sees it, so it is sent again.
press-officer@desk> /draft The bridge is open again.
desk< Draft 2 [<digest>] * ...
press-officer@desk> /submit 2
website loses the request
mayor@approval> /approve 2 {digest}
approval< ...
approval< I may have published draft 2 on website and do not know: *
webhook got 1
duty-officer@desk> /status
desk< *
  ...
  - publications not settled: 1
  ...
duty-officer@desk> /resend 2 website
desk< Draft 2 goes to website again.
approval< Published: draft 2 [{digest}] is out on website (*). ...
webhook got 2

# The desk dies while it sends: what it cannot know, it asks.
press-officer@desk> /draft The bridge has one lane.
desk< Draft 3 [<digest>] * ...
press-officer@desk> /submit 3
crash after publishing
mayor@approval> /approve 3 {digest}
wait 2m
approval< I may have published draft 3 on website and do not know: *interrupted while sending. * ...
mayor@approval> /posted 3 website
webhook got 3

# A website that is busy is asked again; one that refuses is mended first.
press-officer@desk> /draft The bridge has two lanes.
desk< Draft 4 [<digest>] * ...
press-officer@desk> /submit 4
website answers 503
mayor@approval> /approve 4 {digest}
webhook got 3
wait 1m
approval< Published: draft 4 * ...
webhook got 4
press-officer@desk> /draft The bridge has three lanes.
desk< Draft 5 [<digest>] * ...
press-officer@desk> /submit 5
website answers 403
mayor@approval> /approve 5 {digest}
approval< ...
approval< website refused draft 5: * /resend 5 website.
mayor@approval> /resend 5 website
webhook got 5
log is whole
