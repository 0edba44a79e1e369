"""A platform or a room is lost: that is said elsewhere in a minute, and nothing is lost with it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bot.domain.hearing import RoomBack, RoomLost, RoomMoved
from bot.domain.publication import PostFailed
from bot.ports import Lane, PlatformDown, Units
from tests.chats import ChatDesk, Chats, idle, notice
from tests.clock import ManualClock
from tests.memory_store import MemoryUnits


@pytest.fixture
def chats(clock: ManualClock) -> Chats:
    return Chats(clock=clock)


@asynccontextmanager
async def listening(desk: ChatDesk, name: str = "north") -> AsyncIterator[None]:
    """One platform's ears at work, as `vigie run` has them."""
    task = asyncio.create_task(desk.ears[name].for_ever())
    await idle()
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def headlines(chats: Chats, address: str) -> list[str]:
    server = chats.north if address.startswith("n") else chats.south
    return [message.headline for message in server.shown(address)]


# --- a platform --------------------------------------------------------------------------------


async def test_a_lost_platform_is_told_elsewhere_within_a_minute_once_and_so_is_its_return(
    chats: Chats,
) -> None:
    desk = chats.open(MemoryUnits())
    chats.north.down = PlatformDown("502 Bad Gateway.")
    async with listening(desk):
        await chats.pass_time(60)
        await desk.rounds.settle()
        [lost] = headlines(chats, "s1")
        assert "not reached north since 09:00: 502 Bad Gateway." in lost
        await chats.pass_time(300, step=5)
        await desk.rounds.settle()
        assert headlines(chats, "s1") == [lost]

        chats.north.down = None
        await chats.pass_time(31)
        await desk.rounds.settle()
    _, back = headlines(chats, "s1")
    assert "north is back. It was gone for 6 min." in back
    assert headlines(chats, "n1") == []
    assert await desk.log() == ["platform.lost", "platform.back"]


async def test_a_short_silence_is_not_worth_a_word(chats: Chats) -> None:
    desk = chats.open(MemoryUnits())
    async with listening(desk):
        await chats.pass_time(20)
        chats.north.down = PlatformDown("502 Bad Gateway.")
        await chats.pass_time(30)
        chats.north.down = None
        await chats.pass_time(60)
        await desk.rounds.settle()
    assert headlines(chats, "s1") == []


async def test_a_lost_platform_is_asked_ever_more_rarely_and_nothing_is_posted_to_it(
    chats: Chats,
) -> None:
    desk = chats.open(MemoryUnits())
    chats.north.down = PlatformDown("502 Bad Gateway.")
    async with listening(desk):
        await desk.queue(*(notice(number, "watch") for number in range(3)))
        await chats.pass_time(300)
        await desk.rounds.settle()
    assert chats.north.asked <= 5 + 300 / 30
    assert chats.north.calls == []


async def test_a_refused_key_is_told_at_once_and_tried_every_five_minutes(chats: Chats) -> None:
    desk = chats.open(MemoryUnits())
    chats.north.down = PlatformDown("The token is not known.", revoked=True)
    async with listening(desk):
        await chats.pass_time(2)
        await desk.rounds.settle()
        [said] = headlines(chats, "s1")
        assert "refuses my key" in said
        await chats.pass_time(900, step=5)
        assert chats.north.asked == 4
        chats.north.down = None
        await chats.pass_time(300, step=5)
        await desk.rounds.settle()
    assert "is back" in headlines(chats, "s1")[-1]


async def test_a_platform_that_asks_for_time_is_given_it(chats: Chats) -> None:
    desk = chats.open(MemoryUnits())
    chats.north.down = PlatformDown("Too many requests.", after=200)
    async with listening(desk):
        await chats.pass_time(190)
        assert chats.north.asked == 1
        await chats.pass_time(20)
        assert chats.north.asked == 2
        await desk.rounds.settle()
    assert "Too many requests." in headlines(chats, "s1")[0]


async def test_what_waited_for_a_platform_is_said_in_order_when_it_is_back(chats: Chats) -> None:
    desk = chats.open(MemoryUnits())
    chats.north.down = PlatformDown("502 Bad Gateway.")
    async with listening(desk):
        for number in range(5):
            await desk.queue(notice(number, "watch", Lane.APPROVAL))
            await chats.pass_time(40, step=5)
            await desk.rounds.settle()
        chats.north.down = None
        await chats.pass_time(40)
        await desk.rounds.settle()
    assert headlines(chats, "n1") == [f"Notice {number}" for number in range(5)]


async def test_a_restart_does_not_tell_the_loss_again_but_tells_the_return(chats: Chats) -> None:
    units = MemoryUnits()
    chats.north.down = PlatformDown("502 Bad Gateway.")
    for _ in range(2):
        desk = chats.open(units)
        async with listening(desk):
            await chats.pass_time(120, step=5)
            await desk.rounds.settle()
    assert len(headlines(chats, "s1")) == 1
    chats.north.down = None
    desk = chats.open(units)
    async with listening(desk):
        await chats.pass_time(60, step=5)
        await desk.rounds.settle()
    assert "is back" in headlines(chats, "s1")[-1]


async def test_one_post_that_was_not_taken_makes_no_platform_mute(chats: Chats) -> None:
    desk = chats.open(MemoryUnits())
    async with listening(desk):
        desk.outages.unsaid("north", "502 Bad Gateway.")
        await chats.pass_time(120, step=5)
        await desk.rounds.settle()
        assert headlines(chats, "s1") == []
        desk.outages.unsaid("north", "502 Bad Gateway.")
        await chats.pass_time(10, step=5)
        await desk.rounds.settle()
    assert "nothing arrives" in headlines(chats, "s1")[0]


# --- a room ------------------------------------------------------------------------------------


async def test_a_lost_room_is_told_elsewhere_its_posts_wait_and_go_out_in_order(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    chats.north.hear(RoomLost("north/lost", "watch", "The bot was kicked."))
    await desk.catches_up()
    [told] = headlines(chats, "s1")
    assert "no longer in the room watch on north: The bot was kicked." in told
    for number in range(3):
        await desk.queue(notice(number, "watch"))
        await desk.rounds.settle()
    await desk.queue(notice(9, "approval"))
    await desk.rounds.settle()
    assert headlines(chats, "n1") == []
    assert headlines(chats, "n2") == ["Notice 9"]

    chats.north.hear(RoomBack("north/back", "watch"))
    await desk.catches_up()
    assert headlines(chats, "n1") == ["Notice 0", "Notice 1", "Notice 2"]
    assert "back in the room watch" in headlines(chats, "s1")[-1]


async def test_a_post_that_finds_no_room_any_more_waits_and_tries_again_by_itself(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    chats.north.refusals["n1"] = [PostFailed("Forbidden: kicked.", gone=True)] * 2
    for number in range(2):
        await desk.queue(notice(number, "watch"))
    await desk.rounds.settle()
    assert "Forbidden: kicked." in headlines(chats, "s1")[0]
    assert len(chats.north.calls) == 1

    for _ in range(2):
        chats.clock.advance(minutes=11)
        await desk.rounds.settle()
    assert headlines(chats, "n1") == ["Notice 0", "Notice 1"]
    assert "back in the room watch" in headlines(chats, "s1")[-1]
    assert len(headlines(chats, "s1")) == 2


async def test_a_room_that_moved_is_spoken_to_at_its_new_address_after_a_restart_too(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    chats.north.hear(RoomMoved("north/moved", "watch", "n1-new"))
    await desk.catches_up()
    assert any("moved" in headline for headline in headlines(chats, "s1"))
    again = chats.open(units)
    await again.queue(notice(1, "watch"))
    await again.rounds.settle()
    assert "Notice 1" in headlines(chats, "n1-new")
    assert headlines(chats, "n1") == []
