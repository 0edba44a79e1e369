"""Capitals that shout, and acronyms that readers may not know."""

import re
from collections.abc import Iterator

from bot.domain import check_errors
from bot.domain.checks.sheet import Concern, Sheet

_SHOUT = re.compile(r"(?:\b[^\W\d_a-z]{2,}\b[\s,:;-]*){6,}")
_WORD = re.compile(r"(?<!\w)[A-ZÀ-Ý]{2,6}(?!\w)")
KNOWN = frozenset({
    "SMS", "GPS", "RTL", "EU", "UE", "TV", "FM", "OK", "ID", "KM", "BE", "NL", "LU", "DE", "FR",
    "UTC", "NOT", "PAS", "NIET", "NET", "NO", "NE", "USA", "UK", "VRT", "RTBF", "NOS", "WDR",
    "RETIRÉ",  # with it our own retractions begin in French
})  # fmt: skip


def check(sheet: Sheet) -> Iterator[Concern]:
    """Warn; nothing here blocks."""
    said: set[str] = set()
    for text in sheet.typed:
        if shout := _shouted(text):
            yield Concern(check_errors.Shouting(words=shout), blocks=False)
            continue
        for word in _WORD.findall(text):
            if word not in KNOWN | said and not any(word in name for name in sheet.authorities):
                said.add(word)
                yield Concern(check_errors.UnknownAcronym(word=word), blocks=False)


def _shouted(text: str) -> str | None:
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= 20 and sum(c.isupper() for c in letters) > 0.6 * len(letters):
        return f"{text[:40]}…" if len(text) > 40 else text
    found = _SHOUT.search(text)
    return found.group().strip() if found else None
