"""A desk at work on Telegram: approvals by buttons."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.telegram_desk import APPROVAL, CHANNEL, ONE, THREE, TWO, Team, configure
from tests.telegram_server import serving


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
