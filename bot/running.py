"""A desk at work: its loops, the console, and how it ends.

Each loop is begun again when it breaks. The desk runs until it is told to stop, or until the
console's input ends where the console is all there is.
"""

import asyncio
import logging
import secrets
import signal
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TextIO

from bot.app import Desk, SystemClock, fitted_judge, opened
from bot.chat.table import COMMANDS
from bot.config import load, read_by_others
from bot.desk.rooms import Whereabouts
from bot.domain.centre import Centre
from bot.domain.mode import Mode
from bot.domain.publication import PostFailed
from bot.domain.room import Duty, handle
from bot.places import beside, open_chats, open_outlets, public_feed
from bot.platforms.console import Console, ConsoleReader, Speaking, words_to_complete
from bot.ports import Clock, Platform, StoreError, Units
from bot.writing import open_writer
from monitors.feed import Poll
from monitors.watch import watch

log = logging.getLogger(__name__)
LONGEST_REST = 30.0

Lead = Callable[[Desk, Path], Awaitable[None]]
"""A loop that runs beside a desk in exercise; it is given the folder of exercises."""


async def run(path: Path, source: TextIO | None = None, lead: Lead | None = None) -> None:
    """Run the configured desk. Raises `ConfigError`, and `StoreError` when it cannot be opened."""
    config = load(path)
    centre, clock = config.to_centre(), SystemClock()
    outlets = open_outlets(config, clock)
    for remark in read_by_others(config):
        log.warning("%s", remark)
    console = _console(centre)

    def platforms(whereabouts: Whereabouts, units: Units) -> Mapping[str, Platform]:
        chats = open_chats(config, whereabouts, clock, units)
        # A homeserver knows a sending by the device that sent it: both use one login.
        outlets.update(beside(config, chats))
        return chats | {"console": console} if console else chats

    async with (
        opened(
            centre, config.store.url, platforms, outlets, clock,
            feeds=config.to_feeds(), allow_private=config.reachable,
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
            known = words_to_complete((command.words for command in COMMANDS), centre.team)
            reader = ConsoleReader(console.prompt, known, source)
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
