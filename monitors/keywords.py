"""Which posts a feed's keywords let through: folded words, whole phrases, prefixes with a star.

Nobody's pattern is ever run: a keyword is words to find, so no keyword can be slow.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sieve:
    """Lets a text through that has one of the keywords; without keywords it lets all through.

    Case and accents do not count. `fire` is that word alone, `fire*` also begins longer words,
    `tap water` is two words in this order.
    """

    needles: tuple[str, ...]

    @classmethod
    def of(cls, keywords: Iterable[str]) -> Self:
        """The sieve of these keywords; one without a letter or a digit counts for nothing."""
        return cls(tuple(filter(None, map(_needle, keywords))))

    def admits(self, text: str) -> bool:
        """Whether the text has one of the keywords."""
        if not self.needles:
            return True
        words = _spaced(text)
        return any(needle in words for needle in self.needles)


def listed(text: str) -> tuple[str, ...]:
    """Keywords as people list them, `rook, brand*`, each once and in their order."""
    return tuple(dict.fromkeys(filter(None, (word.strip() for word in text.split(",")))))


def usable(keyword: str) -> bool:
    """Whether there is anything in this keyword that a text could have."""
    return bool(_needle(keyword))


def _needle(keyword: str) -> str:
    words = _spaced(keyword)
    if words.isspace():
        return ""
    return words.rstrip() if keyword.rstrip().endswith("*") else words


def _spaced(text: str) -> str:
    """The folded words with a space before and after each, so that a part of a word is none."""
    return f" {' '.join(_WORD.findall(_folded(text)))} "


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
