"""A desk at work on Telegram: approvals by buttons, and a desk that is killed again and again."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.mode import Mode
from bot.store.unit import Store
from tests.telegram_desk import APPROVAL, CHANNEL, EDITOR, ONE, THREE, TWO, WATCH, Team, configure
from tests.telegram_server import serving
from tests.telegram_stage import until

COMMANDS, DEATHS = 100, 10


@pytest.fixture
async def team(tmp_path: Path) -> AsyncIterator[Team]:
    async with serving() as server:
        configure(tmp_path, server)
        yield Team(server, tmp_path)


async def test_two_presses_publish_once_and_the_third_is_told_who_approved(team: Team) -> None:
    desk = await team.start()
    card, approve = await team.submits("rebuttal")
    chat = APPROVAL

    assert "1 of 2" in await team.presses(ONE, chat, card, approve)
    assert not (team.folder / "public.txt").exists()
    again = await team.presses(ONE, chat, card, approve)
    assert "counted already" in again
    await team.presses(TWO, chat, card, approve)
    third = await team.presses(THREE, chat, card, approve)
    for outlet in ("page", "channel"):
        await team.reads(f"is out on {outlet}", chat)
    await desk.kill()

    assert f"Person {ONE}" in third
    assert f"Person {TWO}" in third
    assert (team.folder / "public.txt").read_text("utf-8").count("Boil the water.") == 1
    assert [m["text"] for m in team.world.chats[CHANNEL].messages.values()] == ["Boil the water."]


async def test_every_command_takes_effect_once_however_often_the_desk_is_killed(
    team: Team,
) -> None:
    chance = random.Random(5)
    notes = [f"note {number:03}." for number in range(COMMANDS)]
    for life in range(DEATHS):
        desk = await team.start()
        await _polls(team)
        for note in notes[life * COMMANDS // DEATHS : (life + 1) * COMMANDS // DEATHS]:
            await asyncio.sleep(chance.uniform(0, 0.03))
            team.world.says(WATCH, EDITOR, f"/log {note}")
        # It has just been given the last ones, and is about to keep or to acknowledge them.
        await _polls(team)
        await asyncio.sleep(chance.uniform(0, 0.02))
        await desk.kill()
    desk = await team.start()
    async with asyncio.timeout(30):
        while team.world.updates or await _waiting(team.folder):  # noqa: ASYNC110 - in a store
            await asyncio.sleep(0.1)
    await desk.kill()

    assert sorted(await _noted(team.folder)) == notes


async def _polls(team: Team) -> None:
    before = team.server.count("getUpdates")
    await until(lambda: team.server.count("getUpdates") > before)


async def _waiting(folder: Path) -> int:
    store = await Store.open(f"sqlite:///{folder / 'vigie.db'}", Mode.LIVE)
    async with store.units() as unit:
        waiting = len(await unit.inbox.waiting())
    await store.close()
    return waiting


async def _noted(folder: Path) -> list[str]:
    store = await Store.open(f"sqlite:///{folder / 'vigie.db'}", Mode.LIVE)
    async with store.units() as unit:
        incidents = await unit.incidents.open()
        entries = [e for i in incidents for e in await unit.log.entries(i.number)]
    await store.close()
    return [entry.text for entry in entries if entry.text.startswith("note ")]
