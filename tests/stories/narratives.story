# The desk is taught a storyline of its own in the room, and finds the next wording of it.
language: en

feed blog role=social language=en
monitor@watch> /narrative new
watch< I could not read that: a title needs words. Like this: /narrative new TITLE
monitor@watch> /narrative new Museum sells its paintings in secret
watch< Narrative museum-sells-its-paintings-in-secret is open.
  *: /narrative example museum-sells-its-paintings-in-secret TEXT
monitor@watch> /narrative new Museum sells its paintings in secret
watch< There is already a narrative museum-sells-its-paintings-in-secret. *
monitor@watch> /narrative example museum-sells-its-paintings-in-secret The museum secretly sells its paintings at night and hangs copies, nobody is supposed to know
watch< Narrative museum-sells-its-paintings-in-secret, wordings of our own: 1
monitor@watch> /narrative example museum-sells-its-paintings-in-secret Lorries take the museum's paintings away at night, they are sold abroad in secret and copies hang there now, share this
monitor@watch> /narrative example museum-sells-its-paintings-in-secret What hangs in the museum are copies, the real paintings were sold in secret and they hide it from us
watch< Narrative museum-sells-its-paintings-in-secret, wordings of our own: 3
monitor@watch> /narratives
watch< Narratives we look for:
  - museum-sells-its-paintings-in-secret: Museum sells its paintings in secret (wordings of our own: 3)
  ...

+ blog: They are hiding it from us: the museum sold the real paintings in secret, lorries came at night, only copies hang there now! Share before this is deleted
watch< Case 1: suspect, check: Museum sells its paintings in secret (×1)
  | They are hiding it from us: *
  ...

# A built-in one can be given wordings, and not be closed; one of our own can.
monitor@watch> /narrative example tap-water-poisoned The fountain on the square is poisoned, they keep silent
watch< Narrative tap-water-poisoned, wordings of our own: 1
monitor@watch> /narrative close tap-water-poisoned
watch< Narrative tap-water-poisoned comes with Vigie; *
monitor@watch> /narrative example nothing Some words
watch< There is no narrative nothing. See /narratives.
monitor@watch> /narrative example museum-sells-its-paintings-in-secret
watch< I could not read that: the wording is missing. *
duty-officer@watch> /narrative close museum-sells-its-paintings-in-secret
watch< This needs the role monitor / editor. *
monitor@watch> /narrative close museum-sells-its-paintings-in-secret
watch< Narrative museum-sells-its-paintings-in-secret is closed.
monitor@watch> /narratives
watch< Narratives we look for:
  - tap-water-poisoned: *
  ...
log is whole
