"""Finds English where another language is spoken: a sentence of ours that was not translated."""

import re
from collections.abc import Iterable
from functools import cache

from tests.words import catalogue

# Shorter pieces are words that other languages have too, or that people type.
SHORTEST = 14
_HOLE = re.compile(r"\{\w*\}")


def english_in(language: str, lines: Iterable[str]) -> list[str]:
    """The lines that hold a piece of an English sentence of ours which has other words in this
    language."""
    pieces = _pieces(language)
    return [line for line in lines if any(piece in line for piece in pieces)]


@cache
def _pieces(language: str) -> frozenset[str]:
    found: set[str] = set()
    theirs_of = {message.id: str(message.string) for message in catalogue(language)}
    for message in catalogue("en"):
        theirs = theirs_of[message.id]
        pieces = (piece.strip() for piece in _HOLE.split(str(message.id)))
        found |= {
            piece
            for piece in pieces
            if len(piece) >= SHORTEST
            and " " in piece
            and piece not in theirs
            # What is typed stays as it is: commands, and what belongs to them.
            and not piece.startswith(("/", "vigie "))
        }
    return frozenset(found)
