"""When there is something to do: one question for the feeds, the rooms and the outlets."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, case, func, select

from bot.domain.publication import Delivery
from bot.ports import Due
from bot.store.feeds import NEXT_DUE
from bot.store.public_tables import publications
from bot.store.sql import Sql
from bot.store.tables import inbox, outbox


def _free_at(table: Table) -> ColumnElement[datetime]:
    """When a row is due and nobody holds it."""
    return case((table.c.lease_until > table.c.due, table.c.lease_until), else_=table.c.due)


def _soonest(what: ColumnElement[datetime], *where: ColumnElement[bool]) -> Select[Any]:
    return select(func.min(what)).where(*where)


# Built once, because it is asked between any two moments of an exercise.
_NEXT = select(
    NEXT_DUE.scalar_subquery().label("poll"),
    _soonest(inbox.c.heard_at, inbox.c.done_at.is_(None)).scalar_subquery().label("heard"),
    _soonest(_free_at(outbox)).scalar_subquery().label("said"),
    _soonest(
        _free_at(publications), publications.c.state.in_([Delivery.QUEUED, Delivery.SENDING])
    ).scalar_subquery().label("published"),
)  # fmt: skip


class SqlAgenda:
    """The rows that wait, of all tables of work but `proposals`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def next(self) -> Due:
        row = await self._sql.row(_NEXT)
        assert row is not None  # it asks for one row of four columns
        work: Sequence[datetime | None] = (row["heard"], row["said"], row["published"])
        return Due(row["poll"], min((at for at in work if at is not None), default=None))
