"""Which of the five languages a text is in.

Naive Bayes over runs of one to four letters, counted in the shipped narratives and plain texts: the
same five languages, the same kind of text. It tells Luxembourgish from German, which general
language detectors often do not.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import log

from classifiers.corpus import background, told_by
from classifiers.narrative import LANGUAGES, load
from classifiers.text import plain

UNDETERMINED = "und"

_LONGEST_RUN = 4
_SMOOTHING = 0.1

_READ = 1_000
"""Characters read: a language shows at once, or the text is a mixture."""

_FEWEST_LETTERS = 8
_AHEAD = 3.0
"""Log-likelihood by which the best language must lead; closer is a guess."""

_FAMILIAR = 0.63
"""Share of a text's three- and four-letter runs that must be known. Other languages of our letters
stay below it, and so does noise."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)?")


def detect(text: str) -> str:
    """One of en, fr, nl, de, lb, or "und" where too little or something else is said."""
    said = " ".join(_WORD.findall(plain(text[: 2 * _READ])[:_READ]))
    if len(said) - said.count(" ") - said.count("'") < _FEWEST_LETTERS:
        return UNDETERMINED
    known, longer, *sums = map(sum, zip(*map(_told_by, said.split()), strict=True))
    if known < _FAMILIAR * longer:
        return UNDETERMINED
    ranked = sorted(zip(sums, LANGUAGES, strict=True), reverse=True)
    (best, language), (second, _), *_ = ranked
    return language if best - second >= _AHEAD else UNDETERMINED


@lru_cache(maxsize=1 << 14)
def _told_by(word: str) -> tuple[float, ...]:
    """What one word says: how many of its runs of three letters or more are known, how many there
    are, and its log-probability in each of LANGUAGES."""
    logs = _learned()
    runs = list(_runs_in(word))
    found = [logs[run] for run in runs if run in logs]
    longer = [run for run in runs if len(run) >= 3]
    sums = map(sum, zip(*found, strict=True)) if found else (0.0,) * len(LANGUAGES)
    return (sum(run in logs for run in longer), len(longer), *sums)


@cache
def _learned() -> Mapping[str, tuple[float, ...]]:
    """Log-probability of each known run in each of LANGUAGES, counted on first use (0.2 s)."""
    counts = {lang: _runs_of(words) for lang, words in _training_words().items()}
    vocabulary = set().union(*counts.values())
    totals = {lang: found.total() + _SMOOTHING * len(vocabulary) for lang, found in counts.items()}
    return {
        run: tuple(log((counts[lang][run] + _SMOOTHING) / totals[lang]) for lang in LANGUAGES)
        for run in vocabulary
        if sum(counts[lang][run] for lang in LANGUAGES) > 1
    }


def _training_words() -> Mapping[str, Counter[str]]:
    """How often each word is in our texts, by language in the order of LANGUAGES."""
    words: dict[str, Counter[str]] = {lang: Counter() for lang in LANGUAGES}
    for told in (*told_by(load()[0]), *background()):
        words[told.lang].update(_WORD.findall(plain(told.text)))
    return words


def _runs_of(words: Counter[str]) -> Counter[str]:
    """How often each run is in words that are there so often."""
    runs: Counter[str] = Counter()
    for word, times in words.items():
        for run in _runs_in(word):
            runs[run] += times
    return runs


def _runs_in(word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in range(1, _LONGEST_RUN + 1):
        for at in range(len(padded) - size + 1):
            yield padded[at : at + size]
