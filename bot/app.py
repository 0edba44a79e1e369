"""Wiring: a configuration becomes a desk at work. One straight line, closed in reverse.

`opened` is long on purpose: every part is named once, in the order in which it needs the others,
and nothing is hidden in a container. Nobody else in the program sees the configuration.
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TextIO

from bot.chat.context import Context
from bot.chat.notices import Notices
from bot.chat.rounds import Rounds
from bot.chat.table import COMMANDS
from bot.chat.words import Catalogues
from bot.config import load, secret
from bot.desk.delivery import Dispatch, Posting
from bot.desk.intake import Intake
from bot.desk.judging import LearningJudge, TeachableJudge
from bot.desk.pace import Pace
from bot.domain.centre import Centre
from bot.domain.publication import PostFailed
from bot.domain.room import Duty, handle
from bot.outlets.file import FileOutlet
from bot.outlets.webhook import WebhookOutlet
from bot.platforms.console import Console, ConsoleReader, Speaking, words_to_complete
from bot.ports import Clock, OutletPort, Platform, StoreError, Units
from bot.store.migrate import migrate
from bot.store.unit import Store
from classifiers.narrative import load as load_narratives
from monitors.feed import Feed, Poll, Progress
from monitors.fetch import Fetcher
from monitors.watch import Watched, watch

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
LONGEST_REST = 30.0


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The time now, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class FeedLedger:
    """The watch's ledger: the feeds in the store, claimed under a lease."""

    units: Units
    owner: str
    pace: Pace

    async def due(self, now: datetime, limit: int) -> Sequence[Watched]:
        """Claim the feeds that are due, each with the interval that holds now."""
        async with self.units() as unit:
            claimed = await unit.feeds.claim_due(self.owner, now, now + LEASE, limit)
            if claimed:
                self.pace.see(await unit.incidents.open())
            await unit.commit()
        return [self._hurried(watched) for watched in claimed]

    async def next_due(self) -> datetime | None:
        """When the next one is."""
        async with self.units() as unit:
            return await unit.feeds.next_due()

    def _hurried(self, watched: Watched) -> Watched:
        every = self.pace.every_now(watched.feed)
        return replace(watched, feed=replace(watched.feed, every=every))


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that is open: what the loops and the drill work with."""

    centre: Centre
    units: Units
    clock: Clock
    rounds: Rounds
    intake: Intake
    ledger: FeedLedger
    fetcher: Fetcher


def fitted_judge(embeddings: Path | None = None) -> TeachableJudge:
    """The judge of the narratives that come with Vigie. The first start fits it, in ten seconds.

    A model that cannot be used is said and done without: the judge never needs it.
    """
    # Here, not above: numpy takes a while to import, and only judging needs it.
    from classifiers.shelf import fitted

    judge = fitted(log.warning)
    if embeddings is None:
        return judge
    from classifiers.meaning import MeaningError, model_at

    try:
        return judge.meaning(model_at(embeddings))
    except MeaningError as unusable:
        log.warning("%s", unusable)
        return judge


@asynccontextmanager
async def opened(
    centre: Centre,
    url: str,
    platforms: Mapping[str, Platform],
    outlets: Mapping[str, OutletPort],
    clock: Clock,
    *,
    feeds: Sequence[Feed] = (),
    allow_private: bool | tuple[str, ...] = False,
    make_judge: Callable[[], TeachableJudge] = fitted_judge,
) -> AsyncIterator[Desk]:
    """Open a desk on a store. Raises `StoreError` when the store cannot be used."""
    async with AsyncExitStack() as stack:
        await migrate(url, centre.mode)
        store = await Store.open(url, centre.mode)
        stack.push_async_callback(store.close)
        units = store.units
        owner = f"desk-{secrets.token_hex(4)}"
        words = Catalogues()
        titles = {n.id: n.title for n in load_narratives()[0]}
        judge = LearningJudge(make_judge, units, centre.mode)
        context = Context(centre, units, words, clock, titles, clock.now(), judge)
        notices = Notices(centre, words, clock)
        posting = Posting(units, centre, platforms, notices.render, clock, owner)
        dispatch = Dispatch(units, centre, words, outlets, clock, owner)
        rounds = Rounds(context, posting, dispatch)
        intake = Intake(units, centre, words, judge, clock)
        fetcher = await stack.enter_async_context(Fetcher(allow_private=allow_private))
        await _watch_configured(units, feeds, clock.now())
        ledger = FeedLedger(units, owner, Pace())
        yield Desk(centre, units, clock, rounds, intake, ledger, fetcher)


async def run(path: Path, source: TextIO | None = None) -> None:
    """Run the configured desk until the console's input ends."""
    config = load(path)
    centre, clock = config.to_centre(), SystemClock()
    console = Console(_first_speaker(centre), run=secrets.token_hex(4))
    signing = {o.name: secret(o) for o in config.outlets if o.platform == "webhook"}
    outlets: dict[str, OutletPort] = {
        "file": FileOutlet(clock.now),
        "webhook": WebhookOutlet(signing, clock.now),
    }
    async with opened(
        centre, config.store.url, {"console": console}, outlets, clock,
        feeds=config.to_feeds(), allow_private=config.watch.allow_private_addresses,
        make_judge=partial(fitted_judge, config.judge.embeddings),
    ) as desk, asyncio.TaskGroup() as group:  # fmt: skip
        loops = [
            group.create_task(supervised("talk", desk.rounds.talk_for_ever, clock, console)),
            group.create_task(supervised("publish", desk.rounds.publish_for_ever, clock)),
            group.create_task(supervised("watch", lambda: _watch(desk), clock)),
        ]
        reader = ConsoleReader(console.prompt, _completions(centre), source)
        try:
            await converse(desk, console, reader)
            await desk.rounds.settle()
        except StoreError as trouble:
            console.remark(f"{trouble} What is still due is done at the next start.")
        except PostFailed as gone:
            log.error("the console is gone why=%s", gone.why)
        for loop in loops:
            loop.cancel()


async def converse(desk: Desk, console: Console, reader: ConsoleReader) -> None:
    """Hear everything that is typed. Piped lines are answered one by one, as a script expects."""
    async for heard in console.hear(reader, echo=not reader.interactive):
        if desk.centre.team.room(heard.room) is None:
            names = ", ".join(room.name for room in desk.centre.team.rooms)
            console.remark(f"There is no room {heard.room}. Rooms: {names}")
            continue
        try:
            await desk.rounds.hear(heard)
        except StoreError as trouble:
            console.remark(f"{trouble} Nothing was changed; type it again when it is mended.")
            continue
        try:
            if not reader.interactive:
                await desk.rounds.settle()
        except StoreError as trouble:
            console.remark(f"{trouble} What you typed is kept, and done when it is mended.")


async def supervised(
    name: str, loop: Callable[[], Awaitable[None]], clock: Clock, console: Console | None = None
) -> None:
    """Run a loop for ever: when it breaks, log it, rest longer each time, and begin again.

    What the store cannot do is said on the console at once: the log is for operators.
    """
    rest, said = 1.0, ""
    while True:
        try:
            await loop()
        except StoreError as trouble:
            if console is not None and str(trouble) != said:
                said = str(trouble)
                console.remark(f"{said} What was typed is kept where it could be, and tried again.")
            log.warning("loop waits for the store name=%s", name)
            await clock.sleep(LONGEST_REST / 10)
        except Exception:
            log.exception("loop broke name=%s next=%.0fs", name, rest)
            await clock.sleep(rest)
            rest = min(rest * 2, LONGEST_REST)


async def _watch(desk: Desk) -> None:
    async def sink(number: int, poll: Poll) -> None:
        await desk.intake.take_in(number, poll)
        desk.rounds.talk_bell.ring()

    await watch(desk.ledger, desk.fetcher, sink, desk.clock)


async def _watch_configured(units: Units, feeds: Sequence[Feed], now: datetime) -> None:
    """Make sure that the configured feeds are watched: one that was removed in a room returns as
    long as the configuration names it; one that was muted stays so."""
    async with units() as unit:
        for feed in feeds:
            if await unit.feeds.by_url(feed.url) is None:
                await unit.feeds.add(feed, Progress(next_poll=now))
        await unit.commit()


def _first_speaker(centre: Centre) -> Speaking:
    member = centre.team.members[0]
    return Speaking(handle(member.name), centre.team.rooms_for(Duty.MONITORING)[0].name)


def _completions(centre: Centre) -> list[str]:
    return words_to_complete(
        [command.words for command in COMMANDS],
        [handle(member.name) for member in centre.team.members],
        [room.name for room in centre.team.rooms],
    )
