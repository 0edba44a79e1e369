"""What a warning must say: who warns, of what, where, what to do, and when.

The five elements are those of Mileti and Sorensen; of real alerts many lack one, the time most
often. They are looked for by words, which miss some: who knows better names the words that say it
(`elements.py`). Without either it does not go out.
"""

import re
from collections.abc import Iterator

from bot.domain import check_errors, errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.contact import in_text
from bot.domain.content import MessageClass

# Stems of words for dangers and for protective actions, in five languages at once: a word of one
# found in another does no harm here.
_HAZARD = re.compile(
    r"\b(?:fire|smoke|gas|flood|storm|leak|explo|chemi|toxi|danger|water|power|outage|winds?\b"
    r"|snow|electri|élect|elektr|cloud|chlor|ice|heat|radia|pollut|cut|feu|incend|fum[ée]|inond|crue|temp[êe]|fuite|nuage|pollu|panne"
    r"|coupure|verglas|canicule|brand|rook|overstrom|hoogwater|lek|ontplof|gevaar|stroom|vuur|feuer|rauch"
    r"|hochwasser|sturm|leck|gefahr|strom|ausfall|glatt|hitze|feier|damp|qualm|h[ée]ichwaasser"
    r"|stuerm|gefor|stroum|pann|waasser|112|evac|évac|ontruim)",
    re.IGNORECASE,
)
# Who may warn, by what people call them; a centre's own name counts too.
_SOURCE = re.compile(
    r"\b(?:mayor|governor|minister|fire (?:service|brigade)|police|crisis cent|municipality"
    r"|bourgmestre|gouverneur|ministre|pompiers|commune\b|ville de|centre de crise"
    r"|burgemeester|brandweer|politie|gemeente|veiligheidsregio|crisiscentrum"
    r"|(?:ober)?bürgermeister|feuerwehr|polizei|landrat|krisenstab|stadt\b|krisenzent"
    r"|buergermeeschter|pompjee|gemeng|regierung|kris[ei]*zent)",
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
    """Block each element that a language lacks; warn where no link leads further."""
    if sheet.content.kind is not MessageClass.WARNING:
        return
    for language, text in sheet.texts.items():
        for why in _lacks(sheet, language, text):
            yield Concern(why)
        if not any(in_text(text, sheet.contacts)):
            yield Concern(check_errors.NoWayOn(language=language), blocks=False)
    # What a machine worded and nobody read is blocked anyway.
    content = sheet.content
    if unread := [lang for lang in content.unread if lang not in content.machine]:
        why = check_errors.NotRead(
            number=sheet.number, languages=", ".join(unread), first=unread[0]
        )
        yield Concern(why, blocks=False)


def _lacks(sheet: Sheet, language: str, text: str) -> Iterator[errors.DeskError]:
    number, said, area = sheet.number, text.casefold(), sheet.content.area
    places = re.findall(r"\w{4,}", area.casefold()) or [area.casefold()]
    found = {
        "source": any(name.casefold() in said for name in sheet.authorities)
        or _SOURCE.search(text),
        "hazard": _HAZARD.search(text),
        # Without an area at all it is refused anyway, and once is enough.
        "location": not area or any(place in said for place in places),
        "guidance": _GUIDANCE.search(text),
        "time": _TIME.search(text),
    }
    lacks = {e for e, there in found.items() if not there and not sheet.shown(language, e)}
    if "source" in lacks:
        yield check_errors.NoSource(language=language, number=number)
    if "hazard" in lacks:
        yield check_errors.NoHazard(language=language, number=number)
    if "location" in lacks:
        yield check_errors.NoPlaceNamed(language=language, area=area, number=number)
    if "guidance" in lacks:
        yield check_errors.NoGuidance(language=language, number=number)
    if "time" in lacks:
        yield check_errors.NoTimeNamed(language=language, number=number)
