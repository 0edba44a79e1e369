"""Saying things on Telegram: told, changed in place, shown, and presses answered.

Telegram knows no key of ours, so what was said when its answer got lost is uncertain. How far a
long message got is kept in memory, so that the next attempt under its key goes on from there; a
crash forgets it, and the parts are said again.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
    User,
)
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.domain.message import File, Message
from bot.domain.publication import PostFailed
from bot.domain.room import Room
from bot.platforms.telegram.buttons import Seal
from bot.platforms.telegram.places import Address, Places
from bot.platforms.telegram.reading import called
from bot.platforms.telegram.rendering import Mark, Part, Rendering, captioned, render, shortened
from bot.platforms.telegram.trouble import failure, is_about_marks, is_unchanged
from bot.ports import Clock

log = logging.getLogger(__name__)
_LONGEST_ANSWER = 200
# A longer answer would vanish before it is read; it is shown until it is clicked away.
_GLANCE = 60
# Within one message we wait for Telegram ourselves, so that its parts stay together; not for so
# long that the desk takes us for dead.
_WAIT_BETWEEN_PARTS = 20.0
_MOST_HALFWAY = 200
_REFERENCE = re.compile(r"-?\d+:\d+(\.\d+)*")
# https://core.telegram.org/bots/api#sending-files
LARGEST_FILE, _LARGEST_PICTURE = 50 * 2**20, 10 * 2**20
_PICTURES = frozenset({"image/png", "image/jpeg"})
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class _Halfway:
    """A message of which some parts are said: the chat, their numbers, and what they say."""

    chat: int
    parts: tuple[int, ...]
    said: tuple[Part, ...]

    def begins(self, chat: int, what: Rendering) -> bool:
        """Whether this is the beginning of what is to be said there."""
        return self.chat == chat and self.said == what.parts[: len(self.said)]


class Voice:
    """One bot speaking."""

    def __init__(self, bot: Bot, places: Places, seal: Seal, clock: Clock) -> None:
        self._bot = bot
        self._places = places
        self._seal = seal
        self._clock = clock
        self._halfway: dict[str, _Halfway] = {}

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        """Say something, as an answer to a message if `thread` names one.

        What was halfway said under this key is gone on with; if other words are to be said by now,
        it is changed into them.
        """
        address, what = self._places.to(room), render(message)
        halfway = self._halfway.get(key)
        if halfway and halfway.chat == address.chat and not halfway.begins(address.chat, what):
            del self._halfway[key]
            return await self.edit(room, called(halfway.chat, halfway.parts), message, key)
        return await self._tell(address, what, key, _answer(address, thread))

    async def _tell(
        self, address: Address, what: Rendering, key: str, answer: ReplyParameters | None = None
    ) -> str:
        halfway = self._halfway.pop(key, None)
        said = list(halfway.parts) if halfway and halfway.begins(address.chat, what) else []
        try:
            for number, part in enumerate(what.parts[len(said) :], len(said) + 1):
                last = number == len(what.parts)
                keyboard = self._keyboard(address.chat, said, what) if last else None
                after = answer if number == 1 else None
                said.append(await self._say(address, part, keyboard, after, going_on=number > 1))
        except PostFailed:
            if said:
                self._remember(key, address.chat, said, what)
            raise
        return called(address.chat, tuple(said))

    async def edit(self, room: Room, reference: str, message: Message, key: str) -> str:
        """Change what was said, part by part. Refused for ever when a part is gone, so that the
        whole is told anew."""
        address, what = self._places.to(room), render(message)
        chat, parts = _parts_of(reference)
        if chat != address.chat:
            raise PostFailed("The message stayed behind in another chat.")
        for at, (number, part) in enumerate(zip(parts, what.parts, strict=False), 1):
            last = at == len(what.parts)
            keyboard = self._keyboard(address.chat, parts[: at - 1], what) if last else None
            await self._change(address.chat, number, part, keyboard)
        await self._clear(address.chat, parts[len(what.parts) :])
        if len(parts) >= len(what.parts):
            return called(address.chat, tuple(parts[: len(what.parts)]))
        if key not in self._halfway:
            self._remember(key, address.chat, parts, what)
        return await self._tell(address, what, key)

    async def show(self, room: Room, file: File, caption: str, key: str, thread: str = "") -> str:
        """Show a picture, or give a file. Words that do not fit below it follow."""
        address, answer = self._places.to(room), None
        below, rest = captioned(caption)
        what = Rendering((Part(below), *rest))
        halfway = self._halfway.get(key)
        if halfway is None or not halfway.begins(address.chat, what):
            answer = _answer(address, thread)
            with self._failing(address.chat):
                shown = await self._give(address, file, below, answer)
            self._remember(key, address.chat, [shown], what)
        return await self._tell(address, what, key)

    async def _give(
        self, address: Address, file: File, below: str, answer: ReplyParameters | None
    ) -> int:
        size, caption = len(file.content), below or None
        if size > LARGEST_FILE:
            raise PostFailed(
                f"It has {size / 2**20:.1f} MB, and Telegram takes {LARGEST_FILE / 2**20:.0f} MB."
            )
        if file.media_type in _PICTURES and size <= _LARGEST_PICTURE:
            sent = await self._bot.send_photo(
                address.chat, file.content, caption=caption, filename=file.name,
                message_thread_id=address.topic, reply_parameters=answer,
            )  # fmt: skip
        else:
            sent = await self._bot.send_document(
                address.chat, file.content, caption=caption, filename=file.name,
                message_thread_id=address.topic, reply_parameters=answer,
            )  # fmt: skip
        return sent.message_id

    async def answer(self, answer_to: str, words: str) -> None:
        """Answer a press; too late is no harm, since the press counted all the same."""
        words = shortened(words, _LONGEST_ANSWER)
        try:
            await self._bot.answer_callback_query(answer_to, words, show_alert=len(words) > _GLANCE)
        except TelegramError as error:
            log.info("press not answered why=%s", error.message[:100])

    async def _say(
        self, address: Address, part: Part, keyboard: InlineKeyboardMarkup | None,
        answer: ReplyParameters | None, *, going_on: bool,
    ) -> int:  # fmt: skip
        """Say one part. Parts after the first wait when Telegram asks: the reader has begun."""
        try:
            return await self._send(address, part, keyboard, answer)
        except PostFailed as refused:
            if not (going_on and 0 < refused.after <= _WAIT_BETWEEN_PARTS):
                raise
            await self._clock.sleep(refused.after)
            return await self._send(address, part, keyboard, answer)

    async def _send(
        self, address: Address, part: Part, keyboard: InlineKeyboardMarkup | None,
        answer: ReplyParameters | None,
    ) -> int:  # fmt: skip
        async def send(entities: Sequence[MessageEntity]) -> int:
            sent = await self._bot.send_message(
                address.chat, part.text, entities=entities, reply_markup=keyboard,
                message_thread_id=address.topic, link_preview_options=_NO_PREVIEW,
                reply_parameters=answer,
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

    def _remember(self, key: str, chat: int, parts: Sequence[int], what: Rendering) -> None:
        self._halfway[key] = _Halfway(chat, tuple(parts), what.parts[: len(parts)])
        while len(self._halfway) > _MOST_HALFWAY:
            del self._halfway[next(iter(self._halfway))]


def _answer(address: Address, thread: str) -> ReplyParameters | None:
    """What is answered, if it is still there; nothing of a chat that the room has left."""
    chat, parts = _parts_of(thread)
    if chat != address.chat or not parts:
        return None
    return ReplyParameters(parts[0], allow_sending_without_reply=True)


def _parts_of(reference: str) -> tuple[int, list[int]]:
    """The chat and the numbers of the parts. Nothing, for what was said on another platform before
    the room came here."""
    if not _REFERENCE.fullmatch(reference):
        return 0, []
    chat, _, numbers = reference.partition(":")
    return int(chat), [int(number) for number in numbers.split(".")]


def _entities(part: Part) -> list[MessageEntity]:
    return [_entity(mark) for mark in part.marks]


def _entity(mark: Mark) -> MessageEntity:
    kind, _, account = mark.kind.partition(":")
    # Telegram goes by the number alone; it wants the rest to be there.
    user = User(int(account), "-", is_bot=False) if account else None
    return MessageEntity(kind, mark.offset, mark.length, user=user)
