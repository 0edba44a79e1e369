# Feeds are added, muted and removed in the room; what is wrong with one stands in /feeds.
language: en

serve blog: posts
serve page: web page
serve broken: 500
serve closed: 410
serve empty: empty
serve nobody: nobody
duty-officer@desk> /feeds
desk< No feed is watched. Add one: /feed add URL role=media
duty-officer@desk> /feed add {blog} role=social language=en every=2m
desk< Feed 1 is watched: {blog}
  What it holds already is taken in silently; *
duty-officer@desk> /feed add {blog}
desk< That feed is already watched as number 1.
duty-officer@desk> /feed add {page} role=media
duty-officer@desk> /feed add {broken} role=media
duty-officer@desk> /feed add {closed} role=media
duty-officer@desk> /feed add {empty} role=local
duty-officer@desk> /feed add {nobody} role=local
duty-officer@desk> /feed add http://10.0.0.1/feed
desk< Feed 7 is watched: http://10.0.0.1/feed ...

# Addresses that are none.
duty-officer@desk> /feed add ftp://example.org/feed
desk< I cannot watch ftp://example.org/feed: it is no web address. *
duty-officer@desk> /feed add news.example.org
desk< I cannot watch news.example.org: * http *
duty-officer@desk> /feed add https://me:secret@example.org/feed
desk< I cannot watch https://…@example.org: it carries a password. *
duty-officer@desk> /feed add https://example.org/feed role=king
desk< I could not read that: role=official|fact_checker|media|local|social|unknown. Like this: /feed add URL *
duty-officer@desk> /feed add https://example.org/feed every=5s
desk< I could not read that: every=5m. Like this: /feed add URL *

monitor@watch> /feeds
watch< Feeds that are watched: 7
  - 1  127.0.0.1/blog (social), items: 0, last read *
  - 2  127.0.0.1/page (media), items: 0, trouble: The address answers, but not with a feed. *
  - 3  127.0.0.1/broken (media), items: 0, trouble: 127.0.0.1 answers with an error. *
  - 4  127.0.0.1/closed (media), items: 0, trouble: 127.0.0.1 says that this feed is gone for good.*
  - 5  127.0.0.1/empty (local), items: 0, trouble: The address answers with nothing at all. *
  - 6  127.0.0.1/nobody (local), items: 0, trouble: 127.0.0.1 cannot be reached. *
  - 7  10.0.0.1/feed (unknown), items: 0, trouble: 10.0.0.1 leads into a private network, *

# A muted feed is not read; what it published meanwhile is judged afterwards.
monitor@watch> /feed mute 1
watch< Feed 1 is muted: 127.0.0.1/blog
+ blog: ALERT share before it is deleted!!! They have poisoned the tap water and the authorities are hiding it, my cousin works at the hospital.
watch< (nothing)
monitor@watch> /feeds
watch< Feeds that are watched: 7
  - 1  127.0.0.1/blog (social), items: 0, muted
  ...
monitor@watch> /feed unmute 1
watch< Feed 1 is watched again: 127.0.0.1/blog
wait 5m
watch< Case 1: suspect, check: Tap water deliberately poisoned (×1) ...

# A feed that is well again loses its trouble.
serve broken: posts
wait 1h
monitor@watch> /feeds
watch< Feeds that are watched: 7
  - 1 *
  - 2 *
  - 3  127.0.0.1/broken (media), items: 0, last read *
  ...

monitor@watch> /feed remove 1
watch< This needs the role admin. *
duty-officer@watch> /feed remove 1
watch< Feed 1 is removed: 127.0.0.1/blog
duty-officer@watch> /feed remove 1
watch< There is no feed 1. See /feeds.
+ blog: ALERT share this before it is deleted!!! They poisoned the water and hide it from us!!!
watch< (nothing)
log is whole
