"""Concepts: words of five languages that mean the same in a crisis, so that a storyline is
recognised in a language in which nobody has written it down yet."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from classifiers.cue import SHIPPED
from classifiers.text import fold

_LONGEST = 40
_INNER_STEM = 5
"""Letters that a stem must have to be found inside a word: German and Dutch build words of words,
and shorter stems are in many a word by chance."""

_LAST_WORD = 4
"""Letters that a whole word must have to be found as the last part of a longer one."""


@lru_cache(maxsize=16384)
def concept_of(word: str) -> tuple[str, ...]:
    """The concepts of one folded word: stems in the file match how a word, or a part of it, begins.

    Only the first 40 letters are looked at."""
    stems = _stems()
    word = word[:_LONGEST]
    found = {*stems.get(f"{word}.", ())}
    for start in range(1, len(word) - _LAST_WORD + 1):
        found.update(stems.get(f"{word[start:]}.", ()))
    for start in range(max(1, len(word) - _INNER_STEM + 1)):
        fewest = _INNER_STEM if start else 3
        for end in range(start + fewest, len(word) + 1):
            found.update(stems.get(word[start:end], ()))
    return tuple(sorted(found))


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
