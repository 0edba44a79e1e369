"""Tokens: the words and marks of a folded text, and the numbered slots a text model counts them in.

Features are hashed into a fixed number of slots, so that a fitted model is plain arrays of a known
size and never a vocabulary. Links and accounts are no tokens: who hosts a link must teach nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifiers.text import ACCOUNT, LINK, Folded

SLOTS = 1 << 18
"""Slots of one block of features. Of a corpus of ours one in eight shares its slot."""

_TOKEN = re.compile(rf"\w+|[^\w\s{LINK}{ACCOUNT}]")
_MASK = SLOTS - 1
_LONGEST = 40
_SHORTEST_RUN, _LONGEST_RUN = 2, 5

Slots = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, with its place in the folded text."""

    text: str
    start: int
    end: int


def tokens(text: Folded) -> tuple[Token, ...]:
    """Every token of a folded text, in order."""
    return tuple(Token(found.group(), *found.span()) for found in _TOKEN.finditer(text.text))


def word_slots(words: Sequence[str]) -> Slots:
    """Two slots a word: itself, and itself after the word before it."""
    read = [word[:_LONGEST] for word in words]
    found = [
        crc32(feature.encode("utf-8", "replace"))
        for before, word in zip(["", *read], read, strict=False)
        for feature in (f"={word}", f"{before}_{word}")
    ]
    return (np.array(found, dtype=np.uint32) & _MASK).astype(np.int32)


@lru_cache(maxsize=1 << 15)
def letter_slots(word: str) -> Slots:
    """The runs of two to five letters in a word and its edges: they survive typos and endings."""
    padded = f" {word[:_LONGEST]} "
    spans = _spans(len(padded))
    if padded.isascii():
        letters = padded.encode("ascii")
        found = [crc32(letters[start:end]) for start, end in spans]
    else:
        found = [crc32(padded[start:end].encode("utf-8", "replace")) for start, end in spans]
    return (np.array(found, dtype=np.uint32) & _MASK).astype(np.int32)


@cache
def _spans(length: int) -> tuple[tuple[int, int], ...]:
    """Where the runs are in so many letters, the short ones first."""
    return tuple(
        (at, min(at + size, length))
        for size in range(_SHORTEST_RUN, _LONGEST_RUN + 1)
        for at in range(max(1, length - size + 1))
    )
