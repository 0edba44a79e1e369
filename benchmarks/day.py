"""A day of 20,000 suspect posts on 30 storylines through one desk: what its room is told.

    python benchmarks/day.py [POSTS]

The clock is driven by hand, the store is SQLite in a file, the judge knows each storyline by a word
(what judging costs is measured in judge_speed.py). The room wants twelve notices an hour and sleeps
from 22:00 to 06:30. Counted: the most that was told in any hour, whether every post ended on a card
or in a digest, and how the memory of the process grew from the first tenth to the end.
"""

import asyncio
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

from parts.figures import Figure, resident, show

from bot.domain.mode import Mode
from bot.domain.restraint import Quiet, Restraint
from bot.domain.room import Room
from bot.store.migrate import migrate
from bot.store.unit import Store
from classifiers.narrative import Narrative
from classifiers.verdict import Finding, Stance, Verdict
from monitors.feed import Feed, Item, Poll, Progress, SourceRole, digest_of
from tests import desk as stage
from tests.clock import ManualClock

POSTS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
STORYLINES, HOSTS, BUDGET = 30, 40, 12
BEGIN = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
EVERY = timedelta(minutes=2)
FEED = Feed("https://f.example.org/rss", "stream", SourceRole.SOCIAL, "fr", EVERY)
_CASE = re.compile(r"(?:Dossier|Case) (\d+).*?×(\d+)")
_FINDINGS = (Finding("prior", 2.2, ""),)


class ByWord:
    """Names the storyline whose number a post says."""

    threshold = 0.0
    narratives: tuple[Narrative, ...] = ()

    def judge(self, text: str, *, lang: str | None = None, role: str = "unknown") -> Verdict:
        """Suspect, and of that storyline."""
        found = re.search(r"storyline-\d+", text)
        name = found[0] if found else None
        return Verdict(lang or "fr", True, 0.9, name, Stance.SPREADS, _FINDINGS)

    def with_narratives(self, narratives: Sequence[Narrative]) -> "ByWord":
        """It learns nothing."""
        return self


class Paper(stage.PaperRooms):
    """Counts when the watch room was told something new."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__()
        self.clock = clock
        self.told: list[tuple[datetime, str]] = []

    async def tell(self, room: Room, message: stage.Message, key: str, thread: str = "") -> str:
        """Write it down with its time."""
        if room.name == "watch":
            self.told.append((self.clock.now(), message.headline))
        return await super().tell(room, message, key, thread)


def posts(nth: random.Random, at: datetime, count: int, first: int) -> tuple[Item, ...]:
    """So many posts; few storylines are loud, most are not."""
    found = []
    for number in range(first, first + count):
        story = min(int(nth.paretovariate(0.6)) - 1, STORYLINES - 1)
        link = f"https://host{nth.randrange(HOSTS)}.example.org/{number}"
        words = f"Post {number} on storyline-{story}: they keep silent, share it."
        found.append(Item(link, digest_of("", words, link), "", words, link, at, "fr"))
    return tuple(found)


async def main() -> None:
    """Let the day pass, and print what came of it."""
    clock = ManualClock(BEGIN)
    world = stage.World(clock=clock, rooms=Paper(clock))
    here = stage.centre()
    room = replace(here.team.rooms[0], restraint=Restraint(Quiet(time(22), time(6, 30)), BUDGET))
    here = replace(here, team=replace(here.team, rooms=(room, *here.team.rooms[1:])))
    stage.word_judge = ByWord
    with tempfile.TemporaryDirectory(prefix="vigie-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'vigie.db'}"
        await migrate(url, Mode.LIVE)
        store = await Store.open(url, Mode.LIVE)
        figures = await pass_the_day(world, world.open(store.units, centre_now=here), clock)
        await store.close()
    show(figures)


async def pass_the_day(
    world: stage.World, desk: stage.OpenDesk, clock: ManualClock
) -> list[Figure]:
    """Poll every two minutes for a day, then let what waits come."""
    ready = Progress(BEGIN, imported=True, last_ok=BEGIN)
    async with desk.units() as unit:
        feed = await unit.feeds.add(FEED, ready)
        await unit.commit()
    nth, steps = random.Random(7), timedelta(days=1) // EVERY
    begun, early, given = perf_counter(), 0.0, 0
    for step in range(steps):
        clock.advance(EVERY.total_seconds())
        now, upto = clock.now(), POSTS * (step + 1) // steps
        found = posts(nth, now, upto - given, given)
        given = upto
        await desk.intake.take_in(feed, Poll(FEED, now, found, replace(ready, last_ok=now)))
        await desk.rounds.settle()
        if step == steps // 10:
            early = resident()
    took, late = perf_counter() - begun, resident()
    for _ in range(120):
        clock.advance(300)
        await desk.rounds.settle()
    assert isinstance(world.rooms, Paper)
    told = [at for at, _ in world.rooms.told]
    busiest = max(sum(at <= each < at + timedelta(hours=1) for each in told) for at in told)
    on_cards, in_digests, missing = await accounted(world, desk)
    return [
        Figure("posts that became flags", POSTS, ""),
        Figure("notices in the busiest hour", busiest, "", BUDGET),
        Figure("notices in the day", len(told), ""),
        Figure("posts that a card counts", on_cards, ""),
        Figure("posts that only a digest counts", in_digests, ""),
        Figure("posts that neither counts", missing, "", 0),
        Figure("memory, from the first tenth to the end", late - early, "MB", 30),
        Figure("the whole day", took, "s"),
    ]


async def accounted(world: stage.World, desk: stage.OpenDesk) -> tuple[int, int, int]:
    """How many posts the newest card or else digest of their case counts, and how many none."""
    cards: dict[int, int] = {}
    digests: dict[int, int] = {}
    for message in world.rooms.read("watch"):
        if found := _CASE.search(message.headline):
            cards[int(found[1])] = int(found[2])
        else:
            digests |= {int(n): int(c) for n, c in _CASE.findall(message.plain())}
    async with desk.units() as unit:
        every = await unit.cases.of_incident(0)
    on_cards = sum(cards.get(case.number, 0) for case in every)
    in_digests = sum(digests.get(c.number, 0) for c in every if c.number not in cards)
    return on_cards, in_digests, sum(case.count for case in every) - on_cards - in_digests


if __name__ == "__main__":
    asyncio.run(main())
