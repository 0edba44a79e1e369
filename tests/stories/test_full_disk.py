"""A store that cannot grow: the room is told what to do, nothing is lost, and then it goes on."""

import resource
import sys
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.log import first_break
from bot.domain.mode import Mode
from bot.ports import StoreError
from bot.store.unit import Store
from tests.desk import World
from tests.full_disk import engine_with_room_for
from tests.program import CONFIGURATION, Program

# What is typed needs three pages; the draft that it becomes, and its line in the log, far more.
TEXT = "Close the windows. " * 600
ROOM_FOR = 6
ENOUGH = 1_000_000


async def _make_room(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"PRAGMA max_page_count={ENOUGH}")


async def test_what_was_heard_before_the_disk_was_full_is_done_once_when_there_is_room(
    sqlite_url: str,
) -> None:
    engine = engine_with_room_for(ROOM_FOR, sqlite_url)
    world, store = World(), Store(engine)
    desk = world.open(store.units)
    heard = world.utterance("Editor", f"/draft {TEXT}", "desk")
    await desk.rounds.hear(heard)
    for _ in range(3):
        with pytest.raises(StoreError, match=r"The disk under the store .* Free some space\."):
            await desk.rounds.settle()
    assert world.rooms.read("desk") == []

    await _make_room(engine)
    await desk.rounds.hear(heard)
    await desk.rounds.settle()
    [answer] = world.rooms.read("desk")
    assert answer.headline.startswith("Draft 1 ")
    async with store.units() as unit:
        [head], entries = await unit.log.heads(), await unit.log.entries(0)
        assert [entry.kind for entry in entries] == ["draft.opened"]
        assert first_break(entries, head) is None
    await store.close()


async def test_what_the_full_disk_could_not_keep_is_refused_and_works_when_typed_again(
    sqlite_url: str,
) -> None:
    engine = engine_with_room_for(0, sqlite_url)
    world, store = World(), Store(engine)
    desk = world.open(store.units)
    with pytest.raises(StoreError, match="Free some space"):
        await desk.says("Editor", f"/draft {TEXT}")

    await _make_room(engine)
    assert (await desk.says("Editor", f"/draft {TEXT}")).startswith("Draft 1 ")
    async with store.units() as unit:
        assert await unit.drafts.get(2) is None
    await store.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a program that runs")
async def test_the_program_tells_the_room_that_it_cannot_write_and_goes_on_when_it_can(
    tmp_path: Path,
) -> None:
    (tmp_path / "vigie.toml").write_text(CONFIGURATION, "utf-8")
    desk = await Program.start(tmp_path)
    await desk.type("editor@desk: /draft Stay inside.", until="Next:")
    written = (tmp_path / "vigie.db-wal").stat().st_size
    before = resource.prlimit(desk.number, resource.RLIMIT_FSIZE, (written, -1))
    await desk.type("/draft Close the windows.", until="> /draft Close")
    said = await desk.read(until="type it again")
    assert "* The disk under the store sqlite:///vigie.db fails" in said

    resource.prlimit(desk.number, resource.RLIMIT_FSIZE, before)
    await desk.type("/draft Close the windows.", until="Draft 2 ")
    await desk.kill()
    store = await Store.open(f"sqlite:///{tmp_path / 'vigie.db'}", Mode.LIVE)
    async with store.units() as unit:
        [head], entries = await unit.log.heads(), await unit.log.entries(0)
        assert [entry.kind for entry in entries] == ["draft.opened"] * 2
        assert first_break(entries, head) is None
    await store.close()
