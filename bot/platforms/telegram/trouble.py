"""What Telegram's refusals mean, decided once.

A refused request is one of five things: to be tried later, refused for ever, the room gone, the
answer lost, or the token refused. `BadRequest` and `TimedOut` are kinds of `NetworkError` in this
library, so the order matters.
"""

import re
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.domain.publication import PostFailed
from bot.ports import PlatformDown

# No byte of the request left: it can be sent again without a doubt.
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_GONE = (
    "chat not found", "message thread not found", "topic_closed", "topic_deleted",
    "not enough rights to send", "have no rights to send", "chat_write_forbidden",
    "need administrator rights in the channel chat", "group chat was deactivated",
    "chat_restricted",
)  # fmt: skip
_UNCHANGED = "message is not modified"
_REVOKED = "Telegram refuses the token. Get one from @BotFather and put it into the configuration."
_REFUSED_MARKS = ("can't parse entities", "entit")


def failure(error: TelegramError, *, repeatable: bool = False) -> PostFailed:
    """What a request that failed means for what we wanted to say. `repeatable`: doing it twice
    shows once, so that a lost answer is no doubt."""
    if isinstance(error, RetryAfter):
        return PostFailed(
            "Telegram asks us to wait before we say more there.", retry=True, after=seconds(error)
        )
    if isinstance(error, Forbidden):
        return PostFailed(f"Telegram lets us no longer into this room: {said(error)}.", gone=True)
    if isinstance(error, InvalidToken):
        return PostFailed(_REVOKED, retry=True)
    if isinstance(error, BadRequest):
        gone = any(sign in error.message.lower() for sign in _GONE)
        return PostFailed(f"Telegram refused it: {said(error)}.", gone=gone)
    if isinstance(error.__cause__, _NEVER_LEFT):
        return PostFailed("Telegram was not reached; it is tried again.", retry=True)
    if repeatable:
        return PostFailed("Telegram did not answer; it is tried again.", retry=True)
    return PostFailed("Telegram did not answer; it may have arrived.", uncertain=True)


def silence(error: TelegramError) -> PlatformDown:
    """What a failure to listen means for the platform."""
    if isinstance(error, RetryAfter):
        return PlatformDown("Telegram asks us to wait.", after=seconds(error))
    if isinstance(error, InvalidToken | Forbidden):
        return PlatformDown(_REVOKED, revoked=True)
    if isinstance(error, Conflict):
        return PlatformDown(
            "Another program listens as the same bot. Stop it, or give Vigie a bot of its own."
        )
    if isinstance(error, NetworkError) and isinstance(error.__cause__, _NEVER_LEFT):
        return PlatformDown("Telegram cannot be reached. Check the connection and the api address.")
    return PlatformDown(f"Telegram does not answer as it should: {said(error)}.")


def is_unchanged(error: BadRequest) -> bool:
    """Whether an edit was refused because the message looks so already."""
    return error.message.lower().startswith(_UNCHANGED)


def is_about_marks(error: BadRequest) -> bool:
    """Whether the formatting was refused, not the words."""
    return any(sign in error.message.lower() for sign in _REFUSED_MARKS)


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def said(error: TelegramError) -> str:
    """Telegram's own words for it, short and without a full stop."""
    return re.split(r"\n|\.? *Parsing the server response", error.message)[0].rstrip(".")[:200]
