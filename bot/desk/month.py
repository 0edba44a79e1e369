"""Gather the figures of a month; changes nothing."""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.gathering import whole
from bot.domain.draft import Act, Draft
from bot.domain.flag import Case
from bot.domain.month import Answering, Month, month_of
from bot.domain.sample import Tally
from bot.ports import Unit


async def month(unit: Unit, start: datetime, end: datetime) -> Month:
    """What happened from then on and before the end."""
    opened = await unit.incidents.opened(start, end)
    return month_of(
        start,
        await unit.flags.raised(start, end),
        Tally(await unit.samples.left(start, end), await unit.samples.looked(start, end)),
        (incident.mode for incident in opened),
        await _answers(unit, start, end),
    )


async def _answers(unit: Unit, start: datetime, end: datetime) -> Sequence[Answering]:
    """How long each answer took that went out in that time and is not retracted."""
    answers = []
    for draft in await unit.drafts.out():
        at = _released(draft)
        case = await unit.cases.get(draft.case) if draft.case and start <= at < end else None
        if case is not None and (answer := await _answer(unit, case, at)) is not None:
            answers.append(answer)
    return answers


async def _answer(unit: Unit, case: Case, released: datetime) -> Answering | None:
    """None for a case without a flag: its storyline was opened by hand."""
    number = (await whole(unit, case)).number
    oldest = await unit.flags.of_case(number, limit=1)
    if not oldest:
        return None
    first = oldest[0].raised_at
    decided = (await unit.flags.figures(number, released)).first_decided
    if decided is None or decided > released:
        return Answering(None, released - first)
    return Answering(decided - first, released - decided)


def _released(draft: Draft) -> datetime:
    return next(step.at for step in draft.steps if step.act is Act.RELEASE)
