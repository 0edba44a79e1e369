"""Two centres with a room that they share, on paper: what one bot says is handed to the other.

north, south = OneCentre("north", "south", clock), OneCentre("south", "north", clock)
await north.says("Duty officer", "/ask south Which substance?")
await north.hands(south)
"""

from dataclasses import replace

from bot.domain.exchange import Envelope
from bot.domain.hearing import Enveloped
from bot.domain.message import Message
from bot.domain.mode import Mode
from bot.domain.partner import Partner
from bot.domain.room import Duty, Member, Role, Room
from bot.ports import Units
from monitors.feed import Item, Poll, SourceRole, digest_of
from tests import samples
from tests.clock import ManualClock
from tests.desk import PAPER, READ, OpenDesk, World, centre
from tests.memory_store import MemoryUnits

SHARED = Room("shared", PAPER, "shared", "en", frozenset({Duty.PARTNER}))
OTHERS = Room("others", PAPER, "others", "en", frozenset({Duty.PARTNER}))
EVERYTHING = Member("Boss Of All", frozenset(Role), {PAPER: "boss-of-all"})
GUEST = Member("Guest", frozenset({Role.OBSERVER}), {PAPER: "guest"})


class OneCentre:
    """A centre with one partner; `account` is its bot's id, as the partner has it configured."""

    def __init__(
        self, name: str, partner: str, clock: ManualClock, *, mode: Mode = Mode.LIVE,
        units: Units | None = None,
    ) -> None:  # fmt: skip
        self.account = f"@{name}:paper"
        self.world = World(mode=mode, clock=clock)
        self.units = units or MemoryUnits(mode)
        plain = centre(mode)
        team = replace(
            plain.team,
            rooms=(*plain.team.rooms, SHARED),
            members=(*plain.team.members, EVERYTHING, GUEST),
        )
        partners = (Partner(partner, SHARED.name, f"@{partner}:paper"),)
        self.centre = replace(plain, name=name, team=team, partners=partners)
        self._handed = 0
        self.reopen()

    def reopen(self) -> OpenDesk:
        """The desk, as a new process opens it on what is there."""
        self.desk = self.world.open(self.units, centre_now=self.centre)
        return self.desk

    async def says(self, who: str, text: str, room: str = "desk") -> str:
        """Somebody types; returns the answer."""
        return await self.desk.says(who, text, room)

    def reads(self, room: str) -> str:
        """All that can be read in a room."""
        return "\n".join(message.plain() for message in self.world.rooms.read(room))

    def said(self, room: str = SHARED.name) -> list[Message]:
        """The messages themselves."""
        return self.world.rooms.read(room)

    async def goes_on(self) -> None:
        """Do what is due by now."""
        await self.desk.rounds.settle()

    async def hears(
        self, envelope: Envelope, account: str, key: str, room: str = SHARED.name
    ) -> None:
        """An envelope comes in a room, under the key that its platform gives it."""
        async with self.units() as unit:
            await unit.inbox.add(Enveloped(key, room, account, envelope), self.world.clock.now())
            await unit.commit()
        await self.goes_on()

    async def sees(self, words: str) -> None:
        """A feed publishes this, and the desk judges it."""
        async with self.units() as unit:
            watched = await unit.feeds.all()
            if not watched:
                feed = replace(samples.FEED, role=SourceRole.SOCIAL)
                await unit.feeds.add(feed, READ)
                watched = await unit.feeds.all()
                await unit.commit()
        item = Item(words, digest_of("", words, None), "", words, None, None, "en")
        poll = Poll(watched[0].feed, self.world.clock.now(), (item,), READ)
        await self.desk.intake.take_in(watched[0].number, poll)
        await self.goes_on()

    async def hands(self, other: "OneCentre") -> int:
        """Hand the other all that was said since the last time; returns how much that was."""
        new = [m.envelope for m in self.said()[self._handed :] if m.envelope]
        start, self._handed = self._handed, len(self.said())
        for number, envelope in enumerate(new, start):
            await other.hears(envelope, self.account, f"paper/{self.account}/{number}")
        return len(new)

    async def log(self) -> list[str]:
        """The verbs of the log, with their words."""
        async with self.units() as unit:
            return [
                f"{entry.kind}: {entry.text}"
                for number in await unit.log.incidents()
                for entry in await unit.log.entries(number)
            ]
