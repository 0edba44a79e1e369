# The watch watches itself: what changes with a feed is told once, with what to do, and so is the cure.
language: en

# A feed that fails at its first poll is told at once, where it was added too.
serve page: web page
duty-officer@desk> /feed add {page} role=media
desk< Feed 1 is watched: {page} ...
wait 1m
desk< Feed 1 cannot be read: 127.0.0.1/page
  The address answers, but not with a feed. *
  I keep trying. If the address is wrong: /feed remove 1, then /feed add URL
watch< Feed 1 cannot be read: 127.0.0.1/page ...
wait 1h
watch< (nothing)
duty-officer@desk> /feed remove 1

# One failure is nothing; three in a row are told once, and so is the recovery.
feed news role=media language=en
+ news: The bridge at Mill Lane is open again.
watch< (nothing)
serve news: 503
wait 3m
watch< (nothing)
wait 10m
watch< Feed 2 cannot be read: news
  127.0.0.1 answers with an error. If this goes on, tell its owner.
  ...
wait 1h
watch< (nothing)
serve news: posts
wait 2h
watch< Feed 2 is well again: news
watch< (nothing)

# Gone is told at once.
serve news: 410
wait 5m
watch< Feed 2 is gone: news
  127.0.0.1 says that this feed is gone for good.
  Remove it: /feed remove 2
duty-officer@desk> /feed remove 2

# A feed that answers but has fallen silent is worse than one that fails.
feed blog role=local language=en
+ blog: One.
+ blog: Two.
+ blog: Three.
+ blog: Four.
+ blog: Five.
+ blog: Six.
+ blog: Seven.
+ blog: Eight.
+ blog: Nine.
monitor@watch> /feeds
watch< Feeds that are watched: 1
  - 3  blog (local), items: 9, last read *, usually something every * min, seen * after its own date
wait 1h
watch< (nothing)
wait 1h
watch< Feed 3 has fallen silent: blog
  Nothing new since *; usually something every * min.
  It answers, but look at its page: * /feed remove 3 and /feed add URL
wait 1d
watch< (nothing)
monitor@watch> /feeds
watch< Feeds that are watched: 1
  - 3  blog (local), items: 9, last read *, 7 a day, usually something every * min, seen * after its own date, Nothing new since *
+ blog: Ten.
watch< Feed 3 is well again: blog
log is whole
