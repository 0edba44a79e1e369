"""The migrations make the tables the code expects, and a store says what keeps it from opening."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.flag import Decision
from bot.domain.health import Health, Sighting
from bot.domain.incident import DAILY_WATCH
from bot.domain.mode import Mode
from bot.domain.month import Outcome
from bot.ports import StoreError
from bot.store.engine import open_engine
from bot.store.migrate import migrate
from bot.store.schema import metadata
from bot.store.unit import Store
from monitors.feed import Feed, Item, Progress
from tests.clock import START


async def test_the_migrations_make_the_tables_that_the_code_describes(migrated_url: str) -> None:
    assert await _differences(migrated_url) == []


async def test_tables_made_by_the_code_and_by_the_migrations_are_the_same_to_the_letter(
    empty_url: str,
) -> None:
    engine = open_engine(empty_url)
    async with engine.connect() as connection:  # undone: never committed
        await connection.run_sync(metadata.create_all)
        by_the_code = await _definitions(connection)
    assert len(by_the_code) > len(metadata.tables)
    await migrate(empty_url, Mode.LIVE)
    async with engine.connect() as connection:
        assert await _definitions(connection) == by_the_code
    await engine.dispose()


async def test_a_new_store_is_made_with_its_mode_and_its_daily_watch(empty_url: str) -> None:
    assert "Created the store" in await migrate(empty_url, Mode.EXERCISE, now=START)
    store = await Store.open(empty_url, Mode.EXERCISE)
    async with store.units() as unit:
        [incident] = await unit.incidents.open()
        assert (incident.number, incident.mode) == (DAILY_WATCH, Mode.EXERCISE)
        assert incident.opened_at == START
    await store.close()


async def test_migrating_twice_changes_nothing(empty_url: str) -> None:
    await migrate(empty_url, Mode.LIVE)
    store = await Store.open(empty_url, Mode.LIVE)
    async with store.units() as unit:
        await unit.settings.put("kept", "yes")
        await unit.commit()
    await store.close()
    assert "up to date" in await migrate(empty_url, Mode.LIVE)
    store = await Store.open(empty_url, Mode.LIVE)
    async with store.units() as unit:
        assert await unit.settings.get("kept") == "yes"
    await store.close()


async def test_a_store_of_the_first_version_is_brought_here_with_its_rows(empty_url: str) -> None:
    await _migrate_to("0001", empty_url)
    for row in _ROWS_OF_THE_FIRST_VERSION:
        await _execute(empty_url, row)
    assert "from version 0001" in await migrate(empty_url, Mode.LIVE)
    store = await Store.open(empty_url, Mode.LIVE)
    async with store.units() as unit:
        [kept] = await unit.feeds.all()
        feed = Feed("https://a.example/rss", "A", every=timedelta(seconds=60), timezone="UTC")
        assert (kept.feed, kept.progress) == (feed, Progress(START, imported=True, last_ok=START))
        assert (kept.health, kept.rhythm, kept.items) == (Health.FINE, None, 1)
        assert await unit.items.get(1) == Item("k", "d", "Title", "Words", None, None, "en")
        assert await unit.items.sightings(kept.number, 9) == [Sighting(START, None)]
        # Where it was decided, nobody noted then.
        [outcome] = await unit.flags.outcomes(START, START + timedelta(seconds=1))
        assert outcome == Outcome(0.5, Decision("Monitor", START, room=""))
    await store.close()


async def _migrate_to(version: str, url: str) -> None:
    def upgrade(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", "bot.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, version)

    engine = open_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)
    await engine.dispose()


_AT = START.isoformat(timespec="microseconds")
_ROWS_OF_THE_FIRST_VERSION = (
    "INSERT INTO meta (name, value) VALUES ('mode', 'live')",
    "INSERT INTO feeds (number, url, name, role, every_seconds, timezone, next_poll, imported,"
    " failures, last_ok, muted, removed, item_count) VALUES (1, 'https://a.example/rss', 'A',"
    f" 'unknown', 60.0, 'UTC', '{_AT}', true, 0, '{_AT}', false, false, 1)",
    "INSERT INTO items (number, feed, key, digest, wordings) VALUES (1, 1, 'k', 'd', 1)",
    "INSERT INTO item_revisions (item, no, novelty, at, digest, title, text, language)"
    f" VALUES (1, 1, 'new', '{_AT}', 'd', 'Title', 'Words', 'en')",
    "INSERT INTO incidents (number, title, mode, opened_by, opened_at)"
    f" VALUES (0, 'Daily watch', 'live', 'vigie', '{_AT}')",
    "INSERT INTO cases (number, incident, opened_at, count, priority, priority_reason)"
    f" VALUES (1, 0, '{_AT}', 1, 'low', '')",
    'INSERT INTO flags (number, "case", item, feed, text, verdict, raised_at, decided_by,'
    " decided_at) VALUES (1, 1, 1, 'A', 'Words', '{\"lang\": \"en\", \"score\": 0.5}',"
    f" '{_AT}', 'Monitor', '{_AT}')",
)


async def test_two_who_migrate_at_once_make_one_store(empty_url: str) -> None:
    said = await asyncio.gather(migrate(empty_url, Mode.LIVE), migrate(empty_url, Mode.LIVE))
    assert sorted("Created" in sentence for sentence in said) == [False, True]


async def test_a_store_of_another_mode_is_refused(migrated_url: str) -> None:
    with pytest.raises(StoreError, match="created in live mode and stays so"):
        await Store.open(migrated_url, Mode.EXERCISE)
    with pytest.raises(StoreError, match="Use another store for exercise"):
        await migrate(migrated_url, Mode.EXERCISE)
    await (await Store.open(migrated_url, Mode.LIVE)).close()


async def test_a_store_that_was_never_migrated_is_not_opened(empty_url: str) -> None:
    with pytest.raises(StoreError, match="Create it with: vigie migrate"):
        await Store.open(empty_url, Mode.LIVE)


async def test_opening_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        await Store.open(f"sqlite:///{tmp_path / 'vigie.db'}", Mode.LIVE)
    assert not (tmp_path / "vigie.db").exists()


async def test_a_store_of_a_newer_version_is_refused(migrated_url: str) -> None:
    await _execute(migrated_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Vigie"):
        await Store.open(migrated_url, Mode.LIVE)
    with pytest.raises(StoreError, match="newer Vigie"):
        await migrate(migrated_url, Mode.LIVE)


async def test_a_database_of_somebody_else_is_left_alone(empty_url: str) -> None:
    await _execute(empty_url, "CREATE TABLE theirs (x INTEGER)")
    with pytest.raises(StoreError, match="no Vigie store"):
        await migrate(empty_url, Mode.LIVE)
    engine = open_engine(empty_url)
    async with engine.begin() as connection:
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await engine.dispose()
    assert tables == ["theirs"]


@pytest.mark.parametrize(
    "url", ["", "vigie.db", "sqlite://", "sqlite:///:memory:", "mysql://host/name", "http://x"]
)
async def test_an_address_of_no_store_is_refused_with_those_that_work(url: str) -> None:
    with pytest.raises(StoreError, match="expected sqlite:///FILE or postgresql://"):
        await migrate(url, Mode.LIVE)


async def _differences(url: str) -> list[object]:
    def compare(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    engine = open_engine(url)
    async with engine.begin() as connection:
        found = await connection.run_sync(compare)
    await engine.dispose()
    return found


_DEFINITIONS = {
    "sqlite": ("SELECT name, sql FROM sqlite_master",),
    "postgresql": (
        "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace",
        "SELECT table_name, column_name, data_type, is_nullable, column_default"
        " FROM information_schema.columns WHERE table_schema = 'public'",
    ),
}


async def _definitions(connection: AsyncConnection) -> set[tuple[object, ...]]:
    """Everything the database can say of its tables, without the migrations' own table."""
    told: set[tuple[object, ...]] = set()
    for question in _DEFINITIONS[connection.dialect.name]:
        told |= {tuple(row) for row in await connection.execute(text(question))}
    # SQLite keeps an added column in other white space than the ones before it.
    plain = {tuple("".join(part.split()) if isinstance(part, str) else part for part in row)
             for row in told}  # fmt: skip
    return {definition for definition in plain if "alembic_version" not in str(definition)}


async def _execute(url: str, statement: str) -> None:
    engine = open_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text(statement))
    await engine.dispose()
