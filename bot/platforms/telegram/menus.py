"""Telegram's menu of commands: in a room in its language, and for each member what they may do.

Whoever writes to the bot elsewhere, and whoever is in a room and is no member, is shown what is
everybody's. A menu grants nothing: the desk asks for the role again when the command comes.
"""

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
from bot.ports import Clock

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
    """The commands in each language, in order, and the members by their number on Telegram."""

    entries: Mapping[str, Sequence[Entry]]
    members: Mapping[int, Member] = field(default_factory=dict)


Commands = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a menu is shown: to one member of a chat, in a chat, or (without one) elsewhere to
    readers of a language; "" for every other language."""

    chat: int = 0
    user: int = 0
    language: str = ""


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
    """Puts the menus up, and again what has changed since; keeps in memory what is up there."""

    def __init__(self, bot: Bot, menus: Menus, clock: Clock) -> None:
        self._bot = bot
        self._menus = menus
        self._clock = clock
        self._rooms: tuple[tuple[str, str], ...] | None = None
        self._up: dict[Place, Commands] = {}
        self._at_work = False

    async def keep(self, rooms: Sequence[Room]) -> None:
        """Put up what is not there yet. What Telegram cannot be told now is told the next time."""
        seen = tuple((room.address, room.language) for room in rooms)
        if self._at_work or seen == self._rooms:
            return
        self._at_work = True
        try:
            for place, commands in wanted(self._menus, rooms).items():
                if self._up.get(place) != commands:
                    await self._put(place, commands)
                    await self._clock.sleep(_GAP)
            self._rooms = seen
        except RetryAfter as busy:
            await self._clock.sleep(seconds(busy))
        except TelegramError as error:
            log.warning("menus are put up later why=%s", error.message[:100])
        finally:
            self._at_work = False

    async def _put(self, place: Place, commands: Commands) -> None:
        listed = [BotCommand(word, about) for word, about in commands]
        try:
            await self._bot.set_my_commands(
                listed, scope=_scope(place), language_code=place.language or None
            )
        except (BadRequest, Forbidden) as refused:
            # A member who is not in that chat, as a rule: a comfort lost, and nothing to mend.
            log.info("no menu place=%s why=%s", place, refused.message[:100])
        self._up[place] = commands


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
