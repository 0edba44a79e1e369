"""From the store's address in the configuration to an engine that loses no update."""

import asyncio
import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import aiosqlite
from sqlalchemy import URL, event, make_url
from sqlalchemy.engine.interfaces import AdaptedConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.ports import StoreError
from bot.store.trips import connect

# How long a writer waits for another before it gives up, in seconds.
PATIENCE = 10
_NAP = 0.02
_PRAGMAS = (
    f"busy_timeout={PATIENCE * 1000}",  # first: the others may have to wait already
    "journal_mode=WAL",
    "foreign_keys=ON",
)
# A commit survives the loss of power, not only the end of the program.
_LASTING = ("synchronous=FULL",)
# Nobody opens it again: to wait for the disk at each commit was more than half of an exercise.
_PASSING = ("synchronous=OFF",)


def open_engine(url: str, *, throw_away: bool = False) -> AsyncEngine:
    """The engine for `sqlite:///file` or `postgresql://user@host/name`; connects to nothing yet.

    A store in SQLite to `throw_away` with the program that made it, which does nothing else
    meanwhile, needs no thread and waits for no disk.
    Raises `StoreError` for any other address.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address, throw_away)
    return _postgresql(address)


def place_of(engine: AsyncEngine) -> str:
    """The store's address as it may be shown: without password or options."""
    url = engine.url.set(drivername=engine.url.get_backend_name(), query={})
    return url.render_as_string(hide_password=True)


def sqlite_file(engine: AsyncEngine) -> Path | None:
    """The file behind the engine, if it is one."""
    is_file = engine.url.get_backend_name() == "sqlite"
    return Path(engine.url.database or "") if is_file else None


def _address(url: str) -> URL:
    wanted = "store.url: expected sqlite:///FILE or postgresql://USER@HOST/NAME"
    try:
        address = make_url(url)
    except ArgumentError as unreadable:
        raise StoreError(wanted) from unreadable
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+asyncpg")
    in_memory = address.database in (None, "", ":memory:")
    if address.drivername != "sqlite" or in_memory:
        raise StoreError(wanted)
    return address.set(drivername="sqlite+aiosqlite")


def _sqlite(address: URL, throw_away: bool) -> AsyncEngine:
    file = Path(address.database or "")
    pragmas = _PRAGMAS + (_PASSING if throw_away else _LASTING)
    engine = create_async_engine(
        address,
        # One connection: units of one program queue up fairly here, and poll no lock.
        pool_size=1,
        max_overflow=0,
        pool_timeout=3 * PATIENCE,
        async_creator=lambda: _opened(file, in_thread=not throw_away),
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: AdaptedConnection, _: ConnectionPoolEntry) -> None:
        connection.run_async(partial(_prepare, pragmas))

    return engine


async def _opened(file: Path, *, in_thread: bool) -> aiosqlite.Connection:
    connection = connect(file, in_thread=in_thread)
    try:
        return await connection
    except sqlite3.Error:
        # Its thread has one more word for the event loop, which must not be closed by then.
        await asyncio.to_thread(connection._thread.join)
        raise


async def _prepare(pragmas: Sequence[str], connection: aiosqlite.Connection) -> None:
    try:
        for pragma in pragmas:
            await _execute(connection, f"PRAGMA {pragma}")
    except BaseException:
        # Nobody else knows of it yet, and its thread would outlive the event loop.
        await connection.close()
        raise


async def _execute(connection: aiosqlite.Connection, pragma: str) -> None:
    """Execute it, waiting for other programs: SQLite itself never waits to change to WAL."""
    for _ in range(round(PATIENCE / _NAP)):
        try:
            await connection.execute(pragma)
        except sqlite3.OperationalError as failure:
            if failure.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            await asyncio.sleep(_NAP)
        else:
            return
    await connection.execute(pragma)


def _postgresql(address: URL) -> AsyncEngine:
    options = dict(address.query)
    if "sslmode" in options:  # libpq's word; the driver calls it ssl
        options["ssl"] = options.pop("sslmode")
    return create_async_engine(
        address.set(query=options),
        pool_pre_ping=True,
        connect_args={
            "timeout": PATIENCE,
            "server_settings": {
                "application_name": "vigie",
                "lock_timeout": str(PATIENCE * 1000),
                # A program that froze in a unit must not hold up the others for ever.
                "idle_in_transaction_session_timeout": str(6 * PATIENCE * 1000),
            },
        },
    )
