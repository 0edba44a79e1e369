"""The platform `telegram`: implements `bot.ports.Platform` on the Bot API.

It listens here, and speaks with `voice`. What is kept in memory may be lost: the groups that moved
since the start say so again.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, aclosing

from telegram import Bot, User
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.chat.words import Catalogues
from bot.domain.hearing import RoomBack
from bot.domain.message import File, Message
from bot.domain.room import Room
from bot.platforms.telegram.buttons import Seal
from bot.platforms.telegram.listening import Ear, polled
from bot.platforms.telegram.looking import look
from bot.platforms.telegram.menus import Board, Menus
from bot.platforms.telegram.places import Places, parse
from bot.platforms.telegram.reading import WANTED, Answer, Reader
from bot.platforms.telegram.trouble import silence
from bot.platforms.telegram.voice import Voice
from bot.platforms.telegram.webhook import Door, Raw, Webhook
from bot.ports import Batch, Clock, Event, Pace, PlatformDown, Remark, RoomsNow

# 20 messages a minute in a group and about 30 a second in all: https://core.telegram.org/bots/faq
PACE = Pace(a_minute=20, edit_gap=1.0, a_second=30)


class Telegram:
    """One bot in its rooms.

    `api` is a Bot API server's address. With `webhook` updates are brought to us; without it they
    are asked for.
    """

    def __init__(
        self,
        token: str,
        rooms: RoomsNow,
        clock: Clock,
        *,
        api: str = "https://api.telegram.org",
        webhook: Webhook | None = None,
        menus: Menus | None = None,
    ) -> None:
        # At INFO, httpx writes every address it asks, and the token is part of ours.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        # It writes a traceback for every page of a proxy; what that means we say ourselves.
        logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
        self._rooms = rooms
        self._places = Places(rooms)
        self._seal = Seal(token)
        self._ear = Ear()
        self._bot = Bot(
            token,
            base_url=f"{api.rstrip('/')}/bot",
            base_file_url=f"{api.rstrip('/')}/file/bot",
            request=HTTPXRequest(
                connection_pool_size=32, connect_timeout=10.0, read_timeout=15.0,
                write_timeout=15.0, pool_timeout=10.0, media_write_timeout=30.0,
            ),
            get_updates_request=self._ear,
        )  # fmt: skip
        self._voice = Voice(self._bot, self._places, self._seal, clock)
        self._webhook = webhook
        self._board = Board(self._bot, menus, clock) if menus else None
        self._words = Catalogues()
        self._me: User | None = None
        self._aside: set[asyncio.Task[None]] = set()

    @property
    def pace(self) -> Pace:
        """What Telegram bears."""
        return PACE

    # --- hearing ---------------------------------------------------------------------------

    async def listen(self, cursor: str | None) -> AsyncIterator[Batch]:
        """All that was said since the cursor, which is the number of the next update."""
        offset = int(cursor or 0)
        try:
            async with AsyncExitStack() as stack:
                reader = await self._opened()
                batches = await self._source(stack, offset)
                async for raws in batches:
                    offset = max([offset, *(int(str(raw["update_id"])) + 1 for raw in raws)])
                    yield Batch(self._read(reader, raws), str(offset))
                    if self._board:
                        # A room's language, or its place, may have changed by what was heard.
                        self._beside(self._board.keep(self._rooms()))
        except TelegramError as error:
            raise silence(error) from None
        except OSError as trouble:
            why = trouble.strerror or type(trouble).__name__
            raise PlatformDown(f"The webhook's port cannot be opened: {why}.") from None

    async def _opened(self) -> Reader:
        """Learn who we are, and say in which way we listen. What waits there is never dropped."""
        me = self._me = self._me or await self._bot.get_me()
        if self._webhook:
            # One at a time, so that they come in order.
            await self._bot.set_webhook(
                self._webhook.url, secret_token=self._webhook.secret, max_connections=1,
                allowed_updates=WANTED, drop_pending_updates=False,
            )  # fmt: skip
        else:
            await self._bot.delete_webhook(drop_pending_updates=False)
        return Reader(me.id, me.username or "", self._places, self._seal)

    async def _source(self, stack: AsyncExitStack, offset: int) -> AsyncGenerator[list[Raw], None]:
        if self._webhook is None:
            batches = polled(self._bot, self._ear, offset)
        else:
            door = Door(self._webhook)
            await stack.enter_async_context(door.open())
            batches = door.batches()
        return await stack.enter_async_context(aclosing(batches))

    def _read(self, reader: Reader, raws: Sequence[Raw]) -> tuple[Event, ...]:
        events = list(self._found_moved(reader))
        for raw in raws:
            reading = reader.read(raw)
            events += reading.events
            self._renew(reading.events)
            if reading.answer:
                self._beside(self._refuse(reading.answer))
        return tuple(events)

    def _renew(self, events: Sequence[Event]) -> None:
        """Put the menus up again where we are let in again: they went with us."""
        back = {event.heard.room for event in events if isinstance(event.heard, RoomBack)}
        for room in self._rooms():
            if room.name in back and self._board and (at := parse(room.address)):
                self._board.forget(at.chat)

    def _found_moved(self, reader: Reader) -> Iterator[Event]:
        """The moves that a refused message told us of: their update may be long gone."""
        for old, new in self._places.moved.items():
            key = f"telegram/{reader.bot}/moved/{old}/{new}"
            for heard in reader.moved(key, old, new):
                yield Event(heard.key, json.dumps({"from": old, "to": new}), heard)

    # --- saying ----------------------------------------------------------------------------

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        """Say something in a room."""
        return await self._voice.tell(room, message, key, thread)

    async def edit(
        self, room: Room, reference: str, message: Message, key: str, *, same_buttons: bool = False
    ) -> str:
        """Change what was said."""
        return await self._voice.edit(room, reference, message, key)

    async def show(self, room: Room, file: File, caption: str, key: str, thread: str = "") -> str:
        """Show a picture, or give a file."""
        return await self._voice.show(room, file, caption, key, thread)

    async def answer(self, answer_to: str, words: str) -> None:
        """Answer a press."""
        await self._voice.answer(answer_to, words)

    # --- beside it all ---------------------------------------------------------------------

    async def reach(self, rooms: Sequence[Room]) -> Sequence[Remark]:
        """Try the token and every room, and say in words what is missing."""
        return await look(self._bot, rooms, self._webhook.url if self._webhook else "")

    async def close(self) -> None:
        """Close the connections."""
        for task in self._aside:
            task.cancel()
        await self._ear.shutdown()
        await self._bot.request.shutdown()

    async def _refuse(self, answer: Answer) -> None:
        await self._voice.answer(answer.query, self._words(answer.language, answer.sentence))

    def _beside(self, work: Coroutine[None, None, None]) -> None:
        """Do it while listening goes on."""
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)
