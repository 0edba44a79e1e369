"""A desk at work on Telegram: approvals by buttons."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.telegram_desk import ANSWER, APPROVAL, CHANNEL, ONE, THREE, TWO, WATCH, Team, configure
from tests.telegram_server import serving

OFFICER = 705


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
    assert (team.folder / "public.txt").read_text("utf-8").count(ANSWER) == 1
    assert [m["text"] for m in team.world.chats[CHANNEL].messages.values()] == [ANSWER]


async def test_a_yes_by_phone_calls_whom_it_names_and_the_last_one_is_pressed(
    tmp_path: Path,
) -> None:
    async with serving() as server:
        configure(tmp_path, server, {OFFICER: "duty_officer"})
        team = Team(server, tmp_path)
        desk = await team.start()
        card, approve = await team.submits("rebuttal")
        shown = await team.reads("0 of 2", APPROVAL)
        digest = shown.partition("[")[2].partition("]")[0]
        await team.asks(OFFICER, f'/verbal 1 {digest} "Person {ONE}"', "does not count yet")
        told = await team.reads(f"Person {ONE}: Person {OFFICER} enters", WATCH)
        mentioned = _mentioned(team, WATCH, told)
        await team.asks(TWO, f'/readback 1 {digest} "Person {ONE}"', "counts: submitted, 1 of 2")
        await team.presses(TWO, APPROVAL, card, approve)
        await team.reads("is out on channel", APPROVAL)
        await desk.kill()

    assert mentioned == {ONE}
    assert (team.folder / "public.txt").read_text("utf-8").count(ANSWER) == 1


def _mentioned(team: Team, chat: int, text: str) -> set[int]:
    """Whom the bot's message calls."""
    messages = team.world.chats[chat].messages.values()
    [entities] = [m.get("entities", []) for m in messages if m.get("text") == text]
    assert isinstance(entities, list)
    return {e["user"]["id"] for e in entities if e["type"] == "text_mention"}
