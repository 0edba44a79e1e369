# Why a post was not shown is told as it was judged that day, whatever the judge has learned since.
language: en

feed forum role=social language=en
+ forum: The prison at Brassart let dangerous prisoners go in secret, the authorities keep silent!
watch< (nothing)
monitor@watch> /why https://forum.example.org/1
watch< This post is no flag.
  | The prison at Brassart *
  - source: forum (social)
  - read at *
  When it was read it scored <score>; a post is a flag from *
  ...
monitor@watch> /narrative new Prisoners let out in secret
monitor@watch> /narrative example prisoners-let-out-in-secret The prison at Brassart let dangerous prisoners go in secret, the authorities keep silent!
crash
monitor@watch> /why https://forum.example.org/1
watch< This post is no flag.
  ...
  When it was read it scored *; a post is a flag from * on.
  ...
monitor@watch> /why https://forum.example.org/2
watch< None of our feeds has said this link, or it is forgotten: *
