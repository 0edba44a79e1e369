"""What is said in rooms: at the platform's pace, the newest state last, nothing lost."""

import pytest

from bot.domain.message import Message
from bot.domain.pacing import Pace
from bot.domain.publication import PostFailed
from bot.ports import Lane, Post, Units
from tests.chats import Chats, notice
from tests.clock import ManualClock
from tests.fuse import Fuse, FusedUnits, SimulatedCrash
from tests.memory_store import MemoryUnits

SLOW = Pace(a_minute=20, gap=1.0, edit_gap=1.0, a_second=30)


@pytest.fixture
def chats(clock: ManualClock) -> Chats:
    return Chats(clock=clock)


def headlines(chats: Chats, address: str) -> list[str]:
    return [message.headline for message in chats.north.shown(address)]


async def test_a_backlog_of_notices_becomes_one_message_that_names_each(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    await desk.queue(*(notice(number, "watch") for number in range(37)))
    await desk.rounds.settle()
    [digest] = chats.north.shown("n1")
    assert "37 more" in digest.headline
    lines = digest.plain().splitlines()
    assert [line for line in lines if "Notice" in line] == [f"  - Notice {n}" for n in range(37)]
    assert await desk.waiting() == 0


async def test_a_few_notices_are_told_one_by_one(chats: Chats, units: Units) -> None:
    desk = chats.open(units)
    await desk.queue(*(notice(number, "watch") for number in range(10)))
    await desk.rounds.settle()
    assert headlines(chats, "n1") == [f"Notice {number}" for number in range(10)]


@pytest.mark.parametrize("lane", [Lane.APPROVAL, Lane.FLAG])
async def test_a_post_that_cannot_be_made_holds_nobody_back(
    lane: Lane, chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    broken = Post("broken", "watch", lane, subject="draft/of a later version")
    await desk.queue(broken, notice(1, "watch", lane), notice(2, "approval"))
    await desk.rounds.settle()
    assert headlines(chats, "n1") == ["Notice 1"]
    assert headlines(chats, "n2") == ["Notice 2"]
    for _ in range(30):
        chats.clock.advance(300)
        await desk.rounds.settle()
    assert "post.refused" in await desk.log()
    assert await desk.waiting() == 0


async def test_a_notice_that_cannot_be_made_is_named_in_its_digest(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    broken = Post("broken", "watch", Lane.FLAG, subject="draft/of a later version")
    await desk.queue(broken, *(notice(number, "watch") for number in range(20)))
    await desk.rounds.settle()
    [digest] = chats.north.shown("n1")
    assert "  - draft/of a later version" in digest.plain().splitlines()


async def test_an_answer_goes_before_a_hundred_notices(chats: Chats, units: Units) -> None:
    chats.north.pace = SLOW
    desk = chats.open(units)
    await desk.queue(*(notice(number, "watch", Lane.APPROVAL) for number in range(100)))
    for _ in range(20):
        await desk.rounds.settle()
        chats.clock.advance(1)
    assert len(headlines(chats, "n1")) == 15
    chats.north.says("north-monitor", "watch", "/whoami")
    await desk.catches_up()
    assert "You are Monitor" in headlines(chats, "n1")[-1]


async def test_a_room_that_wants_quiet_holds_no_other_room_back(chats: Chats, units: Units) -> None:
    desk = chats.open(units)
    chats.north.refusals["n1"] = [PostFailed("Too many.", retry=True, after=30)]
    await desk.queue(notice(1, "watch"), notice(2, "watch"), notice(3, "approval"))
    await desk.rounds.settle()
    assert headlines(chats, "n1") == []
    assert headlines(chats, "n2") == ["Notice 3"]
    chats.clock.advance(29)
    await desk.rounds.settle()
    assert headlines(chats, "n1") == []
    chats.clock.advance(2)
    await desk.rounds.settle()
    assert headlines(chats, "n1") == ["Notice 1", "Notice 2"]


async def test_a_card_is_edited_at_most_once_a_second_and_shows_the_newest_state(
    chats: Chats, units: Units
) -> None:
    chats.north.pace = SLOW
    desk = chats.open(units)
    chats.south.says("south-editor", "desk", "/draft Boil the water.")
    chats.south.says("south-editor", "desk", "/submit 1")
    await desk.catches_up()
    for turn in range(4):
        chats.south.says("south-editor", "desk", f"/revise 1 Boil it {turn} minutes.")
        chats.south.says("south-editor", "desk", "/submit 1")
        await desk.catches_up()
    edits = [call for call in chats.north.calls if call == ("edit", "n2")]
    assert len(edits) <= 1
    chats.clock.advance(2)
    await desk.rounds.settle()
    [card] = [m for m in chats.north.shown("n2") if "Draft 1" in m.headline]
    assert "Boil it 3 minutes." in card.plain()


async def test_a_card_that_was_deleted_is_told_anew(chats: Chats, units: Units) -> None:
    desk = chats.open(units)
    chats.south.says("south-editor", "desk", "/draft Boil the water.")
    chats.south.says("south-editor", "desk", "/submit 1")
    await desk.catches_up()
    del chats.north.read["n2"][chats.north.card("n2", "Draft 1")]
    chats.south.says("south-editor", "desk", "/withdraw 1 not needed")
    await desk.catches_up()
    assert any("Draft 1" in headline for headline in headlines(chats, "n2"))
    assert await desk.waiting() == 0


@pytest.mark.parametrize(("knows_keys", "times"), [(True, 1), (False, 2)])
async def test_a_post_whose_answer_was_lost_is_said_again_and_shows_once_where_keys_are_known(
    chats: Chats, units: Units, knows_keys: bool, times: int
) -> None:
    desk = chats.open(units)
    chats.north.knows_keys, chats.north.lost_answers = knows_keys, 1
    await desk.queue(notice(1, "watch"))
    await desk.rounds.settle()
    chats.clock.advance(10)
    await desk.rounds.settle()
    assert headlines(chats, "n1") == ["Notice 1"] * times
    assert await desk.waiting() == 0


async def test_killed_at_any_moment_a_card_is_there_once_and_shows_the_newest_state() -> None:
    moment, killed = 0, True
    while killed:
        moment, killed = moment + 1, False
        chats, store = Chats(), MemoryUnits()
        chats.south.says("south-editor", "desk", "/draft Boil the water.")
        chats.south.says("south-editor", "desk", "/submit 1")
        try:
            await chats.open(FusedUnits(store, Fuse(at=moment))).catches_up()
        except SimulatedCrash:
            killed = True
        chats.south.says("south-editor", "desk", "/revise 1 The water is clean.")
        chats.clock.advance(minutes=2)
        desk = chats.open(store)
        for _ in range(3):
            await desk.catches_up()
            chats.clock.advance(2)
        cards = [m for m in chats.north.shown("n2") if "Draft 1" in m.headline]
        assert len(cards) == 1, f"killed at moment {moment}"
        assert "The water is clean." in cards[0].plain(), f"killed at moment {moment}"
    assert moment > 10


async def test_what_is_never_taken_does_not_hold_up_the_rest_and_is_written_in_the_log(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    chats.north.refusals["n1"] = [PostFailed("Not like this.")]
    await desk.queue(Post("bad", "watch", Lane.FLAG, Message("Bad")), notice(1, "watch"))
    await desk.rounds.settle()
    assert headlines(chats, "n1") == ["Notice 1"]
    chats.north.refusals["n1"] = [PostFailed("Not like this.")] * 30
    for _ in range(25):
        chats.clock.advance(minutes=6)
        await desk.rounds.settle()
    assert await desk.waiting() == 0
    assert "post.refused" in await desk.log()
