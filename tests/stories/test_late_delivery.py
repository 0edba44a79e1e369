"""What has waited for an outlet until it was wrong never reaches the public any more."""

import pytest

from bot.domain.publication import Delivery
from bot.ports import Units
from tests.clock import ManualClock
from tests.desk import SITE, WIRE, Fate, OpenDesk, World


@pytest.fixture
def world(clock: ManualClock) -> World:
    return World(clock=clock)


@pytest.fixture
def desk(world: World, units: Units) -> OpenDesk:
    return world.open(units)


async def approve(desk: OpenDesk, number: int, *people: str) -> None:
    async with desk.units() as unit:
        draft = await unit.drafts.get(number)
    assert draft is not None
    for who in people:
        await desk.says(who, f"/approve {number} {draft.digest[:6]}")


async def publish(desk: OpenDesk, text: str) -> None:
    """An information is out, or on its way."""
    await desk.says("Editor", f"/draft {text}")
    await desk.says("Editor", "/submit 1")
    await approve(desk, 1, "Approver")


async def states(desk: OpenDesk, number: int) -> dict[str, Delivery]:
    async with desk.units() as unit:
        return {row.outlet: row.state for row in await unit.publications.of_draft(number)}


@pytest.mark.parametrize("word", ["correct", "retract"])
async def test_a_text_that_was_corrected_or_retracted_while_it_waited_is_not_sent_after(
    desk: OpenDesk, world: World, word: str
) -> None:
    world.outlet.script = [Fate.LATER]
    await publish(desk, "Boil the water.")
    assert await states(desk, 1) == {"site": Delivery.QUEUED, "wire": Delivery.SENT}

    await desk.says("Duty officer", f"/{word} 1 The water is clean.")
    await approve(desk, 2, "Approver")
    world.clock.advance(minutes=6)
    await desk.rounds.settle()

    assert (await states(desk, 1))["site"] is Delivery.CANCELLED
    [only] = world.outlet.public(SITE)
    assert "The water is clean." in only
    assert any(
        "does not go out on site" in sheet.headline for sheet in world.rooms.read("approval")
    )


async def test_a_warning_that_ended_while_it_waited_is_not_sent_after(
    desk: OpenDesk, world: World
) -> None:
    await desk.says(
        "Editor", "/draft fr Crisis Centre Test, 10:00 : fumée, Quay. Restez chez vous."
    )
    await desk.says("Editor", "/revise 1 en Crisis Centre Test, 10:00: smoke, Quay. Stay inside.")
    await desk.says("Editor", '/fill 1 class=warning area="Quay" until=10m')
    await desk.says("Editor", "/submit 1")
    await approve(desk, 1, "Approver", "Mayor")
    world.outlet.script = [Fate.LATER] * 9
    await desk.says("Duty officer", "/publish 1 LIVE quay")
    world.clock.advance(minutes=11)
    world.outlet.script = []
    await desk.rounds.settle()

    assert set((await states(desk, 1)).values()) == {Delivery.CANCELLED}
    assert world.outlet.public(SITE) == world.outlet.public(WIRE) == []


async def test_a_retracted_text_is_not_sent_again_by_hand(desk: OpenDesk, world: World) -> None:
    world.outlet.script = [Fate.ARRIVES, Fate.LOST]
    await publish(desk, "Boil the water.")
    await desk.says("Duty officer", "/retract 1 The water is clean.")
    await approve(desk, 2, "Approver")
    assert "no longer stands" in await desk.says("Duty officer", "/resend 1 wire")

    assert await states(desk, 1) == {"site": Delivery.SENT, "wire": Delivery.UNCERTAIN}
    assert [text.startswith("RETRACTED") for text in world.outlet.public(WIRE)] == [True]


async def test_a_second_correction_names_the_time_of_the_first_message(
    desk: OpenDesk, world: World
) -> None:
    await publish(desk, "Boil the water.")
    for number in (2, 3):
        world.clock.advance(hours=1)
        await desk.says("Duty officer", "/correct 1 The water is clean.")
        await approve(desk, number, "Approver")

    assert all("our message of 09:00" in text for text in world.outlet.public(SITE)[1:])


async def test_only_what_corrects_or_retracts_something_is_of_that_class(
    desk: OpenDesk, world: World
) -> None:
    await desk.says("Editor", "/draft Boil the water.")
    for kind in ("correction", "retraction"):
        refusal = await desk.says("Editor", f"/fill 1 class={kind}")
        assert f"class={kind}" in refusal
    async with desk.units() as unit:
        draft = await unit.drafts.get(1)
    assert draft is not None
    assert len(draft.versions) == 1


async def test_a_correction_stays_a_correction(desk: OpenDesk, world: World) -> None:
    await publish(desk, "Boil the water.")
    await desk.says("Duty officer", "/correct 1 The water is clean.")
    assert "/correct 2 TEXT" in await desk.says("Editor", "/fill 2 class=information")
    assert "correction" in await desk.says("Editor", "/fill 2 class=correction")


async def test_the_card_in_the_approvers_room_shows_that_it_is_out(
    desk: OpenDesk, world: World
) -> None:
    await publish(desk, "Boil the water.")
    [card] = [m for m in world.rooms.read("approval") if m.headline.startswith("Draft 1 ")]
    assert "site: sent" in card.plain()
    assert "wire: sent" in card.plain()
