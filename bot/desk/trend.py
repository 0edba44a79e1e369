"""How much was seen of what over time, and when we spoke: the figures of `/trend`."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.titles import own_title
from bot.domain.content import MessageClass
from bot.domain.drawing import Curve, Milestone
from bot.domain.flag import Spotting
from bot.domain.message import Storyline
from bot.domain.publication import Delivery
from bot.ports import Unit

STEPS = 24
# More lines than this nobody tells apart on a phone.
MOST_CURVES = 6
SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=90)
_AMENDING = frozenset({MessageClass.CORRECTION, MessageClass.RETRACTION})


@dataclass(frozen=True, slots=True)
class Trend:
    """Posts over a span, in equal steps. A curve is named by its narrative's title, or by its
    language when it is of one case; "" gathers those beyond the busiest. `hosts` and `before` (the
    posts of the span before this one) are of all curves."""

    start: datetime
    step: timedelta
    curves: tuple[Curve, ...]
    milestones: tuple[Milestone, ...]
    hosts: int
    before: int


async def trend(unit: Unit, case: int, span: timedelta, now: datetime) -> Trend:
    """The figures of the span that ends now: of one case by language, of all (0) by narrative."""
    start = now - span
    seen = await unit.flags.spotted(start - span, case=case or None)
    recent = [point for point in seen if point.at >= start]
    name: Callable[[Spotting], str] = _language if case else _narrative
    curves = _curves(recent, name, start, span / STEPS)
    if not case:
        own = {narrative.id: own_title(narrative) for narrative in await unit.narratives.all()}
        curves = tuple(
            replace(curve, name=own.get(curve.name, Storyline(curve.name))) for curve in curves
        )
    return Trend(
        start, span / STEPS, curves,
        await _milestones(unit, start), len({point.host for point in recent}),
        len(seen) - len(recent),
    )  # fmt: skip


def _language(point: Spotting) -> str:
    return point.lang


def _narrative(point: Spotting) -> str:
    return point.narrative or f"{point.case}"


def _curves(
    seen: Sequence[Spotting], name: Callable[[Spotting], str], start: datetime, step: timedelta
) -> tuple[Curve, ...]:
    """The busiest first, and the others as one."""
    ranked = [each for each, _ in Counter(map(name, seen)).most_common()]
    alone = ranked[: MOST_CURVES if len(ranked) <= MOST_CURVES else MOST_CURVES - 1]
    counts: dict[str, list[int]] = {each: [0] * STEPS for each in alone}
    for point in seen:
        named = name(point) if name(point) in alone else ""
        at = min((point.at - start) // step, STEPS - 1)
        counts.setdefault(named, [0] * STEPS)[at] += 1
    return tuple(Curve(each, tuple(values)) for each, values in counts.items())


async def _milestones(unit: Unit, start: datetime) -> tuple[Milestone, ...]:
    """When a draft's text was first out, for each text that went out since then."""
    first: dict[tuple[int, str], datetime] = {}
    for row in await unit.publications.in_state(Delivery.SENT):
        if row.settled_at is not None and row.settled_at >= start:
            key = row.draft, row.digest
            first[key] = min(first.get(key, row.settled_at), row.settled_at)
    marks = []
    for (number, _), at in sorted(first.items(), key=lambda each: each[1]):
        draft = await unit.drafts.get(number)
        amending = draft is not None and draft.content.kind in _AMENDING
        marks.append(Milestone(at, amending))
    return tuple(marks)
