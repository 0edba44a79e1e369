"""Why something was shown in a room, or was not: `/why`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.gate import OF_CASES
from bot.desk.judging import LearningJudge
from bot.desk.turn import Turn
from bot.domain.flag import Case, Flag
from bot.domain.restraint import Telling
from bot.domain.room import Duty
from bot.domain.rumour import Rumour
from bot.ports import KeptFeed, Late
from classifiers.verdict import Verdict
from monitors.feed import Item


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of a case or a rumour in one room: whether its card is there, the last thing that
    happened to each notice on it, and what waits."""

    room: str
    has_card: bool
    tellings: tuple[Telling, ...]
    late: tuple[Late, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """An item that a feed published: where and when, its flag if it has one, and what the judge
    made of it when it was read, for as long as that is kept; else what it makes of it as of now,
    None while there is no judge yet. `rumour` is the possible new rumour that it is part of."""

    item: Item
    feed: KeptFeed | None
    seen: datetime
    flag: Flag | None
    verdict: Verdict | None
    of_then: bool = False
    rumour: Rumour | None = None


async def of_case(turn: Turn, case: Case) -> tuple[Trace, ...]:
    """What became of a case in each room that is told of cases."""
    subjects = [f"{word}/{case.number}" for word in sorted(OF_CASES)]
    return await _traces(turn, f"case/{case.number}", subjects)


async def of_rumour(turn: Turn, rumour: Rumour) -> tuple[Trace, ...]:
    """What became of a possible new rumour in each of these rooms."""
    card = f"rumour/{rumour.number}"
    return await _traces(turn, card, [card])


async def _traces(turn: Turn, shown: str, subjects: Sequence[str]) -> tuple[Trace, ...]:
    told = await turn.unit.tellings.of_subjects(subjects)
    late = await turn.unit.outbox.about(subjects)
    found = []
    for room in turn.centre.team.rooms_for(Duty.MONITORING):
        card = await turn.unit.cards.get(room.name, shown)
        here = {each.subject: each for each in told if each.room == room.name}
        mine = tuple(each for each in late if each.room == room.name)
        has_card = card is not None and bool(card.reference)
        found.append(Trace(room.name, has_card, tuple(here.values()), mine))
    return tuple(found)


async def read_at(turn: Turn, link: str, judge: LearningJudge) -> Read | None:
    """What we know of the post at an address; None when no feed of ours said it."""
    found = await turn.unit.items.at(link)
    if found is None:
        return None
    number, feed, seen = found
    item, kept = await turn.unit.items.get(number), await turn.unit.feeds.get(feed)
    if item is None:
        return None
    flag = await turn.unit.flags.of_item(number)
    told = await turn.unit.rumours.since(seen)
    rumour = next((each for each in reversed(told) if number in each.items), None)
    sounding = await turn.unit.rumours.sounding(number)
    if sounding is not None and sounding.verdict is not None:
        return Read(sounding.item, kept, seen, flag, sounding.verdict, True, rumour)
    verdict = await judge.as_it_is(kept.feed, item) if kept else None
    return Read(item, kept, seen, flag, verdict, rumour=rumour)
