"""The log's entries and, apart from them, the head of each incident's chain."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import RowMapping, bindparam, insert, select, union, update

from bot.domain.log import Entry, Head, next_entry
from bot.ports import StoreError
from bot.store.columns import keepable
from bot.store.sql import Sql
from bot.store.tables import incidents, log_entries, log_heads

_OF_DRAFT = (
    select(log_entries)
    .where(
        log_entries.c.incident == bindparam("incident"),
        log_entries.c.kind == bindparam("kind"),
        log_entries.c.refs["draft"].as_string() == bindparam("draft"),
    )
    .order_by(log_entries.c.seq)
)


class SqlLog:
    """The rows of `log_entries` and `log_heads`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(
        self, incident: int, at: datetime, by: str, kind: str, text: str, refs: Mapping[str, str]
    ) -> Entry:
        mine = log_heads.c.incident == incident
        head = await self._sql.row(select(log_heads).where(mine))
        if head is None:
            raise StoreError(f"Incident {incident} has no log; nothing was kept.")
        # The hash must cover what comes back from the database, to the letter.
        kept = {keepable(name): keepable(value) for name, value in refs.items()}
        said = keepable(by), keepable(kind), keepable(text), kept
        entry = next_entry(_head(head), at.astimezone(UTC), *said)
        await self._sql.run(insert(log_entries).values(_entry_row(entry)))
        moved = update(log_heads).where(mine).values(seq=entry.seq, hash=entry.hash)
        await self._sql.run(moved)
        return entry

    async def entries(self, incident: int, last: int | None = None) -> Sequence[Entry]:
        newest = select(log_entries).where(log_entries.c.incident == incident)
        rows = await self._sql.rows(newest.order_by(log_entries.c.seq.desc()).limit(last))
        return [_entry(row) for row in reversed(rows)]

    async def heads(self) -> Sequence[Head]:
        rows = await self._sql.rows(select(log_heads).order_by(log_heads.c.incident))
        return [_head(row) for row in rows]

    async def incidents(self) -> Sequence[int]:
        named = union(
            select(incidents.c.number),
            select(log_entries.c.incident),
            select(log_heads.c.incident),
        ).subquery()
        found = await self._sql.rows(select(named.c.number).order_by(named.c.number))
        return [int(row["number"]) for row in found]

    async def of_draft(self, incident: int, kind: str, draft: int) -> Sequence[Entry]:
        rows = await self._sql.rows(_OF_DRAFT, incident=incident, kind=kind, draft=str(draft))
        return [_entry(row) for row in rows]


def _head(row: RowMapping) -> Head:
    return Head(row["incident"], row["seq"], row["hash"])


def _entry(row: RowMapping) -> Entry:
    return Entry(**row)


def _entry_row(entry: Entry) -> dict[str, object]:
    return {
        "incident": entry.incident,
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "kind": entry.kind,
        "text": entry.text,
        "refs": dict(entry.refs),
        "before": entry.before,
        "hash": entry.hash,
    }
