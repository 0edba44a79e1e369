"""Concepts: words of five languages that mean the same in a crisis, so that a storyline is
recognised in a language in which nobody has written it down yet."""

import tomllib
from functools import cache, lru_cache

from classifiers.cue import SHIPPED
from classifiers.text import fold


@lru_cache(maxsize=16384)
def concept_of(word: str) -> tuple[str, ...]:
    """The concepts of one folded word; stems in the file match how a word begins."""
    stems = _stems()
    found = (stems.get(word[:size], ()) for size in range(3, len(word) + 1))
    exact = stems.get(f"{word}.", ())
    return tuple(sorted({concept for concepts in (*found, exact) for concept in concepts}))


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """Stem to concepts. A word that must match whole is kept with a full stop at its end."""
    stems: dict[str, tuple[str, ...]] = {}
    table = tomllib.loads((SHIPPED / "concepts.toml").read_text(encoding="utf-8"))
    for concept, words in table.items():
        for word in words.split():
            stem = fold(word.removesuffix("*")).text + ("" if word.endswith("*") else ".")
            stems[stem] = tuple({*stems.get(stem, ()), concept})
    return stems
