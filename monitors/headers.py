"""What the headers of an answer, and the head of a feed, say about asking again. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\d{1,9}", re.ASCII)
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")
_LONGEST_VALIDATOR = 500
# RSS 2.0 gives minutes, in the channel and so before its first item.
_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>")
_ITEM = re.compile(rb"<item[\s>]")
_HEAD = 20_000


def freshness(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long this answer stays fresh (RFC 9111, 4.2.1); None when it does not say.

    An answer that must not be kept, or must be checked each time, asks for no patience.
    """
    said = _directives(headers.get("Cache-Control", ""))
    if "no-cache" in said or "no-store" in said:
        return None
    if "max-age" in said:
        whole = _seconds(said["max-age"])
        return _positive(whole - (_seconds(headers.get("Age")) or timedelta())) if whole else None
    until = moment(headers.get("Expires"))
    return _positive(until - (moment(headers.get("Date")) or now)) if until else None


def time_to_live(body: bytes) -> timedelta | None:
    """The `ttl` that an RSS channel gives itself."""
    head = body[:_HEAD]
    item = _ITEM.search(head)
    found = _TTL.search(head, 0, item.start() if item else len(head))
    return _positive(timedelta(minutes=int(found.group(1)))) if found else None


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """RFC 9110, 10.2.3: a number of seconds, or a date."""
    seconds = _seconds(value)
    if seconds is not None:
        return seconds
    until = moment(value)
    return None if until is None else max(until - now, timedelta())


def moment(value: str | None) -> datetime | None:
    """A date as HTTP writes it."""
    try:
        read = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def sendable(value: str | None) -> str | None:
    """A validator, if it can be sent back as it came; what could not be sent is not kept."""
    if not value or len(value) > _LONGEST_VALIDATOR or _UNPRINTABLE.search(value):
        return None
    return value


def same_tag(one: str | None, other: str | None) -> bool:
    """Whether two entity tags name the same content (the weak comparison of RFC 9110, 8.8.3.2)."""
    return bool(one and other) and _opaque(one) == _opaque(other)


def _opaque(tag: str | None) -> str:
    return (tag or "").strip().removeprefix("W/")


def _directives(value: str) -> dict[str, str]:
    parts = (part.partition("=") for part in value.split(","))
    return {name.strip().lower(): told.strip().strip('"') for name, _, told in parts}


def _seconds(value: str | None) -> timedelta | None:
    text = (value or "").strip()
    return timedelta(seconds=int(text)) if _SECONDS.fullmatch(text) else None


def _positive(length: timedelta) -> timedelta | None:
    return length if length > timedelta() else None
