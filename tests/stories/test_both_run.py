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
WATCHED, AT_MOST = 5.0, 6


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


@pytest.mark.parametrize(
    ("fault", "says"),
    [(Fault.REVOKED, "refuses my key"), (Fault.BAD_GATEWAY, ""), (Fault.LIMITED, "")],
)
async def test_when_matrix_breaks_it_is_asked_seldom_and_telegram_goes_on(
    town: Town, fault: Fault, says: str
) -> None:
    team = town.desk.team
    town.proxy.breaks("/", fault, 100_000)
    began, before = time.monotonic(), town.asked("matrix")
    if says:
        # What only a person can mend is said at once; the rest within a minute.
        assert "matrix refuses my key" in await team.reads(says)
    await team.asks(ONE, "/log still heard", "Line ")
    await asyncio.sleep(began + WATCHED - time.monotonic())
    assert 1 <= town.asked("matrix") - before <= AT_MOST

    town.proxy.mends()
    if not says:
        await town.desk.matrix.says("Officer", "!status")
        await town.desk.matrix.reads("Officer", "Crisis Centre Test")


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (Refused(401, "Unauthorized"), "refuses my key"),
        (Refused(429, "Too Many Requests", retry_after=3), ""),
    ],
    ids=["revoked", "429"],
)
async def test_when_telegram_breaks_it_is_asked_seldom_and_matrix_goes_on(
    town: Town, fault: Refused, says: str
) -> None:
    server, matrix = town.desk.team.server, town.desk.matrix
    server.down = fault
    server.world.says(WATCH, ONE, "the long poll ends")
    began, before = time.monotonic(), town.asked("telegram")
    if says:
        assert "telegram refuses my key" in await matrix.reads("Officer", says)
    await matrix.says("Officer", "!log still heard")
    await matrix.reads("Officer", "Line ")
    await asyncio.sleep(began + WATCHED - time.monotonic())
    assert 1 <= town.asked("telegram") - before <= AT_MOST

    server.down = None
    if not says:
        await town.desk.team.asks(ONE, "/status", "Crisis Centre Test")
