"""Two centres, two programs, one encrypted room on a homeserver between them; both are killed."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.matrix_people import Person
from tests.program import Program
from tests.synapse import Synapse

_CONFIGURATION = """
[centre]
name = "{name}"
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
platform = "console"
language = "en"
duties = ["coordination"]
[[rooms]]
name = "shared"
platform = "matrix"
address = "{room}"
language = "en"
duties = ["partner"]
[[members]]
name = "Duty officer"
matrix = "{host}"
roles = ["duty_officer"]
[[partners]]
name = "{partner}"
room = "shared"
matrix = "{bot}"
"""
NAMES = ("North", "South")


class Pair:
    """Both centres. `programs` are those that run, by the centre's name."""

    def __init__(self, server: Synapse, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.host = Person(server, "host")
        self.programs: dict[str, Program] = {}
        self.room = ""

    async def opens(self) -> None:
        """Make the room and both configurations, and start both desks in it."""
        bots = {
            name: self.server.register(self.server.fresh_name(name.casefold()))["user_id"]
            for name in NAMES
        }
        self.room = await self.host.creates(*bots.values(), encrypted=True)
        for name, partner in (NAMES, NAMES[::-1]):
            place = self.folder / name
            place.mkdir()
            (place / "password").write_text("secret")
            settings = _CONFIGURATION.format(
                name=name, homeserver=self.server.address, user=bots[name], room=self.room,
                host=self.host.id, partner=partner, bot=bots[partner],
            )  # fmt: skip
            (place / "vigie.toml").write_text(settings)
        await asyncio.gather(*(self.starts(name) for name in NAMES))
        for bot in bots.values():
            await self.host.waits_for_company(self.room, bot)

    async def starts(self, name: str) -> None:
        """Start a desk, for the first time or again."""
        self.programs[name] = await Program.start(self.folder / name)

    async def dies(self, name: str) -> None:
        """`kill -9`."""
        await self.programs.pop(name).kill()

    async def is_killed(self, name: str) -> None:
        """`kill -9`, and a new life."""
        await self.dies(name)
        await self.starts(name)

    async def in_room(self, words: str) -> None:
        """Wait until somebody in the shared room reads this."""
        await self.host.waits_for(self.room, words)

    async def closes(self) -> None:
        """Everybody goes home."""
        for name in tuple(self.programs):
            await self.dies(name)
        await self.host.leaves()


@pytest.fixture
async def pair(synapse: Synapse, tmp_path: Path) -> AsyncIterator[Pair]:
    both = Pair(synapse, tmp_path)
    try:
        await both.opens()
        yield both
    finally:
        await both.closes()


async def test_a_request_is_received_and_answered_once_though_both_desks_are_killed(
    pair: Pair,
) -> None:
    asked = "/ask south Which substance? by=2h"
    await pair.programs["North"].type(asked, until="Request VIG-north-1 goes to South")
    await pair.is_killed("North")
    await pair.programs["South"].read("North asks, request VIG-north-1")
    await pair.is_killed("South")
    await pair.in_room("Request VIG-north-1: received at")

    reply = "/reply VIG-north-1 Ammonia. Stay inside."
    await pair.programs["South"].type(reply, until="Our answer to request VIG-north-1 goes")
    await pair.is_killed("South")
    heard = await pair.programs["North"].read("Ammonia. Stay inside.")
    assert "South: answer to our request VIG-north-1, noted by South" in heard
    assert await pair.programs["North"].type("/requests", until="No request waits for an answer.")

    said = [str(content["body"]) for content in await pair.host.reads(pair.room)]
    for once in ("Request VIG-north-1 from North", "received at", "Answer of South"):
        assert sum(once in body for body in said) == 1, said
    assert all(body.startswith("TLP:AMBER ") for body in said)

    # A request that nobody answers: its time is over while the asking desk is dead.
    await pair.dies("South")
    second = "/ask south And the wind? by=1h"
    await pair.programs["North"].type(second, until="Request VIG-north-2 goes to South")
    await pair.dies("North")
    _let_time_pass(pair.folder / "North" / "vigie.db")
    await pair.starts("North")
    await pair.programs["North"].read("Our request VIG-north-2 to South has no answer")


def _let_time_pass(store: Path) -> None:
    """As if an hour had gone by: what was due in an hour is due now."""
    with sqlite3.connect(store) as rows:
        then = "2026-01-01T00:00:00.000000+00:00"
        rows.execute("UPDATE requests SET due = ? WHERE reference = 'VIG-north-2'", [then])
        rows.execute("UPDATE outbox SET due = ? WHERE subject = 'request/2/late'", [then])
    rows.close()
