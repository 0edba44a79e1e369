"""One platform fails for a whole desk: it is asked seldom, and the other one hears of it in time.

The desk is whole and its platforms are asked over HTTP; only its clock is ours, so that ten minutes
pass in seconds.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import Desk, opened
from bot.desk.rooms import Whereabouts
from bot.domain.centre import Centre
from bot.domain.content import DEFAULT_QUORUM
from bot.domain.message import Message
from bot.domain.mode import Mode
from bot.domain.room import Duty, Member, Role, Room, Team
from bot.platforms.matrix.platform import Matrix
from bot.platforms.matrix.settings import MatrixSettings
from bot.platforms.telegram.platform import Telegram
from bot.ports import Lane, Platform, Post, Units
from tests.clock import PATIENCE, START, ManualClock
from tests.desk import word_judge
from tests.matrix_people import Person
from tests.matrix_scene import POLL
from tests.proxy import Fault, Proxy, between
from tests.synapse import Synapse
from tests.telegram_server import Fault as TelegramFault
from tests.telegram_server import TelegramServer, serving
from tests.telegram_stage import until
from tests.telegram_world import ME, TOKEN, Refused

CHAT = -1001
# A request every few seconds at most.
SELDOM = 5.0
MINUTES = 600.0
# Whoever is not heard for a little longer may be lost.
HEARD = timedelta(seconds=20)


@dataclass
class Scene:
    """A desk with a room on each platform."""

    desk: Desk
    clock: ManualClock
    proxy: Proxy
    telegram: TelegramServer
    person: Person
    room: str
    heard: datetime = START

    async def pass_time(self, seconds: float) -> None:
        """Let the clock go on, and answers arrive in between."""
        while seconds > 0:
            self.clock.advance(min(seconds, 2.0))
            seconds -= 2.0
            await asyncio.sleep(0.006)
            if self.clock.now() - self.heard >= HEARD:
                await self._hear_all()

    async def _hear_all(self) -> None:
        """However slow this machine is, what is well is heard."""
        self.heard = self.clock.now()
        ears, before = self.desk.ears.items(), self._polls()
        if not self.telegram.down:
            # A long poll lasts longer than this test; a quiet group would seem to be gone.
            self.telegram.world.says(CHAT, 7, "small talk")
        await until(
            lambda: all(
                one.outages.is_down(name) or self._polls()[name] > before[name]
                for name, one in ears
            )
        )

    def _polls(self) -> Mapping[str, int]:
        """How often each was asked what is new."""
        return {
            "telegram": self.telegram.count("getUpdates"), "matrix": self.proxy.count("/sync")
        }  # fmt: skip

    async def comes(self, true: Callable[[], object]) -> None:
        """Let the clock go on until it is so."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                await self.pass_time(1)

    async def queue(self, *words: str) -> None:
        """Have something to say on both."""
        async with self.desk.units() as unit:
            for room in ("telegram", "matrix"):
                for text in words:
                    post = Post(f"{text}/{room}", room, Lane.APPROVAL, Message(text))
                    await unit.outbox.add(post, self.clock.now())
            await unit.commit()
        self.desk.rounds.ring()

    def on_telegram(self) -> list[str]:
        """What can be read there."""
        said = self.telegram.world.chats[CHAT].messages.values()
        return [str(each.get("text")) for each in said if each["from"] == ME]

    async def on_matrix(self) -> list[str]:
        """What can be read there."""
        return [str(content["body"]) for content in await self.person.reads(self.room)]

    async def reads_on_matrix(self, words: str) -> None:
        """Let the clock go on until it can be read there."""
        async with asyncio.timeout(PATIENCE):
            while not any(words in text for text in await self.on_matrix()):
                await self.pass_time(1)


@pytest.fixture
async def scene(synapse: Synapse, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        proxy = await stack.enter_async_context(between(synapse.address))
        telegram = await stack.enter_async_context(serving())
        telegram.world.chat(CHAT)
        login, clock = synapse.register(synapse.fresh_name("vigie")), ManualClock()
        person = Person(synapse, "officer")
        stack.push_async_callback(person.leaves)
        room = await person.creates(login["user_id"], encrypted=True)
        team = Team(
            (
                Room("telegram", "telegram", str(CHAT), "en", frozenset({Duty.MONITORING})),
                Room("matrix", "matrix", room, "en", frozenset({Duty.MONITORING})),
            ),
            (Member("Officer", frozenset({Role.DUTY_OFFICER}), {"matrix": person.id}),),
        )
        centre = Centre(
            "Test", Mode.LIVE, ("en",), ZoneInfo("Europe/Brussels"), team, (), DEFAULT_QUORUM
        )
        settings = MatrixSettings(
            proxy.address, login["user_id"], tmp_path / "keys", frozenset({person.id}),
            token=login["access_token"],
        )  # fmt: skip

        def platforms(at: Whereabouts, _: Units) -> Mapping[str, Platform]:
            return {
                "telegram": Telegram(TOKEN, lambda: at.on("telegram"), clock, api=telegram.address),
                "matrix": Matrix(settings, lambda: at.on("matrix"), clock, POLL),
            }

        desk = await stack.enter_async_context(
            opened(centre, sqlite_url, platforms, {}, clock, make_judge=word_judge)
        )
        loops = [
            asyncio.create_task(loop())
            for loop in (
                desk.rounds.talk_for_ever,
                desk.rounds.say_for_ever,
                *(ears.for_ever for ears in desk.ears.values()),
            )
        ]
        one = Scene(desk, clock, proxy, telegram, person, room)
        await person.waits_for_company(room, login["user_id"])
        await one.queue("At work")
        await person.waits_for(room, "At work")
        await until(lambda: "At work" in one.on_telegram())
        yield one
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*loops, return_exceptions=True)


@pytest.mark.parametrize(
    ("fault", "says"), [(Fault.REVOKED, "refuses my key"), (Fault.BAD_GATEWAY, "not reached")]
)
async def test_when_matrix_fails_telegram_hears_of_it_and_it_returns_by_itself(
    scene: Scene, fault: Fault, says: str
) -> None:
    scene.proxy.breaks("/", fault, 100_000)
    before, since = scene.proxy.count("/"), scene.clock.now()
    await scene.queue("One", "Two")
    await scene.pass_time(60)
    await scene.comes(lambda: any(says in text for text in scene.on_telegram()))
    await scene.queue("Three")
    await scene.pass_time(MINUTES)
    await scene.comes(lambda: "Three" in scene.on_telegram())
    asked = scene.proxy.count("/") - before
    assert 2 <= asked <= (scene.clock.now() - since).total_seconds() / SELDOM
    assert sum(says in text for text in scene.on_telegram()) == 1

    scene.proxy.mends()
    await scene.pass_time(301)
    await scene.reads_on_matrix("Three")
    assert (await scene.on_matrix())[-3:] == ["One", "Two", "Three"]
    await scene.comes(lambda: any("matrix is back" in text for text in scene.on_telegram()))


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (Refused(401, "Unauthorized"), "refuses my key"),
        (TelegramFault.GATEWAY, "not reached"),
    ],
    ids=["revoked", "502"],
)
async def test_when_telegram_fails_matrix_hears_of_it_and_it_returns_by_itself(
    scene: Scene, fault: TelegramFault | Refused, says: str
) -> None:
    scene.telegram.down = fault
    scene.telegram.world.says(CHAT, 7, "the long poll ends")
    before, since = len(scene.telegram.calls), scene.clock.now()
    await scene.queue("One", "Two")
    await scene.pass_time(60)
    await scene.reads_on_matrix(says)
    await scene.pass_time(MINUTES)
    asked = len(scene.telegram.calls) - before
    assert 2 <= asked <= (scene.clock.now() - since).total_seconds() / SELDOM

    scene.telegram.down = None
    await scene.pass_time(301)
    await scene.comes(lambda: "Two" in scene.on_telegram())
    assert scene.on_telegram()[-2:] == ["One", "Two"]
    await scene.reads_on_matrix("telegram is back")
    assert sum(says in text for text in await scene.on_matrix()) == 1


async def test_a_platform_that_hears_and_takes_nothing_is_told_elsewhere(scene: Scene) -> None:
    scene.proxy.breaks("/send/", Fault.BAD_GATEWAY, 100_000)
    await scene.queue("One")
    await until(lambda: scene.proxy.count("/send/m.room.encrypted") > 1)
    await scene.pass_time(60)
    await scene.comes(lambda: any("I hear matrix" in text for text in scene.on_telegram()))
    await scene.pass_time(MINUTES)

    scene.proxy.mends()
    await scene.pass_time(301)
    await scene.reads_on_matrix("One")
    await scene.comes(lambda: any("takes what I say again" in text for text in scene.on_telegram()))
    assert sum("I hear matrix" in text for text in scene.on_telegram()) == 1
