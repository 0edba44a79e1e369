"""Telegram as the platforms' contract wants it: a bot and its server, two rooms, people."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace

from bot.domain.room import Room, Utterance
from bot.platforms.telegram.platform import Telegram
from bot.platforms.telegram.webhook import Webhook
from bot.ports import Batch, Event, Platform
from tests.clock import PATIENCE, ManualClock
from tests.telegram_server import TelegramServer, serving
from tests.telegram_world import TOKEN

WATCH, PRESS = -1001, -1002
TOPIC = 7


async def until(true: Callable[[], object]) -> None:
    """Wait for what comes about beside the test."""
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110 - nobody tells a test of it
            await asyncio.sleep(0.005)


class TelegramStage:
    """`watch` is a group, `press` a topic of a group with topics."""

    def __init__(self, server: TelegramServer, webhook: Webhook | None = None) -> None:
        self.server = server
        self.world = server.world
        self.clock = ManualClock()
        self.rooms = [
            Room("watch", "telegram", str(WATCH), "en"),
            Room("press", "telegram", f"{PRESS}#{TOPIC}", "fr"),
        ]
        self.world.chat(WATCH)
        self.world.chat(PRESS, topics={TOPIC, 8})
        self.telegram = Telegram(
            TOKEN, lambda: self.rooms, self.clock, api=server.address, webhook=webhook
        )
        self.platform: Platform = self.telegram
        self._people: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._batches: AsyncIterator[Batch] | None = None
        self._waiting: list[Event] = []

    def room(self, name: str) -> Room:
        """One of the two."""
        return next(room for room in self.rooms if room.name == name)

    def number(self, account: str) -> int:
        """The account's number on Telegram."""
        number = self._people.setdefault(account, 700 + len(self._people))
        self._names[str(number)] = account
        return number

    async def seen(self, room: Room) -> str:
        """Everything that stands in the chat's topic, with the buttons and what they carry."""
        chat, _, topic = room.address.partition("#")
        kept = self.world.chats[int(chat)]
        lines = []
        for number, message in kept.messages.items():
            if number in kept.deleted or str(message.get("message_thread_id", "")) != topic:
                continue
            lines.append(str(message.get("text", message.get("caption", ""))))
            lines += [f"[{a}: {b}]" for a, b in self.world.buttons(int(chat), number).items()]
        return "\n".join(lines)

    async def types(self, account: str, room: Room, text: str) -> None:
        """Somebody writes."""
        chat, _, topic = room.address.partition("#")
        self.world.says(int(chat), self.number(account), text, int(topic or 0))

    async def event(self) -> Event:
        """The next event, whatever it says."""
        while not self._waiting:
            if self._batches is None:
                self._batches = self.telegram.listen(None)
            self._waiting += (await anext(self._batches)).events
        return self._waiting.pop(0)

    async def heard(self) -> Utterance:
        """The next thing said, by the account's name on the stage."""
        said = (await self.event()).heard
        assert isinstance(said, Utterance)
        account = self._names.get(said.account, said.account)
        return replace(said, account=account)

    async def files(self, room: Room) -> dict[str, bytes]:
        """What was given anywhere."""
        return self.server.given

    async def breaks(self) -> None:
        """The server is away."""
        await self.server.vanish()

    async def close(self) -> None:
        """Stop listening, and close the connections."""
        if self._batches is not None:
            async with aclosing(self._batches):  # type: ignore[type-var]
                pass
        await self.telegram.close()


@asynccontextmanager
async def on_telegram(webhook: Webhook | None = None) -> AsyncIterator[TelegramStage]:
    """A stage on a server of its own."""
    async with serving() as server:
        stage = TelegramStage(server, webhook)
        try:
            yield stage
        finally:
            await stage.close()
