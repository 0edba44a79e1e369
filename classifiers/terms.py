"""Terms: what a text is about, as words and pairs of words that other texts may share.

Plain words of five languages, links, accounts, numbers and what people put around a copy are left
out; a word is its beginning, so that endings do not part it; a place is one in every language, and
so is a concept of the crisis. Two texts of one rumour share several terms, in whatever words.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from zlib import crc32

from classifiers.concepts import concept_of
from classifiers.cue import SHIPPED
from classifiers.stories import AROUND
from classifiers.text import fold

STEM = 6
_SHORTEST = 3
_MOST_WORDS = 120
_MOST_NAMES, _MOST_CONCEPTS = 4, 12


@dataclass(frozen=True, slots=True)
class Term:
    """A number that equal terms of any text have, and where it stands in this one: `quote` are its
    own words, "" for what no single word stands for."""

    number: int
    quote: str


def terms(text: str) -> tuple[Term, ...]:
    """The terms of any string, each once, in the order in which they are said."""
    folded = fold(text)
    said: list[tuple[str, str]] = []
    for word, start, end in folded.words():
        if (term := term_of(word)) and len(said) < _MOST_WORDS:
            said.append((term, folded.quote(start, end)))
    found: dict[int, str] = {}
    for name, quote in (*said, *_pairs(said), *_concepts(said), *_named(said)):
        found.setdefault(crc32(name.encode()), quote)
    return tuple(Term(number, quote) for number, quote in found.items())


@lru_cache(maxsize=1 << 15)
def term_of(word: str) -> str:
    """What a folded word counts as: a place, or its beginning; "" when it tells nothing."""
    if len(word) < _SHORTEST or not word[0].isalpha() or word in plain_words() or word in AROUND:
        return ""
    place = _places().get(word)
    return f"place {place}" if place else word[:STEM]


@cache
def plain_words() -> frozenset[str]:
    """Words of any of the languages that tell nothing, folded."""
    lists: Mapping[str, str] = _shipped()["plain"]
    return frozenset(word for words in lists.values() for word in words.split())


def _pairs(said: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for (one, _), (other, _) in pairwise(said):
        yield f"{one} {other}", ""


def _concepts(said: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Concepts that follow one another, in whichever order: the same in every language."""
    seen = [found for _, quote in said if (found := _concepts_of(quote))]
    for one, other in pairwise(seen):
        for a in one:
            for b in other:
                if a != b:
                    yield " + ".join(sorted((a, b))), ""


def _named(said: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """A name with each matter of the text, wherever they stand: what is said of one place or person
    in several languages."""
    names = [term for term, quote in said if quote[0].isupper() and not _concepts_of(quote)]
    about = [c for _, quote in said for c in _concepts_of(quote) if not c.startswith("field.")]
    for name in [*dict.fromkeys(names)][:_MOST_NAMES]:
        for concept in [*dict.fromkeys(about)][:_MOST_CONCEPTS]:
            yield f"{name} @ {concept}", ""


@lru_cache(maxsize=1 << 15)
def _concepts_of(quote: str) -> tuple[str, ...]:
    return concept_of(fold(quote).text)


@cache
def _places() -> Mapping[str, str]:
    named: Mapping[str, str] = _shipped()["places"]
    return {name: place for place, names in named.items() for name in names.split()}


@cache
def _shipped() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((SHIPPED / "terms.toml").read_text(encoding="utf-8"))
