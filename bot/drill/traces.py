"""What the store holds of an exercise: the lines of its logs, and what they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.desk.trend import Trend, trend
from bot.domain.draft import Draft
from bot.domain.flag import Flag
from bot.domain.log import Entry
from bot.domain.publication import Publication
from bot.ports import Unit


@dataclass(frozen=True, slots=True)
class Found:
    """What the store holds of an exercise: its part of every log, in the order of time."""

    entries: tuple[Entry, ...]
    flags: Mapping[int, Flag]
    drafts: Mapping[int, Draft]
    publications: Mapping[int, tuple[Publication, ...]]
    trend: Trend


async def found(unit: Unit, since: datetime, now: datetime) -> Found:
    """Read all that happened since then."""
    entries = [
        entry
        for head in await unit.log.heads()
        for entry in await unit.log.entries(head.incident)
        if entry.at >= since
    ]
    entries.sort(key=lambda entry: (entry.at, entry.incident, entry.seq))
    flags = [await unit.flags.get(number) for number in _numbers(entries, "flag")]
    drafts = [await unit.drafts.get(number) for number in _numbers(entries, "draft")]
    known = {draft.number: draft for draft in drafts if draft}
    return Found(
        tuple(entries),
        {flag.number: flag for flag in flags if flag},
        known,
        {number: tuple(await unit.publications.of_draft(number)) for number in known},
        await trend(unit, 0, now - since, now),
    )


def _numbers(entries: Iterable[Entry], name: str) -> list[int]:
    return sorted({int(entry.refs[name]) for entry in entries if name in entry.refs})
