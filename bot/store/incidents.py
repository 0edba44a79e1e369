"""Incidents; each has the head of its log from the first moment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import RowMapping, insert, select, update

from bot.domain.incident import Incident
from bot.domain.log import GENESIS
from bot.domain.mode import Mode
from bot.store.sql import Sql
from bot.store.tables import incidents, log_heads

# Built once, because every poll and every command asks it.
_OPEN = (
    select(incidents)
    .where(incidents.c.closed_at.is_(None))
    .order_by(incidents.c.number.desc())
)  # fmt: skip


class SqlIncidents:
    """The rows of `incidents`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, incident: Incident) -> Incident:
        kept = insert(incidents).values(_row(incident)).returning(incidents.c.number)
        numbered = replace(incident, number=await self._sql.number(kept))
        await self._open_log(numbered)
        return numbered

    async def add_first(self, daily_watch: Incident) -> None:
        """Keep the incident that is always there, under the number it has."""
        row = _row(daily_watch) | {"number": daily_watch.number}
        await self._sql.run(insert(incidents).values(row))
        await self._open_log(daily_watch)

    async def get(self, number: int) -> Incident | None:
        row = await self._sql.row(select(incidents).where(incidents.c.number == number))
        return None if row is None else _incident(row)

    async def opened(self, start: datetime, end: datetime) -> Sequence[Incident]:
        mine = incidents.c.number > 0, incidents.c.opened_at >= start, incidents.c.opened_at < end
        found = select(incidents).where(*mine).order_by(incidents.c.number)
        return [_incident(row) for row in await self._sql.rows(found)]

    async def save(self, incident: Incident) -> None:
        mine = update(incidents).where(incidents.c.number == incident.number)
        change = mine.values(closed_at=incident.closed_at)
        await self._sql.change(change, f"incident {incident.number}")

    async def open(self) -> Sequence[Incident]:
        return [_incident(row) for row in await self._sql.rows(_OPEN)]

    async def _open_log(self, incident: Incident) -> None:
        head = {"incident": incident.number, "seq": 0, "hash": GENESIS}
        await self._sql.run(insert(log_heads).values(head))


def _row(incident: Incident) -> dict[str, object]:
    return {
        "title": incident.title,
        "mode": incident.mode,
        "opened_by": incident.opened_by,
        "opened_at": incident.opened_at,
        "closed_at": incident.closed_at,
        "is_planned": incident.is_planned,
    }


def _incident(row: RowMapping) -> Incident:
    return Incident(**{**row, "mode": Mode(row["mode"])})
