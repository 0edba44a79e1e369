"""What a warning must say: who warns, of what, where, what to do, and when.

The five elements are those of Mileti and Sorensen; of real alerts many lack one, the time most
often. They are looked for by words, so what is not found is asked about and not refused.
"""

import re
from collections.abc import Iterator

from bot.domain import errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.draft import MessageClass

# Stems of words for dangers and for protective actions, in five languages at once: a word of one
# found in another does no harm here.
_HAZARD = re.compile(
    r"\b(?:fire|smoke|gas|flood|storm|leak|explo|chemi|toxi|danger|water|power|outage|wind|snow"
    r"|ice|heat|radia|pollut|cut|feu|incend|fum[ée]|inond|crue|temp[êe]|fuite|nuage|pollu|panne"
    r"|coupure|verglas|canicule|brand|rook|overstrom|lek|ontplof|gevaar|stroom|vuur|feuer|rauch"
    r"|hochwasser|sturm|leck|gefahr|strom|ausfall|glatt|hitze|feier|damp|qualm|h[ée]ichwaasser"
    r"|stuerm|gefor|stroum|pann|waasser|112|evac|évac|ontruim)",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"\b(?:close|stay|go\b|leave|avoid|call|do not|don't|keep|switch|boil|drink|use|follow|shut"
    r"|ferme|reste|rentre|quitte|évite|appele|ne |coupe|éloigne|fuyez|suive|utilise"
    r"|sluit|blijf|ga\b|verlaat|vermijd|bel\b|doe\b|zet|houd|gebruik|drink"
    r"|schlie|bleib|gehen|verlass|meid|ruf|halt|nutz|trink|schalt"
    r"|maacht|bleift|gitt|verloos|evit|rufft|haalt|benotzt|drénkt)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])\s?"
    r"(?:[:.]\s?[0-5]\d|h\b|u\b|uur|uhr|auer|a\.?m|p\.?m|h\s?[0-5]\d)",
    re.IGNORECASE,
)


def check(sheet: Sheet) -> Iterator[Concern]:
    """Ask for each element that a language seems to lack."""
    if sheet.content.kind is not MessageClass.WARNING:
        return
    for language, text in sheet.texts.items():
        for why in _lacks(sheet, language, text):
            yield Concern(why, blocks=False)


def _lacks(sheet: Sheet, language: str, text: str) -> Iterator[errors.DeskError]:
    said, area = text.casefold(), sheet.content.area
    if not any(name.casefold() in said for name in sheet.authorities):
        yield errors.NoSource(language=language)
    if not _HAZARD.search(text):
        yield errors.NoHazard(language=language)
    places = re.findall(r"\w{4,}", area.casefold()) or [area.casefold()]
    if area and not any(place in said for place in places):
        yield errors.NoPlaceNamed(language=language, area=area)
    if not _GUIDANCE.search(text):
        yield errors.NoGuidance(language=language)
    if not _TIME.search(text):
        yield errors.NoTimeNamed(language=language)
