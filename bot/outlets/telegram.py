"""A channel or group on Telegram that the public reads; its address is `@name` or its number.

One publication is one message, exactly as approved: nothing is formatted, and what Telegram would
cut, split or change is refused before it is sent. Telegram knows no keys, so that an answer that
was lost is *uncertain*: it is never sent again without a person.
"""

import logging
import re
from datetime import timedelta

import httpx
from telegram import Bot, LinkPreviewOptions, Message, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, Receipt
from bot.outlets.exact import exact_bytes

LONGEST = 4096
# Nobody believes that a warning must wait longer.
_LONGEST_WAIT = 3600.0
# Telegram drops these or puts a space in their place (clean_input_string in its library).
_CHANGED = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u030a\u0333\u033f]")
_ADDRESS = re.compile(r"@[A-Za-z]\w{3,31}|-?\d{1,20}")
# What `_link` makes: https://t.me/name/12 or -100…/12.
_RECEIPT = re.compile(r"(?:https://t\.me/[\w/]+|-?\d+)/(\d{1,15})")
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class TelegramOutlet:
    """Publishes with a bot that may post there. `answer_within` is in seconds."""

    def __init__(
        self, token: str, *, api: str = "https://api.telegram.org", answer_within: float = 20.0
    ) -> None:
        # At INFO, httpx writes every address it asks, and the token is part of ours.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        # Never a kept connection: the server may have closed it, and that looks like a lost answer.
        fresh = {"limits": httpx.Limits(max_keepalive_connections=0)}
        request = HTTPXRequest(
            connect_timeout=10.0, read_timeout=answer_within, pool_timeout=10.0, httpx_kwargs=fresh
        )
        self._bot = Bot(token, base_url=f"{api.rstrip('/')}/bot", request=request)

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Post the text as one message, in reply to what it answers. The receipt is its link, or
        chat and number."""
        _must_fit(outlet, text)
        try:
            posted = await self._bot.send_message(
                outlet.address,
                text,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_parameters=_reply(answers),
            )
        except TelegramError as error:
            # Alone: a chained failure could carry the token into a log.
            raise _failure(outlet, error) from None
        receipt = _link(posted)
        if posted.text != text:
            raise PostFailed(
                f"{outlet.name}: Telegram changed the text as it took it. It is public at "
                f"{receipt}: look there first.",
                uncertain=True,
            )
        return Receipt(receipt)

    async def look(self, outlet: Outlet) -> str:
        """Ask for the chat, publishing nothing; returns its number, however its address is written.

        Raises `PostFailed`, also when the bot cannot see it.
        """
        try:
            chat = await self._bot.get_chat(outlet.address)
        except (BadRequest, Forbidden, InvalidToken) as error:
            raise _failure(outlet, error) from None
        except TelegramError:
            raise PostFailed(f"{outlet.name}: Telegram was not reached.", retry=True) from None
        return str(chat.id)


def _must_fit(outlet: Outlet, text: str) -> None:
    """Refuse what Telegram would not show exactly so."""
    length = len(exact_bytes(outlet, text).decode().encode("utf-16-le")) // 2
    if not _ADDRESS.fullmatch(outlet.address):
        raise PostFailed(
            f"{outlet.name} has no address on Telegram. Give it @name or the number of its chat."
        )
    if length > LONGEST:
        raise PostFailed(
            f"The text for {outlet.name} is {length} units long, and Telegram takes {LONGEST} in "
            "one message. Shorten it in a new version of the draft."
        )
    if text != text.strip() or not text:
        raise PostFailed(
            f"The text for {outlet.name} begins or ends with a space or an empty line, which "
            "Telegram takes away. Write it without in a new version of the draft."
        )
    if odd := _CHANGED.search(text):
        sign, at = f"U+{ord(odd.group()):04X}", odd.start()
        raise PostFailed(
            f"The text for {outlet.name} has a sign that Telegram would change: {sign} at position "
            f"{at}. Type that word again in a new version of the draft."
        )


def _failure(outlet: Outlet, error: TelegramError) -> PostFailed:
    who, why = outlet.name, error.message.split("\n", 1)[0].rstrip(".")[:200]
    if isinstance(error, RetryAfter):
        return PostFailed(
            f"{who}: Telegram asks us to wait. It is tried again.", retry=True, after=_wait(error)
        )
    if isinstance(error, ChatMigrated):
        return PostFailed(
            f"{who} became a supergroup. Put its new address into the configuration: "
            f"{error.new_chat_id}."
        )
    if isinstance(error, Forbidden):
        return PostFailed(
            f"{who}: Telegram does not let the bot post ({why}). Make it an admin of the channel "
            "who may post messages."
        )
    if isinstance(error, InvalidToken):
        return PostFailed(
            f"{who}: Telegram refuses the token. Get one from @BotFather and put it into the "
            "configuration; it is tried again.",
            retry=True,
        )
    if isinstance(error, BadRequest):
        return PostFailed(f"{who}: Telegram refused it ({why}). Check the address of the outlet.")
    if isinstance(error.__cause__, _NEVER_LEFT):
        return PostFailed(f"{who}: Telegram was not reached. It is tried again.", retry=True)
    return PostFailed(
        f"{who}: Telegram's answer was lost. It may be public: look there first.", uncertain=True
    )


def _wait(error: RetryAfter) -> float:
    after = error.retry_after
    seconds = after.total_seconds() if isinstance(after, timedelta) else float(after)
    return min(seconds, _LONGEST_WAIT)


def _reply(receipt: str) -> ReplyParameters | None:
    """What to reply to; a message that is gone by then keeps nothing from going out."""
    found = _RECEIPT.fullmatch(receipt)
    return ReplyParameters(int(found[1]), allow_sending_without_reply=True) if found else None


def _link(posted: Message) -> str:
    return posted.link or f"{posted.chat.id}/{posted.message_id}"
