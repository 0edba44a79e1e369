"""Concepts: words of five languages that mean the same in a crisis, so that a storyline is
recognised in a language in which nobody has written it down yet."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from classifiers.cue import SHIPPED
from classifiers.text import fold
from classifiers.vocabulary import met

_LONGEST = 40
_SHORTEST = 3
"""Letters of the shortest stem, and of the shortest first part of a compound."""

_LAST_WORD = 4
"""Letters that a whole word must have to be found as the last part of a longer one."""

_INNER_STEM = 5
"""Letters that a stem must have to be found inside a longer word."""

_LINKS = ("", "s", "n", "en", "e", "es")
"""What German, Dutch and Luxembourgish put between the parts of a compound."""


@lru_cache(maxsize=16384)
def concept_of(word: str) -> tuple[str, ...]:
    """The concepts of one folded word.

    A stem in the file matches how a word begins, or a later part of a compound whose first part is
    a word of its own: "hospital" in "Kinderhospital", and not "ours" in "toujours". Only the first
    40 letters are looked at."""
    word = word[:_LONGEST]
    stems = _stems()
    found = {*stems.get(f"{word}.", ())}
    found.update(*(stems.get(word[:end], ()) for end in range(_SHORTEST, len(word) + 1)))
    for start in range(_SHORTEST, len(word) - _LAST_WORD + 1):
        if _is_word(word[:start]):
            found.update(stems.get(f"{word[start:]}.", ()))
            for end in range(start + _INNER_STEM, len(word) + 1):
                found.update(stems.get(word[start:end], ()))
    return tuple(sorted(found))


def _is_word(part: str) -> bool:
    """Whether the first part of a compound is a word, its link left off."""
    stems = _stems()
    without = (part.removesuffix(link) for link in _LINKS)
    return any(
        len(word) >= _SHORTEST and (word in met() or word in stems or f"{word}." in stems)
        for word in without
    )


@cache
def concepts() -> Mapping[str, int]:
    """Every concept with its place."""
    named = sorted({concept for found in _stems().values() for concept in found})
    return {concept: at for at, concept in enumerate(named)}


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """Stem to concepts. A word that must match whole is kept with a full stop at its end."""
    stems: dict[str, tuple[str, ...]] = {}
    for names, words in _listed():
        for word in words.split():
            stem = fold(word.removesuffix("*")).text + ("" if word.endswith("*") else ".")
            stems[stem] = tuple(sorted({*stems.get(stem, ()), *names}))
    return stems


def _listed() -> Iterator[tuple[tuple[str, ...], str]]:
    """Names and words. Wide and fine concepts of one name are two: each has its own rarity. A word
    of a field means its concept and, more widely, the field."""
    for path in (SHIPPED / "concepts.toml", *sorted((SHIPPED / "concepts").glob("*.toml"))):
        for concept, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield (f"{path.stem}.{concept}",), words
    for path in sorted((SHIPPED / "fields").glob("*.toml")):
        for field, listed in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for concept, words in listed.items():
                yield (f"field.{field}", f"{field}.{concept}"), words
