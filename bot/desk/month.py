"""Gather the figures of a month, or of the last days in a room; changes nothing."""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.gathering import family, whole
from bot.desk.sampling import JUST_AFTER, TOLD_OVER, lately
from bot.domain.draft import Draft, State
from bot.domain.flag import Case
from bot.domain.month import Accuracy, Answering, Month, accuracy, month_of
from bot.domain.promise import released_at
from bot.ports import Unit


async def month(unit: Unit, start: datetime, end: datetime) -> Month:
    """What happened from then on and before the end. A store is of one mode for good, so nothing
    of an exercise can be among the figures of what was real."""
    opened = await unit.incidents.opened(start, end)
    return month_of(
        start,
        await unit.flags.outcomes(start, end),
        await unit.samples.left(start, end),
        await unit.samples.looked(start, end),
        (incident.kind for incident in opened),
        await _answers(unit, start, end),
    )


async def in_room(unit: Unit, room: str, now: datetime) -> Accuracy:
    """How well the judge did in the last month, by what was decided in one room."""
    outcomes = await unit.flags.outcomes(now - TOLD_OVER, now + JUST_AFTER, room)
    return accuracy(outcomes, await lately(unit, room, now))


async def _answers(unit: Unit, start: datetime, end: datetime) -> Sequence[Answering]:
    """How long the first answer took of each case whose first answer went out in that time."""
    answers = []
    for draft in await unit.drafts.released(start, end):
        case = await unit.cases.get(draft.case) if draft.case else None
        if case is not None and await _is_first(unit, case, draft):
            answers.append(await _answer(unit, case, draft))
    return [answer for answer in answers if answer is not None]


async def _is_first(unit: Unit, case: Case, draft: Draft) -> bool:
    """Whether nothing went out on the case before. What corrects or retracts an answer is none."""
    kin = await family(unit, await whole(unit, case))
    drafts = await unit.drafts.of_cases([each.number for each in kin])
    out = [d for d in drafts if d.content.amends is None and released_at(d) is not None]
    first = min(out, key=lambda d: (released_at(d), d.number), default=None)
    return first is not None and first.number == draft.number


async def _answer(unit: Unit, case: Case, draft: Draft) -> Answering | None:
    """None for a case without a flag: its storyline was opened by hand."""
    number, released = (await whole(unit, case)).number, released_at(draft)
    oldest = await unit.flags.of_case(number, limit=1)
    if not oldest or released is None:
        return None
    first, taken_back = oldest[0].raised_at, draft.state is State.RETRACTED
    decided = (await unit.flags.figures(number, released)).first_decided
    if decided is None or decided > released:
        return Answering(None, released - first, taken_back)
    return Answering(decided - first, released - decided, taken_back)
