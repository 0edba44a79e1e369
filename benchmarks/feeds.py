"""What watching costs: python benchmarks/feeds.py [part …]; parts: reading, rounds, many, flags.

reading   one feed of fifty articles, 145 KiB: our CPU time against feedparser's with its defaults
rounds    1,000 feeds of fifty articles, all changed, then all unchanged: seconds, and memory
many      10,000 feeds at five minutes, one visit in twenty brings news, through the real desk:
          CPU as a share of one core, and the longest time between two polls of one feed.
          The desk's clock runs SPEED times as fast as ours, so CPU is counted per desk second.
flags     20 new items a second, each a storyline: from the moment the poll is due to the commit
          of the transaction that holds the flag and its post in the outbox

The feeds come over loopback from another program, each from a host of its own.
"""

import asyncio
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import feedparser
from press.documents import fifty
from press.server import serving, url

from bot.app import Desk, opened
from bot.domain.incident import DAILY_WATCH
from bot.domain.mode import Mode
from bot.drill.stage import centre
from classifiers.narrative import load
from monitors.feed import Feed, Poll, Progress, SourceRole, Unchanged
from monitors.fetch import Fetcher
from monitors.parse import parse
from monitors.watch import Watched, watch

SPEED = 5.0
MANY, EVERY = 10_000, timedelta(minutes=5)
FRESH_FEEDS, FRESH_EVERY, FRESH_SECONDS = 210, timedelta(seconds=10), 40


def main() -> None:
    """Measure the parts that are asked for, or all."""
    parts: dict[str, Callable[[], None]] = {
        "reading": reading,
        "rounds": lambda: asyncio.run(rounds()),
        "many": lambda: asyncio.run(many()),
        "flags": lambda: asyncio.run(flags()),
    }
    for name in sys.argv[1:] or parts:
        parts[name]()


def reading() -> None:
    """One feed, both readers in turn, so that the machine's moods reach both."""
    body, feed = fifty(), Feed("https://news.example/rss", "News", language="fr")
    now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    fresh = iter([fifty(str(at), first=50 * at) for at in range(1, 46)])
    first, again, theirs = list[float](), list[float](), list[float]()
    for _ in range(9):
        first += [cpu(lambda: parse(next(fresh), feed, now=now)) for _ in range(5)]
        again += [cpu(lambda: parse(body, feed, now=now)) for _ in range(5)]
        theirs.append(cpu(lambda: feedparser.parse(BytesIO(body))))
    new, known, other = map(statistics.median, (first, again, theirs))
    items, entries = parse(body, feed, now=now), feedparser.parse(BytesIO(body)).entries
    same = isinstance(items, tuple) and [(i.key, i.title, i.link) for i in items] == [
        (entry.id, entry.title, entry.link) for entry in entries
    ]
    print(
        f"reading: {len(body) / 1024:.0f} KiB, {len(entries)} articles; feedparser"
        f" {other * 1000:.1f} ms; articles that we read before {known * 1000:.2f} ms,"
        f" {other / known:.1f} times; all new {new * 1000:.2f} ms, {other / new:.1f} times;"
        f" same items: {same}"
    )


def cpu(work: Callable[[], object]) -> float:
    """The CPU seconds of this."""
    started = time.process_time()
    work()
    return time.process_time() - started


@dataclass(slots=True)
class Shelf:
    """A ledger in memory whose feeds are due once, and its sink, which keeps no items."""

    feeds: list[Watched]
    seen: dict[int, Progress] = field(default_factory=dict)
    items: int = 0
    unchanged: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: list[Watched] = field(default_factory=list)

    def start(self) -> None:
        self.waiting, self.seen, self.done = list(self.feeds), {}, asyncio.Event()
        self.items = self.unchanged = 0

    async def due(self, now: datetime, limit: int) -> Sequence[Watched]:
        taken, self.waiting = self.waiting[:limit], self.waiting[limit:]
        return taken

    async def next_due(self) -> datetime | None:
        return None

    async def take_in(self, number: int, poll: Poll) -> None:
        self.seen[number] = poll.progress
        self.unchanged += poll.outcome == Unchanged()
        self.items += len(poll.outcome) if isinstance(poll.outcome, tuple) else 0
        if len(self.seen) == len(self.feeds):
            self.done.set()


class Clock:
    """This machine's clock, or one that runs faster."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._start, self._began = datetime.now(UTC), time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._speed * (time.monotonic() - self._began))

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)


async def rounds() -> None:
    """A thousand feeds, everything new and then nothing new, without a store."""
    clock = Clock()
    with serving() as port:
        for kind, told in (("all", "all changed"), ("same", "all unchanged")):
            feeds = (Feed(url(port, kind, n), str(n)) for n in range(1000))
            shelf = Shelf([Watched(n, one, Progress(clock.now())) for n, one in enumerate(feeds)])
            async with Fetcher(allow_private=True) as fetcher:
                if kind == "same":
                    await one_round(shelf, fetcher, clock)
                    shelf.feeds = [replace(w, progress=shelf.seen[w.number]) for w in shelf.feeds]
                wall, used, most = await one_round(shelf, fetcher, clock)
            print(
                f"rounds: 1000 feeds, {told}: {wall:.1f} s, {used:.1f} s of CPU,"
                f" {shelf.items} items, {shelf.unchanged} unchanged; {most:.0f} MiB in all",
                flush=True,
            )


async def one_round(shelf: Shelf, fetcher: Fetcher, clock: Clock) -> tuple[float, float, float]:
    """Seconds of the wall clock and of CPU, and MiB of memory, workers included."""
    shelf.start()
    started, used = time.monotonic(), spent()
    async with watching(watch(shelf, fetcher, shelf.take_in, clock)):
        await shelf.done.wait()
        return time.monotonic() - started, spent() - used, memory()


@asynccontextmanager
async def watching(loop: Awaitable[None]) -> AsyncIterator[None]:
    """Run the loop in the background for as long as the block lasts."""
    task = asyncio.ensure_future(loop)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def spent() -> float:
    """CPU seconds of this program and its workers. Linux only."""
    us = resource.getrusage(resource.RUSAGE_SELF)
    ticks = [Path(f"/proc/{n}/stat").read_text().rpartition(")")[2].split() for n in workers()]
    theirs = sum(int(tick[11]) + int(tick[12]) for tick in ticks) / os.sysconf("SC_CLK_TCK")
    return us.ru_utime + us.ru_stime + theirs


def memory() -> float:
    """The most MiB that this program and its workers had, added up. Linux only."""
    status = [Path(f"/proc/{n}/status").read_text() for n in (os.getpid(), *workers())]
    return sum(int(text.partition("VmHWM:")[2].split()[0]) for text in status) / 1024


def workers() -> list[str]:
    """The processes of our pool that are at work."""
    us = os.getpid()
    children = Path(f"/proc/{us}/task/{us}/children").read_text().split()
    return [n for n in children if b"monitors.worker" in Path(f"/proc/{n}/cmdline").read_bytes()]


@asynccontextmanager
async def desk_with(feeds: Sequence[Feed], clock: Clock, known: bool) -> AsyncIterator[Desk]:
    """A real desk on SQLite that watches these feeds, due evenly over the first interval."""
    with tempfile.TemporaryDirectory() as folder:
        place = centre(Path(folder) / "public.md", "http://127.0.0.1:9/hook")
        store = f"sqlite:///{folder}/vigie.db"
        place = replace(place, mode=Mode.TEST)
        async with opened(place, store, lambda *_: {}, {}, clock, allow_private=True) as desk:
            async with desk.units() as unit:
                start = clock.now()
                for at, feed in enumerate(feeds):
                    due = start + feed.every * (at / len(feeds))
                    await unit.feeds.add(feed, Progress(due, imported=known))
                await unit.commit()
            yield desk


async def many() -> None:
    """Ten thousand feeds: one interval fills what is remembered, the next one counts."""
    clock, polled, outcomes = Clock(SPEED), dict[int, datetime](), [0, 0]
    widest = timedelta(0)
    with serving() as port:
        feeds = [Feed(url(port, "some", n), str(n), every=EVERY) for n in range(MANY)]
        async with desk_with(feeds, clock, known=False) as desk:

            async def sink(number: int, poll: Poll) -> None:
                nonlocal widest
                await desk.intake.take_in(number, poll)
                outcomes[poll.outcome == Unchanged()] += 1
                before = polled.get(number)
                widest = max(widest, poll.at - before) if before else widest
                polled[number] = poll.at

            async with watching(watch(desk.ledger, desk.fetcher, sink, clock)):
                await clock.sleep(EVERY.total_seconds() * 1.15)
                used, began, outcomes[:] = spent(), clock.now(), [0, 0]
                await clock.sleep(EVERY.total_seconds() * 1.15)
                share = (spent() - used) / (clock.now() - began).total_seconds()
                most = memory()
                late = max((clock.now() - at for at in polled.values()), default=widest)
    widest = max(widest, late)
    print(
        f"many: {len(polled)} feeds polled, then {sum(outcomes)} polls, {outcomes[1]} unchanged:"
        f" {share:.0%} of one core, at most {widest / EVERY:.2f} intervals between polls;"
        f" {most:.0f} MiB in all"
    )


async def flags() -> None:
    """Storylines at twenty a second, from due to committed."""
    narratives, _ = load()
    texts = [text for n in narratives for texts in n.examples.values() for text in texts]
    clock, waits, due = Clock(), list[float](), dict[int, datetime]()
    with serving(texts) as port:
        feeds = [
            Feed(url(port, "fresh", n), str(n), SourceRole.SOCIAL, every=FRESH_EVERY)
            for n in range(FRESH_FEEDS)
        ]
        async with desk_with(feeds, clock, known=True) as desk:

            async def sink(number: int, poll: Poll) -> None:
                await desk.intake.take_in(number, poll)
                if (now := clock.now()) > warm:
                    waits.append((now - due[number]).total_seconds())

            @dataclass(frozen=True, slots=True)
            class Noted:
                """The desk's ledger; it notes when each feed was due."""

                async def due(self, now: datetime, limit: int) -> Sequence[Watched]:
                    claimed = await desk.ledger.due(now, limit)
                    due.update({w.number: w.progress.next_poll for w in claimed})
                    return claimed

                async def next_due(self) -> datetime | None:
                    return await desk.ledger.next_due()

            warm = clock.now() + 2 * FRESH_EVERY
            async with watching(watch(Noted(), desk.fetcher, sink, clock)):
                await clock.sleep(2 * FRESH_EVERY.total_seconds() + FRESH_SECONDS)
            async with desk.units() as unit:
                posts, cases = await unit.outbox.count(), await unit.cases.of_incident(DAILY_WATCH)
    raised = sum(case.count for case in cases)
    ordered = sorted(waits)
    print(
        f"flags: {len(waits)} polls with a new item in {FRESH_SECONDS} s, {raised} flags,"
        f" {posts} posts waiting; due to committed: median {statistics.median(ordered):.2f} s,"
        f" p95 {ordered[int(len(ordered) * 0.95)]:.2f} s, longest {ordered[-1]:.2f} s"
    )


if __name__ == "__main__":
    main()
