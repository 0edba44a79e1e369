"""SQLite in a thread of its own, in as few trips there and back as can be.

aiosqlite goes to its thread for every little thing: to make a cursor, to execute, to fetch, to
close. A unit was a dozen trips, and waking the other thread cost more than all of the SQL.
"""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import aiosqlite

_Ask = Callable[[sqlite3.Cursor], object]
Values = Sequence[str | bytes | int | float | None]


class TripCursor:
    """What SQLAlchemy needs of a cursor: one trip executes a statement and fetches all it finds.

    The first statement after a commit or rollback begins the next transaction on its way.
    """

    arraysize = 1

    def __init__(self, connection: "TripConnection") -> None:
        self._connection = connection
        self._found: Sequence[tuple[object, ...]] = ()
        self.description: Sequence[tuple[object, ...]] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, values: Values = ()) -> None:
        """Execute it; what it finds is here from then on."""
        await self._connection.travel(self._run, lambda cursor: cursor.execute(statement, values))

    async def executemany(self, statement: str, rows: Sequence[Values]) -> None:
        """Execute it once for each row of values."""
        await self._connection.travel(self._run, lambda cursor: cursor.executemany(statement, rows))

    async def fetchall(self) -> Sequence[tuple[object, ...]]:
        """All that the last statement found."""
        return self._found

    async def close(self) -> None:
        """Nothing is open: everything was fetched."""

    def _run(self, connection: sqlite3.Connection, ask: _Ask) -> None:
        cursor = connection.cursor()
        try:
            # A transaction that reads before it writes must hold the write lock from the start:
            # SQLite would otherwise let two of them read the same state, and silently lose an
            # update.
            if not connection.in_transaction:
                cursor.execute("BEGIN IMMEDIATE")
            ask(cursor)
            self._found = cursor.fetchall()
            self.description, self.rowcount = cursor.description, cursor.rowcount
            self.lastrowid = cursor.lastrowid
        finally:
            cursor.close()


class TripConnection(aiosqlite.Connection):
    """A connection whose cursors make one trip a statement, and which makes none for nothing."""

    _nothing_to_undo = True

    def cursor(self) -> TripCursor:  # type: ignore[override]
        """A cursor, at once: making it is no trip, so there is nothing to await."""
        return TripCursor(self)

    async def travel(self, run: Callable[[sqlite3.Connection, _Ask], None], ask: _Ask) -> None:
        """Run it in the connection's thread."""
        # Before it leaves: whoever is cancelled on the way does not know how far it came.
        self._nothing_to_undo = False
        await self._execute(run, self._conn, ask)  # type: ignore[no-untyped-call]

    async def commit(self) -> None:
        """Make it last."""
        await super().commit()
        self._nothing_to_undo = True

    async def rollback(self) -> None:
        """Undo the transaction, if there is one: a pool asks at every return."""
        if not self._nothing_to_undo:
            await super().rollback()
            self._nothing_to_undo = True


class HomeConnection(TripConnection):
    """A connection that makes no trip at all: everything waits while it works."""

    async def _execute(  # type: ignore[override]
        self, run: Callable[..., object], *values: object, **named: object
    ) -> object:
        return run(*values, **named)


def connect(file: Path, *, in_thread: bool) -> TripConnection:
    """As `aiosqlite.connect`, to be awaited. Its thread never keeps the program from ending."""

    def opened() -> sqlite3.Connection:
        # No isolation level: it would begin transactions of its own, and only for what writes.
        return sqlite3.connect(file, isolation_level=None, check_same_thread=False)

    made = TripConnection if in_thread else HomeConnection
    connection = made(opened, iter_chunk_size=64)
    connection._thread.daemon = True
    return connection
