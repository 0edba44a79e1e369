"""What grows is told once in each room, over restarts; and why something is not said yet."""

from dataclasses import replace

from bot.domain.centre import Centre
from bot.domain.restraint import Restraint
from bot.domain.room import Duty, Room
from bot.ports import Units
from monitors.feed import SourceRole
from tests import samples
from tests.desk import PAPER, READ, World, centre
from tests.fuse import Fuse, FusedUnits, SimulatedCrash

FEED = replace(samples.FEED, role=SourceRole.LOCAL)
SPARE = Restraint(budget=100)


def _two_rooms() -> Centre:
    here = centre()
    first = replace(here.team.rooms[0], restraint=SPARE, language="en")
    second = Room("night", PAPER, "night", "en", frozenset({Duty.MONITORING}), SPARE)
    return replace(here, team=replace(here.team, rooms=(first, second, *here.team.rooms[1:])))


async def _feeds(units: Units, count: int) -> list[int]:
    async with units() as unit:
        feeds = [replace(FEED, url=f"https://h{n}.example.org", name=f"h{n}") for n in range(count)]
        numbers = [await unit.feeds.add(feed, READ) for feed in feeds]
        await unit.commit()
    return numbers


async def test_a_case_that_triples_is_told_at_its_steps_once_in_each_room_over_restarts(
    units: Units,
) -> None:
    world, here = World(), _two_rooms()
    desk = world.open(units, centre_now=here)
    for number, feed in enumerate(await _feeds(units, 16)):
        # Every third post is heard by a desk that has just been started, and each is read twice.
        if number % 3 == 0:
            desk = world.open(units, centre_now=here)
        for _ in range(2):
            await desk.reads(feed, f"There is poison in the water of street {number}.")
            await desk.rounds.settle()
            world.clock.advance(60)
    for room in ("watch", "night"):
        told = [message.headline for message in world.rooms.read(room)]
        grown = [line for line in told if "has grown to" in line]
        assert [line.partition("grown to ")[2].split()[0] for line in grown] == ["5", "15"]


async def test_why_tells_what_a_platform_did_not_take(units: Units) -> None:
    world = World()
    desk = world.open(units)
    [feed] = await _feeds(units, 1)
    world.rooms.works = False
    await desk.reads(feed, "There is poison in the water.")
    await desk.rounds.settle()
    world.rooms.works = True
    english = await desk.says("monitor", "/why case 1")
    assert "watch: its card: due at" in english
    assert "watch: not said yet: The paper is used up." in english
    french = await desk.says("monitor", "/why case 1", room="watch")
    assert "sa fiche\xa0: prévu à" in french.replace("\u202f", "\xa0")
    world.clock.advance(3600)
    await desk.rounds.settle()
    assert "watch: its card: told at" in await desk.says("monitor", "/why case 1")


async def test_a_rumour_that_was_committed_and_not_looked_at_is_shown_once_after_a_restart(
    units: Units,
) -> None:
    world, fuse = World(), Fuse()
    feeds = await _feeds(units, 4)
    desk = world.open(FusedUnits(units, fuse), centre_now=_two_rooms())
    words = "Odd: tigers of the Brassart zoo eat poison and run free"
    for feed in feeds[:-1]:
        await desk.reads(feed, words)
    fuse.blow_after(2)
    try:
        await desk.reads(feeds[-1], words)
    except SimulatedCrash:
        world.clock.advance(3 * 3600)
    again = world.open(units, centre_now=_two_rooms())
    for _ in range(3):
        await again.reads(feeds[-1], words)
        await again.rounds.settle()
    for room in ("watch", "night"):
        told = [message.headline for message in world.rooms.read(room)]
        assert sum("Possible new rumour" in line for line in told) == 1
