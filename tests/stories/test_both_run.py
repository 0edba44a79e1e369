"""`vigie run` on two platforms, of which one breaks: it is said on the other, and nobody is asked
too often; and what is published there is public once, whatever dies when.

Times are real here: what takes minutes (a lost platform that is only silent, a refused key that is
tried again) is shown with a clock of our own in `test_lost_platforms`.
"""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.both_desk import BothDesk
from tests.proxy import Fault, Proxy, between
from tests.synapse import Synapse
from tests.telegram_desk import CHANNEL, EDITOR, ONE, WATCH
from tests.telegram_server import serving
from tests.telegram_world import Refused

OUTLETS = """
[[outlets]]
name = "square"
platform = "matrix"
address = "{square}"
languages = ["en"]
[[outlets]]
name = "channel"
platform = "telegram"
address = "{channel}"
languages = ["en"]
"""
TEXT = "Close the windows."
# Seconds that we watch a broken platform, and how many requests it may get in them: it is asked
# after 1, 2, 4 … seconds, and what was on its way when it broke comes on top.
WATCHED, AT_MOST = 3.0, 5


@dataclass
class Town:
    """The desk, what stands before the homeserver, and where the public reads."""

    desk: BothDesk
    proxy: Proxy
    square: str

    def asked(self, platform: str) -> int:
        """How many requests a platform has had."""
        if platform == "matrix":
            return self.proxy.count("/")
        return len(self.desk.team.server.calls)

    async def public(self) -> list[str]:
        """What stands in the square and in the channel."""
        reader = self.desk.matrix.people["Officer"]
        channel = self.desk.team.world.chats[CHANNEL].messages.values()
        said = [content["body"] for content in await reader.reads(self.square)]
        return sorted([*said, *(str(message["text"]) for message in channel)])


@pytest.fixture
async def town(synapse: Synapse, tmp_path: Path) -> AsyncIterator[Town]:
    async with serving() as server, between(synapse.address) as proxy:
        desk = BothDesk(synapse, server, tmp_path)
        await desk.opens(
            {"Officer": "duty_officer"}, {EDITOR: "editor", ONE: "approver"},
            homeserver=proxy.address, quorum=1,
        )  # fmt: skip
        square = await desk.matrix.people["Officer"].creates(desk.matrix.user)
        server.world.chat(CHANNEL, type="channel", standing="administrator")
        with (tmp_path / "vigie.toml").open("a") as file:
            file.write(OUTLETS.format(square=square, channel=CHANNEL))
        await desk.starts()
        await desk.matrix.people["Officer"].waits_for_company(square, desk.matrix.user)
        yield Town(desk, proxy, square)
        await desk.closes()


async def test_killed_while_the_homeserver_answers_the_text_is_public_once_everywhere(
    town: Town,
) -> None:
    desk = town.desk
    card, approve = await desk.submits(EDITOR, 1, TEXT)
    kill, number = os.kill, desk.matrix.number
    town.proxy.when_taken(f"{town.square}/send/", lambda: kill(number, signal.SIGKILL))
    desk.team.world.presses_button(-1002, card, ONE, approve)
    await desk.matrix.is_dead()
    await desk.starts()
    await desk.matrix.reads("Officer", "is out on square")
    await desk.matrix.reads("Officer", "is out on channel")

    assert await town.public() == [TEXT, TEXT]
    assert desk.public().count(TEXT) == 1


async def test_a_platform_that_breaks_for_a_while_is_asked_seldom_and_returns_by_itself(
    town: Town,
) -> None:
    team, matrix = town.desk.team, town.desk.matrix
    for fault, ask, answer in (
        (Fault.BAD_GATEWAY, "log still heard", "Line "),
        (Fault.LIMITED, "whoami", "Your roles"),
    ):
        town.proxy.breaks("/", fault, 100_000)
        async with asked_seldom(town, "matrix"):
            await team.asks(ONE, f"/{ask}", answer)
        town.proxy.mends()
        await matrix.says("Officer", f"!{ask}")
        await matrix.reads("Officer", answer)

    team.server.down = Refused(429, "Too Many Requests", retry_after=2)
    team.world.says(WATCH, ONE, "the long poll ends")
    async with asked_seldom(town, "telegram"):
        await matrix.says("Officer", "!status")
        await matrix.reads("Officer", "Crisis Centre Test")
    team.server.down = None
    await team.asks(ONE, "/status", "Crisis Centre Test")

    # What only a person can mend is said at once.
    team.server.down = Refused(401, "Unauthorized")
    team.world.says(WATCH, ONE, "the long poll ends")
    async with asked_seldom(town, "telegram"):
        assert "telegram refuses my key" in await matrix.reads("Officer", "refuses my key")


async def test_a_refused_key_of_matrix_is_said_on_telegram_at_once_and_shown_seldom(
    town: Town,
) -> None:
    town.proxy.breaks("/", Fault.REVOKED, 100_000)
    async with asked_seldom(town, "matrix"):
        assert "matrix refuses my key" in await town.desk.team.reads("refuses my key")
        await town.desk.team.asks(ONE, "/status", "Crisis Centre Test")


@asynccontextmanager
async def asked_seldom(town: Town, platform: str) -> AsyncIterator[None]:
    """Meanwhile, and for some seconds, a broken platform is asked, but seldom."""
    began, before = time.monotonic(), town.asked(platform)
    yield
    await asyncio.sleep(began + WATCHED - time.monotonic())
    seconds = time.monotonic() - began
    assert 1 <= town.asked(platform) - before <= AT_MOST + seconds - WATCHED
