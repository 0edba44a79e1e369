"""One open transaction, and the few ways to ask something of it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Executable,
    Integer,
    RowMapping,
    Select,
    Table,
    bindparam,
    or_,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.dml import ReturningUpdate

from bot.ports import StoreError
from bot.store.columns import Moment, Words
from bot.store.trouble import failing_as_store_error

# PostgreSQL locks rows one by one, as units come upon them: two that come upon the same rows in
# opposite order would be a deadlock, and one of them would be thrown out. So a unit waits for the
# others before it reads anything, as on SQLite, and what it read stays true until it ends.
_WAIT_FOR_OTHERS = text("SELECT pg_advisory_xact_lock(86190454)")


class Sql:
    """A transaction. Every failure of the database is a `StoreError`."""

    def __init__(self, connection: AsyncConnection, place: str) -> None:
        self._connection = connection
        self._place = place
        # On SQLite the first statement waits for every other unit.
        self._alone = connection.dialect.name == "sqlite"
        self._over = False

    async def run(self, statement: Executable, rows: Sequence[dict[str, object]] = ()) -> int:
        """Execute it, once for each of `rows` when given; returns how many rows it touched."""
        return (await self._execute(statement, rows)).rowcount

    async def rows(
        self, statement: Executable, *, alone: bool = True, **values: object
    ) -> Sequence[RowMapping]:
        """Everything it finds; `values` fill its `bindparam`s.

        Only a claim, which skips what others hold, need not be `alone`.
        """
        return (await self._execute(statement, values, alone=alone)).mappings().all()

    async def row(self, statement: Executable, **values: object) -> RowMapping | None:
        """The first row it finds; `values` fill its `bindparam`s."""
        return (await self._execute(statement, values)).mappings().first()

    async def number(self, statement: Executable) -> int:
        """The one number it returns."""
        return int((await self._execute(statement)).scalar_one())

    async def change(self, statement: Executable, what: str, **values: object) -> None:
        """Execute an update that must find its row, known in words as `what`."""
        if not (await self._execute(statement, values)).rowcount:
            raise StoreError(f"There is no {what} to change; nothing was kept.")

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insert that can say what to do on a conflict, in this database's dialect."""
        is_sqlite = self._connection.dialect.name == "sqlite"
        return sqlite.insert(table) if is_sqlite else postgresql.insert(table)

    async def commit(self) -> None:
        """Make it last; nothing may follow."""
        self._must_be_open()
        with failing_as_store_error(self._place):
            await self._connection.commit()
        self._over = True

    async def _execute(
        self,
        statement: Executable,
        values: dict[str, object] | Sequence[dict[str, object]] = (),
        *,
        alone: bool = True,
    ) -> CursorResult[*tuple[Any, ...]]:
        self._must_be_open()
        with failing_as_store_error(self._place):
            if alone and not self._alone:
                await self._connection.execute(_WAIT_FOR_OTHERS)
                self._alone = True
            return await self._connection.execute(statement, values or None)

    def _must_be_open(self) -> None:
        # It would begin a second transaction, which nobody commits.
        if self._over:
            raise RuntimeError("this unit is over: it was committed")


@asynccontextmanager
async def transaction(engine: AsyncEngine, place: str) -> AsyncIterator[Sql]:
    """A transaction that is undone unless it is committed; it begins with its first statement."""
    async with AsyncExitStack() as stack:
        with failing_as_store_error(place):
            connection = await stack.enter_async_context(engine.connect())
        yield Sql(connection, place)


# --- work that several programs share ---


def is_free(table: Table) -> ColumnElement[bool]:
    """Nobody holds the row at the moment `now`, or no longer."""
    return or_(table.c.lease_until.is_(None), table.c.lease_until <= bindparam("now"))


def claimable(free: Select[int]) -> Select[int]:
    """The first `limit` rows it finds, skipping those that others are taking right now."""
    return free.limit(bindparam("limit", type_=Integer)).with_for_update(skip_locked=True)


async def lease(
    sql: Sql,
    table: Table,
    free: Select[int],
    owner: str,
    now: datetime,
    until: datetime,
    limit: int,
    *,
    alone: bool = False,
) -> Sequence[RowMapping]:
    """Take at most `limit` of the rows whose numbers `free`, a `claimable`, finds.

    A unit that changes more than the claimed rows takes them `alone`. Two statements on purpose:
    PostgreSQL may run a locking subselect of an update twice, and then takes more than was asked
    for.
    """
    found = await sql.rows(free, alone=alone, now=now, limit=limit)
    if not found:
        return ()
    chosen = [row["number"] for row in found]
    return await sql.rows(_taken(table), alone=alone, chosen=chosen, owner=owner, until=until)


@lru_cache
def _taken(table: Table) -> ReturningUpdate[Any]:
    """The claim of some rows. Built once for a table: building costs more than asking."""
    mine = table.c.number.in_(bindparam("chosen", expanding=True))
    held = {
        table.c.lease_owner: bindparam("owner", type_=Words()),
        table.c.lease_until: bindparam("until", type_=Moment()),
    }
    return update(table).where(mine).values(held).returning(*table.c)
