"""Wiring: a configuration becomes a desk at work. One straight line, closed in reverse.

`opened` is long on purpose: every part is named once, in the order in which it needs the others,
and nothing is hidden in a container. Nobody else in the program sees the configuration.
"""

import asyncio
import logging
import secrets
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TextIO

from bot.chat.context import Context
from bot.chat.ears import Ears
from bot.chat.notices import Notices
from bot.chat.rounds import Rounds
from bot.chat.table import COMMANDS
from bot.chat.words import Catalogues, shipped
from bot.config import Config, load
from bot.desk.delivery import Dispatch
from bot.desk.emerging import Emerging
from bot.desk.intake import Intake
from bot.desk.judging import LearningJudge, TeachableJudge
from bot.desk.ledger import FeedLedger
from bot.desk.outage import Outages
from bot.desk.owners import free_the_dead, own_name
from bot.desk.pace import Pace
from bot.desk.posting import Posting
from bot.desk.rooms import Whereabouts
from bot.desk.traffic import Traffic
from bot.desk.writing import Scribe
from bot.domain.centre import Centre
from bot.domain.drawing import Drawing
from bot.domain.mode import Mode
from bot.domain.publication import PostFailed
from bot.domain.room import Duty, handle
from bot.places import beside, open_chats, open_outlets, public_feed
from bot.platforms.console import Console, ConsoleReader, Speaking, words_to_complete
from bot.ports import Clock, OutletPort, Platform, StoreError, Units, Writer
from bot.store.migrate import migrate
from bot.store.unit import Store
from bot.writing import open_writer
from monitors.feed import Feed, Poll, Progress
from monitors.fetch import Fetcher
from monitors.watch import watch

log = logging.getLogger(__name__)
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
class Desk:
    """A desk that is open: what the loops and the drill work with."""

    centre: Centre
    units: Units
    clock: Clock
    rounds: Rounds
    intake: Intake
    ledger: FeedLedger
    fetcher: Fetcher
    ears: Mapping[str, Ears]


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


def drawn(drawing: Drawing) -> bytes:
    """A drawing as a PNG."""
    # Here, not above: matplotlib takes half a second to import.
    from bot.chat.plot import png

    return png(drawing)


@asynccontextmanager
async def opened(  # noqa: PLR0913 - all that a desk is made of
    centre: Centre,
    url: str,
    make_platforms: Callable[[Whereabouts, Units], Mapping[str, Platform]],
    outlets: Mapping[str, OutletPort],
    clock: Clock,
    *,
    feeds: Sequence[Feed] = (),
    allow_private: bool | tuple[str, ...] = False,
    make_judge: Callable[[], TeachableJudge] = fitted_judge,
    writer: Writer | None = None,
    in_thread: bool = True,
) -> AsyncIterator[Desk]:
    """Open a desk on a store. `make_platforms` is told where it can ask for the rooms,
    and where it may keep things. Only a store of nobody else's may do without `in_thread`.

    Raises `StoreError` when the store cannot be used.
    """
    async with AsyncExitStack() as stack:
        await migrate(url, centre.mode)
        store = await Store.open(url, centre.mode, in_thread=in_thread)
        stack.push_async_callback(store.close)
        units = store.units
        owner = own_name()
        await free_the_dead(units)
        words = Catalogues()
        built_in = frozenset(shipped())
        judge = LearningJudge(make_judge, units, centre.mode)
        context = Context(
            centre, units, words, clock, built_in, clock.now(), judge, writes=writer is not None
        )
        notices = Notices(centre, words, clock)
        whereabouts = Whereabouts(centre.team)
        async with units() as unit:
            await whereabouts.look(unit)
        platforms = make_platforms(whereabouts, units)
        for platform in platforms.values():
            stack.push_async_callback(platform.close)
        outages = Outages(units, centre, words, clock, whereabouts)
        traffic = Traffic(platforms, whereabouts, outages)
        posting = Posting(
            units, centre, words, platforms, notices.render, clock, owner, whereabouts, traffic,
            draw=drawn,
        )  # fmt: skip
        stack.push_async_callback(posting.close)
        dispatch = Dispatch(units, centre, words, outlets, clock, owner)
        scribe = Scribe(units, centre, words, writer, clock, owner) if writer else None
        rounds = Rounds(context, posting, dispatch, scribe)
        emerging = Emerging(units, centre, words, clock)
        intake = Intake(units, centre, words, judge, clock, emerging)
        fetcher = await stack.enter_async_context(Fetcher(allow_private=allow_private))
        await _watch_configured(units, feeds, clock.now())
        ledger = FeedLedger(units, owner, Pace())

        ears = {
            name: Ears(name, platform, context, posting, outages, owner, rounds.talk_bell)
            for name, platform in platforms.items()
            if name != "console"
        }
        yield Desk(centre, units, clock, rounds, intake, ledger, fetcher, ears)


Lead = Callable[[Desk, Path], Awaitable[None]]
"""A loop that runs beside a desk in exercise; it is given the folder of exercises."""


async def run(path: Path, source: TextIO | None = None, lead: Lead | None = None) -> None:
    """Run the configured desk: until it is told to stop, or the console's input ends where the
    console is all there is."""
    config = load(path)
    centre, clock = config.to_centre(), SystemClock()
    outlets = open_outlets(config, clock)
    console = _console(centre)

    def platforms(whereabouts: Whereabouts, units: Units) -> Mapping[str, Platform]:
        chats = open_chats(config, whereabouts, clock, units)
        # A homeserver knows a sending by the device that sent it: both use one login.
        outlets.update(beside(config, chats))
        return chats | {"console": console} if console else chats

    async with (
        opened(
            centre, config.store.url, platforms, outlets, clock,
            feeds=config.to_feeds(), allow_private=_reachable(config),
            make_judge=partial(fitted_judge, config.judge.embeddings), writer=open_writer(config),
        ) as desk,
        public_feed(config, desk.units, centre, clock),
        asyncio.TaskGroup() as group,
    ):  # fmt: skip
        loops = [
            group.create_task(supervised(name, loop, clock, console))
            for name, loop in _loops(desk, lead, config.exercise.folder).items()
        ]
        waiting: list[asyncio.Future[None]] = [_stopped()]
        log.info("at work rooms=%d", len(centre.team.rooms))
        if console is not None:
            reader = ConsoleReader(console.prompt, _completions(centre), source)
            talking = group.create_task(_until_silent(desk, console, reader))
            loops.append(talking)
            # A service has no input at all: its desk goes on in the chats.
            if not desk.ears or reader.interactive:
                waiting.append(talking)
        else:
            _say_where(centre)
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in loops:
            task.cancel()


def _say_where(centre: Centre) -> None:
    """Tell whoever started it, since nothing else comes to this terminal."""
    rooms = ", ".join(f"{room.name} ({room.platform})" for room in centre.team.rooms)
    terminal = Console(Speaking("", ""), run="")
    terminal.remark(f"{centre.name} is at work in {rooms}. Stop it with Ctrl-C.")


def _reachable(config: Config) -> bool | tuple[str, ...]:
    """Which private addresses feeds may be at. An exercise has its feeds on this machine."""
    allowed = config.watch.allow_private_addresses
    if config.centre.mode is Mode.LIVE or allowed is True:
        return allowed
    return (*(allowed or ()), "127.0.0.0/8")


def _loops(desk: Desk, lead: Lead | None, folder: Path) -> dict[str, Callable[[], Awaitable[None]]]:
    rounds = desk.rounds
    led = lead if desk.centre.mode is not Mode.LIVE else None
    return {
        **({"lead": lambda: led(desk, folder)} if led else {}),
        "talk": rounds.talk_for_ever,
        "say": rounds.say_for_ever,
        "publish": rounds.publish_for_ever,
        "prompt": rounds.prompt_for_ever,
        "write": rounds.write_for_ever,
        "forget": rounds.forget_for_ever,
        "watch": lambda: _watch(desk),
        **{f"hear {name}": ears.for_ever for name, ears in desk.ears.items()},
    }


def _stopped() -> asyncio.Future[None]:
    """Done when this program is asked to end."""
    loop = asyncio.get_running_loop()
    stopped = loop.create_future()

    def stop() -> None:
        if not stopped.done():
            stopped.set_result(None)

    for asked in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(asked, stop)
    return stopped


async def _until_silent(desk: Desk, console: Console, reader: ConsoleReader) -> None:
    """Hear the console to its end, and do all that follows from it."""
    try:
        await converse(desk, console, reader)
        await desk.rounds.settle()
    except StoreError as trouble:
        console.remark(f"{trouble} What is still due is done at the next start.")
    except PostFailed as gone:
        log.error("the console is gone why=%s", gone.why)


def _console(centre: Centre) -> Console | None:
    """The console, when a room is there. The first speaker is the first member, in its room for
    monitoring if it has one."""
    rooms = [room for room in centre.team.rooms if room.platform == "console"]
    if not rooms:
        return None
    watching = [room for room in rooms if Duty.MONITORING in room.duties]
    speaking = Speaking(handle(centre.team.members[0].name), (watching or rooms)[0].name)
    return Console(speaking, run=secrets.token_hex(4))


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
        desk.rounds.ring()

    await watch(desk.ledger, desk.fetcher, sink, desk.clock)


async def _watch_configured(units: Units, feeds: Sequence[Feed], now: datetime) -> None:
    """Make sure that the configured feeds are watched: one that was removed in a room returns as
    long as the configuration names it; one that was muted stays so."""
    async with units() as unit:
        for feed in feeds:
            if await unit.feeds.by_url(feed.url) is None:
                await unit.feeds.add(feed, Progress(next_poll=now))
        await unit.commit()


def _completions(centre: Centre) -> list[str]:
    return words_to_complete(
        [command.words for command in COMMANDS],
        [handle(member.name) for member in centre.team.members],
        [room.name for room in centre.team.rooms],
    )
