"""What a drill came to: what was flagged, missed, falsely flagged, refused, published; how fast."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.app import Desk
from bot.domain.flag import Flag
from bot.domain.publication import Delivery, Publication
from bot.drill import warnings
from bot.drill.scenario import Act, Inject, Scenario
from bot.drill.street import Published, Street

MANY = 10_000


class Happened(Protocol):
    """What the play kept."""

    names: dict[str, int]
    refused: list[tuple[Inject, Act, str | None]]
    skipped: list[Act]


@dataclass(frozen=True, slots=True)
class Storyline:
    """How one narrative of the scenario fared. Times are minutes from its first copy."""

    label: str
    items: int
    flagged: int
    named: int
    to_flag: float | None
    to_draft: float | None
    to_publication: float | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal that was expected, and what was seen instead."""

    inject: int
    said: str
    expected: str
    seen: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything the table shows."""

    storylines: tuple[Storyline, ...]
    false: tuple[tuple[str, str], ...]
    clean: int
    refusals: tuple[Refusal, ...]
    surprises: tuple[Refusal, ...]
    published: tuple[tuple[str, bool, str], ...]
    warnings: tuple[warnings.Followed, ...]
    skipped: tuple[str, ...]
    polls: int
    unchanged: int
    page: str

    @property
    def as_planned(self) -> bool:
        """Every expected refusal and publication happened, every warning was followed, and nothing
        else was refused."""
        if not all(warning.fine for warning in self.warnings):
            return False
        refused = all(r.expected == r.seen for r in self.refusals)
        return refused and not self.surprises and all(fine for _, fine, _ in self.published)


async def all_flags(desk: Desk) -> list[Flag]:
    """Every flag of the drill, oldest first."""
    found: list[Flag] = []
    async with desk.units() as unit:
        for head in await unit.log.heads():
            for case in await unit.cases.of_incident(head.incident):
                found += await unit.flags.of_case(case.number, limit=MANY)
    return sorted(found, key=lambda flag: flag.number)


def guid_of(flag: Flag) -> str:
    """The scenario's name for the item behind a flag: the end of its link."""
    return (flag.link or "").rpartition("/")[2]


async def newest_draft(desk: Desk) -> int:
    """The highest number given to a draft so far; 0 for none."""
    number = 0
    async with desk.units() as unit:
        while await unit.drafts.get(number + 1):
            number += 1
    return number


async def outcome(
    scenario: Scenario, desk: Desk, street: Street, happened: Happened, page: Path
) -> Outcome:
    """Compare what happened with what the scenario says."""
    flags = await all_flags(desk)
    flagged = {guid_of(flag): flag for flag in flags}
    out = street.published
    shown = await asyncio.to_thread(_read, page)
    rows = []
    said = {p.item.label for p in out}
    for label in scenario.narratives:
        if label in said:
            slugs = scenario.storylines.get(label, ())
            rows.append(await _storyline(desk, label, slugs, out, flagged))
    clean = [p for p in out if p.item.label not in scenario.narratives]
    return Outcome(
        storylines=tuple(rows),
        false=tuple(
            (p.item.label, p.item.text) for p in clean if p.item.guid in flagged
        ),
        clean=len(clean),
        refusals=tuple(_refusals(happened, expected=True)),
        surprises=tuple(_refusals(happened, expected=False)),
        published=tuple(
            [await _publication(desk, street, happened, name, shown)
             for name in scenario.publications]
        ),
        warnings=await warnings.followed(scenario, desk),
        skipped=tuple(act.say for act in happened.skipped),
        polls=street.polls,
        unchanged=street.unchanged,
        page=shown,
    )  # fmt: skip


def _read(page: Path) -> str:
    return page.read_text("utf-8") if page.exists() else ""


async def _storyline(
    desk: Desk, label: str, slugs: Sequence[str], out: Sequence[Published], flagged: dict[str, Flag]
) -> Storyline:
    items = [p for p in out if p.item.label == label]
    first = min(p.at for p in items)
    mine = [flagged[p.item.guid] for p in items if p.item.guid in flagged]
    named = sum(1 for flag in mine if flag.verdict.narrative in slugs)
    cases = {flag.case for flag in mine}
    drafted, published = await _answered(desk, cases, first)
    return Storyline(
        label, len(items), len(mine), named,
        _minutes(first, min((f.raised_at for f in mine), default=None)),
        _minutes(first, drafted), _minutes(first, published),
    )  # fmt: skip


async def _answered(
    desk: Desk, cases: set[int], since: datetime
) -> tuple[datetime | None, datetime | None]:
    """When the first answer to one of these cases after `since` was begun, and when it was out."""
    drafted: list[datetime] = []
    published: list[datetime] = []
    newest = await newest_draft(desk)
    async with desk.units() as unit:
        for number in range(1, newest + 1):
            draft = await unit.drafts.get(number)
            if draft is None or draft.case not in cases or draft.opened_at < since:
                continue
            drafted.append(draft.opened_at)
            rows = await unit.publications.of_draft(number)
            published += [row.settled_at for row in rows if row.settled_at]
    return min(drafted, default=None), min(published, default=None)


def _refusals(happened: Happened, *, expected: bool) -> Iterable[Refusal]:
    for inject, act, seen in happened.refused:
        if expected and act.expect:
            yield Refusal(inject.no, act.say, act.expect, seen)
        if not expected and seen and act.expect is None:
            yield Refusal(inject.no, act.say, "", seen)


async def _publication(
    desk: Desk, street: Street, happened: Happened, name: str, shown: str
) -> tuple[str, bool, str]:
    """Whether a named draft is out: on every outlet once, byte for byte, inside its markers."""
    number = happened.names.get(name)
    if number is None:
        return name, False, "was never drafted"
    async with desk.units() as unit:
        rows = await unit.publications.of_draft(number)
    if not rows:
        return name, False, "was never released"
    for row in rows:
        if row.state is not Delivery.SENT:
            return name, False, f"{row.outlet}: {row.state}"
        copies = _copies(row, street, shown)
        if copies != 1:
            return name, False, f"{row.outlet}: there {copies} times"
    return name, True, ", ".join(row.outlet for row in rows)


def _copies(row: Publication, street: Street, shown: str) -> int:
    if row.outlet == "public-page":
        return shown.count(row.text)
    bodies = [json.loads(body) for _, body in street.received]
    return sum(1 for body in bodies if body["text"] == row.text)


def _minutes(start: datetime, end: datetime | None) -> float | None:
    return None if end is None else (end - start).total_seconds() / 60


def lines(outcome: Outcome) -> list[str]:
    """The end of a drill, in words and numbers."""
    return [
        "",
        "=== The public page, as the outlet wrote it ===",
        outcome.page.rstrip(),
        "",
        "=== What the desk found (minutes from the first copy) ===",
        f"{'':4} {'posts':>6} {'flagged':>8} {'missed':>7} {'named':>6} "
        f"{'to flag':>8} {'to draft':>9} {'to public':>10}",
        *(_row(row) for row in outcome.storylines),
        _total(outcome),
        f"falsely flagged: {len(outcome.false)} of {outcome.clean} clean items",
        *(f"    [{label}] {text[:100]}" for label, text in outcome.false),
        *warnings.lines(outcome.warnings),
        f"polls: {outcome.polls}, answered 304: {outcome.unchanged}",
        "",
        "=== Refusals expected and seen ===",
        *(
            f"{'seen ' if r.expected == r.seen else 'NOT SEEN'} inject {r.inject}: {r.expected} "
            f"({r.said[:60]})"
            for r in outcome.refusals
        ),
        *(f"UNEXPECTED inject {r.inject}: {r.seen} ({r.said[:60]})" for r in outcome.surprises),
        f"acts left out because what they answer was not flagged: {len(outcome.skipped)}",
        *(f"    {said[:80]}" for said in outcome.skipped),
        "",
        "=== Publications expected and seen ===",
        *(
            f"{'once ' if fine else 'NOT OUT'} {name}: {what}"
            for name, fine, what in outcome.published
        ),
        "",
        "The exercise went as planned." if outcome.as_planned else "NOT as planned: see above.",
    ]


def _row(row: Storyline) -> str:
    return (
        f"{row.label:4} {row.items:>6} {row.flagged:>8} {row.items - row.flagged:>7} "
        f"{row.named:>6} {_shown(row.to_flag):>8} {_shown(row.to_draft):>9} "
        f"{_shown(row.to_publication):>10}"
    )


def _total(outcome: Outcome) -> str:
    items = sum(row.items for row in outcome.storylines)
    flagged = sum(row.flagged for row in outcome.storylines)
    named = sum(row.named for row in outcome.storylines)
    return f"{'all':4} {items:>6} {flagged:>8} {items - flagged:>7} {named:>6}"


def _shown(minutes: float | None) -> str:
    return "-" if minutes is None else f"{minutes:.1f}"
