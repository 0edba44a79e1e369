"""Answers stand with what they answer, files arrive or are missed in words, whatever dies when."""

import csv

from bot.domain.publication import PostFailed
from bot.domain.room import Utterance
from bot.ports import Lane, Post, Units
from tests.chats import Chats
from tests.clock import ManualClock
from tests.fuse import Fuse, FusedUnits, SimulatedCrash
from tests.memory_store import MemoryUnits

THREAD = "$root $asked"


def asks(chats: Chats, text: str) -> None:
    """The duty officer asks in a thread of the room `desk`."""
    key = f"south/{len(chats.south.events)}"
    chats.south.hear(Utterance(key, "desk", "south-duty-officer", text, thread=THREAD))


async def test_an_answer_stands_in_the_thread_of_its_command_and_a_card_in_the_room(
    units: Units, clock: ManualClock
) -> None:
    chats = Chats(clock=clock)
    desk = chats.open(units)
    chats.south.says("south-editor", "desk", "/draft Boil the water.")
    asks(chats, "/show 1")
    asks(chats, "/nonsense")
    await desk.catches_up()
    await desk.queue(Post("card", "desk", Lane.APPROVAL, subject="draft/1", thread=THREAD))
    await desk.rounds.settle()

    assert list(chats.south.threads.values()) == ["", THREAD, THREAD, ""]


async def test_killed_at_any_moment_the_log_is_given_once_in_its_thread() -> None:
    moment, killed = 0, True
    while killed:
        moment += 1
        chats, store = Chats(), MemoryUnits()
        chats.south.says("south-duty-officer", "desk", "/log The bridge is open; =1+1")
        asks(chats, "/log export")
        killed = False
        try:
            await chats.open(FusedUnits(store, Fuse(at=moment))).catches_up()
        except SimulatedCrash:
            killed = True
        # The leases of the dead run out.
        chats.clock.advance(minutes=2)
        await chats.open(store).catches_up()

        [(reference, file)] = chats.south.files.items()
        assert chats.south.threads[reference] == THREAD, f"killed at moment {moment}"
        assert file.name == "log-0.csv"
        rows = list(csv.DictReader(file.content.decode().splitlines()))
        assert [row["text"] for row in rows] == ["The bridge is open; =1+1"]
        assert len(chats.south.shown("s1")) == 2
    assert moment > 10


async def test_a_file_that_is_not_taken_leaves_its_words_and_why(
    units: Units, clock: ManualClock
) -> None:
    chats = Chats(clock=clock)
    desk = chats.open(units)
    chats.south.refusals["s1"] = [PostFailed("It has 61.0 MB, and this place takes 50 MB.")]
    asks(chats, "/log export")
    await desk.catches_up()

    [message] = chats.south.shown("s1")
    assert message.headline.startswith("Log of the daily watch")
    assert "The file log-0.csv could not be sent here: It has 61.0 MB" in message.plain()
    assert chats.south.files == {}
    assert await desk.waiting() == 0


async def test_a_file_that_may_have_arrived_is_given_again_and_not_missed_in_words(
    units: Units, clock: ManualClock
) -> None:
    chats = Chats(clock=clock)
    desk = chats.open(units)
    chats.south.refusals["s1"] = [PostFailed("No answer.", uncertain=True)]
    asks(chats, "/log export")
    await desk.catches_up()
    assert chats.south.shown("s1") == []
    clock.advance(minutes=1)
    await desk.rounds.settle()
    assert [file.name for file in chats.south.files.values()] == ["log-0.csv"]
    assert len(chats.south.shown("s1")) == 1
