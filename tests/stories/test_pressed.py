"""Buttons: a press says what could have been typed, and never publishes a warning."""

from bot.domain.draft import State
from bot.ports import Units
from tests.clock import ManualClock
from tests.desk import WIRE, OpenDesk, World


async def state_of(desk: OpenDesk, number: int) -> State:
    async with desk.units() as unit:
        draft = await unit.drafts.get(number)
    assert draft is not None
    return draft.state


async def press(desk: OpenDesk, who: str) -> str:
    """Press the one button that the newest draft's card in the approvers' room has."""
    [button] = [b for sheet in desk.world.rooms.read("approval") for b in sheet.buttons]
    return await desk.says(who, button.says, "approval", pressed=True)


async def test_a_press_approves_exactly_the_text_of_its_card(
    units: Units, clock: ManualClock
) -> None:
    desk = World(clock=clock).open(units)
    await desk.says("Editor", "/draft Boil the water.")
    await desk.says("Editor", "/submit 1")
    assert "counts" in await press(desk, "Mayor")
    assert await state_of(desk, 1) is State.PUBLISHED


async def test_a_press_on_a_card_of_yesterdays_text_approves_nothing(
    units: Units, clock: ManualClock
) -> None:
    world = World(clock=clock)
    desk = world.open(units)
    await desk.says("Editor", "/draft Boil the water.")
    await desk.says("Editor", "/submit 1")
    [button] = [b for sheet in world.rooms.read("approval") for b in sheet.buttons]
    await desk.says("Editor", "/revise 1 The water is clean.")
    await desk.says("Editor", "/submit 1")
    refusal = await desk.says("Mayor", button.says, "approval", pressed=True)
    assert "changed after the text you name" in refusal
    assert await state_of(desk, 1) is State.SUBMITTED


async def test_a_press_never_publishes_a_warning_and_the_same_words_typed_do(
    units: Units, clock: ManualClock
) -> None:
    world = World(clock=clock)
    desk = world.open(units)
    await desk.says("Editor", "/draft fr Crisis Centre Test, 10:00 : fumée, Quay. Restez.")
    await desk.says("Editor", "/revise 1 en Crisis Centre Test, 10:00: smoke, Quay. Stay inside.")
    await desk.says("Editor", '/fill 1 class=warning area="Quay, north" until=2h')
    await desk.says("Editor", "/submit 1")
    for who in ("Approver", "Mayor"):
        await press(desk, who)
    assert await state_of(desk, 1) is State.APPROVED

    refusal = await desk.says("Mayor", "/publish 1 LIVE Quay, north", "approval", pressed=True)
    assert "A button never publishes a warning" in refusal
    assert world.outlet.calls == []
    await desk.says("Mayor", "/publish 1 LIVE quay north", "approval")
    assert world.outlet.public(WIRE) == ["Crisis Centre Test, 10:00: smoke, Quay. Stay inside."]
