"""What a platform gives is kept before more is asked for, and is done once, whatever dies when."""

import pytest

from bot.domain.draft import State
from bot.domain.hearing import Pressed, Stranger
from bot.ports import Event, Units
from tests.chats import Chats
from tests.clock import ManualClock
from tests.fuse import Fuse, FusedUnits, SimulatedCrash
from tests.memory_store import MemoryUnits

LINES = 7


@pytest.fixture
def chats(clock: ManualClock) -> Chats:
    return Chats(clock=clock)


async def lines_of(units: Units) -> list[str]:
    async with units() as unit:
        entries = await unit.log.entries(0)
    return [entry.text for entry in entries if entry.kind == "noted" or "line" in entry.text]


async def test_what_is_said_is_worked_off_in_order_and_answered_where_it_was_said(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    for number in range(LINES):
        chats.south.says("south-editor", "desk", f"/log line {number}")
    chats.south.hear(None)
    await desk.catches_up()

    assert await lines_of(units) == [f"line {number}" for number in range(LINES)]
    assert len(chats.south.shown("s1")) == LINES
    async with units() as unit:
        assert await unit.ears.cursor("south") == str(LINES + 1)


async def test_killed_at_any_moment_every_word_counts_once(chats: Chats) -> None:
    moment, killed = 0, True
    while killed:
        moment += 1
        world, store = Chats(), MemoryUnits()
        for number in range(LINES):
            world.south.says("south-editor", "desk", f"/log line {number}")
        fuse = Fuse(at=moment)
        killed = False
        try:
            await world.open(FusedUnits(store, fuse)).catches_up()
        except SimulatedCrash:
            killed = True
        # The leases of the dead run out.
        world.clock.advance(minutes=2)
        await world.open(store).catches_up()
        assert await lines_of(store) == [f"line {number}" for number in range(LINES)]
        assert len(world.south.shown("s1")) == LINES, f"killed at moment {moment}"
    assert moment > 30


async def test_what_the_platform_repeats_is_heard_once(chats: Chats, units: Units) -> None:
    desk = chats.open(units)
    chats.south.says("south-editor", "desk", "/log line 0")
    chats.south.events *= 3
    await desk.catches_up()
    assert await lines_of(units) == ["line 0"]


async def test_one_program_at_a_time_listens_and_the_next_one_goes_on_where_it_was(
    chats: Chats, units: Units
) -> None:
    first, second = chats.open(units), chats.open(units)
    chats.south.says("south-editor", "desk", "/log line 0")
    await first.catches_up()
    assert not await second.ears["south"].take()

    chats.clock.advance(minutes=1)
    chats.south.says("south-editor", "desk", "/log line 1")
    await second.catches_up()
    assert not await first.ears["south"].take()
    assert await lines_of(units) == ["line 0", "line 1"]


async def test_a_stranger_elsewhere_can_ask_for_an_id_and_nothing_else(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    for number, text in enumerate(("/whoami", "/whoami", "/status", "hello")):
        chats.north.hear(Stranger(f"north/s{number}", "private-7", "n-77", text))
    await desk.catches_up()

    [answer] = chats.north.shown("private-7")
    assert "n-77" in answer.headline
    assert "private-7" in answer.headline
    assert await desk.log() == []
    chats.clock.advance(minutes=1)
    chats.north.hear(Stranger("north/s9", "private-7", "n-77", "!whoami"))
    await desk.catches_up()
    assert len(chats.north.shown("private-7")) == 2


async def test_an_unknown_person_in_a_room_learns_an_id_and_changes_nothing(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    for text in ("/whoami", "/log line 0", "/log line 1", "/approve 1 abcdef"):
        chats.south.says("south-nobody", "desk", text)
    await desk.catches_up()

    answers = [message.headline for message in chats.south.shown("s1")]
    assert len(answers) == 2
    assert all("south-nobody" in answer for answer in answers)
    assert await desk.log() == ["refused"]


async def test_an_endless_text_of_a_stranger_fills_neither_the_room_nor_the_log(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    for number, text in enumerate(("/" + "x" * 60_000, "!approve " + "1 " * 30_000)):
        chats.south.says(f"south-nobody-{number}", "desk", text)
    chats.south.says("south-editor", "desk", "/" + "\u202e" * 60_000)
    await desk.catches_up()

    assert len(chats.south.shown("s1")) == 3
    assert all(len(message.plain()) < 500 for message in chats.south.shown("s1"))
    async with units() as unit:
        lines = [entry.text for entry in await unit.log.entries(0)]
    assert len(lines) == 3
    assert all(len(line) < 500 for line in lines)


async def test_whoever_hides_behind_the_group_is_told_why_nothing_happens(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    chats.south.says("", "desk", "/approve 1 abcdef")
    await desk.catches_up()
    [answer] = chats.south.shown("s1")
    assert "cannot see who you are" in answer.headline


async def test_a_press_in_a_gap_counts_once_and_one_on_an_older_card_is_asked_to_read_again(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    chats.south.says("south-editor", "desk", "/draft Boil the water.")
    chats.south.says("south-editor", "desk", "/submit 1")
    await desk.catches_up()
    card = chats.north.card("n2", "Draft 1")
    chats.north.missed = [
        Pressed("north/lost-1", "approval", "north-approver", card, -1),
        Pressed("north/lost-2", "approval", "north-mayor", card, 0),
    ]
    chats.north.hear(None)
    for _ in range(2):
        await desk.catches_up()
        chats.north.events.append(Event("north/more", "{}", None))

    assert chats.north.recounted == {card}
    async with units() as unit:
        draft = await unit.drafts.get(1)
        assert draft is not None
        approvals = [e.by for i in range(3) for e in await unit.log.entries(i)
                     if e.kind == "draft.approved"]  # fmt: skip
    assert draft.state is State.PUBLISHED
    assert approvals == ["Mayor"]
    said = [message.headline for message in chats.north.shown("n2")]
    assert sum("Read it again, then press" in each for each in said) == 1


async def test_a_press_that_nobody_heard_while_the_desk_was_down_counts_at_its_next_start(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    chats.south.says("south-editor", "desk", "/draft Boil the water.")
    chats.south.says("south-editor", "desk", "/submit 1")
    await desk.catches_up()
    card = chats.north.card("n2", "Draft 1")
    chats.north.missed = [Pressed("north/lost-1", "approval", "north-mayor", card, 0)]
    await desk.catches_up()
    again = chats.open(units)
    chats.clock.advance(minutes=1)
    await again.catches_up()

    async with units() as unit:
        draft = await unit.drafts.get(1)
    assert draft is not None
    assert draft.state is State.PUBLISHED
