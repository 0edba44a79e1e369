"""A rumour and a growing case, from the feeds to the room, died of at every moment there is.

    python -m tests.lives_watched FOLDER

As `tests.lives`, for what is read instead of what is written: four feeds take up what no storyline
knows, which is a case without a name, and a possible new rumour. Who lives on polls the same feeds
again and hears nothing new from them. What the room was told is a file in each folder: a line for
each message, with its key, by which a platform knows one that comes twice.
"""

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.desk.emerging import any_day
from bot.domain.message import Message
from bot.domain.mode import Mode
from bot.domain.restraint import Restraint
from bot.domain.room import Room
from bot.ports import Units
from bot.store.unit import Store
from monitors.feed import SourceRole
from tests import samples
from tests.clock import START, ManualClock
from tests.desk import READ, PaperRooms, World, centre
from tests.fuse import Fuse, FusedUnits
from tests.lives import at_every_moment

TOLD = "told.txt"
# The last of the feeds makes it a rumour, so that nothing new comes after it.
FEEDS = 4
SAID = "Odd: tigers of the Brassart zoo eat poison and run free"
FEED = replace(samples.FEED, role=SourceRole.LOCAL)


class PaperOnFile(PaperRooms):
    """Rooms whose messages outlive the program."""

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        """Write it down, and into the file."""
        _write_down(key, message.headline)
        return await super().tell(room, message, key, thread)


def _write_down(key: str, headline: str) -> None:
    with Path(TOLD).open("a", encoding="utf-8") as told:
        told.write(f"{key}\t{headline}\n")


async def live(folder: Path, fuse: Fuse, late: timedelta) -> None:
    """Poll every feed, and do all that follows."""
    store = await Store.open(f"sqlite:///{folder / 'vigie.db'}", Mode.LIVE)
    feeds = await _feeds(store.units)
    world = World(clock=ManualClock(START + late), rooms=PaperOnFile())
    here = centre()
    watch = replace(here.team.rooms[0], restraint=Restraint(steps=(2,)))
    here = replace(here, team=replace(here.team, rooms=(watch, *here.team.rooms[1:])))
    desk = world.open(FusedUnits(store.units, fuse), centre_now=here)
    for feed in feeds:
        await desk.reads(feed, SAID)
    await desk.rounds.settle()
    await store.close()


async def _feeds(units: Units) -> list[int]:
    """The feeds, added by whoever lives first."""
    async with units() as unit:
        known = [kept.number for kept in await unit.feeds.all()]
        if known:
            return known
        feeds = [
            replace(
                samples.FEED, url=f"https://h{n}.example.org", name=f"h{n}", role=SourceRole.LOCAL
            )
            for n in range(FEEDS)
        ]
        numbers = [await unit.feeds.add(feed, READ) for feed in feeds]
        await unit.commit()
    return numbers


if __name__ == "__main__":
    any_day()
    at_every_moment(Path(sys.argv[1]), live)
