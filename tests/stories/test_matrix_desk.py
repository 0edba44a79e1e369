"""The desk in an encrypted Matrix room: a process of its own, killed while people talk."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.mode import Mode
from bot.store.unit import Store
from tests.matrix_desk import MatrixDesk, digest_in
from tests.proxy import Fault, between
from tests.synapse import Synapse

COMMANDS = 100
KILLS = 10


@pytest.fixture
async def desk(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixDesk]:
    one = MatrixDesk(synapse, tmp_path)
    yield one
    await one.closes()


async def test_one_presses_another_types_a_third_is_told_and_it_is_published_once(
    desk: MatrixDesk,
) -> None:
    await desk.opens()
    await desk.starts()
    await desk.says("Editor", "!draft Close the windows.")
    await desk.reads("Editor", "Draft 1")
    await desk.says("Editor", "!submit 1")
    card = await desk.reads("Approver 1", "!approve 1")
    await desk.presses("Approver 1", "!approve 1", "1️⃣")
    await desk.reads("Approver 1", "1 of 2")
    await desk.says("Approver 2", f"!approve 1 {digest_in(card)}")
    await desk.reads("Approver 2", "is out on page")
    await desk.presses("Third", "!approve 1", "1️⃣")
    await desk.says("Third", f"!approve 1 {digest_in(card)}")

    told = await desk.reads("Third", "It was approved by")
    assert "Approver 1" in told
    assert "Approver 2" in told
    assert (desk.folder / "public.txt").read_text("utf-8").count("Close the windows.") == 1


async def test_commands_said_while_the_desk_is_killed_take_effect_once_each(
    desk: MatrixDesk,
) -> None:
    chance = random.Random(5)
    await desk.opens(roles={"Editor": "duty_officer"})
    await desk.starts()
    said = [f"word-{number}" for number in range(COMMANDS)]
    each = COMMANDS // KILLS
    for first in range(0, COMMANDS, each):
        for word in said[first : first + each]:
            await desk.says("Editor", f"!log {word}")
        # From before the program has opened its store to after it has answered.
        await asyncio.sleep(chance.uniform(0, 1.2))
        await desk.dies()
        await desk.starts()
    await desk.says("Editor", "!log the end")
    await _until_logged(desk, "the end")

    counted = Counter(text for text in await _log(desk) if text.startswith("word-"))
    assert counted == Counter(said)


async def test_a_homeserver_that_fails_is_asked_seldom_and_heard_again_without_a_restart(
    desk: MatrixDesk,
) -> None:
    async with between(desk.server.address) as proxy:
        await desk.opens(proxy.address, {"Editor": "duty_officer"})
        await desk.starts()
        before = proxy.count("/sync")
        proxy.breaks("/sync", Fault.BAD_GATEWAY, 10_000)
        await desk.says("Editor", "!log heard late")
        await asyncio.sleep(4)
        # Waits of one, two, four seconds; and the sync that was on its way.
        assert proxy.count("/sync") - before <= 5
        proxy.mends()
        await _until_logged(desk, "heard late")


async def _until_logged(desk: MatrixDesk, text: str) -> None:
    async with asyncio.timeout(60):
        while text not in await _log(desk):
            await desk.people["Editor"].sync(200)


async def _log(desk: MatrixDesk) -> list[str]:
    store = await Store.open(f"sqlite:///{desk.folder / 'vigie.db'}", Mode.LIVE)
    try:
        async with store.units() as unit:
            return [entry.text for entry in await unit.log.entries(0)]
    finally:
        await store.close()
