"""The platform `telegram`: implements `bot.ports.Platform` on the Bot API.

What is kept in memory here may be lost: how far a long message got, and the groups that moved since
the start. Telegram knows no key of ours, so what was said when its answer got lost is uncertain.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing, contextmanager
from dataclasses import dataclass

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    User,
)
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.request import HTTPXRequest

from bot.chat.words import Catalogues
from bot.domain.message import Message
from bot.domain.publication import PostFailed
from bot.domain.room import Room
from bot.platforms.telegram.buttons import Seal
from bot.platforms.telegram.listening import Ear, polled
from bot.platforms.telegram.looking import look
from bot.platforms.telegram.menus import Menu, set_menus
from bot.platforms.telegram.places import Address, Places
from bot.platforms.telegram.reading import WANTED, Answer, Reader, called
from bot.platforms.telegram.rendering import Part, Rendering, captioned, render, units
from bot.platforms.telegram.trouble import failure, is_about_marks, is_unchanged, silence
from bot.platforms.telegram.webhook import Door, Raw, Webhook
from bot.ports import Batch, Clock, Event, Pace, PlatformDown, Remark, RoomsNow

log = logging.getLogger(__name__)
# 20 messages a minute in a group and about 30 a second in all: https://core.telegram.org/bots/faq
PACE = Pace(a_minute=20, edit_gap=1.0, a_second=30)
_LONGEST_ANSWER = 200
# A longer answer would vanish before it is read; it is shown until it is clicked away.
_GLANCE = 60
# Within one message we wait for Telegram ourselves, so that its parts stay together.
_WAIT_BETWEEN_PARTS = 60.0
_MOST_HALFWAY = 200
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class _Halfway:
    """A message of which some parts are said: its next attempt goes on from there."""

    chat: int
    parts: tuple[int, ...]


class Telegram:
    """One bot in its rooms.

    `api` is a Bot API server's address. With `webhook` updates are brought to us; without it they
    are asked for. `commands` has the menu in each language: (word, what it does), in order.
    """

    def __init__(
        self,
        token: str,
        rooms: RoomsNow,
        clock: Clock,
        *,
        api: str = "https://api.telegram.org",
        webhook: Webhook | None = None,
        commands: Mapping[str, Menu] | None = None,
    ) -> None:
        # At INFO, httpx writes every address it asks, and the token is part of ours.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._clock = clock
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
        self._webhook = webhook
        self._commands = commands or {}
        self._words = Catalogues()
        self._me: User | None = None
        self._halfway: dict[str, _Halfway] = {}
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
        if self._commands:
            self._beside(set_menus(self._bot, self._commands, self._rooms()))
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
            if reading.answer:
                self._beside(self._refuse(reading.answer))
        return tuple(events)

    def _found_moved(self, reader: Reader) -> Iterator[Event]:
        """The moves that a refused message told us of: their update may be long gone."""
        for old, new in self._places.moved.items():
            key = f"telegram/{reader.bot}/moved/{old}/{new}"
            for heard in reader.moved(key, old, new):
                yield Event(heard.key, json.dumps({"from": old, "to": new}), heard)

    # --- saying ----------------------------------------------------------------------------

    async def tell(self, room: Room, message: Message, key: str) -> str:
        """Say something. What was halfway said under this key is gone on with."""
        return await self._tell(self._places.to(room), render(message), key)

    async def _tell(self, address: Address, what: Rendering, key: str) -> str:
        halfway = self._halfway.pop(key, None)
        said = list(halfway.parts) if halfway and halfway.chat == address.chat else []
        try:
            for number, part in enumerate(what.parts[len(said) :], len(said) + 1):
                last = number == len(what.parts)
                keyboard = self._keyboard(address.chat, said, what) if last else None
                said.append(await self._say(address, part, keyboard, going_on=number > 1))
        except PostFailed:
            if said:
                self._remember(key, _Halfway(address.chat, tuple(said)))
            raise
        return called(address.chat, tuple(said))

    async def edit(self, room: Room, reference: str, message: Message, key: str) -> str:
        """Change what was said, part by part. Refused for ever when a part is gone, so that the
        whole is told anew."""
        address, what = self._places.to(room), render(message)
        chat, _, numbers = reference.partition(":")
        parts = [int(number) for number in numbers.split(".")]
        if chat != str(address.chat):
            raise PostFailed("The message stayed behind in the group that moved.")
        for at, (number, part) in enumerate(zip(parts, what.parts, strict=False), 1):
            last = at == len(what.parts)
            keyboard = self._keyboard(address.chat, parts[: at - 1], what) if last else None
            await self._change(address.chat, number, part, keyboard)
        await self._clear(address.chat, parts[len(what.parts) :])
        if len(parts) >= len(what.parts):
            return called(address.chat, tuple(parts[: len(what.parts)]))
        if key not in self._halfway:
            self._remember(key, _Halfway(address.chat, tuple(parts)))
        return await self._tell(address, what, key)

    async def show(self, room: Room, picture: bytes, caption: str, key: str) -> str:
        """Show a picture. Words that do not fit below it follow."""
        address = self._places.to(room)
        below, rest = captioned(caption)
        halfway = self._halfway.get(key)
        if halfway is None or halfway.chat != address.chat:
            with self._failing(address.chat):
                shown = await self._bot.send_photo(
                    address.chat, picture, caption=below or None, filename="picture.png",
                    message_thread_id=address.topic,
                )  # fmt: skip
            self._remember(key, _Halfway(address.chat, (shown.message_id,)))
        return await self._tell(address, Rendering((Part(below), *rest)), key)

    async def answer(self, answer_to: str, words: str) -> None:
        """Answer a press; too late is no harm, since the press counted all the same."""
        while units(words) > _LONGEST_ANSWER:
            words = words[:-2] + "…"
        try:
            await self._bot.answer_callback_query(answer_to, words, show_alert=len(words) > _GLANCE)
        except TelegramError as error:
            log.info("press not answered why=%s", error.message[:100])

    async def _say(
        self, address: Address, part: Part, keyboard: InlineKeyboardMarkup | None, *, going_on: bool
    ) -> int:
        """Say one part. Parts after the first wait when Telegram asks: the reader has begun."""
        try:
            return await self._send(address, part, keyboard)
        except PostFailed as refused:
            if not (going_on and 0 < refused.after <= _WAIT_BETWEEN_PARTS):
                raise
            await self._clock.sleep(refused.after)
            return await self._send(address, part, keyboard)

    async def _send(
        self, address: Address, part: Part, keyboard: InlineKeyboardMarkup | None
    ) -> int:
        async def send(entities: Sequence[MessageEntity]) -> int:
            sent = await self._bot.send_message(
                address.chat, part.text, entities=entities, reply_markup=keyboard,
                message_thread_id=address.topic, link_preview_options=_NO_PREVIEW,
            )  # fmt: skip
            return sent.message_id

        with self._failing(address.chat):
            try:
                return await send(_entities(part))
            except BadRequest as refused:
                if not is_about_marks(refused):
                    raise
                return await send(())

    async def _change(
        self, chat: int, number: int, part: Part, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        async def change(entities: Sequence[MessageEntity]) -> None:
            await self._bot.edit_message_text(
                part.text, chat, number, entities=entities, reply_markup=keyboard,
                link_preview_options=_NO_PREVIEW,
            )  # fmt: skip

        with self._failing(chat, repeatable=True):
            try:
                await change(_entities(part))
            except BadRequest as refused:
                if is_unchanged(refused):
                    return
                if not is_about_marks(refused):
                    raise
                await change(())

    async def _clear(self, chat: int, parts: Sequence[int]) -> None:
        """Take away what a shorter message no longer says; after two days it can only be voided."""
        for number in parts:
            try:
                await self._bot.delete_message(chat, number)
            except BadRequest as refused:
                log.info("part not deleted why=%s", refused.message[:100])
                await self._void(chat, number)
            except TelegramError as error:
                raise failure(error, repeatable=True) from None

    async def _void(self, chat: int, number: int) -> None:
        try:
            await self._change(chat, number, Part("—"), None)
        except PostFailed as gone:
            if gone.retry:
                raise

    def _keyboard(
        self, chat: int, earlier: Sequence[int], what: Rendering
    ) -> InlineKeyboardMarkup | None:
        keys = [
            InlineKeyboardButton(button.label, callback_data=data)
            for number, button in what.buttons
            if (data := self._seal.sign(chat, earlier, number, button.says))
        ]
        rows = [keys[at : at + 3] for at in range(0, len(keys), 3)]
        return InlineKeyboardMarkup(rows) if rows else None

    @contextmanager
    def _failing(self, chat: int, *, repeatable: bool = False) -> Iterator[None]:
        """Every refusal leaves as `PostFailed`, alone: a chained one could show the token."""
        try:
            yield
        except ChatMigrated as moved:
            self._places.moved[chat] = moved.new_chat_id
            raise PostFailed(
                "The group became a supergroup; it is tried again there.", retry=True
            ) from None
        except TelegramError as error:
            raise failure(error, repeatable=repeatable) from None

    def _remember(self, key: str, halfway: _Halfway) -> None:
        self._halfway[key] = halfway
        while len(self._halfway) > _MOST_HALFWAY:
            del self._halfway[next(iter(self._halfway))]

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
        await self.answer(answer.query, self._words(answer.language, answer.sentence))

    def _beside(self, work: Coroutine[None, None, None]) -> None:
        """Do it while listening goes on."""
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)


def _entities(part: Part) -> list[MessageEntity]:
    return [MessageEntity(mark.kind, mark.offset, mark.length) for mark in part.marks]
