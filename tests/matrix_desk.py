"""A whole desk on Matrix: `vigie run` as a process, an encrypted room, and people in it."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.matrix_people import Person
from tests.program import Program
from tests.synapse import Synapse

_CONFIGURATION = """
[centre]
name = "Crisis Centre Test"
languages = ["en"]
mode = "live"
[store]
url = "sqlite:///vigie.db"
[matrix]
homeserver = "{homeserver}"
user = "{user}"
password_file = "password"
[[rooms]]
name = "desk"
platform = "matrix"
address = "{room}"
language = "en"
duties = ["monitoring", "approval"]
[[outlets]]
name = "page"
platform = "file"
address = "public.txt"
languages = ["en"]
[quorum]
information = 2
"""
_MEMBER = """
[[members]]
name = "{name}"
matrix = "{account}"
roles = ["{role}"]
"""


class MatrixDesk:
    """A desk in a folder. Who is in `people` is a member, and in the room."""

    def __init__(self, server: Synapse, folder: Path) -> None:
        self.folder = folder
        self.server = server
        self.people: dict[str, Person] = {}
        self.room = ""
        self._program: Program | None = None
        self.user = ""
        self.token = ""
        self._is_in = False

    async def opens(
        self, roles: Mapping[str, str], homeserver: str = "", *, encrypted: bool = True
    ) -> None:
        """People meet in a room and invite the desk; it is not running yet."""
        login = self.server.register(self.server.fresh_name("desk"), "secret")
        self.user, self.token = login["user_id"], login["access_token"]
        self.people = {name: Person(self.server, "member") for name in roles}
        host, *others = self.people.values()
        invited = [self.user, *(person.id for person in others)]
        self.room = await host.creates(*invited, encrypted=encrypted)
        for person in (*others, host):
            await person.sync()
            await person.sync()
        settings = _CONFIGURATION.format(
            homeserver=homeserver or self.server.address, user=self.user, room=self.room
        )
        for name, person in self.people.items():
            settings += _MEMBER.format(name=name, account=person.id, role=roles[name])
        (self.folder / "vigie.toml").write_text(settings)
        (self.folder / "password").write_text("secret")

    async def starts(self) -> None:
        """Start the program; the first time, wait until it is in the room and can read."""
        self._program = await Program.start(self.folder)
        if not self._is_in:
            for person in self.people.values():
                await person.waits_for_company(self.room, self.user)
            self._is_in = True

    @property
    def number(self) -> int:
        """The number that the system knows the program by."""
        assert self._program is not None
        return self._program.number

    async def is_dead(self) -> None:
        """Wait until somebody else's `kill -9` has done its work."""
        assert self._program is not None
        await self._program.ended()
        self._program = None

    async def dies(self) -> None:
        """`kill -9`."""
        if self._program is not None:
            await self._program.kill()
            self._program = None

    async def says(self, who: str, text: str) -> str:
        """Somebody says something in the room."""
        await self.people[who].sync()
        return await self.people[who].says(self.room, text)

    async def reads(self, who: str, words: str) -> str:
        """The message with these words, as soon as somebody reads it."""
        content = await self.people[who].waits_for(self.room, words)
        return str(content["body"])

    async def presses(self, who: str, words: str, sign: str) -> None:
        """Somebody puts a sign to the first message with these words, once they have read it."""
        person = self.people[who]
        event = await person.waits_for_event(words)
        await person.reacts(self.room, str(event["event_id"]), sign)

    async def closes(self) -> None:
        """Everybody goes home."""
        await self.dies()
        for person in self.people.values():
            await person.leaves()


def digest_in(body: str) -> str:
    """The digest that a message tells to approve with."""
    found = re.search(r"!approve \d+ ([0-9a-f]+)", body)
    assert found is not None, body
    return found[1]
