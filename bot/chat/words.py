"""The bot's own words, in the language of the room, from gettext catalogues.

The catalogues are read as `.po` files when a language is first spoken, so that an installed wheel
and a checkout need no build step. English is the language of the source.
"""

import gettext
import io
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Protocol

from babel.dates import format_skeleton
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.numbers import format_decimal, format_percent

from bot.domain.errors import Reasons
from bot.domain.message import Phrase, Phrases, SplitOff, Storyline, mark
from bot.domain.usage import Usage
from classifiers.narrative import Narrative
from classifiers.narrative import load as load_narratives

LANGUAGES = ("en", "fr", "nl", "de", "lb")
# A name on its own, in every language.
NAME = "{name}"
SPLIT_OFF = mark("split from case {case}: {name}")
# What French sets off, by spaces that no line is broken at: narrow before ; ! and ?, wide before
# a colon and within guillemets (Lexique des règles typographiques, Imprimerie nationale).
_WIDE = re.compile("[ \u00a0\u202f]+(?=[:»])|(?<=«)[ \u00a0\u202f]+")
_NARROW = re.compile("[ \u00a0\u202f]+(?=[;!?])")


class Say(Protocol):
    """Words in one language."""

    def __call__(self, sentence: str, /, **details: object) -> str:
        """The English sentence, translated and filled."""


def spoken(name: str, words: str, say: Say) -> str:
    """A name and what belongs to it, with the language's own colon between them."""
    return say("{name}: {words}", name=name, words=words)


class When(str):
    """A moment on somebody's clock, in digits (ISO 8601) until it is said in a language: then its
    day is written as CLDR has it. `skeleton` names the parts of its day; "" shows the hour alone.
    """

    __slots__ = ("local", "skeleton")
    local: datetime
    skeleton: str

    def __new__(cls, local: datetime, skeleton: str) -> "When":
        made = super().__new__(cls, f"{local:%Y-%m-%d %H:%M}" if skeleton else f"{local:%H:%M}")
        made.local, made.skeleton = local, skeleton
        return made

    def said(self, language: str) -> str:
        """As the language writes it."""
        if not self.skeleton:
            return str(self)
        # Where English is spoken beside our languages, the day comes before the month.
        locale = "en_GB" if language == "en" else language
        return f"{format_skeleton(self.skeleton, self.local, locale=locale)} {self.local:%H:%M}"


class Rate(float):
    """A share of 1, to be said in whole percent as the language writes it."""

    __slots__ = ()


class Catalogues:
    """Implements `ports.Words`: `words(language, sentence, **details)`."""

    def __init__(self) -> None:
        self._read: dict[str, gettext.GNUTranslations] = {}

    def __call__(self, language: str, sentence: str, /, **details: object) -> str:
        """The sentence in that language. A detail that is a `Phrase` (a state, a hint) is said in
        it too, and a broken number has its decimal sign; what people wrote is put in as it is."""
        filled = {name: self._detail(language, value, details) for name, value in details.items()}
        return self._translated(language, sentence).format(**filled)

    def into(self, language: str) -> Say:
        """Words in this one language."""

        def say(sentence: str, /, **details: object) -> str:
            return self(language, sentence, **details)

        return say

    def _detail(self, language: str, value: object, details: dict[str, object]) -> object:
        if isinstance(value, Storyline):
            return _title(language, value)
        if isinstance(value, SplitOff):
            return self(language, SPLIT_OFF, case=value.case, name=value.name)
        if isinstance(value, Phrase):
            return self._translated(language, value).format(**details)
        if isinstance(value, Usage):
            return value.worded(lambda word: self._translated(language, word))
        if isinstance(value, Reasons):
            said = (self(language, why.sentence, **why.details) for why in value)
            return "".join(f"\n- {each}" for each in said)
        if isinstance(value, When):
            return value.said(language)
        if isinstance(value, Rate):
            return format_percent(value, locale=language)
        if isinstance(value, Phrases):
            return " / ".join(self._translated(language, each) for each in value)
        if isinstance(value, float):
            return format_decimal(value, "0.0#", locale=language)
        return value

    def _translated(self, language: str, sentence: str) -> str:
        return self._catalogue(language).gettext(sentence) if sentence else ""

    def _catalogue(self, language: str) -> gettext.GNUTranslations:
        if language not in self._read:
            compiled = io.BytesIO()
            known = language if language in LANGUAGES else "en"
            mofile.write_mo(compiled, read_catalogue(known))
            compiled.seek(0)
            self._read[language] = gettext.GNUTranslations(compiled)
        return self._read[language]


def named(name: str, say: Say) -> str:
    """A name in a line of its own: a storyline's title in the language, a sentence of ours, or
    what people typed."""
    return say(NAME, name=name)


def percent(share: float, say: Say) -> str:
    """A share of 1 in whole percent, as the language writes it: "80%", "80 %"."""
    return say(NAME, name=Rate(share))


def score(points: float, say: Say) -> str:
    """A score between 0 and 1, with the language's decimal sign."""
    return say(NAME, name=round(points, 2))


def _title(language: str, storyline: Storyline) -> str:
    known = shipped().get(storyline)
    return known.titles.get(language, known.title) if known else str(storyline)


@cache
def shipped() -> Mapping[str, Narrative]:
    """The narratives that come with Vigie, by their id."""
    return {narrative.id: narrative for narrative in load_narratives()[0]}


def read_catalogue(language: str) -> Catalog:
    """One language's catalogue as the wheel carries it, set as the language sets its signs:
    whoever translates need not type spaces that cannot be seen."""
    place = resources.files("bot") / "locales" / language / "LC_MESSAGES" / "vigie.po"
    with place.open("rb") as file:
        catalogue = pofile.read_po(file, locale=language)
    if language == "fr":
        for message in catalogue:
            message.string = _NARROW.sub("\u202f", _WIDE.sub("\u00a0", str(message.string)))
    return catalogue
