"""A scene on Matrix: our platform, people, rooms, and a homeserver that may be broken."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from bot.domain.hearing import Heard
from bot.domain.room import Room
from bot.platforms.matrix.platform import Matrix
from bot.platforms.matrix.settings import MatrixSettings
from bot.ports import Batch, Event
from tests.clock import PATIENCE, ManualClock
from tests.matrix_people import Person
from tests.synapse import Synapse

# What a sync waits for news: long enough to be a long poll, short enough for tests.
POLL = 0.1
PASSWORD = "secret"


class Scene:
    """One bot and its rooms. `tick` hears one batch, as the core would, and keeps its cursor."""

    def __init__(self, server: Synapse, folder: Path, address: str = "") -> None:
        self.server = server
        self.rooms: list[Room] = []
        self.people: list[Person] = []
        self.clock = ManualClock()
        self.login = server.register(server.fresh_name("vigie"), PASSWORD)
        self.user: str = self.login["user_id"]
        self._folder = folder / self.user.strip("@").replace(":", "_")
        self._address = address or server.address
        self._encryption = True
        self.cursor: str | None = None
        self.events: list[Event] = []
        self._ears: AsyncIterator[Batch] | None = None
        self.fresh()

    def settings(self, **changes: object) -> MatrixSettings:
        """The settings, with a token unless a password is given."""
        given: dict[str, object] = {
            "homeserver": self._address,
            "user": self.user,
            "store": self._folder,
            "people": frozenset(person.id for person in self.people),
            "encryption": self._encryption,
            "password": PASSWORD,
        }
        return MatrixSettings(**{**given, **changes})  # type: ignore[arg-type]

    def fresh(self, **changes: object) -> Matrix:
        """The platform as a new process would open it."""
        self.matrix = Matrix(self.settings(**changes), lambda: self.rooms, self.clock, POLL)
        self._ears = None
        return self.matrix

    async def restart(self, **changes: object) -> Matrix:
        """Close it and open it anew."""
        await self.close_ears()
        await self.matrix.close()
        return self.fresh(**changes)

    def joins(self, stem: str) -> Person:
        """Somebody of the team."""
        person = Person(self.server, stem)
        self.people.append(person)
        self.fresh()
        return person

    def configured(self, name: str, address: str) -> Room:
        """A room of the configuration."""
        room = Room(name, "matrix", address, "en")
        self.rooms.append(room)
        return room

    async def room(
        self, name: str, by: Person, *, encrypted: bool = False, version: str = "12"
    ) -> Room:
        """A room that somebody made and that we were invited to and are in."""
        room_id = await by.creates(self.user, encrypted=encrypted, version=version)
        room = self.configured(name, room_id)
        await self.settled()
        await by.sync()
        return room

    async def tick(self) -> tuple[Event, ...]:
        """One batch, taken: the next tick acknowledges it."""
        if self._ears is None:
            self._ears = self.matrix.listen(self.cursor)
        batch = await anext(self._ears)
        self.cursor = batch.cursor
        self.events += batch.events
        return batch.events

    async def settled(self) -> list[Heard]:
        """What is heard until a sync brings nothing."""
        found: list[Heard] = []
        quiet = 0
        while quiet < 2:
            events = await self.tick()
            found += [event.heard for event in events if event.heard is not None]
            quiet = 0 if events else quiet + 1
        return found

    async def hears(self, wanted: Callable[[Heard], bool]) -> Heard:
        """The first thing heard that is wanted."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for event in await self.tick():
                    if event.heard is not None and wanted(event.heard):
                        return event.heard

    async def close_ears(self) -> None:
        """As the core does when it listens anew."""
        if self._ears is not None:
            await self._ears.aclose()  # type: ignore[attr-defined]
            self._ears = None

    async def close(self) -> None:
        """Give everything back."""
        await self.close_ears()
        await self.matrix.close()
        for person in self.people:
            await person.leaves()


@contextlib.asynccontextmanager
async def scene(server: Synapse, folder: Path, address: str = "") -> AsyncIterator[Scene]:
    """A scene that is cleared afterwards."""
    one = Scene(server, folder, address)
    try:
        yield one
    finally:
        await one.close()
