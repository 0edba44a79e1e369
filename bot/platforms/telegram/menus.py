"""Telegram's menu of commands: in a room in its language, and for each member what they may do.

Whoever writes to the bot elsewhere, and whoever is in a room and is no member, is shown what is
everybody's. A menu grants nothing: the desk asks for the role again when the command comes.
"""

import hashlib
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.domain.room import Member, Role, Room
from bot.platforms.telegram.places import parse
from bot.platforms.telegram.trouble import seconds
from bot.ports import Clock, StoreError, Units

log = logging.getLogger(__name__)
# https://core.telegram.org/bots/api#botcommand
_WORD = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST, _MOST = 256, 100
# Seconds between two menus: a start with many members must not use up what answers need.
_GAP = 0.2


@dataclass(frozen=True, slots=True)
class Entry:
    """A command in one language; `roles` is empty for what is everybody's."""

    word: str
    about: str
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Menus:
    """The commands in each language, in order, and the members by their number on Telegram. In
    `units` it is kept what is up, so that a restart puts up nothing that is there."""

    entries: Mapping[str, Sequence[Entry]]
    members: Mapping[int, Member] = field(default_factory=dict)
    units: Units | None = None


Commands = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a menu is shown: to one member of a chat, in a chat, or (without one) elsewhere to
    readers of a language; "" for every other language."""

    chat: int = 0
    user: int = 0
    language: str = ""

    def __str__(self) -> str:
        return f"{self.chat}/{self.user}/{self.language}"


def wanted(menus: Menus, rooms: Sequence[Room]) -> dict[Place, Commands]:
    """Every menu there should be. In a talk with one person it is that member's."""
    found: dict[Place, Commands] = {}
    for language, entries in menus.entries.items():
        found[Place(language="" if language == "en" else language)] = _menu(entries, None)
    for chat, language in _chats(rooms).items():
        entries = menus.entries.get(language, ())
        found[Place(chat)] = _menu(entries, menus.members.get(chat))
        for number, member in menus.members.items():
            if chat < 0:
                found[Place(chat, number)] = _menu(entries, member)
    return {place: commands for place, commands in found.items() if commands}


class Board:
    """Puts the menus up, and again what has changed since."""

    def __init__(self, bot: Bot, menus: Menus, clock: Clock) -> None:
        self._bot = bot
        # Another bot has other menus.
        self._kept_as = f"menu/{bot.token.partition(':')[0]}/"
        self._menus = menus
        self._clock = clock
        self._rooms: tuple[tuple[str, str], ...] | None = None
        # The digests of what is up, by the place; None until the store was asked.
        self._up: dict[str, str] | None = None
        self._left: set[int] = set()
        self._at_work = False

    def forget(self, chat: int) -> None:
        """Whoever was thrown out of a chat and let in again has no menus there."""
        self._left.add(chat)
        self._rooms = None

    async def keep(self, rooms: Sequence[Room]) -> None:
        """Put up what is not there yet. What Telegram cannot be told now is told the next time."""
        seen = tuple((room.address, room.language) for room in rooms)
        if self._at_work or seen == self._rooms:
            return
        self._at_work = True
        try:
            # From here on: whoever is let in again meanwhile asks for another round.
            self._rooms = seen
            up = self._up = await self._remembered() if self._up is None else self._up
            menus, left, self._left = wanted(self._menus, rooms), self._left, set()
            for place in menus:
                if place.chat in left:
                    up.pop(str(place), None)
            for place, commands in menus.items():
                digest = hashlib.sha256(repr(commands).encode()).hexdigest()[:16]
                if up.get(str(place)) != digest:
                    await self._put(place, commands, digest)
                    up[str(place)] = digest
                    await self._clock.sleep(_GAP)
        except RetryAfter as busy:
            self._rooms = None
            await self._clock.sleep(seconds(busy))
        except (TelegramError, StoreError) as error:
            self._rooms = None
            log.warning("menus are put up later why=%s", str(error)[:100])
        finally:
            self._at_work = False

    async def _remembered(self) -> dict[str, str]:
        if self._menus.units is None:
            return {}
        async with self._menus.units() as unit:
            return dict(await unit.settings.under(self._kept_as))

    async def _keep(self, place: Place, digest: str) -> None:
        if self._menus.units is not None:
            async with self._menus.units() as unit:
                await unit.settings.put(f"{self._kept_as}{place}", digest)
                await unit.commit()

    async def _put(self, place: Place, commands: Commands, digest: str) -> None:
        listed = [BotCommand(word, about) for word, about in commands]
        try:
            await self._bot.set_my_commands(
                listed, scope=_scope(place), language_code=place.language or None
            )
        except (BadRequest, Forbidden) as refused:
            # A member who is not in that chat, as a rule: a comfort lost, and nothing to mend. It
            # is tried again at the next start.
            log.info("no menu place=%s why=%s", place, refused.message[:100])
            return
        await self._keep(place, digest)


def _scope(place: Place) -> BotCommandScope:
    if place.user:
        return BotCommandScopeChatMember(place.chat, place.user)
    return BotCommandScopeChat(place.chat) if place.chat else BotCommandScopeDefault()


def _menu(entries: Sequence[Entry], reader: Member | None) -> Commands:
    """The commands of one word: Telegram knows no others, and takes each word once."""
    return tuple(_listed(entries, reader).items())[:_MOST]


def _listed(entries: Sequence[Entry], reader: Member | None) -> dict[str, str]:
    listed: dict[str, str] = {}
    for entry in entries:
        may = not entry.roles or (reader is not None and reader.has(*entry.roles))
        if may and entry.about and _WORD.fullmatch(entry.word):
            listed.setdefault(entry.word, entry.about[:_LONGEST])
    return listed


def _chats(rooms: Sequence[Room]) -> dict[int, str]:
    """The chats of the rooms with their language; of several topics the first decides."""
    chats: dict[int, str] = {}
    for room in rooms:
        if address := parse(room.address):
            chats.setdefault(address.chat, room.language)
    return chats
