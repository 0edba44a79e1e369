"""What an update of Telegram says to us, if anything: no clock, no network.

Not heard, on purpose: edited messages (a command must not run again with other words), forwarded
ones (they are somebody else's words), other bots, channel posts, and commands that name another
bot. Who writes as the group itself (an anonymous admin) or as a channel cannot be told from
anybody else there: the account is empty, and the desk says why that counts for nothing.
"""

import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    MaybeInaccessibleMessage,
    Message,
    Update,
)

from bot.domain.hearing import Heard, Pressed, RoomBack, RoomLost, RoomMoved, Stranger
from bot.domain.message import Phrase, mark
from bot.domain.room import Room, Utterance
from bot.platforms.telegram.buttons import Seal
from bot.platforms.telegram.places import Address, Places
from bot.ports import Event

log = logging.getLogger(__name__)
# What Telegram is asked for: nothing that we would only throw away.
WANTED = ("message", "callback_query", "my_chat_member")
FORGED = mark("This button is not one of mine. Type the command instead.")
ELSEWHERE = mark("This chat is none of my rooms.")
_COMMAND = re.compile(r"\s*[/!]\s*\w+(?:@(?P<bot>\w+))?")
# The account behind which Telegram passes on the posts of a linked channel.
_CHANNEL_POSTS = 777000
# Somebody, and nobody can tell who.
_ANONYMOUS = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a press is told at once because it leads to nothing."""

    query: str
    language: str
    sentence: Phrase


@dataclass(frozen=True, slots=True)
class Reading:
    """What one update is to us: one event, or one for each room that it concerns."""

    events: tuple[Event, ...]
    answer: Answer | None = None


def called(chat: int, parts: tuple[int, ...]) -> str:
    """How what was said is called: the chat and the numbers of its parts."""
    return f"{chat}:{'.'.join(map(str, parts))}"


def thread_of(message: Message) -> str:
    """What an answer to a message is tied to. Its chat is named, since a group that becomes a
    supergroup begins to count anew."""
    return called(message.chat.id, (message.message_id,))


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads updates for one bot, known by its number and its user name."""

    bot: int
    name: str
    places: Places
    seal: Seal

    def read(self, raw: Mapping[str, object]) -> Reading:
        """What the update says. Never raises for what an update contains."""
        key = f"telegram/{self.bot}/{raw['update_id']}"
        written = json.dumps(raw)
        try:
            update = Update.de_json(dict(raw), None)
        except (TypeError, KeyError, ValueError, AttributeError):
            log.warning("update of an unknown form key=%s", key)
            return Reading((Event(key, written, None),))
        if query := update.callback_query:
            heard, answer = self._pressed(key, query)
            return Reading((Event(key, written, heard),), answer)
        found: list[Heard | None] = [*self._heard(key, update)] or [None]
        return Reading(tuple(Event(h.key if h else key, written, h) for h in found))

    def _heard(self, key: str, update: Update) -> Iterator[Heard]:
        if change := update.my_chat_member:
            yield from self._standing(key, change)
        elif message := update.message:
            if message.migrate_to_chat_id:
                yield from self.moved(key, message.chat.id, message.migrate_to_chat_id)
            elif message.migrate_from_chat_id:
                yield from self.moved(key, message.migrate_from_chat_id, message.chat.id)
            elif message.forum_topic_reopened:
                if room := self.places.of(_address(message)):
                    yield RoomBack(key, room.name)
            elif said := self._said(key, message):
                yield said

    def moved(self, key: str, old: int, new: int) -> Iterator[RoomMoved]:
        """A group became a supergroup: so its rooms have another address, from this update on."""
        self.places.moved[old] = new
        for room in self.places.left(old):
            yield RoomMoved(_for(key, room), room.name, str(self.places.to(room)))

    def _said(self, key: str, message: Message) -> Utterance | Stranger | None:
        text = message.text or message.caption or ""
        command = _COMMAND.match(text)
        if not text or message.forward_origin or message.is_automatic_forward:
            return None
        if command and command["bot"]:
            if command["bot"].casefold() != self.name.casefold():
                return None
            text = text[: command.start("bot") - 1] + text[command.end("bot") :]
        account = _author(message)
        if account is None or (account == _ANONYMOUS and not command):
            return None
        place = _address(message)
        if room := self.places.of(place):
            # Two people alone need not be told who is answered.
            thread = "" if message.chat.type == Chat.PRIVATE else thread_of(message)
            return Utterance(key, room.name, account, text, thread=thread)
        # What strangers say among themselves is not ours to keep.
        return Stranger(key, str(place), account, text) if command else None

    def _pressed(self, key: str, query: CallbackQuery) -> tuple[Pressed | None, Answer | None]:
        """A press that we can prove, or what the person is told instead.

        What stood on the button is what was meant, even if the message has changed meanwhile: the
        desk itself refuses what is too late, and says why.
        """
        message, account = query.message, str(query.from_user.id)
        if message is None or query.data is None:
            return None, Answer(query.id, "en", FORGED)
        rooms = self.places.of_chat(message.chat.id)
        language = rooms[0].language if rooms else "en"
        press = self.seal.read(message.chat.id, message.message_id, query.data)
        if press is None:
            log.warning("forged press chat=%d account=%s", message.chat.id, account)
            return None, Answer(query.id, language, FORGED)
        room = self._under(message, rooms)
        if room is None:
            return None, Answer(query.id, language, ELSEWHERE)
        under = called(message.chat.id, press.parts)
        pressed = Pressed(key, room.name, account, under, press.button, query.id, press.says)
        return pressed, None

    def _under(self, message: MaybeInaccessibleMessage, rooms: Sequence[Room]) -> Room | None:
        """The room of the message that was pressed. Of an old one Telegram tells no topic."""
        if isinstance(message, Message):
            return self.places.of(_address(message))
        return rooms[0] if rooms else None

    def _standing(self, key: str, change: ChatMemberUpdated) -> Iterator[Heard]:
        """We were let in, thrown out, silenced or given our voice back."""
        before, now = _trouble(change.old_chat_member), _trouble(change.new_chat_member)
        for room in self.places.of_chat(change.chat.id):
            if now:
                yield RoomLost(_for(key, room), room.name, now)
            elif before:
                yield RoomBack(_for(key, room), room.name)


def _for(key: str, room: Room) -> str:
    return f"{key}/{room.name}"


def _address(message: Message) -> Address:
    # A plain answer has a thread too; only this flag says that it is in a topic.
    return Address(message.chat.id, message.message_thread_id if message.is_topic_message else None)


def _author(message: Message) -> str | None:
    """The account that wrote; None for nobody we listen to."""
    if message.sender_chat is not None:
        return _ANONYMOUS
    author = message.from_user
    if author is None or author.is_bot or author.id == _CHANNEL_POSTS:
        return None
    return str(author.id)


def _trouble(member: ChatMember) -> str:
    """Why we cannot speak there; "" when we can."""
    if member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return member.status
    if isinstance(member, ChatMemberRestricted):
        if not member.is_member:
            return ChatMember.LEFT
        return "" if member.can_send_messages else "may not write"
    return ""
