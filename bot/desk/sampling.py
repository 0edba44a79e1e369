"""Offer posts by chance that nobody flagged, and keep what people say of them."""

import secrets
from datetime import datetime, timedelta

from bot.desk.turn import Turn
from bot.domain.errors import NotFound
from bot.domain.message import mark
from bot.domain.room import Role
from bot.domain.sample import ENOUGH, OFFERED_AT_ONCE, Sample, Tally, chosen
from bot.ports import Unit
from classifiers.label import Share
from monitors.feed import Item

# Of the last day; where a day has too few, of the last week.
DRAWN_FROM = (timedelta(days=1), timedelta(days=7))
TOLD_OVER = timedelta(days=30)
# What comes after this moment, when an end does not count itself.
JUST_AFTER = timedelta(microseconds=1)
_SEED = "sample/seed"


async def offer(turn: Turn) -> list[tuple[Sample, Item]]:
    """A few posts of the last days that were judged, never flagged and never offered."""
    turn.who.must(Role.MONITOR)
    unit = turn.unit
    drawn = chosen(await _unseen(turn), f"{await _seed(unit)}/{turn.now.isoformat()}")
    read = [(number, await unit.items.get(number)) for number in drawn]
    offered = [
        (await unit.samples.add(Sample(0, number, turn.now)), item)
        for number, item in read
        if item is not None
    ]
    if offered:
        numbers = " ".join(str(sample.number) for sample, _ in offered)
        await turn.note("sample.offered", numbers, (await turn.incident()).number)
    return offered


async def label(turn: Turn, number: int, suspect: bool) -> Sample:
    """Say what an offered post is; a later label replaces an earlier one."""
    turn.who.must(Role.MONITOR)
    sample = await turn.unit.samples.get(number)
    if sample is None:
        raise NotFound(what=mark("post"), number=number, list="/sample")
    labelled = sample.label(suspect, turn.who.name, turn.now, turn.said_in)
    await turn.unit.samples.save(labelled)
    kind = "sample.suspect" if suspect else "sample.clean"
    await turn.note(kind, "", (await turn.incident()).number, sample=number)
    return labelled


async def lately(unit: Unit, room: str, now: datetime) -> Tally:
    """What the samples of the last month tell that were labelled in one room. What was left is
    counted only where it is used."""
    start, end = now - TOLD_OVER, now + JUST_AFTER
    looked = (await unit.samples.looked(start, end)).get(room, Share(0, 0))
    return Tally(await unit.samples.left(start, end) if looked.whole >= ENOUGH else 0, looked)


async def _unseen(turn: Turn) -> list[int]:
    found: list[int] = []
    for days in DRAWN_FROM:
        found = list(await turn.unit.samples.unseen(turn.now - days))
        if len(found) >= OFFERED_AT_ONCE:
            break
    return found


async def _seed(unit: Unit) -> str:
    """Kept with the store, so that a draw can be repeated and nobody outside can foresee it."""
    seed = await unit.settings.get(_SEED)
    if seed is None:
        seed = secrets.token_hex(16)
        await unit.settings.put(_SEED, seed)
    return seed
