# Streams and channels' pages are feeds too; each kind has its rules, said before anything is asked.
language: en

duty-officer@desk> /feed add wss://10.0.0.1/subscribe role=social language=fr
desk< I could not read that: a stream says more than anybody can read, so it needs keywords. Like this: /feed add URL * keywords=*
duty-officer@desk> /feed add wss://10.0.0.1/subscribe role=social language=fr keywords="rook, brand*,eau du robinet"
desk< Feed 1 is watched: wss://10.0.0.1/subscribe ...
duty-officer@desk> /feed add wss://me:secret@10.0.0.1/subscribe keywords=rook
desk< I cannot watch wss://…@10.0.0.1: it carries a password. *
duty-officer@desk> /feed add https://example.org/rss keywords="rook,***"
desk< I could not read that: keywords are at most 50 words or short phrases, with commas between them. *
duty-officer@desk> /feed add https://example.org/rss language=français
desk< This centre does not write in "français". Use one of: *

# A channel is watched at its public page, and not more often than a person would look.
duty-officer@desk> /feed add https://t.me/harbour_watch role=social
desk< I could not read that: the public page of a channel is https://t.me/s/ and its name. *
duty-officer@desk> /feed add https://t.me/s/harbour_watch role=social every=1m
desk< I could not read that: a channel's page may be read every 5 minutes at most. *

monitor@watch> /feeds
watch< Feeds that are watched: 1
  - 1  10.0.0.1/subscribe (social), items: 0, trouble: 10.0.0.1 leads into a private network, *
log is whole
