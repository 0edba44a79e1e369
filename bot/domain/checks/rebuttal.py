"""Answers to misleading messages: fact first, the myth once, why it misleads, and only if it
matters (Debunking Handbook 2020)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.domain import check_errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.content import MessageClass
from bot.domain.flag import Priority
from bot.domain.message import folded

# Where this much of a myth's words stands in a sentence, the sentence says the myth.
LIKENESS = 0.7
# Words with which people say why something misleads, in five languages at once.
_WHY = re.compile(
    r"\b(?:mislead|false|fake|wrong|untrue|because|no (?:proof|evidence|source|test)"
    r"|old (?:photo|pict)"
    r"|tromp|faux\b|fausse|inexact|parce qu|aucune? (?:preuve|source|analyse|test)|sorti\w* de son"
    r"|misleid|vals\b|valse|onjuist|onwaar|omdat|geen (?:bewijs|bron|test)|uit zijn verband"
    r"|irref|täusch|falsch|unwahr|weil\b|kein\w* (?:beweis|beleg|quelle|test)"
    r"|irféier|irrtum|onwouer|net richteg|well\b|keng? (?:eenzeg )?(?:beweis|quell|test|miess))",
    re.IGNORECASE,
)
_NETWORKS = {"t.me": "telegram", "telegram.me": "telegram", "matrix.to": "matrix"}


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block what would spread what it answers, from a template or written free."""
    if sheet.content.kind is not MessageClass.REBUTTAL:
        return
    if sheet.case is not None and sheet.case.priority is Priority.LOW:
        yield Concern(check_errors.LowPriority(case=sheet.case.number))
    elif sheet.case is None:
        yield Concern(check_errors.NoCase(), blocks=False)
    elif sheet.sites and not _is_where_it_spreads(sheet):
        sites, outlets = ", ".join(sheet.sites), ", ".join(o.name for o in sheet.carriers)
        yield Concern(
            check_errors.SpreadsElsewhere(sites=sites, outlets=outlets or "-"), blocks=False
        )
    for language, text in sheet.texts.items():
        if text.strip():
            yield from _of_text(sheet, language, text)


def _of_text(sheet: Sheet, language: str, text: str) -> Iterator[Concern]:
    number, myth = sheet.number, sheet.named(language, "myth")
    if not myth:
        yield Concern(check_errors.MythNotNamed(language=language, number=number), blocks=False)
    elif _says(_first_sentence(text), myth):
        yield Concern(check_errors.MythFirst(language=language, number=number))
    if myth and (_times(text, myth) > 1 or _says(sheet.slot(language, "again"), myth)):
        yield Concern(check_errors.MythTwice(language=language))
    explained = _WHY.search(text) or sheet.content.open_slot or sheet.shown(language, "why")
    if not explained:
        yield Concern(check_errors.NoFallacy(language=language, number=number))


def _is_where_it_spreads(sheet: Sheet) -> bool:
    """Whether one of its outlets is on a network where its case was seen."""
    networks = {outlet.platform for outlet in sheet.carriers}
    hosts = {urlsplit(outlet.address).hostname for outlet in sheet.carriers}
    return any(_NETWORKS.get(site) in networks or site in hosts for site in sheet.sites)


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s|\(", text, maxsplit=1)[0]


def _times(text: str, myth: str) -> int:
    return folded(text).count(folded(myth))


def _says(sentence: str, myth: str) -> bool:
    """Whether the sentence holds most of the myth's words in a row of their own, undenied."""
    theirs = set(re.findall(r"\w{3,}", myth.casefold()))
    mine = set(re.findall(r"\w{2,}", sentence.casefold()))
    denied = mine & {"no", "not", "never", "ne", "pas", "aucun", "aucune", "jamais", "niet", "geen",
                     "nooit", "nicht", "kein", "keine", "keinen", "nie", "net", "keen", "keng",
                     "ni"} - theirs  # fmt: skip
    return bool(theirs) and not denied and len(theirs & mine) / len(theirs) >= LIKENESS
