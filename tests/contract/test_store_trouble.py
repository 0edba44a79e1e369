"""What goes wrong under a store ends as one sentence that says what to do, and loses nothing."""

import asyncio
import os
import resource
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.log import first_break
from bot.domain.mode import Mode
from bot.ports import StoreError
from bot.store.migrate import migrate
from bot.store.unit import Store
from tests import samples
from tests.clock import START
from tests.full_disk import engine_with_room_for
from tests.postgres import Cluster


async def test_on_a_full_disk_a_unit_fails_whole_and_small_ones_go_on(sqlite_url: str) -> None:
    store = Store(engine_with_room_for(8, sqlite_url))
    async with store.units() as unit:
        await unit.log.add(0, START, "Editor 1", "note", "before", {})
        await unit.commit()
    with pytest.raises(StoreError, match="disk under the store") as failed:
        await _write(store, "x" * 200_000)
    assert "Free some space" in str(failed.value)
    await _write(store, "after")
    await store.close()

    reopened = await Store.open(sqlite_url, Mode.LIVE)
    async with reopened.units() as unit:
        entries, [head] = await unit.log.entries(0), await unit.log.heads()
        assert [entry.text for entry in entries] == ["before", "after"]
        assert first_break(entries, head) is None
    await reopened.close()


async def test_a_quota_that_is_used_up_is_named_and_the_store_goes_on_when_it_is_raised(
    sqlite_url: str,
) -> None:
    store = await Store.open(sqlite_url, Mode.LIVE)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        with pytest.raises(StoreError, match="Check it, its quota included"):
            await _write(store, "x" * 600_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    await _write(store, "after")
    async with store.units() as unit:
        assert [entry.text for entry in await unit.log.entries(0)] == ["after"]
    await store.close()


async def test_an_error_in_a_unit_is_a_store_error_where_it_happens(sqlite_url: str) -> None:
    store = Store(engine_with_room_for(2, sqlite_url))
    async with store.units() as unit:
        with pytest.raises(StoreError):
            await unit.settings.put("name", "x" * 100_000)
    await store.close()


async def test_a_file_that_is_no_database_is_named_as_damaged(tmp_path: Path) -> None:
    file = tmp_path / "vigie.db"
    await asyncio.to_thread(file.write_bytes, b"this is not a database at all" * 200)
    for refused in (Store.open, migrate):
        with pytest.raises(StoreError, match=r"damaged, or is no Vigie store .* last backup"):
            await refused(f"sqlite:///{file}", Mode.LIVE)
    assert file.read_bytes().startswith(b"this is not")


async def test_a_damaged_page_is_named_and_the_file_is_kept(
    sqlite_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "vigie.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreError, match="damaged"):
        await Store.open(sqlite_url, Mode.LIVE)


async def test_a_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Check that its directory exists"):
        await migrate(f"sqlite:///{tmp_path / 'nowhere' / 'vigie.db'}", Mode.LIVE)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_file_that_may_not_be_written_is_named(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "vigie.db").chmod(stat.S_IRUSR)
    with pytest.raises(StoreError, match="may not be written"):
        await Store.open(sqlite_url, Mode.LIVE)


async def test_a_store_held_by_another_program_is_waited_for(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = await Store.open(sqlite_url, Mode.LIVE)
    other = sqlite3.connect(tmp_path / "vigie.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(_write(store, "patient"))
    await asyncio.sleep(0.05)
    assert not writing.done()
    other.execute("COMMIT")
    other.close()
    await writing
    await store.close()


async def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    for url in (
        "postgresql://vigie:s3cret@127.0.0.1:1/vigie",
        "postgresql://vigie:s3cret@nowhere.invalid/vigie?sslmode=require",
    ):
        with pytest.raises(StoreError, match="Cannot reach the store postgresql://") as failed:
            await Store.open(url, Mode.LIVE)
        assert "s3cret" not in str(failed.value)


@pytest.mark.postgres
async def test_a_database_that_is_not_there_is_named(postgres: Cluster) -> None:
    with pytest.raises(StoreError, match="There is no database"):
        await migrate(postgres.url("missing"), Mode.LIVE)


@pytest.mark.postgres
async def test_a_user_who_may_not_come_in_is_named(postgres: Cluster) -> None:
    url = postgres.url("postgres").replace("test@", "stranger:s3cret@")
    with pytest.raises(StoreError, match="refuses our user or password"):
        await Store.open(url, Mode.LIVE)


@pytest.mark.postgres
async def test_a_server_that_drops_us_costs_one_unit_and_no_more(
    postgres: Cluster, postgres_url: str
) -> None:
    store = await Store.open(postgres_url, Mode.LIVE)
    with pytest.raises(StoreError, match="Cannot reach the store"):
        await _write_while_dropped(store, postgres, postgres_url)
    await _write(store, "after")
    async with store.units() as unit:
        assert [entry.text for entry in await unit.log.entries(0)] == ["after"]
    await store.close()


@pytest.mark.postgres
async def test_text_that_the_public_would_not_get_to_the_letter_is_refused(
    postgres_url: str,
) -> None:
    store = await Store.open(postgres_url, Mode.LIVE)
    async with store.units() as unit:
        draft = await unit.drafts.add(samples.draft())
        wanted = samples.publication(draft.number)
        with pytest.raises(StoreError, match="nothing of this was kept"):
            await unit.publications.add(replace(wanted, text="nul \x00"))
    await store.close()


async def _write(store: Store, words: str) -> None:
    async with store.units() as unit:
        await unit.log.add(0, START, "Editor 1", "note", words, {})
        await unit.commit()


async def _write_while_dropped(store: Store, postgres: Cluster, url: str) -> None:
    database = url.rpartition("/")[2]
    async with store.units() as unit:
        await unit.log.add(0, START, "Editor 1", "note", "lost", {})
        await asyncio.to_thread(
            postgres.sql,
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'",
        )
        await unit.commit()
