# A warning of the authorities: shown once, in the room's language, followed to its end.
language: en
rooms: watch desk=nl approval

feed weather role=official language=fr
feed mirror role=official language=fr
feed gossip role=social language=fr

! weather: be.1 Alert for=3h fr: Fortes pluies | nl: Zware regen | en: Heavy rain
watch< Warning 1 from weather: in force
  | Heavy rain
  - severity: severe
  - sent 09:00
  - valid until 12:00
watch< (nothing)
desk< Waarschuwing 1 van weather: van kracht
  | Zware regen
  - ernst: ernstig
  ...

# The same alert elsewhere is not shown again, and nobody else's Cancel is believed.
! mirror: be.1 Alert for=3h fr: Fortes pluies | en: Heavy rain
watch< (nothing)
! gossip: x.1 Cancel of=be.1 fr: Fini | en: Over
watch< (nothing)

# What a feed no longer lists, or cannot say, changes nothing.
serve weather: posts
wait 10m
watch< (nothing)
serve weather: 500
wait 5m
watch< (nothing)

! weather: be.2 Update of=be.1 for=2h severity=Extreme fr: Pluies diluviennes | nl: Wolkbreuken | en: Torrential rain
watch~ Warning 1 from weather: in force, updated
  | Torrential rain
  - severity: extreme
  - updated *
  - valid until *
watch< Warning 1 from weather is updated: Torrential rain
desk< ...
desk< Waarschuwing 1 van weather is bijgewerkt: Wolkbreuken
! weather: be.3 Cancel of=be.2 en: The rain is over
watch~ Warning 1 from weather: cancelled, no longer in force
  - cancelled *
watch< Warning 1 from weather is cancelled: Torrential rain
wait 3h
watch< (nothing)

# One that nobody cancels ends by itself, and stays to be read.
! weather: be.4 Alert for=1h severity=Minor fr: Brouillard
watch< Warning 2 from weather: in force
  | Brouillard
  - severity: minor
  - in: fr
  ...
wait 1h
watch~ Warning 2 from weather: expired, no longer in force
  - was valid until *

# What is no real warning says so first.
! weather: be.5 Alert status=Exercise en: Chemical cloud
watch< EXERCISE – Warning 3 from weather: in force ...
! weather: be.6 Alert status=Test en: Siren
watch< TEST – Warning 4 from weather: in force ...
monitor@watch> /cases
watch< No case is open in this incident.
log is whole
