"""Facts: what a draft rests on must still be confirmed and public, and victims cleared."""

import re
from collections.abc import Iterator

from bot.domain import errors
from bot.domain.checks.sheet import Concern, Sheet

# A figure beside the word for a victim: "40 morts", "3 gewonden", "zwee Doudeger" is not seen.
_VICTIMS = re.compile(
    r"\b\d[\d .]{0,8}\s+(?:\w+\s+)?(?:dead|deaths?|killed|injured|casualt\w+|victims?|missing"
    r"|morts?|mortes?|décès|tués?|blessée?s?|victimes?|disparus?"
    r"|doden?|gewonden?|slachtoffers?|vermisten?"
    r"|tote[nr]?|verletzte[nr]?|opfer|vermisste[nr]?"
    r"|doudeger|doudesaffer|blesséierter?|affer|vermësster?)\b",
    re.IGNORECASE,
)


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block what rests on a fact that no longer holds, and figures of victims nobody cleared."""
    for fact in sheet.facts:
        if state := fact.obstacle(sheet.now):
            yield Concern(errors.FactNotPublic(number=sheet.number, fact=fact.number, state=state))
    cleared = any(fact.cleared_by for fact in sheet.facts)
    counted = next((m for t in sheet.texts.values() if (m := _VICTIMS.search(t))), None)
    if counted and not cleared:
        # Without a template nothing shows which fact it rests on: people decide.
        blocks = sheet.content.filling is not None
        yield Concern(errors.VictimsNotCleared(words=counted.group()), blocks=blocks)
