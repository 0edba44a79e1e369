"""One desk on Telegram and Matrix: a person is one person, and a crash loses nobody's word."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.both_desk import BothDesk, left_in
from tests.clock import PATIENCE
from tests.matrix_desk import digest_in
from tests.synapse import Synapse
from tests.telegram_desk import APPROVAL, EDITOR, ONE, THREE, TWO, WATCH
from tests.telegram_server import serving

DEATHS, SAID = 20, 200
TEXTS = dict(enumerate(("Shut the doors.", "Boil the water.", "Stay inside.", "Go upstairs."), 1))
ON_MATRIX = ("On Matrix 1", "On Matrix 2", "On Matrix 3")
ACCOUNTS = range(801, 807)
Deed = Callable[[], Awaitable[None]]


@pytest.fixture
async def desk(synapse: Synapse, tmp_path: Path) -> AsyncIterator[BothDesk]:
    async with serving() as server:
        one = BothDesk(synapse, server, tmp_path)
        yield one
        await one.closes()


async def test_somebody_on_each_platform_approves_and_nobody_counts_twice(desk: BothDesk) -> None:
    people = {"On both": "approver", "On Matrix": "approver"}
    await desk.opens(people, {EDITOR: "editor", THREE: "approver"}, {"On both": TWO})
    await desk.starts()
    card, approve = await desk.submits(EDITOR, 1, "Close the windows.")
    assert "1 of 2" in await desk.team.presses(TWO, APPROVAL, card, approve)
    await desk.matrix.presses("On both", "!approve 1", "1️⃣")
    await desk.matrix.reads("On both", "counted already")
    assert desk.public() == ""

    typed = digest_in(await desk.matrix.reads("On Matrix", "!approve 1"))
    await desk.matrix.says("On Matrix", f"!approve 1 {typed}")
    await desk.matrix.reads("On Matrix", "is out on page")
    third = await desk.team.presses(THREE, APPROVAL, card, approve)
    assert "It was approved by On both, On Matrix" in third
    assert desk.public().count("Close the windows.") == 1
    assert "approved by: On both, On Matrix" in await desk.team.reads(": published", APPROVAL)


async def test_votes_and_commands_count_once_each_while_the_desk_is_killed_twenty_times(
    desk: BothDesk,
) -> None:
    chance = random.Random(5)
    people = {"Duty": "duty_officer", **dict.fromkeys(ON_MATRIX, "approver")}
    on_telegram = {EDITOR: "editor", ONE: "duty_officer", **dict.fromkeys(ACCOUNTS, "approver")}
    await desk.opens(people, on_telegram, quorum=len(ON_MATRIX) + len(ACCOUNTS))
    await desk.starts()
    cards = {n: await desk.submits(EDITOR, n, text) for n, text in TEXTS.items()}
    for name in people:
        await desk.matrix.reads(name, f"!approve {len(TEXTS)}")

    votes = [_press(desk, account, *card) for card in cards.values() for account in ACCOUNTS]
    votes += [_react(desk, name, number) for number in TEXTS for name in ON_MATRIX]
    notes = [f"note {number:03}." for number in range(SAID - len(votes))]
    deeds = votes + [_say(desk, note, number % 2) for number, note in enumerate(notes)]
    chance.shuffle(deeds)
    for life in range(DEATHS):
        # Some die before they have opened their store, some after they have answered.
        pace = chance.choice((0.02, 0.14))
        for deed in deeds[life * SAID // DEATHS : (life + 1) * SAID // DEATHS]:
            await asyncio.sleep(chance.uniform(0, pace))
            await deed()
        await asyncio.sleep(chance.uniform(0, 4 * pace))
        await desk.dies()
        await desk.starts()
    async with asyncio.timeout(PATIENCE):
        while not await _is_all_done(desk, len(notes)):  # noqa: ASYNC110 - in a store
            await asyncio.sleep(0.2)

    left = await left_in(desk.folder, list(TEXTS))
    voters = [*ON_MATRIX, *(f"Person {account}" for account in ACCOUNTS)]
    assert sorted(text for text in left.log if text.startswith("note")) == notes
    assert sorted(left.approvals) == sorted((number, who) for number in TEXTS for who in voters)
    assert [desk.public().count(text) for text in TEXTS.values()] == [1] * len(TEXTS)


def _press(desk: BothDesk, account: int, card: int, approve: str) -> Deed:
    async def press() -> None:
        desk.team.world.presses_button(APPROVAL, card, account, approve)

    return press


def _react(desk: BothDesk, name: str, number: int) -> Deed:
    return lambda: desk.matrix.presses(name, f"!approve {number}", "1️⃣")


def _say(desk: BothDesk, note: str, on_matrix: int) -> Deed:
    async def say() -> None:
        if on_matrix:
            await desk.matrix.says("Duty", f"!log {note}")
        else:
            desk.team.world.says(WATCH, ONE, f"/log {note}")

    return say


async def _is_all_done(desk: BothDesk, notes: int) -> bool:
    left = await left_in(desk.folder)
    said = sum(text.startswith("note") for text in left.log)
    return (
        said >= notes
        and not left.waiting
        and not desk.team.world.updates
        and all(text in desk.public() for text in TEXTS.values())
    )
