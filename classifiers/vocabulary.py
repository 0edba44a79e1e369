"""Vocabulary: the words that people use on any day, read off the background texts."""

from collections import Counter, defaultdict
from functools import cache

from classifiers.corpus import background
from classifiers.text import fold

_EVERYDAY = 0.02
"""Share of a language's plain texts from which a word is of every day."""


@cache
def met() -> frozenset[str]:
    """Every folded word of the background, in any of our languages."""
    return frozenset().union(*(bag for bags in _bags().values() for bag in bags))


@cache
def commonplace() -> frozenset[str]:
    """The words of every day in any of our languages. They tell a language and not a storyline, and
    would keep a narrative that was taught in one language from being met in another."""
    common = set[str]()
    for bags in _bags().values():
        counts = Counter(word for bag in bags for word in bag)
        common.update(word for word, n in counts.items() if n >= _EVERYDAY * len(bags))
    return frozenset(common)


@cache
def _bags() -> dict[str, list[frozenset[str]]]:
    texts: dict[str, list[frozenset[str]]] = defaultdict(list)
    for told in background():
        texts[told.lang].append(frozenset(word for word, _, _ in fold(told.text).words()))
    return texts
