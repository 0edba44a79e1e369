"""Everything that the living card of a case says, read in one unit and counted in the store."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.bursts import burst_of
from bot.desk.gathering import family, whole
from bot.desk.official import once
from bot.desk.titles import title_of
from bot.domain.draft import Draft
from bot.domain.flag import Case, Effect, Figures, Flag, OfficialWord
from bot.domain.publication import Delivery
from bot.ports import Unit
from classifiers.bursts import Burst

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case with all that is known of it. `title` is None for a story without a name; `quoted` is
    the first post whose words are kept; `official` what others said of it, in the order in which
    it is read; `whole` the case that it is a part of, `parts` the cases that are a part of it;
    `waiting` the post that a decision on the card is about, where that is not the one it quotes."""

    case: Case
    title: str | None
    figures: Figures
    first: Flag | None
    quoted: Flag | None
    newest: int | None
    burst: tuple[Burst, datetime] | None
    official: tuple[OfficialWord, ...]
    drafts: tuple[Draft, ...]
    effects: tuple[Effect, ...]
    parts: tuple[Case, ...]
    whole: Case
    waiting: Flag | None = None


async def sheet(unit: Unit, case: Case, now: datetime, language: str) -> Sheet:
    """The sheet of a case as it is now, for a reader of this language."""
    kin = await family(unit, case)
    numbers = [each.number for each in kin]
    flags = await unit.flags.of_case(case.number, 1)
    gone = bool(flags) and bool(flags[0].faded)
    quoted = await unit.flags.of_case(case.number, 1, worded=True) if gone else flags
    drafts = tuple(await unit.drafts.of_cases(numbers))
    effects = [await effect(unit, case, draft) for draft in drafts]
    figures = await unit.flags.figures(case.number, now)
    waiting = await unit.flags.get(figures.newest_open) if figures.newest_open else None
    return Sheet(
        case=case,
        title=await title_of(unit, case),
        figures=figures,
        first=flags[0] if flags else None,
        quoted=quoted[0] if quoted else None,
        newest=figures.newest_open or figures.newest,
        burst=await burst_of(unit, case),
        official=once(await unit.cases.words_on(numbers), language),
        drafts=drafts,
        effects=tuple(effect for effect in effects if effect is not None),
        parts=tuple(kin[1:]),
        whole=await whole(unit, case),
        waiting=None if quoted and waiting == quoted[0] else waiting,
    )


async def effect(unit: Unit, case: Case, draft: Draft) -> Effect | None:
    """What happened in a case after a draft was out; None when it never was."""
    at = await out_at(unit, draft)
    if at is None:
        return None
    return Effect(
        draft.number, at,
        await _around(unit, case.number, at, HOUR), await _around(unit, case.number, at, DAY),
    )  # fmt: skip


async def out_at(unit: Unit, draft: Draft) -> datetime | None:
    """When a draft was first out; None when it never was."""
    rows = await unit.publications.of_draft(draft.number)
    out = [row.settled_at for row in rows if row.state is Delivery.SENT and row.settled_at]
    return min(out, default=None)


async def _around(unit: Unit, case: int, at: datetime, span: timedelta) -> tuple[int, int]:
    before = await unit.flags.between(case, at - span, at)
    return before, await unit.flags.between(case, at, at + span)
