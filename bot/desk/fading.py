"""Let go of the words of posts that the daily watch flagged and nobody confirmed.

What is left can be counted and no longer read: see docs/privacy.md.
"""

from collections.abc import Collection
from datetime import datetime

from bot.desk.turn import Turn
from bot.domain.incident import DAILY_WATCH
from bot.domain.mode import unframed
from bot.domain.partner import Shareable
from bot.ports import Unit
from classifiers.learning import mark_of

AT_ONCE = 200


async def let_go(turn: Turn, before: datetime) -> bool:
    """Fade some of the flags that were raised or last decided on before then, so that a slip can be
    taken back; a few hundred, so that nobody waits for the store. Note in the log how many, and say
    whether there may be more. Cards that stand in rooms are not touched: what they showed is
    forgotten here."""
    found = await turn.unit.flags.fading(before, AT_ONCE)
    for flag in found:
        mark = mark_of(unframed(flag.text, turn.centre.mode))
        await turn.unit.flags.fade(flag.fade(mark))
    if found:
        await _forget_cards(turn.unit, {flag.case for flag in found})
        refs = {"flags": len(found), "before": before.isoformat()}
        await turn.note("flags.faded", "", DAILY_WATCH, **refs)
    if len(found) == AT_ONCE:
        return True
    await _forget_rumours(turn.unit, before)
    return False


async def _forget_cards(unit: Unit, cases: Collection[int]) -> None:
    subjects = []
    for number in sorted(cases):
        shares = await unit.shares.of(Shareable.CASE, number)
        subjects += [f"case/{number}", *(f"shared/{share.number}" for share in shares)]
    await unit.cards.forget(subjects)


async def _forget_rumours(unit: Unit, before: datetime) -> None:
    """A rumour's card quotes posts that are long forgotten elsewhere."""
    first = await unit.incidents.get(DAILY_WATCH)
    known = await unit.rumours.since(first.opened_at) if first else ()
    old = [r for r in known if r.opened_at < before and r.incident == DAILY_WATCH]
    await unit.cards.forget([f"rumour/{rumour.number}" for rumour in old])
