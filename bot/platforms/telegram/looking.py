"""What `vigie check` finds on Telegram, in words, with what to do."""

from collections.abc import Sequence

from telegram import Bot, Chat, ChatFullInfo, ChatMember, User
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.domain.room import Room
from bot.platforms.telegram.places import Address, parse
from bot.platforms.telegram.trouble import said, silence
from bot.ports import PlatformDown, Remark

_PRIVACY_ON = (
    "Privacy mode is on: in groups Vigie hears commands with a slash, answers to it and presses, "
    "and that is enough. To write commands with ! too, turn it off with @BotFather (/setprivacy) "
    "and add the bot to the group again."
)
_ADD = "Add the bot to the group, write /whoami there, and copy the address that it shows."


async def look(bot: Bot, rooms: Sequence[Room], webhook: str) -> list[Remark]:
    """Try the token, what stands in the way of listening, and every room. `webhook` is the address
    that we listen at, "" when we ask for updates."""
    try:
        me = await bot.get_me()
        remarks = [_about(me), await _about_webhook(bot, webhook)]
    except TelegramError as error:
        return [_down(silence(error))]
    for room in rooms:
        remarks += await _look_into(bot, me, room)
    return remarks


def _about(me: User) -> Remark:
    hears = "Privacy mode is off." if me.can_read_all_group_messages else _PRIVACY_ON
    return Remark("bot", True, f"The token is that of @{me.username}. {hears}")


def _down(down: PlatformDown) -> Remark:
    return Remark("bot", False, down.why)


async def _about_webhook(bot: Bot, ours: str) -> Remark:
    found = await bot.get_webhook_info()
    if found.url and found.url != ours:
        return Remark(
            "bot", False,
            "Another program has asked Telegram to bring this bot's updates elsewhere. Stop that "
            "program, or give Vigie a bot of its own; at its start Vigie takes the updates over.",
        )  # fmt: skip
    if found.last_error_message:
        return Remark(
            "bot", False,
            f"Telegram could not bring updates here: {found.last_error_message}. Check the proxy.",
        )  # fmt: skip
    waiting = found.pending_update_count
    return Remark("bot", True, f"Updates that wait to be heard: {waiting}.")


async def _look_into(bot: Bot, me: User, room: Room) -> list[Remark]:
    address = parse(room.address)
    if address is None:
        return [_missing(room, f"{room.address} is no address on Telegram. {_ADD}")]
    try:
        chat = await bot.get_chat(address.chat)
        member = await bot.get_chat_member(address.chat, me.id)
        return await _speak_of(bot, room, address, chat, member)
    except ChatMigrated as moved:
        new = Address(moved.new_chat_id, address.topic)
        return [_missing(room, f'The group became a supergroup. Write address = "{new}".')]
    except (Forbidden, BadRequest) as error:
        return [_missing(room, f"Telegram says: {said(error)}. {_ADD}")]
    except TelegramError as error:
        return [_missing(room, silence(error).why)]


async def _speak_of(
    bot: Bot, room: Room, address: Address, chat: ChatFullInfo, member: ChatMember
) -> list[Remark]:
    """What we may do there."""
    if chat.type == Chat.CHANNEL:
        return [_missing(room, "This is a channel; the team needs a group. Make one for it.")]
    if member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return [_missing(room, f"The bot is not in this group. {_ADD}")]
    if address.topic is not None and not chat.is_forum:
        return [_missing(room, f"This group has no topics. Write {address.chat} as the address.")]
    try:
        # Nobody sees it for long, and it tells whether we may write in that very topic.
        await bot.send_chat_action(address.chat, ChatAction.TYPING, message_thread_id=address.topic)
    except BadRequest as error:
        return [_missing(room, f"The bot cannot write there: {said(error)}. Write /whoami in the "
                               "topic that you mean.")]  # fmt: skip
    return [Remark(room.name, True, _rights(chat, member))]


def _rights(chat: ChatFullInfo, member: ChatMember) -> str:
    if chat.type == Chat.PRIVATE:
        return "A talk with one person; reached."
    if member.status not in (ChatMember.ADMINISTRATOR, ChatMember.OWNER):
        return "Reached. The bot is no admin there: it works, and cannot pin messages."
    if not getattr(member, "can_pin_messages", True):
        return "Reached. The bot is an admin without the right to pin messages."
    return "Reached. The bot is an admin and can pin messages."


def _missing(room: Room, text: str) -> Remark:
    return Remark(room.name, False, text)
