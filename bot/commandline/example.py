"""The configuration that `vigie run` writes when there is none: complete, and commented."""

EXAMPLE = """# Vigie's configuration. Read it once, change what is yours, then: vigie run
# vigie check says every mistake at once. Secrets never stand here, only in files or variables.

[centre]
name = "Crisis Centre Tripoint"
languages = ["fr", "nl", "de", "lb", "en"]     # what this centre writes, the first one by default
timezone = "Europe/Brussels"
mode = "exercise"                               # live | exercise | test; fixed once the store exists

[store]
url = "sqlite:///vigie.db"                      # or postgresql://user@host/name

# Rooms are where the team works. On the console, one terminal holds them all:
#   press-officer@desk: /draft …      speaks as somebody in a room
#   @watch                            moves to another room
[[rooms]]
name = "watch"
platform = "console"
language = "fr"
duties = ["monitoring"]                         # monitoring | drafting | approval | coordination | partner | control

[[rooms]]
name = "desk"
platform = "console"
language = "fr"
duties = ["drafting", "coordination", "approval"]

# Members are people; on the console they are called by their name as one word (press-officer).
[[members]]
name = "Duty officer"
roles = ["duty_officer", "admin"]

[[members]]
name = "Monitor"
roles = ["monitor"]

[[members]]
name = "Press officer"
roles = ["editor"]

[[members]]
name = "Spokesperson"
roles = ["approver"]

[[members]]
name = "Mayor"
roles = ["authority"]                           # an approver who holds the legal power
# deputies = ["First alderman"]                 # who is called when the mayor does not answer

# Feeds can also be added in a room: /feed add URL role=media every=5m
# [[feeds]]
# url = "https://news.example.org/rss"
# name = "Example News"
# role = "media"                                # official | fact_checker | media | local | social | unknown
# language = "fr"
# every = "5m"
# keywords = ["smoke", "fire*"]                 # only what has one of these words; docs/feeds-kinds.md

# Outlets are where the public reads. This one is a file on this machine.
[[outlets]]
name = "public-page"
platform = "file"                               # every kind and its settings: docs/outlets.md
address = "public-page.txt"
languages = ["fr", "nl"]

# [[outlets]]
# name = "website"
# platform = "webhook"                          # a signed POST; the receiver checks X-Vigie-Signature
# address = "https://website.example.org/hooks/vigie"
# languages = ["fr", "nl"]
# secret_file = "secrets/website"
# idempotent = false                            # true if it shows the same Idempotency-Key only once
# exercise = true                               # it is one of an exercise; no live desk publishes there

# How many people must approve; these are the defaults.
[quorum]
warning = 2                                     # one of them an authority
information = 1
rebuttal = 2
all_clear = 2
sitrep = 1                                      # somebody who wrote nothing in it; so analysis

[watch]
allow_private_addresses = false                 # or a list of networks: ["10.20.0.0/16"]
keep = "90d"                                    # how long posts that nobody flagged are kept

[exercise]
folder = "exercises"                            # scripts and reports of led exercises
"""
