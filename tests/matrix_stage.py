"""Matrix as a stage for what every platform promises: an encrypted room and a plain one."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.room import Room, Utterance
from bot.ports import Platform
from tests.clock import PATIENCE
from tests.matrix_people import Person
from tests.matrix_scene import Scene, scene
from tests.proxy import Fault, Proxy, between
from tests.synapse import Synapse


class MatrixStage:
    """`watch` is encrypted, `press` is plain; both were made by somebody who reads along."""

    def __init__(self, scene: Scene, proxy: Proxy, reader: Person) -> None:
        self._scene = scene
        self._proxy = proxy
        self._reader = reader
        self._people: dict[str, Person] = {}
        self._heard: list[Utterance] = []
        self.platform: Platform = scene.matrix

    def room(self, name: str) -> Room:
        """A configured room."""
        return next(room for room in self._scene.rooms if room.name == name)

    async def seen(self, room: Room) -> str:
        """What a client shows. A legend's `!` and `/` are the same command."""
        bodies = [content["body"] for content in await self._reader.reads(room.address)]
        return re.sub(r" · !", " · /", "\n".join(bodies))

    async def types(self, account: str, room: Room, text: str) -> None:
        """Somebody of that name, who is in the room, says something."""
        if account not in self._people:
            person = self._people[account] = Person(self._scene.server, account)
            for each in self._scene.rooms:
                await self._reader.client.room_invite(each.address, person.id)
            await person.sync()
            await person.sync()
            settled = await self._scene.settled()
            self._heard += [heard for heard in settled if isinstance(heard, Utterance)]
            await person.sync()
        await self._people[account].says(room.address, text)

    async def heard(self) -> Utterance:
        """The next utterance, its speaker by the name that `types` was given."""
        async with asyncio.timeout(PATIENCE):
            while not self._heard:
                events = await self._scene.tick()
                self._heard += [e.heard for e in events if isinstance(e.heard, Utterance)]
        first = self._heard.pop(0)
        names = {person.id: name for name, person in self._people.items()}
        return replace(first, account=names[first.account])

    async def files(self, room: Room) -> dict[str, bytes]:
        """What can be downloaded in the room, decrypted where it must be."""
        return await self._reader.opens(room.address)

    async def breaks(self) -> None:
        """The homeserver is not reached."""
        self._proxy.breaks("/", Fault.BAD_GATEWAY, 10_000)

    async def leaves(self) -> None:
        """Everybody goes home."""
        for person in self._people.values():
            await person.leaves()


@contextlib.asynccontextmanager
async def on_matrix(request: pytest.FixtureRequest) -> AsyncIterator[MatrixStage]:
    """A stage that is cleared afterwards; skipped where there is no homeserver."""
    server: Synapse = request.getfixturevalue("synapse")
    folder: Path = request.getfixturevalue("tmp_path")
    async with between(server.address) as proxy, scene(server, folder, proxy.address) as one:
        reader = one.joins("reader")
        await one.room("watch", reader, encrypted=True)
        await one.room("press", reader)
        stage = MatrixStage(one, proxy, reader)
        yield stage
        await stage.leaves()
