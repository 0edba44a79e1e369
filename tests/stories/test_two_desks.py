"""Two desks at work on one store at the same moment: each word and each vote counts once."""

import asyncio

from bot.domain.draft import State
from bot.domain.room import Utterance, handle
from bot.ports import Units
from tests.clock import ManualClock
from tests.desk import PAPER, SITE, WIRE, World

VOTES = ("Approver", "Mayor", "Second editor")


async def test_what_two_desks_hear_is_done_once(units: Units, clock: ManualClock) -> None:
    world = World(clock=clock)
    desks = world.open(units), world.open(units)
    for number in range(6):
        heard = Utterance(f"{PAPER}/x{number}", "desk", "editor", f"/log line {number}")
        await asyncio.gather(*(desk.rounds.hear(heard) for desk in desks))
    await asyncio.gather(*(desk.rounds.talk() for desk in desks))

    async with units() as unit:
        lines = [entry.text for entry in await unit.log.entries(0)]
    assert lines == [f"line {number}" for number in range(6)]
    assert len(world.rooms.read("desk")) == 6


async def test_votes_that_meet_publish_once(units: Units, clock: ManualClock) -> None:
    world = World(clock=clock)
    desks = world.open(units), world.open(units)
    await desks[0].says("Editor", "/draft Boil the water.")
    await desks[0].says("Editor", "/submit 1")
    async with units() as unit:
        draft = await unit.drafts.get(1)
    assert draft is not None
    for number, who in enumerate(VOTES):
        said = Utterance(f"{PAPER}/v{number}", "desk", handle(who), f"/approve 1 {draft.digest}")
        await desks[0].rounds.hear(said)
    await asyncio.gather(*(desk.rounds.settle() for desk in desks))

    async with units() as unit:
        out = await unit.drafts.get(1)
    assert out is not None
    assert (out.state, len(out.approvals)) == (State.PUBLISHED, 1)
    assert world.outlet.public(SITE) == world.outlet.public(WIRE) == ["Boil the water."]
    assert len(world.outlet.calls) == 2


async def test_of_two_who_change_one_line_of_a_report_at_once_the_second_is_told(
    units: Units, clock: ManualClock
) -> None:
    world = World(clock=clock)
    desks = world.open(units), world.open(units)
    await desks[0].says("Duty officer", "/incident open Fire")
    await desks[0].says("Monitor", "/log Smoke over the quay.")
    await desks[0].says("Editor", "/sitrep")
    writers = ("Editor", "Second editor")
    for who in writers:
        await desks[0].says(who, "/show 1")
    for number, who in enumerate(writers):
        words = f"/revise 1 7 The {who} decides."
        said = Utterance(f"{PAPER}/w{number}", "desk", handle(who), words)
        await desks[0].rounds.hear(said)
    async with units() as unit:
        before = await unit.drafts.get(1)
    assert before is not None
    await asyncio.gather(*(desk.rounds.talk() for desk in desks))

    async with units() as unit:
        after = await unit.drafts.get(1)
        refused = [e.text for e in await unit.log.entries(1) if e.kind == "refused"]
    assert after is not None
    assert len(after.versions) == len(before.versions) + 1
    assert len(refused) == 1
    assert "Nothing was changed" in refused[0]
