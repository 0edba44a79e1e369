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

_LINKS = ("s", "n", "en", "e", "es")
"""What German, Dutch and Luxembourgish may put between the parts of a compound."""

_LINK_ENDS = frozenset(link[-1] for link in _LINKS)


@lru_cache(maxsize=16384)
def concept_of(word: str) -> tuple[str, ...]:
    """The concepts of one folded word.

    A stem in the file matches how a word begins, or a later part of a compound whose first part is
    a word of its own: "hospital" in "Kinderhospital", and not "ours" in "toujours". Only the first
    40 letters are looked at."""
    word = word[:_LONGEST]
    whole, begun = _words(), _stems()
    found = {*whole.get(word, ())}
    for end in range(_SHORTEST, len(word) + 1):
        found.update(begun.get(word[:end], ()))
    for start in range(_SHORTEST, len(word) - _LAST_WORD + 1):
        if _is_first_part(word[:start]):
            found.update(whole.get(word[start:], ()))
            for end in range(start + _INNER_STEM, len(word) + 1):
                found.update(begun.get(word[start:end], ()))
    return tuple(sorted(found))


def _is_first_part(part: str) -> bool:
    """Whether the first part of a compound is a word, its link left off."""
    return _is_word(part) or (
        # Most parts end in no link: one look at the last letter saves six at the lists.
        part[-1] in _LINK_ENDS
        and any(part.endswith(link) and _is_word(part[: -len(link)]) for link in _LINKS)
    )


def _is_word(part: str) -> bool:
    return len(part) >= _SHORTEST and (part in met() or part in _stems() or part in _words())


@cache
def concepts() -> Mapping[str, int]:
    """Every concept with its place."""
    named = sorted(
        {concept for listed in _kept() for found in listed.values() for concept in found}
    )
    return {concept: at for at, concept in enumerate(named)}


def _words() -> dict[str, tuple[str, ...]]:
    """Words that must match whole, to concepts."""
    return _kept()[0]


def _stems() -> dict[str, tuple[str, ...]]:
    """Beginnings of words, to concepts."""
    return _kept()[1]


@cache
def _kept() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Words and stems, folded, to concepts."""
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for names, listed in _listed():
        for word in listed.split():
            kept = stems if word.endswith("*") else words
            plain = word.removesuffix("*")
            # Most of the words are folded as they are written, and there are tens of thousands.
            if not (plain.isascii() and plain.islower()):
                plain = fold(plain).text
            before = kept.get(plain)
            kept[plain] = tuple(sorted({*before, *names})) if before else names
    return words, stems


def _listed() -> Iterator[tuple[tuple[str, ...], str]]:
    """Names and words. Wide and fine concepts of one name are two: each has its own rarity. A word
    of a field means its concept and, more widely, the field."""
    for path in (SHIPPED / "concepts.toml", *sorted((SHIPPED / "concepts").glob("*.toml"))):
        for concept, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield (f"{path.stem}.{concept}",), words
    for path in sorted((SHIPPED / "fields").glob("*.toml")):
        for field, listed in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for concept, words in listed.items():
                yield tuple(sorted((f"field.{field}", f"{field}.{concept}"))), words
