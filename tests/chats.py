"""A desk on two chat platforms at once, `north` and `south`, for tests of rooms and their losses.

Everybody has an account on both. `Chats` outlives a crash, as the platforms and the clock do.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.app import Ground, assembled
from bot.chat.context import Context
from bot.chat.ears import Ears
from bot.chat.rounds import Rounds
from bot.desk.outage import Outages
from bot.desk.rooms import Whereabouts
from bot.domain.centre import Centre
from bot.domain.content import DEFAULT_QUORUM
from bot.domain.message import Message
from bot.domain.mode import Mode
from bot.domain.room import Duty, Member, Room, Team, handle
from bot.ports import Lane, Post, Units
from tests.clock import ManualClock
from tests.desk import PEOPLE, SITE, WORDS, ScriptedOutlet, word_judge
from tests.loopback import Loopback, Server

NAMES = ("north", "south")
ROOMS = (
    Room("watch", "north", "n1", "en", frozenset({Duty.MONITORING})),
    Room("approval", "north", "n2", "en", frozenset({Duty.APPROVAL})),
    Room("desk", "south", "s1", "en", frozenset({Duty.DRAFTING, Duty.COORDINATION})),
    Room("signing", "south", "s2", "fr", frozenset({Duty.APPROVAL})),
)


def centre() -> Centre:
    """The centre of these tests."""
    members = tuple(
        Member(name, roles, {on: f"{on}-{handle(name)}" for on in NAMES})
        for name, roles in PEOPLE.items()
    )
    return Centre(
        "Crisis Centre Test", Mode.LIVE, ("en", "fr"), ZoneInfo("Europe/Brussels"),
        Team(ROOMS, members), (replace(SITE, languages=("en",)),), DEFAULT_QUORUM,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChatDesk:
    """A desk at work on both."""

    units: Units
    rounds: Rounds
    ears: Mapping[str, Ears]
    outages: Outages
    context: Context

    async def catches_up(self) -> None:
        """Hear all there is on both platforms, and do all that follows."""
        for ears in self.ears.values():
            assert await ears.take()
            await ears.listen()
        await self.rounds.settle()

    async def queue(self, *posts: Post) -> None:
        """Have something to say."""
        async with self.units() as unit:
            for post in posts:
                await unit.outbox.add(post, self.context.clock.now())
            await unit.commit()

    async def waiting(self) -> int:
        """How many posts wait."""
        async with self.units() as unit:
            return await unit.outbox.count()

    async def log(self) -> list[str]:
        """The kinds of the lines in the log."""
        async with self.units() as unit:
            return [entry.kind for entry in await unit.log.entries(0)]


@dataclass(slots=True)
class Chats:
    """Everything around the desk."""

    clock: ManualClock = field(default_factory=ManualClock)
    north: Server = field(default_factory=lambda: Server("north"))
    south: Server = field(default_factory=lambda: Server("south"))
    outlet: ScriptedOutlet = field(default_factory=ScriptedOutlet)
    opened: int = 0

    def open(self, units: Units) -> ChatDesk:
        """A new desk on a store."""
        self.opened += 1
        owner, here = f"desk-{self.opened}", centre()
        platforms = {"north": Loopback(self.north), "south": Loopback(self.south)}
        parts = assembled(
            Ground(
                here, units, self.clock, owner, Whereabouts(here.team), platforms,
                {SITE.platform: self.outlet}, WORDS, word_judge,
            )
        )  # fmt: skip
        return ChatDesk(units, parts.rounds, parts.ears, parts.outages, parts.context)

    async def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """Let the clock go on in small steps, and everybody act in between."""
        while seconds > 0:
            self.clock.advance(min(step, seconds))
            seconds -= step
            await idle()


async def idle() -> None:
    """Let everything happen that needs no time."""
    for _ in range(60):
        await asyncio.sleep(0)


def notice(number: int, room: str, lane: Lane = Lane.FLAG) -> Post:
    """Something to say in a room, told apart by its number."""
    return Post(f"notice/{number}/{room}", room, lane, Message(f"Notice {number}"))
