"""What a homeserver's refusals mean, decided once: for what we hear, and for what we say.

A sending is named by its transaction, so a lost answer is no doubt: it is sent again and is the
same event. nio sees `retry_after_ms` in a refusal and not the header `Retry-After`; both count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime

import aiohttp
import nio

from bot.domain.publication import PostFailed
from bot.ports.rooms import PlatformDown

LOST = (aiohttp.ClientError, TimeoutError, OSError)
"""What is raised when no whole answer came."""
_LONGEST_WAIT = 3600.0
_NO_MORE = frozenset({"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"})
_GONE = frozenset({"M_NOT_FOUND", "M_UNKNOWN_ROOM"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """The homeserver's answer to what it did not do. `after` is in seconds."""

    code: str
    status: int
    words: str
    after: float = 0.0

    @property
    def is_revoked(self) -> bool:
        """Whether our credentials are refused."""
        return self.code in _NO_MORE

    @property
    def is_limit(self) -> bool:
        """Whether we were too fast."""
        return self.status == 429 or self.code == "M_LIMIT_EXCEEDED"

    @property
    def is_for_now(self) -> bool:
        """Whether the same request may be taken later."""
        # Without a code it was no homeserver that spoke, but something in front of it.
        return self.is_limit or self.status >= 500 or not self.code

    def __str__(self) -> str:
        return " ".join(word for word in (self.code or f"HTTP {self.status}", self.words) if word)


def refusal(response: object) -> Refusal | None:
    """The refusal in an answer of nio's, None when it is none."""
    if not isinstance(response, nio.ErrorResponse):
        return None
    answer = response.transport_response
    status = answer.status if answer is not None else 0
    asked = (response.retry_after_ms or 0) / 1000
    if not asked and answer is not None:
        asked = _asked_by(answer.headers)
    code = response.status_code or ""
    words = "" if response.message == "unknown error" else response.message
    return Refusal(code, status, words, min(asked, _LONGEST_WAIT))


def deaf(why: Refusal) -> PlatformDown:
    """Why nothing can be heard."""
    if why.is_revoked:
        return PlatformDown(
            f"The homeserver refuses our login ({why}). Give Vigie a new token, or a password.",
            revoked=True,
        )
    if why.is_limit:
        return PlatformDown("The homeserver asks us to wait.", after=why.after)
    return PlatformDown(f"The homeserver does not answer as it should ({why}).", after=why.after)


def silent(trouble: BaseException) -> PlatformDown:
    """Why nothing can be heard, when no whole answer came."""
    return PlatformDown(f"The homeserver cannot be reached: {_named(trouble)}.")


def unsaid(why: Refusal, *, inside: bool) -> PostFailed:
    """Why something could not be said; `inside` is whether we are in that room."""
    if why.is_revoked:
        return PostFailed(f"The homeserver refuses our login ({why}).", retry=True, after=30.0)
    if why.is_for_now:
        return PostFailed(f"The homeserver did not take it ({why}).", retry=True, after=why.after)
    if why.code in _GONE or not inside:
        return PostFailed(f"We are not in that room ({why}).", gone=True)
    if why.code == "M_FORBIDDEN":
        return PostFailed(f"The room does not let us: give us the power to send ({why}).")
    return PostFailed(f"The homeserver refuses it for ever ({why}).")


def unheard(trouble: BaseException) -> PostFailed:
    """Nobody knows whether it arrived; sent again, it is still said once."""
    return PostFailed(f"The homeserver's answer was lost: {_named(trouble)}.", retry=True)


def cannot(down: PlatformDown) -> PostFailed:
    """What cannot be heard cannot be spoken to."""
    return PostFailed(down.why, retry=True, after=down.after)


def _asked_by(headers: Mapping[str, str]) -> float:
    """The seconds that `Retry-After` asks for, which may also name a date (RFC 9110, 10.2.3)."""
    header = headers.get("Retry-After", "").strip()
    if header.isascii() and header.isdecimal():
        return float(header)
    try:
        # By the other side's clock, where it says what time it is.
        now = parsedate_to_datetime(headers.get("Date") or formatdate(usegmt=True))
        return max(0.0, (parsedate_to_datetime(header) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _named(trouble: BaseException) -> str:
    return f"{type(trouble).__name__}: {trouble}".rstrip(": .")
