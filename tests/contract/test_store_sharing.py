"""Several programs on one store: nothing is lost between them, and nothing is done twice."""

import asyncio
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.flag import Decision, Dismissal
from bot.domain.log import first_break
from bot.domain.mode import Mode
from bot.store.engine import open_engine
from bot.store.unit import Store
from monitors.decide import Novelty
from tests import samples
from tests.clock import PATIENCE, START


@pytest.fixture
async def stores(migrated_url: str) -> AsyncIterator[list[Store]]:
    """Three stores opened on one address, as by three programs."""
    opened = [await Store.open(migrated_url, Mode.LIVE) for _ in "123"]
    yield opened
    for store in opened:
        await store.close()


async def test_no_update_of_three_programs_is_lost(stores: list[Store]) -> None:
    async with stores[0].units() as unit:
        await unit.cases.add(samples.CASE)
        await unit.commit()

    async def count(store: Store) -> None:
        for _ in range(10):
            async with store.units() as unit:
                case = await unit.cases.get(1)
                assert case is not None
                await unit.cases.save(case.grown())
                await unit.log.add(0, START, "Monitor 1", "case.grown", "", {})
                await unit.commit()

    await asyncio.gather(*(count(store) for store in stores))
    async with stores[0].units() as unit:
        case, entries, [head] = (
            await unit.cases.get(1),
            await unit.log.entries(0),
            await unit.log.heads(),
        )
        assert case is not None
        assert case.count == 31
        assert len(entries) == 30
        assert first_break(entries, head) is None


async def test_what_one_program_committed_the_next_unit_of_another_sees(
    stores: list[Store],
) -> None:
    ours, theirs, _ = stores
    for number in range(5):
        async with ours.units() as unit:
            await unit.settings.put("count", str(number))
            await unit.commit()
        async with theirs.units() as unit:
            assert await unit.settings.get("count") == str(number)


async def test_two_who_change_the_same_things_in_opposite_order_do_not_lock_each_other_out(
    stores: list[Store],
) -> None:
    async with stores[0].units() as unit:
        for narrative in ("one", "two"):
            await unit.cases.add(replace(samples.CASE, narrative=narrative))
        await unit.commit()

    async def change(store: Store, *numbers: int) -> None:
        async with store.units() as unit:
            for number in numbers:
                case = await unit.cases.get(number)
                assert case is not None
                await unit.cases.save(case.grown())
                await asyncio.sleep(0.01)
            await unit.commit()

    await asyncio.gather(change(stores[0], 1, 2), change(stores[1], 2, 1))
    async with stores[2].units() as unit:
        assert [case.count for case in await unit.cases.of_incident(0)] == [3, 3]


async def test_units_cancelled_at_any_moment_leave_nothing_behind_and_nobody_waiting(
    stores: list[Store],
) -> None:
    store = stores[0]

    async def write() -> None:
        async with store.units() as unit:
            await unit.log.add(0, START, "Editor 1", "note", "text", {})
            await unit.settings.put("count", str(len(await unit.log.entries(0))))
            await unit.commit()

    for step in range(40):
        tasks = [asyncio.create_task(write()) for _ in range(3)]
        await asyncio.sleep(step * 0.0002)
        tasks[step % 3].cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(end is None or isinstance(end, asyncio.CancelledError) for end in done)
    async with store.units() as unit:
        entries, [head] = await unit.log.entries(0), await unit.log.heads()
        assert len(entries) >= 80
        assert first_break(entries, head) is None
        assert await unit.settings.get("count") == str(len(entries))


@pytest.mark.postgres
async def test_on_postgresql_a_claim_does_not_wait_for_the_claim_of_another(
    postgres_url: str,
) -> None:
    store = await Store.open(postgres_url, Mode.LIVE)
    async with store.units() as unit:
        await unit.outbox.add(samples.post("a"), START)
        await unit.outbox.add(samples.post("b", room="press"), START)
        await unit.commit()
    async with store.units() as ours, store.units() as theirs:
        [first] = await ours.outbox.claim("us", START, samples.ODD_TIME, 1)
        [second] = await theirs.outbox.claim("them", START, samples.ODD_TIME, 1)
        assert {first.post.key, second.post.key} == {"a", "b"}
    await store.close()


async def test_every_wording_and_every_decision_stays_in_the_file(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = await Store.open(sqlite_url, Mode.LIVE)
    async with store.units() as unit:
        feed = await unit.feeds.add(samples.FEED, samples.PROGRESS)
        item = await unit.items.keep(feed, samples.item(), Novelty.NEW, START)
        edited = samples.item(text="It was clean.")
        await unit.items.keep(feed, edited, Novelty.EDITED, samples.ODD_TIME)
        case = await unit.cases.add(samples.CASE)
        flag = await unit.flags.add(samples.flag(case.number, item))
        confirmed = flag.decide(Decision("Monitor 1", START))
        await unit.flags.save(confirmed)
        await unit.flags.save(confirmed)
        dismissal = Decision("Monitor 2", samples.ODD_TIME, Dismissal.TRUE)
        await unit.flags.save(confirmed.decide(dismissal))
        await unit.commit()
    await store.close()
    file = sqlite3.connect(tmp_path / "vigie.db")
    wordings = file.execute("SELECT no, novelty, text FROM item_revisions ORDER BY no").fetchall()
    labels = file.execute('SELECT flag, "by", word FROM labels ORDER BY number').fetchall()
    file.close()
    assert wordings == [(1, "new", "The water is clean."), (2, "edited", "It was clean.")]
    assert labels == [(1, "Monitor 1", "confirmed"), (1, "Monitor 2", "true")]


_WRITES_UNTIL_KILLED = """
import asyncio, sys
from bot.domain.mode import Mode
from bot.store.unit import Store
from tests.clock import START

async def main() -> None:
    store = await Store.open(sys.argv[1], Mode.LIVE)
    for number in range(1, 10_000):
        async with store.units() as unit:
            await unit.log.add(0, START, "Editor 1", "note", str(number), {})
            await unit.settings.put("count", str(number))
            await unit.commit()
        print(number, flush=True)

asyncio.run(main())
"""


async def test_what_was_committed_survives_a_kill_and_nothing_is_half_done(
    migrated_url: str,
) -> None:
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _WRITES_UNTIL_KILLED, migrated_url,
        stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert writer.stdout is not None
    said = 0
    while said < 20:
        said = int(await writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    rest, _ = await writer.communicate()
    said = max([said, *map(int, rest.split())])

    store = await Store.open(migrated_url, Mode.LIVE)
    async with store.units() as unit:
        entries, [head] = await unit.log.entries(0), await unit.log.heads()
        assert first_break(entries, head) is None
        assert len(entries) in {said, said + 1}
        assert await unit.settings.get("count") == str(len(entries))
    await store.close()


@pytest.mark.parametrize(("throw_away", "synchronous"), [(False, 2), (True, 0)])
async def test_a_commit_waits_for_the_disk_unless_the_store_is_thrown_away(
    sqlite_url: str, throw_away: bool, synchronous: int
) -> None:
    engine = open_engine(sqlite_url, throw_away=throw_away)
    async with engine.connect() as connection:
        found = await connection.exec_driver_sql("PRAGMA synchronous")
        assert found.scalar() == synchronous
    await engine.dispose()


async def test_a_store_to_throw_away_keeps_undoes_and_lets_its_units_queue_up(
    sqlite_url: str,
) -> None:
    before = set(threading.enumerate())
    store = await Store.open(sqlite_url, Mode.LIVE, throw_away=True)

    async def write(text: str, *, commit: bool) -> None:
        async with store.units() as unit:
            await unit.log.add(0, START, "Editor 1", "note", text, {})
            await asyncio.sleep(0)  # the others come meanwhile, and must wait
            if commit:
                await unit.commit()

    await asyncio.gather(*(write(str(n), commit=n % 2 == 0) for n in range(6)))
    async with store.units() as unit:
        entries, [head] = await unit.log.entries(0), await unit.log.heads()
    assert [entry.text for entry in entries] == ["0", "2", "4"]
    assert first_break(entries, head) is None
    await store.close()
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE)
        assert not thread.is_alive()
