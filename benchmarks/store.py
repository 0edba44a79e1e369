"""How much the store takes, and that a quorum met in a crowd is published once.

    python benchmarks/store.py [postgresql://user@host/empty_database]

SQLite in a file, as the desk keeps it: every commit is on the disk. PostgreSQL at the address
given, else a throw-away one that does not wait for its disk, else not at all.

A unit is one transaction that was committed. A draft's life is four units in which people open,
revise, submit and approve it, and two for each of its two outlets. In the crowd, seven voters
spread over two programs all vote on all 1,000 drafts, each in an order of their own, while two
programs publish: each outlet must have each draft exactly once, by the rows and by its own count.
Whoever finds the store held too long by the other program waits and says it again, as a desk does.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from typing import TypeVar
from zoneinfo import ZoneInfo

from parts.figures import Figure, show
from parts.stores import stores

from bot.chat.words import Catalogues
from bot.desk import drafting
from bot.desk.delivery import Dispatch
from bot.desk.turn import Turn
from bot.domain.centre import Centre
from bot.domain.content import DEFAULT_QUORUM, MessageClass
from bot.domain.errors import DeskError
from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.publication import Receipt
from bot.domain.room import Duty, Member, Role, Room, Team
from bot.ports import StoreError, Unit, Units
from bot.store.migrate import migrate
from bot.store.unit import Store

LIVES, DRAFTS, VOTERS, PROGRAMS = 100, 1000, 7, 2
EDITOR = Member("Editor", frozenset({Role.EDITOR}))
PEOPLE = [Member(f"Approver {n}", frozenset({Role.APPROVER})) for n in range(VOTERS)]
OUTLETS = tuple(Outlet(name, "page", name, ("en", "fr"), repeatable=True) for name in ("a", "b"))
CENTRE = Centre(
    "Crisis Centre Tripoint", Mode.LIVE, ("en", "fr"), ZoneInfo("Europe/Brussels"),
    Team(
        (Room("desk", "console", "desk", "en", frozenset({Duty.APPROVAL})),), (EDITOR, *PEOPLE)
    ),
    OUTLETS, DEFAULT_QUORUM,
)  # fmt: skip
WORDS = Catalogues()
T = TypeVar("T")


class Clock:
    """The clock of this machine; nobody here waits."""

    def now(self) -> datetime:
        """The time now, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@dataclass(slots=True)
class Page:
    """An outlet that knows what it has by its key, and counts how often it was asked."""

    asked: Counter[str] = field(default_factory=Counter)

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Count it."""
        self.asked[key] += 1
        return Receipt(f"{outlet.name}/{key}")


@dataclass(slots=True)
class Program:
    """One program at the store; `waited` counts how often it found the store held too long."""

    units: Units
    dispatch: Dispatch
    waited: int = 0

    async def patiently(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do it, again and again until the store takes it."""
        while True:
            try:
                return await work()
            except StoreError:
                self.waited += 1

    @asynccontextmanager
    async def turn(self, who: Member) -> AsyncIterator[Turn]:
        """A person's turn, committed at its end."""
        async with self.units() as unit:
            yield Turn(unit, CENTRE, WORDS, who, datetime.now(UTC), CENTRE.team.rooms[0])
            await unit.commit()

    async def open_draft(self, kind: MessageClass, text: str) -> int:
        """A new draft in two languages; its number."""
        async with self.turn(EDITOR) as turn:
            texts = {"en": text, "fr": f"{text} Restez chez vous."}
            return (await drafting.open_draft(turn, kind, texts)).number

    async def submit(self, number: int) -> str:
        """Lay it before the approvers; its digest."""
        async with self.turn(EDITOR) as turn:
            return (await drafting.submit(turn, number)).digest


async def lives(program: Program) -> float:
    """Seconds for so many drafts, each from its first word to both outlets."""
    begun = perf_counter()
    for life in range(LIVES):
        number = await program.open_draft(MessageClass.INFORMATION, f"Life {life}: stay inside.")
        async with program.turn(EDITOR) as turn:
            await drafting.revise(turn, number, "en", f"Life {life}: stay inside, close windows.")
        digest = await program.submit(number)
        async with program.turn(PEOPLE[0]) as turn:
            await drafting.approve(turn, number, digest)
        while await program.dispatch.one():
            pass
    return perf_counter() - begun


async def crowd(programs: list[Program]) -> tuple[float, int]:
    """Seconds for all voters to have voted on all drafts, and how many votes were taken."""
    waiting = []
    for nth in range(DRAFTS):
        text = f"Crowd {nth}: it is safe, the rumour is false."
        number = await programs[0].open_draft(MessageClass.REBUTTAL, text)
        waiting.append((number, await programs[0].submit(number)))
    begun = perf_counter()
    votes = [
        asyncio.create_task(_vote(programs[n % PROGRAMS], who, waiting))
        for n, who in enumerate(PEOPLE)
    ]
    sending = [asyncio.create_task(_send_while(program, votes)) for program in programs]
    taken = sum(await asyncio.gather(*votes))
    await asyncio.gather(*sending)
    took = perf_counter() - begun
    async with programs[0].units() as unit:
        await _must_be_out_once(unit, [number for number, _ in waiting])
    return took, taken


async def _vote(program: Program, who: Member, waiting: list[tuple[int, str]]) -> int:
    taken = 0
    for number, digest in random.Random(who.name).sample(waiting, len(waiting)):
        taken += await program.patiently(partial(_approve, program, who, number, digest))
    return taken


async def _approve(program: Program, who: Member, number: int, digest: str) -> bool:
    try:
        async with program.turn(who) as turn:
            await drafting.approve(turn, number, digest)
    except DeskError:
        return False  # Too late: two others were enough.
    return True


async def _send_while(program: Program, votes: list[asyncio.Task[int]]) -> None:
    over = False
    while not over:
        over = all(vote.done() for vote in votes)
        while await program.patiently(program.dispatch.one):
            pass
        await asyncio.sleep(0.01)


async def _must_be_out_once(unit: Unit, numbers: list[int]) -> None:
    for number in numbers:
        rows = await unit.publications.of_draft(number)
        assert sorted(row.outlet for row in rows) == ["a", "b"], (number, rows)


async def measure(name: str, url: str) -> list[Figure]:
    """All figures of one store."""
    await migrate(url, Mode.LIVE)
    page = Page()
    async with AsyncExitStack() as stack:
        programs = [await _program(stack, url, f"program-{n}", page) for n in range(PROGRAMS)]
        alone = await lives(programs[0])
        together, votes = await crowd(programs)
    assert len(page.asked) == 2 * (LIVES + DRAFTS), "something was not published"
    waited = sum(program.waited for program in programs)
    # A program that was kept from noting that it had sent may ask again: the outlet knows the key.
    assert page.asked.total() - len(page.asked) <= waited, "something was published twice"
    return [
        Figure(f"{name}: one draft's life, 8 units", alone / LIVES * 1000, "ms"),
        Figure(f"{name}: units, one after another", 8 * LIVES / alone, "/s"),
        Figure(f"{name}: crowd, votes tried", VOTERS * DRAFTS / together, "/s"),
        Figure(f"{name}: crowd, units committed", (votes + 4 * DRAFTS) / together, "/s"),
        Figure(f"{name}: crowd, publications (each once)", 2 * DRAFTS / together, "/s"),
        Figure(f"{name}: crowd, publications", 2 * DRAFTS, "of so many"),
        Figure(f"{name}: crowd, store held too long", waited, "times"),
    ]


async def _program(stack: AsyncExitStack, url: str, owner: str, page: Page) -> Program:
    store = await Store.open(url, Mode.LIVE)
    stack.push_async_callback(store.close)
    dispatch = Dispatch(store.units, CENTRE, WORDS, {"page": page}, Clock(), owner)
    return Program(store.units, dispatch)


def main() -> None:
    """Measure every store, and print the table."""
    with stores() as measured:
        show(figure for name, url in measured.items() for figure in asyncio.run(measure(name, url)))


if __name__ == "__main__":
    main()
