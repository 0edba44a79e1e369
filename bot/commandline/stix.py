"""A case as a STIX 2.1 bundle, in objects of the standard alone, so that every receiver takes it.

A report names all of it; a grouping stands for the storyline (the standard has no narrative, and a
rumour is no campaign of anybody); each post is observed data with the words in a note beside it;
our decisions and our answers are notes. TLP 2.0 is marked by the extension that OASIS keeps in its
repository of objects in common. Techniques of DISARM are named where a person said so, under the
identifiers that OpenCTI makes of theirs. One of the two importers of an exchange library.

The profile `opencti` has OpenCTI's own narrative in the place of the grouping, under the identifier
that OpenCTI gives it, so that the exports of two centres meet there; strict receivers refuse it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID, uuid5

import stix2
from stix2.canonicalization.Canonicalize import canonicalize
from stix2.properties import StringProperty

from bot.commandline.dossier import Answer, Dossier, Post

_TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_TLP = {
    "clear": "94868c89-83c2-464b-929b-a1a8aa3c8487",
    "green": "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "amber": "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "amber+strict": "939a9414-2ddd-4d32-a0cd-375ea402b003",
    "red": "e828b379-4e03-4974-9ac4-e53a884c97c1",
}
_DISARM_PAGE = "https://github.com/DISARMFoundation/DISARMframeworks"
_TLP_CREATED = datetime(2022, 10, 1, tzinfo=UTC)


# Both as OpenCTI's own client has them (pycti): its extension, and where its identifiers come from.
_OPENCTI = "extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba"
_NAMES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")


class Profile(StrEnum):
    """For whom a bundle is written."""

    PLAIN = "plain"
    OPENCTI = "opencti"


class _Object(Protocol):
    @property
    def id(self) -> str: ...


class _Named:
    """What OpenCTI's narrative has besides what every object has."""


_narrative: Callable[..., _Object] = stix2.CustomObject(
    "narrative",
    [("name", StringProperty(required=True)), ("description", StringProperty())],
    extension_name=_OPENCTI,
)(_Named)


def bundle(dossier: Dossier, tlp: str, profile: Profile = Profile.PLAIN) -> str:
    """The bundle as JSON. `tlp` is a level of TLP 2.0: clear, green, amber, amber+strict or red."""
    level = f"TLP:{tlp.upper()}"
    # OpenCTI reads levels of its own, by name.
    named = {"x_opencti_definition_type": "TLP", "x_opencti_definition": level}
    marking = stix2.MarkingDefinition(
        id=f"marking-definition--{_TLP[tlp]}", created=_TLP_CREATED, name=level,
        extensions={
            _TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": tlp}
        },
        allow_custom=True, **(named if profile is Profile.OPENCTI else {}),
    )  # fmt: skip
    centre = stix2.Identity(
        id=f"identity--{dossier.centre_key}", name=dossier.centre,
        identity_class="organization", created=dossier.since, modified=dossier.since,
        object_marking_refs=[marking.id],
    )  # fmt: skip
    maker = _Maker(dossier, centre.id, marking.id, profile)
    # Two posts may share a link, which is one object.
    posts = list({each.id: each for post in dossier.posts for each in maker.post(post)}.values())
    storyline = maker.storyline(posts, centre)
    notes = [maker.decisions(), *map(maker.answer, dossier.answers)]
    techniques = [maker.technique(*each) for each in dossier.techniques]
    named_in = [storyline, *techniques, *notes, *posts]
    objects = [marking, centre, maker.report(named_in), *named_in]
    made = stix2.Bundle(objects, allow_custom=profile is Profile.OPENCTI)
    return str(made.serialize(indent=1))


class _Maker:
    """Makes objects that all bear the same author, marking and labels."""

    def __init__(self, dossier: Dossier, author: str, marking: str, profile: Profile) -> None:
        self._dossier = dossier
        self._profile = profile
        self._labels = ["rumour", *(["exercise"] if dossier.mark else [])]
        self._borne = {
            "created_by_ref": author,
            "object_marking_refs": [marking],
            "modified": dossier.made_at,
        }
        self._marking = marking
        self._storyline = (
            _derived("narrative", {"name": dossier.name.casefold().strip()})
            if profile is Profile.OPENCTI
            else f"grouping--{dossier.child('storyline')}"
        )

    def post(self, post: Post) -> Sequence[_Object]:
        """A post: where it stood, that it was seen, and its words."""
        if not post.site:
            return [self._words(post, self._storyline)]
        marked = {"object_marking_refs": [self._marking]}
        place = (
            stix2.URL(value=post.link, **marked)
            if post.link
            else stix2.DomainName(value=post.site, **marked)
        )
        seen = stix2.ObservedData(
            id=f"observed-data--{post.key}", created=post.at, first_observed=post.at,
            last_observed=post.at, number_observed=1, object_refs=[place.id],
            labels=self._labels, **self._borne,
        )  # fmt: skip
        return place, seen, self._words(post, seen.id)

    def storyline(self, posts: Sequence[_Object], centre: _Object) -> _Object:
        """The storyline, with its posts."""
        if self._profile is Profile.OPENCTI:
            return self._narrative()
        made: _Object = stix2.Grouping(
            id=self._storyline, created=self._dossier.opened_at,
            name=self._dossier.name, description=self._dossier.description, context="unspecified",
            object_refs=_ids([*posts, centre]), labels=self._labels, **self._borne,
        )  # fmt: skip
        return made

    def _narrative(self) -> _Object:
        made: _Object = _narrative(
            id=self._storyline, created=self._dossier.opened_at, name=self._dossier.name,
            description=self._dossier.description, labels=self._labels, **self._borne,
        )  # fmt: skip
        return made

    def technique(self, identifier: str, name: str) -> _Object:
        """A technique of DISARM, in the words of its framework."""
        of_opencti = {"x_mitre_id": identifier} if self._profile is Profile.OPENCTI else {}
        made: _Object = stix2.AttackPattern(
            id=_derived("attack-pattern", {"x_mitre_id": identifier.casefold()}), name=name,
            created=_TLP_CREATED, modified=_TLP_CREATED, object_marking_refs=[self._marking],
            external_references=[
                {"source_name": "DISARM", "external_id": identifier, "url": _DISARM_PAGE}
            ],
            allow_custom=True, **of_opencti,
        )  # fmt: skip
        return made

    def decisions(self) -> _Object:
        """What people made of the posts: never that anything is false."""
        return self._note(
            self._dossier.child("decisions"), self._dossier.opened_at, "Decisions of the desk",
            f"Posts by decision: {self._dossier.decided}.", self._storyline,
        )  # fmt: skip

    def answer(self, answer: Answer) -> _Object:
        """What the public was told about it."""
        words = "\n\n".join(f"[{lang}] {text}" for lang, text in answer.texts)
        head = f"Published by us: {answer.kind.value}"
        return self._note(answer.key, answer.at, head, words, self._storyline)

    def report(self, named: Sequence[_Object]) -> _Object:
        """What a receiver opens first."""
        dossier = self._dossier
        about = f"Case {dossier.number}, posts: {len(dossier.posts)}. Suspect, check. "
        about += f"Incident: {dossier.incident}." if dossier.incident else ""
        made: _Object = stix2.Report(
            id=f"report--{dossier.child('report')}", created=dossier.opened_at, name=dossier.name,
            description=about.strip(), published=dossier.made_at, report_types=["observed-data"],
            object_refs=_ids(named), labels=self._labels, **self._borne,
        )  # fmt: skip
        return made

    def _words(self, post: Post, about: str) -> _Object:
        """What a post said, and what we decided on it."""
        decided = f"We decided: {post.decision}." if post.decision else "Not decided yet."
        return self._note(
            uuid5(post.key, "words"), post.at, f"Seen on {post.feed}. {decided}", post.text, about,
            lang=post.lang,
        )  # fmt: skip

    def _note(
        self, key: UUID, at: datetime, head: str, text: str, about: str,
        lang: str | None = None,
    ) -> _Object:  # fmt: skip
        mark = self._dossier.mark
        framed = f"{mark} – {text}\n{mark}" if mark else text
        spoken = {"lang": lang} if lang else {}
        made: _Object = stix2.Note(
            id=f"note--{key}", created=at, abstract=head, content=framed, object_refs=[about],
            labels=self._labels, **spoken, **self._borne,
        )  # fmt: skip
        return made


def _derived(kind: str, said: dict[str, str]) -> str:
    """The identifier that OpenCTI makes of these, the same everywhere."""
    return f"{kind}--{uuid5(_NAMES, canonicalize(said, utf8=False))}"


def _ids(objects: Sequence[_Object]) -> list[str]:
    return list(dict.fromkeys(each.id for each in objects))
