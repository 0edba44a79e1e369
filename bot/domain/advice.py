"""What a text tells people to do, and where two texts tell them the opposite.

The table of advice and of its opposites is a file, `advice.toml`, in five languages. The rule reads
words, not sense: it says nothing on who is right, and misses what is put otherwise.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

from bot.domain.message import short

_NOT = re.compile(
    r"\b(?:not|don t|never|no|ne|n|pas|jamais|niet|nooit|geen|nicht|nie|kein\w*|net|keen?|ni)\b"
)
_REACH = 3
# Letters in which three words stand; no text is read to its end for each word in it.
_NEAR = 60
# A stranger's sentence may have no end, and the card on which it stands is what people approve.
_SHOWN = 240
# The same warnings are held against each draft, whenever its card is drawn.
_REMEMBERED = 512
_SENTENCES = re.compile(r"[.!?;:,\n]+")


@dataclass(frozen=True, slots=True)
class Advice:
    """What somebody else tells people: another centre, or an authority in a warning."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences, one of ours and one of theirs, that ask for opposite things."""

    source: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class _Table:
    forms: Mapping[str, re.Pattern[str]]
    opposites: Mapping[str, str]
    hazards: Mapping[str, re.Pattern[str]]


@cache
def _table() -> _Table:
    file = resources.files("bot.domain") / "advice.toml"
    read = tomllib.loads(file.read_text("utf-8"))
    advice, hazards = read["advice"], read["hazards"]
    return _Table(
        {name: re.compile(rf"\b(?:{'|'.join(each['forms'])})\b") for name, each in advice.items()},
        {name: each.get("opposes", f"no {name}") for name, each in advice.items()},
        {name: re.compile(rf"\b(?:{'|'.join(words)})") for name, words in hazards.items()},
    )


@lru_cache(_REMEMBERED)
def asked(text: str) -> Mapping[str, str]:
    """What a text tells people to do ("stay", "no drink" where it tells them not to), each with
    the first words of it that say so, as they are written."""
    found: dict[str, str] = {}
    for written in _SENTENCES.split(text):
        said = folded(written)
        for name, pattern in _table().forms.items():
            for match in pattern.finditer(said):
                told = _table().opposites[name] if _is_denied(said, match) else name
                if told not in found:
                    found[told] = short(written, _SHOWN)
    return MappingProxyType(found)


def opposite(told: str) -> str:
    """The advice that cannot be followed together with this one."""
    return _table().opposites.get(told, told.removeprefix("no "))


def differences(ours: Iterable[str], area: str, others: Iterable[Advice]) -> Iterator[Difference]:
    """Where others tell people the opposite of our texts, about the same place or danger. What we
    say both ways is no difference: it depends on something that the rule does not read."""
    texts = tuple(ours)
    mine = {told: words for text in reversed(texts) for told, words in asked(text).items()}
    if not mine:
        return
    places = re.findall(r"\w{4,}", folded(area))
    dangers = _dangers(" ".join(texts))
    for other in others:
        said = folded(other.text)
        if not (dangers & _dangers(other.text) or any(f" {p}" in f" {said}" for p in places)):
            continue
        for told, words in asked(other.text).items():
            if told not in mine and opposite(told) in mine:
                yield Difference(other.source, mine[opposite(told)], words)
                break


@lru_cache(_REMEMBERED)
def _dangers(text: str) -> frozenset[str]:
    said = folded(text)
    return frozenset(name for name, words in _table().hazards.items() if words.search(said))


def _is_denied(said: str, match: re.Match[str]) -> bool:
    """Whether a no stands near: before the word, in it, or after it, as in Dutch and German."""
    before = said[max(0, match.start() - _NEAR) : match.start()].split()[-_REACH:]
    after = said[match.end() : match.end() + _NEAR].split()[:_REACH]
    return bool(_NOT.search(" ".join((*before, match[0], *after))))


def folded(text: str) -> str:
    """The text as the rules read it: no capitals, no accents, no signs."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", plain))
