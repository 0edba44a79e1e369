"""A case as a MISP event, with the object templates that MISP itself ships, kept to strictly.

Nothing is marked as an indicator, and the event says neither disinformation nor who is behind it:
people decided what they decided, and that stands in an annotation. Techniques of DISARM are tags of
MISP's galaxy, where a person said so. The other importer of an exchange library.
"""

from collections.abc import Mapping
from uuid import UUID, uuid5

from pymisp import MISPEvent, MISPObject

from bot.commandline.dossier import Answer, Dossier, Post

_UNDEFINED_THREAT = 4
_OWN_ORGANISATION = 0
_ONGOING, _COMPLETED = 1, 2


def event(dossier: Dossier, tlp: str) -> str:
    """The event as JSON, unpublished and for the receiver's own organisation until it decides
    otherwise. `tlp` is a level of TLP 2.0: clear, green, amber, amber+strict or red."""
    made = MISPEvent(strict_validation=False)
    made.uuid = str(dossier.key)
    made.info = dossier.name
    made.set_date(dossier.opened_at.date())
    made.threat_level_id = _UNDEFINED_THREAT
    made.distribution = _OWN_ORGANISATION
    made.analysis = _COMPLETED if all(post.decision for post in dossier.posts) else _ONGOING
    made.published = False
    techniques = (f'misp-galaxy:disarm-techniques="{name}"' for _, name in dossier.techniques)
    for tag in (f"tlp:{tlp}", "rumour", *(["exercise"] if dossier.mark else []), *techniques):
        made.add_tag(tag)
    summary = {"narrative-summary": f"{dossier.name}: {dossier.description}"}
    storyline = _object("narrative", dossier.child("storyline"), summary)
    made.add_object(storyline)
    for post in dossier.posts:
        seen = _post(post)
        reference = seen.add_reference(storyline.uuid, "related-to")
        reference.uuid = str(uuid5(post.key, "related-to"))
        made.add_object(seen)
    note = f"Suspect, check. Posts by decision: {dossier.decided}."
    made.add_object(_annotation(dossier, dossier.child("decisions"), note))
    for answer in dossier.answers:
        made.add_object(_annotation(dossier, answer.key, _told(answer)))
    return str(made.to_json(indent=1))


def _post(post: Post) -> MISPObject:
    place = {"url": post.link} if post.link else {}
    if post.is_news:
        return _object("news-media", post.key, {"content": post.text, "source": post.feed, **place})
    details = {"post": post.text, "type": "Other", "language": post.lang,
               "creation-date": post.at.isoformat(), **place}  # fmt: skip
    return _object("microblog", post.key, details)


def _annotation(dossier: Dossier, key: UUID, text: str) -> MISPObject:
    framed = f"{dossier.mark} – {text}\n{dossier.mark}" if dossier.mark else text
    return _object("annotation", key, {"text": framed, "format": "text", "type": "Annotation"})


def _told(answer: Answer) -> str:
    words = "\n\n".join(f"[{lang}] {text}" for lang, text in answer.texts)
    return f"Published by us at {answer.at:%Y-%m-%d %H:%M} UTC, {answer.kind.value}:\n\n{words}"


def _object(template: str, key: UUID, values: Mapping[str, str]) -> MISPObject:
    """An object of a template, refused when the template does not know it so."""
    made = MISPObject(template, strict=True)
    made.uuid = str(key)
    for relation, value in values.items():
        # No receiver is to block or search for what the public merely wrote.
        made.add_attribute(
            relation, value=value, to_ids=False, uuid=str(uuid5(key, f"{relation}/{value}"))
        )
    return made
