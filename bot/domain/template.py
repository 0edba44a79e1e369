"""Templates: skeletons of messages in five languages, whose places are filled before they go out.

A place that is still open stands in the text as {so}, which keeps the draft from being submitted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.content import MessageClass

FORMS = ("long", "short")
# What the public reads where nobody knows yet, and the template allows to say so.
NOT_YET_KNOWN = {
    "en": "not yet known",
    "fr": "pas encore connu",
    "nl": "nog niet bekend",
    "de": "noch nicht bekannt",
    "lb": "nach net bekannt",
}
PLACE = re.compile(r"\{([a-z_]+)\}")


# How ours are called: this alone is never meant as the words of a message.
_NUMBERED = re.compile(r"T\d{1,4}")


def means_template(word: str, shelf: Mapping[str, object]) -> bool:
    """Whether a word that was typed alone names a template, be it one that is not on the shelf."""
    return word in shelf or bool(_NUMBERED.fullmatch(word))


class SlotKind(StrEnum):
    """Where a place is filled from. `words` are written once for each language; the rest once."""

    CENTRE = "centre"
    NOW = "now"
    NEXT = "next"
    FACTS = "facts"
    LINK = "link"
    PHONE = "phone"
    AREA = "area"
    UNTIL = "until"
    NAME = "name"
    WORDS = "words"

    @property
    def by_language(self) -> bool:
        """Whether each language has its own."""
        return self in (SlotKind.WORDS, SlotKind.FACTS)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place: how it is filled, and the question that asks for it in each language. `says`
    names what a warning or an answer must say and says here."""

    name: str
    kind: SlotKind
    asks: Mapping[str, str]
    says: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Template:
    """One skeleton. `texts` maps a form to its wording in each language; `unknown` names the places
    that may say "not yet known"; `cap` holds the CAP values that fit, by element; `tested_within`
    is how lately its numbers must have been called, where that is sooner than for any warning;
    `follows` says that it brings the incident's newest message up to date."""

    id: str
    kind: MessageClass
    title: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]
    slots: Mapping[str, Slot]
    unknown: frozenset[str]
    cap: Mapping[str, tuple[str, ...]]
    tested_within: timedelta | None = None
    follows: bool = False

    def places(self, form: str, language: str) -> tuple[str, ...]:
        """The places of one wording, in the order in which they are read."""
        return tuple(dict.fromkeys(PLACE.findall(self.texts[form].get(language, ""))))

    def render(self, form: str, language: str, values: Mapping[str, str]) -> str:
        """The wording with what is known in its places; the others stay open."""

        def fill(place: re.Match[str]) -> str:
            name = place[1]
            value = values.get(f"{language}.{name}") or self._shared(name, values)
            if value:
                # A sentence of a fact or a person brings its own full stop; ours follows.
                return value.rstrip(" .") if self._followed_by_stop(place) else value
            return NOT_YET_KNOWN[language] if name in self.unknown else place[0]

        return PLACE.sub(fill, self.texts[form].get(language, ""))

    def open_places(
        self, form: str, languages: tuple[str, ...], values: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """The places nobody filled and that must be, each with the first language it lacks."""
        for language in languages:
            for name in self.places(form, language):
                given = values.get(f"{language}.{name}") or self._shared(name, values)
                if not given and name not in self.unknown:
                    yield language, name

    def _shared(self, name: str, values: Mapping[str, str]) -> str | None:
        return None if self.slots[name].kind.by_language else values.get(name)

    @staticmethod
    def _followed_by_stop(place: re.Match[str]) -> bool:
        return place.string[place.end() : place.end() + 1] == "."


def question(slot: Slot, language: str) -> str:
    """How a place is asked for in this language; English when it has no other."""
    return slot.asks.get(language) or slot.asks["en"]
