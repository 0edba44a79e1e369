"""Bringing a store to the schema of this version, and telling which schema it has."""

from datetime import UTC, datetime

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.incident import DAILY_WATCH, Incident
from bot.domain.mode import Mode
from bot.ports import ModeError, StoreError
from bot.store.engine import open_engine, place_of
from bot.store.incidents import SqlIncidents
from bot.store.sql import Sql
from bot.store.tables import meta
from bot.store.trouble import failing_as_store_error

# Any number will do, as long as all programs of all versions lock the same one.
_MIGRATION_LOCK = 86_190_453


async def migrate(url: str, mode: Mode, *, now: datetime | None = None) -> str:
    """Bring the store to this version, creating it when it is new; returns what was done.

    A new store is of this mode for ever. All or nothing; harmless when there is nothing to do.
    Raises `StoreError`. `now` dates the daily watch of a new store.
    """
    engine = open_engine(url)
    place = place_of(engine)
    try:
        with failing_as_store_error(place):
            async with engine.begin() as connection:
                return await _migrate(connection, place, mode, now or datetime.now(UTC))
    finally:
        await engine.dispose()


async def must_be_current(connection: AsyncConnection, place: str, mode: Mode) -> None:
    """Refuse with `StoreError` a store of another version or another mode."""
    version = await connection.run_sync(_version)
    if version is None:
        raise StoreError(f"There is no store at {place} yet. Create it with: vigie migrate")
    _must_be_known(version, place)
    if version != _scripts().get_current_head():
        raise StoreError(f"The store {place} is of an older version. Run: vigie migrate")
    await _must_be_of(mode, connection, place)


async def _migrate(connection: AsyncConnection, place: str, mode: Mode, now: datetime) -> str:
    if connection.dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(:number)")
        await connection.execute(lock, {"number": _MIGRATION_LOCK})
    before, head = await connection.run_sync(_version), _scripts().get_current_head()
    if before is None:
        await connection.run_sync(_must_be_empty, place)
    else:
        _must_be_known(before, place)
        await _must_be_of(mode, connection, place)
    await connection.run_sync(_upgrade)
    if before is None:
        await connection.execute(meta.insert().values(name="mode", value=mode))
        first = Incident(DAILY_WATCH, "Daily watch", mode, opened_by="vigie", opened_at=now)
        await SqlIncidents(Sql(connection, place)).add_first(first)
        return f"Created the store {place} in {mode} mode, version {head}."
    if before == head:
        return f"The store {place} is up to date, version {head}."
    return f"Brought the store {place} from version {before} to {head}."


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _must_be_known(version: str, place: str) -> None:
    try:
        _scripts().get_revision(version)
    except CommandError as unknown:
        raise StoreError(
            f"The store {place} was made by a newer Vigie (version {version}). Install that one."
        ) from unknown


def _must_be_empty(connection: Connection, place: str) -> None:
    if inspect(connection).get_table_names():
        raise StoreError(
            f"The database {place} holds other tables and is no Vigie store. Use an empty one."
        )


async def _must_be_of(mode: Mode, connection: AsyncConnection, place: str) -> None:
    theirs = await connection.scalar(select(meta.c.value).where(meta.c.name == "mode"))
    if theirs != mode:
        raise ModeError(
            f"The store {place} was created in {theirs} mode and stays so, but centre.mode is"
            f" {mode}. Use another store for {mode}."
        )
