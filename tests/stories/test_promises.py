"""What the public was promised: reminded of in time, shown when overdue, kept by an update."""

import pytest

from bot.domain.publication import Delivery
from bot.ports import Units
from tests.clock import ManualClock
from tests.desk import SITE, Fate, OpenDesk, World

WARNING = "Crisis Centre Test, 10:00: smoke, Quay. Stay inside."


@pytest.fixture
def world(clock: ManualClock) -> World:
    return World(clock=clock)


@pytest.fixture
def desk(world: World, units: Units) -> OpenDesk:
    return world.open(units)


async def out(
    desk: OpenDesk, number: int, *fills: str, text: str = "The bridge is closed."
) -> None:
    """A message written free, filled, approved and let go."""
    await desk.says("Editor", f"/draft {text}")
    for fill in fills:
        await desk.says("Editor", f"/fill {number} {fill}")
    await desk.says("Editor", f"/submit {number}")
    async with desk.units() as unit:
        draft = await unit.drafts.get(number)
    assert draft is not None
    await desk.says("Approver", f"/approve {number} {draft.digest[:6]}")
    await desk.says("Mayor", f"/approve {number} {draft.digest[:6]}")
    await desk.says("Mayor", f"/publish {number} LIVE Quay")


async def passes(desk: OpenDesk, world: World, minutes: int) -> list[str]:
    """What the approvers' room reads of promises while so many minutes pass, one by one."""
    before = len(world.rooms.read("approval"))
    for _ in range(minutes):
        world.clock.advance(minutes=1)
        await desk.rounds.settle()
    new = [message.headline for message in world.rooms.read("approval")[before:]]
    return [line for line in new if "promised" in line or "advice" in line]


async def test_a_next_word_is_reminded_once_before_and_ever_more_rarely_after(
    desk: OpenDesk, world: World
) -> None:
    await out(desk, 1, "next=30m")
    assert await passes(desk, world, 19) == []
    [soon] = await passes(desk, world, 1)
    assert soon.startswith("In 10 min, at 09:30, draft 1 promised")
    assert await passes(desk, world, 9) == []
    told = await passes(desk, world, 120)
    assert [line.partition(":")[0] for line in told] == ["OVERDUE since 09"] * 4
    assert ["(0 min)" in told[0], "(15 min)" in told[1], "(45 min)" in told[2]] == [True] * 3
    assert any("promised the public" in m.headline for m in world.rooms.read("desk"))


async def test_a_desk_that_died_and_was_away_tells_the_newest_step_alone(
    world: World, units: Units
) -> None:
    await out(world.open(units), 1, "next=30m")
    world.clock.advance(hours=1, minutes=20)
    again = world.open(units)
    await again.rounds.settle()
    told = [m.headline for m in world.rooms.read("approval") if "promised" in m.headline]
    assert told == [
        "OVERDUE since 09:30 (50 min): draft 1 promised the public the next word. Say something "
        "now, even if nothing is new: /draft T08"
    ]


async def test_what_is_overdue_stands_in_the_status_on_the_card_and_in_the_handover(
    desk: OpenDesk, world: World
) -> None:
    await out(desk, 1, "next=30m")
    await passes(desk, world, 31)
    line = "OVERDUE: draft 1 promised the next word for 09:30"
    [card] = [m for m in world.rooms.read("approval") if m.headline.startswith("Draft 1 ")]
    assert line in card.plain()
    assert line in await desk.says("Editor", "/status")
    assert line in await desk.says("Duty officer", "/handover")


@pytest.mark.parametrize("kept", ["correct", "update", "all clear"])
async def test_what_refers_to_it_keeps_it_and_nothing_more_is_said(
    desk: OpenDesk, world: World, kept: str
) -> None:
    await desk.says("Duty officer", "/incident open Fire")
    await out(desk, 1, "next=30m")
    if kept == "correct":
        await desk.says("Duty officer", "/correct 1 It is open.")
        async with desk.units() as unit:
            draft = await unit.drafts.get(2)
        assert draft is not None
        await desk.says("Approver", f"/approve 2 {draft.digest[:6]}")
    else:
        fill = "follows=1" if kept == "update" else 'class=all_clear area="Quay"'
        await out(desk, 2, fill, text="Nothing is new.")
    assert await passes(desk, world, 60) == []
    assert "OVERDUE" not in await desk.says("Editor", "/status")


async def test_another_message_of_the_incident_keeps_nothing(desk: OpenDesk, world: World) -> None:
    await desk.says("Duty officer", "/incident open Fire")
    await out(desk, 1, "next=30m")
    await out(desk, 2, text="The road is closed.")
    assert len(await passes(desk, world, 31)) == 2


async def test_a_time_that_is_only_said_in_words_is_a_promise_too(
    desk: OpenDesk, world: World
) -> None:
    await out(desk, 1, text="The bridge is closed. Next update at 9:40.")
    assert len(await passes(desk, world, 31)) == 1


async def test_a_promise_that_is_over_before_it_is_made_does_not_go_out(
    desk: OpenDesk, world: World
) -> None:
    await desk.says("Editor", "/draft The bridge is closed.")
    await desk.says("Editor", "/fill 1 next=10m")
    world.clock.advance(minutes=11)
    assert "/fill 1 next=30m" in await desk.says("Editor", "/submit 1")


async def test_an_end_is_reminded_of_and_then_told_once(desk: OpenDesk, world: World) -> None:
    await desk.says("Editor", "/draft fr Crisis Centre Test, 10:00 : fumée, Quay. Restez.")
    await desk.says("Editor", "/withdraw 1")
    await out(desk, 2, 'class=warning area="Quay" until=1h waive=fr', text=WARNING)
    [soon] = await passes(desk, world, 50)
    assert soon.startswith("In 15 min, at 10:00, the advice of draft 2 ends.")
    [over] = await passes(desk, world, 300)
    assert over.startswith("The advice of draft 2 ended at 10:00.")


async def test_a_closed_incident_is_reminded_of_nothing(desk: OpenDesk, world: World) -> None:
    await desk.says("Duty officer", "/incident open Fire")
    await out(desk, 1, "next=30m")
    await desk.says("Duty officer", "/incident close 1")
    assert await passes(desk, world, 60) == []


# --- what waited too long for its outlet ---


async def state(desk: OpenDesk, draft: int) -> Delivery:
    async with desk.units() as unit:
        rows = await unit.publications.of_draft(draft)
    return next(row.state for row in rows if row.outlet == "site")


async def waits(desk: OpenDesk, world: World, minutes: int) -> None:
    """An outlet takes nothing for so long."""
    world.outlet.script = [Fate.LATER, Fate.ARRIVES]
    await out(desk, 1)
    world.clock.advance(minutes=minutes)
    await desk.rounds.settle()


async def test_what_waited_longer_than_half_an_hour_is_asked_about_and_sent_on_a_word(
    desk: OpenDesk, world: World
) -> None:
    await waits(desk, world, 31)
    assert (await state(desk, 1), world.outlet.public(SITE)) == (Delivery.HELD, [])
    told = [m.headline for m in world.rooms.read("approval") if "held back" in m.headline]
    assert [line.endswith("/resend 1 site") for line in told] == [True]
    assert "publications not settled: 1" in await desk.says("Editor", "/status")

    await desk.says("Duty officer", "/resend 1 site")
    assert (await state(desk, 1), len(world.outlet.public(SITE))) == (Delivery.SENT, 1)


async def test_what_waited_less_is_sent_by_itself(desk: OpenDesk, world: World) -> None:
    await waits(desk, world, 29)
    assert await state(desk, 1) is Delivery.SENT


async def test_a_correction_is_never_too_late(desk: OpenDesk, world: World) -> None:
    await out(desk, 1)
    await desk.says("Duty officer", "/correct 1 It is open.")
    world.outlet.script = [Fate.LATER, Fate.LATER]
    async with desk.units() as unit:
        draft = await unit.drafts.get(2)
    assert draft is not None
    await desk.says("Approver", f"/approve 2 {draft.digest[:6]}")
    world.clock.advance(hours=3)
    await desk.rounds.settle()
    assert await state(desk, 2) is Delivery.SENT


async def test_what_was_perhaps_sent_before_a_long_outage_is_looked_at_first(
    world: World, units: Units
) -> None:
    desk = world.open(units)
    world.outlet.script = [Fate.LOST]
    await out(desk, 1)
    world.clock.advance(hours=2)
    await world.open(units).rounds.settle()
    assert await state(desk, 1) is Delivery.UNCERTAIN


@pytest.mark.parametrize("word", ["correct", "follows"])
async def test_an_outlet_is_told_its_own_receipt_of_what_a_message_answers(
    desk: OpenDesk, world: World, word: str
) -> None:
    await desk.says("Duty officer", "/incident open Fire")
    world.outlet.script = [Fate.ARRIVES, Fate.LOST]
    await out(desk, 1)
    if word == "correct":
        await desk.says("Duty officer", "/correct 1 It is open.")
        async with desk.units() as unit:
            draft = await unit.drafts.get(2)
        assert draft is not None
        await desk.says("Approver", f"/approve 2 {draft.digest[:6]}")
    else:
        await out(desk, 2, "follows=1", text="Nothing is new.")
    first, *_, site, wire = world.outlet.calls
    # What nobody knows to be there is answered by nothing.
    assert (first.answers, site.answers, wire.answers) == ("", f"site/{first.key}", "")
