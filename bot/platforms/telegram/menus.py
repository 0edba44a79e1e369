"""Telegram's menu of commands: in a room in the room's language, elsewhere in the reader's."""

import logging
import re
from collections.abc import Awaitable, Mapping, Sequence

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.domain.room import Room
from bot.platforms.telegram.places import parse

log = logging.getLogger(__name__)
Menu = Sequence[tuple[str, str]]
# https://core.telegram.org/bots/api#botcommand
_WORD = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST, _MOST = 256, 100


async def set_menus(bot: Bot, menus: Mapping[str, Menu], rooms: Sequence[Room]) -> None:
    """Give every room and every language its menu. A menu that is refused is only a comfort lost:
    it is written in the log, and the next one is tried."""
    for language, menu in menus.items():
        code = None if language == "en" else language
        await _try(bot.set_my_commands(_commands(menu), language_code=code), language)
    for chat, language in _chats(rooms).items():
        if language in menus:
            scope = BotCommandScopeChat(chat)
            await _try(bot.set_my_commands(_commands(menus[language]), scope=scope), str(chat))


async def _try(asking: Awaitable[bool], whose: str) -> None:
    try:
        await asking
    except TelegramError as error:
        log.warning("no menu for=%s why=%s", whose, error.message[:100])


def _commands(menu: Menu) -> list[BotCommand]:
    """The commands of one word: Telegram knows no others, and takes each word once."""
    listed: dict[str, BotCommand] = {}
    for word, about in menu:
        if _WORD.fullmatch(word) and about:
            listed.setdefault(word, BotCommand(word, about[:_LONGEST]))
    return list(listed.values())[:_MOST]


def _chats(rooms: Sequence[Room]) -> dict[int, str]:
    """The chats of the rooms with their language; of several topics the first decides."""
    chats: dict[int, str] = {}
    for room in rooms:
        if address := parse(room.address):
            chats.setdefault(address.chat, room.language)
    return chats
