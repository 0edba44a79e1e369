"""Text as the judge reads it: folded for matching, with the way back to the original words.

Folding takes away what a writer can change without changing what is said: letter case, accents,
width and style of letters, invisible characters, letters borrowed from another alphabet. Links and
names of accounts become markers, because who hosts a link says nothing about what a text claims.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LIMIT = 10_000
"""Characters read of any text. The rest is not looked at, so that time stays bounded."""

LINK = "↗"
ACCOUNT = "@"
QUOTE_LIMIT = 120

# Order matters: an address with "@" inside a link is part of the link.
_SPECIAL = re.compile(
    r"(?P<link>(?:https?://|www\.)[^\s<>\"]{1,2000})"
    r"|(?P<account>(?:(?<!\w)[\w.+-]{1,64})?@\w[\w.-]{0,100})"
    r"|(?P<tag></?[A-Za-z!][^<>]{0,300}>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)"
)
# Without one of these nothing is special, and looking for it is most of the work of folding.
_MARKS = ("://", "www.", "@", "<", "&")
_WORD = re.compile(r"\w+")
# Letters that look Latin and are not: Cyrillic and Greek, lower case (folding comes first).
_TWINS = dict(zip("авеікмнорстухѕјԁԛԝһαβεικνορτυχ", "abeikmhopctyxsjdqwhabeiknoptux", strict=True))
_UNDECOMPOSED = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d"}
_APOSTROPHES = dict.fromkeys("’ʼ‘`´′", "'")
_STRAIGHT = str.maketrans(_APOSTROPHES)
_LATIN_ENDS = "\u0250"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Character i of `text` was read at `starts[i]:ends[i]` of `original`."""

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def quote(self, start: int, end: int) -> str:
        """The original words behind `text[start:end]`, at most QUOTE_LIMIT characters of them."""
        if start >= end:
            return ""
        said = " ".join(self.original[self.starts[start] : self.ends[end - 1]].split())
        return said if len(said) <= QUOTE_LIMIT else said[: QUOTE_LIMIT - 1] + "…"

    def words(self) -> Iterator[tuple[str, int, int]]:
        """Each folded word with its place in `text`."""
        for found in _WORD.finditer(self.text):
            yield found.group(), found.start(), found.end()


def fold(text: str) -> Folded:
    """Fold at most LIMIT characters of a text. Accepts any string."""
    original = text[:LIMIT]
    twins = _mostly_latin(original)
    if not _has_special(original):
        folded = _folded(original, twins)
        if isinstance(folded, str):
            return Folded(original, folded, range(len(original)), range(1, len(original) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in _pieces(original):
        folded = _folded(piece, twins)
        letters += folded
        whole = len(piece) != end - start
        if isinstance(folded, str) and not whole:
            starts += range(start, end)
            ends += range(start + 1, end + 1)
            continue
        for at, letter in enumerate(folded, start):
            starts += [start if whole else at] * len(letter)
            ends += [end if whole else at + 1] * len(letter)
    return Folded(original, "".join(letters), tuple(starts), tuple(ends))


def plain(text: str) -> str:
    """Lower case without markers, links or invisible characters, accents kept.

    Language shows in accents, so this is what language detection reads.
    """
    bare = text[:LIMIT]
    if _has_special(bare):
        bare = _SPECIAL.sub(" ", bare)
    if bare.isascii():
        return bare.lower().translate(_STRAIGHT)
    # Below the soft hyphen no character is a format (Cf).
    kept = "".join(
        c
        for c in unicodedata.normalize("NFKC", bare)
        if c < "\xad" or unicodedata.category(c) != "Cf"
    )
    return kept.lower().translate(_STRAIGHT)


def _has_special(original: str) -> bool:
    return any(mark in original for mark in _MARKS)


def _pieces(original: str) -> Iterator[tuple[str, int, int]]:
    """The text between links, accounts, tags and entities; and what stands for each of those."""
    at = 0
    for special in _SPECIAL.finditer(original):
        yield original[at : special.start()], at, special.start()
        yield _stands_for(special), special.start(), special.end()
        at = special.end()
    yield original[at:], at, len(original)


def _stands_for(special: re.Match[str]) -> str:
    match special.lastgroup:
        case "link":
            return LINK
        case "account":
            return ACCOUNT
        case "entity":
            return html.unescape(special.group())
        case _:
            return " "


def _folded(piece: str, twins: bool) -> str | list[str]:
    """A piece, folded: one string where every letter stays one letter, else what each became."""
    if piece.isascii() and piece.isprintable():
        return piece.lower().translate(_STRAIGHT)
    became = {letter: _fold_letter(letter, twins) for letter in set(piece)}
    letters = [became[letter] for letter in piece]
    return "".join(letters) if all(len(one) == 1 for one in became.values()) else letters


@lru_cache(maxsize=8192)
def _fold_letter(letter: str, twins: bool) -> str:
    if letter.isspace():
        return " "
    letter = _APOSTROPHES.get(letter, letter)
    # Accents are marks (Mn) once decomposed; zero-width characters are formats (Cf).
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", letter).casefold())
    kept = "".join(
        c for c in apart if unicodedata.category(c) not in {"Mn", "Me", "Cf", "Cc", "Cs"}
    )
    kept = "".join(_UNDECOMPOSED.get(c, c) for c in kept)
    return "".join(_TWINS.get(c, c) for c in kept) if twins else kept


def _mostly_latin(original: str) -> bool:
    """Look-alikes are read as Latin only in a Latin text: Russian or Greek stays what it is."""
    if original.isascii() or max(original) < _LATIN_ENDS:
        return True
    letters = [c for c in original if c.isalpha()]
    return 2 * sum(c < _LATIN_ENDS for c in letters) >= len(letters)
