"""Drafts: a row each, and a row for every version and every step, which only ever grow."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, insert, select, update

from bot.domain.content import Content, MessageClass, Quorum
from bot.domain.document import Document, Line, Section, Source
from bot.domain.draft import Act, Draft, State, Step
from bot.domain.filling import Filling
from bot.domain.mode import Mode
from bot.ports import StoreError
from bot.store.public_tables import draft_steps, draft_versions, drafts
from bot.store.sql import Sql

_UNFINISHED = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED, State.EXPIRED)
_OUT = (State.PUBLISHED, State.CORRECTED)

# Built once, because every look at a draft asks them, and building costs more than asking.
_ONE = select(drafts).where(drafts.c.number == bindparam("number"))
_VERSIONS = (
    select(draft_versions)
    .where(draft_versions.c.draft.in_(bindparam("numbers", expanding=True)))
    .order_by(draft_versions.c.no)
)
_STEPS = (
    select(draft_steps)
    .where(draft_steps.c.draft.in_(bindparam("numbers", expanding=True)))
    .order_by(draft_steps.c.no)
)


class SqlDrafts:
    """The rows of `drafts`, `draft_versions` and `draft_steps`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, draft: Draft) -> Draft:
        kept = insert(drafts).values(incident=draft.incident, **_row(draft))
        number = await self._sql.number(kept.returning(drafts.c.number))
        await self._append(number, draft, versions=0, steps=0)
        return replace(draft, number=number)

    async def get(self, number: int) -> Draft | None:
        row = await self._sql.row(_ONE, number=number)
        return None if row is None else (await self._with_history([row]))[0]

    async def save(self, draft: Draft) -> None:
        kept = await self.get(draft.number)
        if kept is None or not _continues(draft, kept):
            raise StoreError(f"Draft {draft.number} was changed by somebody else; read it again.")
        mine = drafts.c.number == draft.number
        await self._sql.run(update(drafts).where(mine).values(_row(draft)))
        await self._append(draft.number, draft, len(kept.versions), len(kept.steps))

    async def unfinished(self) -> Sequence[Draft]:
        return await self._in_states(_UNFINISHED)

    async def released(self, start: datetime, end: datetime) -> Sequence[Draft]:
        let_go = select(draft_steps.c.draft).where(
            draft_steps.c.act == Act.RELEASE, draft_steps.c.at >= start, draft_steps.c.at < end
        )
        mine = select(drafts).where(drafts.c.number.in_(let_go)).order_by(drafts.c.number)
        return await self._with_history(await self._sql.rows(mine))

    async def out(self) -> Sequence[Draft]:
        return await self._in_states(_OUT)

    async def of_cases(self, cases: Sequence[int]) -> Sequence[Draft]:
        mine = select(drafts).where(drafts.c.case.in_(cases)).order_by(drafts.c.number)
        return await self._with_history(await self._sql.rows(mine))

    async def issued(self, incident: int) -> Sequence[Draft]:
        mine = select(drafts).where(drafts.c.state == State.ISSUED, drafts.c.incident == incident)
        return await self._with_history(await self._sql.rows(mine.order_by(drafts.c.number)))

    async def _in_states(self, states: Sequence[State]) -> Sequence[Draft]:
        mine = select(drafts).where(drafts.c.state.in_(states)).order_by(drafts.c.number)
        return await self._with_history(await self._sql.rows(mine))

    async def _append(self, number: int, draft: Draft, versions: int, steps: int) -> None:
        """Keep what comes after the first so many versions and steps."""
        new_versions = [
            {"draft": number, "no": no, "digest": content.digest, "content": _written(content)}
            for no, content in enumerate(draft.versions[versions:], start=versions + 1)
        ]
        new_steps = [
            {"draft": number, "no": no} | asdict(step)
            for no, step in enumerate(draft.steps[steps:], start=steps + 1)
        ]
        if new_versions:
            await self._sql.run(insert(draft_versions), new_versions)
        if new_steps:
            await self._sql.run(insert(draft_steps), new_steps)

    async def _with_history(self, rows: Sequence[RowMapping]) -> list[Draft]:
        """The drafts of these rows, whose histories are read in two statements for all."""
        if not rows:
            return []
        numbers = [row["number"] for row in rows]
        versions: dict[int, list[Content]] = {number: [] for number in numbers}
        steps: dict[int, list[Step]] = {number: [] for number in numbers}
        for row in await self._sql.rows(_VERSIONS, numbers=numbers):
            versions[row["draft"]].append(_content(row["content"]))
        for row in await self._sql.rows(_STEPS, numbers=numbers):
            steps[row["draft"]].append(_step(row))
        return [_draft(row, versions[row["number"]], steps[row["number"]]) for row in rows]


def _continues(draft: Draft, kept: Draft) -> bool:
    """Whether a draft begins with all that is kept of it, so that it was read before it changed."""
    same_versions = draft.versions[: len(kept.versions)] == kept.versions
    return same_versions and draft.steps[: len(kept.steps)] == kept.steps


def _row(draft: Draft) -> dict[str, object]:
    return {
        "case": draft.case,
        "quorum_approvals": draft.quorum.approvals,
        "quorum_authority": draft.quorum.authority,
        "state": draft.state,
    }


def _draft(row: RowMapping, versions: Sequence[Content], steps: Sequence[Step]) -> Draft:
    return Draft(
        number=row["number"],
        incident=row["incident"],
        quorum=Quorum(row["quorum_approvals"], row["quorum_authority"]),
        versions=tuple(versions),
        steps=tuple(steps),
        case=row["case"],
    )


def _step(row: RowMapping) -> Step:
    return Step(
        Act(row["act"]), row["by"], row["at"], row["digest"], row["reason"], row["authority"],
        row["entered"], row["read_back"],
    )  # fmt: skip


def _written(content: Content) -> dict[str, object]:
    """A content as JSON, such that its digest stays the same."""
    return {
        "kind": content.kind,
        "mode": content.mode,
        "texts": dict(content.texts),
        "renderings": dict(content.renderings),
        "area": content.area,
        "until": content.until.isoformat() if content.until else None,
        "amends": content.amends,
        "alert": dict(content.alert),
        "filling": content.filling.canonical() if content.filling else None,
        "waived": list(content.waived),
        "machine": list(content.machine),
        "follows": content.follows,
        "next_at": content.next_at.isoformat() if content.next_at else None,
        "said": dict(content.said),
        "read": dict(content.read),
        "document": content.document.canonical() if content.document else None,
        "quoted": dict(content.quoted),
    }


def _content(kept: Mapping[str, Any]) -> Content:
    until, next_at, filling = kept["until"], kept.get("next_at"), kept.get("filling")
    if filling:
        filling = Filling(**{**filling, "facts": tuple(filling["facts"])})
    return Content(
        **{
            **kept,
            "kind": MessageClass(kept["kind"]),
            "mode": Mode(kept["mode"]),
            "until": datetime.fromisoformat(until) if until else None,
            "next_at": datetime.fromisoformat(next_at) if next_at else None,
            "filling": filling,
            "waived": tuple(kept.get("waived", ())),
            "machine": tuple(kept.get("machine", ())),
            "document": _document(document) if (document := kept.get("document")) else None,
        }
    )


def _document(kept: Mapping[str, Any]) -> Document:
    sections = tuple(
        Section(**{**section, "lines": tuple(map(_line, section["lines"]))})
        for section in kept["sections"]
    )
    made_at = datetime.fromisoformat(kept["made_at"])
    notes = tuple(kept["notes"])
    return Document(**{**kept, "made_at": made_at, "sections": sections, "notes": notes})


def _line(kept: Mapping[str, Any]) -> Line:
    return Line(**{**kept, "sources": tuple(Source(**source) for source in kept["sources"])})
