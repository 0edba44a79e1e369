"""Answers to misleading messages: fact first, the myth once, why it misleads, and only if it
matters (Debunking Handbook 2020)."""

import re
from collections.abc import Iterator

from bot.domain import errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.draft import MessageClass
from bot.domain.flag import Priority

# Where this much of a myth's words stands in a sentence, the sentence says the myth.
LIKENESS = 0.7


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block what would spread what it answers."""
    if sheet.content.kind is not MessageClass.REBUTTAL:
        return
    if sheet.case is not None and sheet.case.priority is Priority.LOW:
        yield Concern(errors.LowPriority(case=sheet.case.number))
    for language, text in sheet.texts.items():
        myth = sheet.slot(language, "myth")
        if not myth:
            continue
        if _says(_first_sentence(text), myth):
            yield Concern(errors.MythFirst(language=language, number=sheet.number))
        if _times(text, myth) > 1 or _says(sheet.slot(language, "again"), myth):
            yield Concern(errors.MythTwice(language=language))
        if not sheet.slot(language, "why"):
            yield Concern(errors.NoFallacy(number=sheet.number))


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s|\(", text, maxsplit=1)[0]


def _times(text: str, myth: str) -> int:
    return " ".join(text.casefold().split()).count(" ".join(myth.casefold().split()))


def _says(sentence: str, myth: str) -> bool:
    """Whether the sentence holds most of the myth's words in a row of their own, undenied."""
    theirs = set(re.findall(r"\w{3,}", myth.casefold()))
    mine = set(re.findall(r"\w{2,}", sentence.casefold()))
    denied = mine & {"no", "not", "never", "ne", "pas", "aucun", "aucune", "jamais", "niet", "geen",
                     "nooit", "nicht", "kein", "keine", "keinen", "nie", "net", "keen", "keng",
                     "ni"} - theirs  # fmt: skip
    return bool(theirs) and not denied and len(theirs & mine) / len(theirs) >= LIKENESS
