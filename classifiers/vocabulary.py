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
    return frozenset(word for counts, _ in _counted() for word in counts)


@cache
def commonplace() -> frozenset[str]:
    """The words of every day in any of our languages. They tell a language and not a storyline, and
    would keep a narrative that was taught in one language from being met in another."""
    return frozenset(
        word for counts, texts in _counted() for word, n in counts.items() if n >= _EVERYDAY * texts
    )


@cache
def _counted() -> tuple[tuple[Counter[str], int], ...]:
    """For each language in how many of its texts a word is, and how many texts there are."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for told in background():
        counts[told.lang].update({word for word, _, _ in fold(told.text).words()})
    texts = Counter(told.lang for told in background())
    return tuple((counted, texts[lang]) for lang, counted in counts.items())
