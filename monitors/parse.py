"""Bytes to items, whatever the bytes are.

    body -> text -> prolog off -> well-formed RSS, Atom or CAP   (the fast road: xmlroad, cap)
                               -> what only feedparser can read  (the slow road, here)

Only importer of feedparser. It is only ever given a BytesIO: a bytes body that is a path would be
opened as a file, a text that is an address would be fetched. The prolog goes first, and with it
every entity that a DTD could declare.
"""

import logging
import re
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring

import feedparser

from monitors import cap, xmlroad
from monitors.entry import MOST_ENTRIES, Entry, item_of
from monitors.feed import Feed, FeedError, Item
from monitors.letters import decode
from monitors.plain import plain, tidy, writable

log = logging.getLogger(__name__)

# A document of nothing but tags would take hundreds of bytes of memory for each of them.
_MOST_TAGS = 400_000
# feedparser is a hundred times slower than the fast road, and its time grows with the tags.
_MOST_SLOW_TEXT = 2_000_000
_MOST_SLOW_TAGS = 40_000

_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_SUBSET_END = re.compile(r"\]\s*>")
_FIRST_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]{0,100})")

_EMPTY = FeedError(
    "empty_body", "The address answers with nothing at all. Check that this is the feed's address."
)
_WEB_PAGE = FeedError(
    "not_a_feed",
    "This is a web page, not a feed. Look on that page for its RSS or Atom address, and add that.",
)
_NOT_A_FEED = FeedError(
    "not_a_feed",
    "The address answers, but not with RSS, Atom or CAP. Check that this is the feed's address.",
)
_TOO_LARGE = FeedError(
    "too_large",
    "The feed is too large to read safely. Ask its owner for a shorter feed, with fewer entries.",
)


def parse(
    body: bytes,
    feed: Feed,
    *,
    now: datetime,
    content_type: str | None = None,
    charset: str | None = None,
    base: str | None = None,
) -> tuple[Item, ...] | FeedError:
    """The items of a feed's body, at most 200, in the feed's order; a valid feed may have none.

    `content_type` and `charset` are the server's claims, `base` the address the body came from in
    the end. Slow on malformed feeds: call it in a thread.
    """
    if not body.strip():
        return _EMPTY
    text = writable(decode(body, charset))
    if text.count("<") > _MOST_TAGS:
        return _TOO_LARGE
    text = _without_prolog(text)
    name = _FIRST_ELEMENT.match(text)
    if name is None:
        return _WEB_PAGE if content_type == "text/html" else _NOT_A_FEED
    if name.group(1).lower() in {"html", "head", "body"}:
        return _WEB_PAGE
    fast = _fast(text, feed)
    found = _slow(text, feed) if fast is None else fast
    return found if isinstance(found, FeedError) else _items(found, feed, base or feed.url, now)


def by_each_road(
    body: bytes, feed: Feed, *, now: datetime
) -> tuple[tuple[Item, ...] | None, tuple[Item, ...] | FeedError]:
    """What the fast road and the slow road make of one XML body; None where the fast one passes."""
    text = _without_prolog(writable(decode(body)))
    fast, slow = _fast(text, feed), _slow(text, feed)
    return (
        None if fast is None else _items(fast, feed, feed.url, now),
        slow if isinstance(slow, FeedError) else _items(slow, feed, feed.url, now),
    )


def _items(found: Iterable[Entry], feed: Feed, base: str, now: datetime) -> tuple[Item, ...]:
    items = (item_of(entry, feed, base, now) for entry in found)
    return tuple(item for item in items if item is not None)


def _fast(text: str, feed: Feed) -> list[Entry] | None:
    root = _well_formed(text)
    if root is None:
        return None
    alert = cap.alert_entry(root, feed.language)
    return [alert] if alert is not None else xmlroad.entries(root)


def _well_formed(text: str) -> Element | None:
    try:
        return fromstring(text)
    except ParseError:
        return None


def _slow(text: str, feed: Feed) -> list[Entry] | FeedError:
    if len(text) > _MOST_SLOW_TEXT or text.count("<") > _MOST_SLOW_TAGS:
        return _TOO_LARGE
    try:
        parsed = feedparser.parse(
            BytesIO(_NUMBERED.sub(_character, text).encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:
        # A foreign parser meets a stranger's bytes: whatever it stumbles over, the watch goes on.
        log.exception("event=parser_failed feed=%r", feed.name)
        return _NOT_A_FEED
    if not parsed.get("version"):
        return _NOT_A_FEED
    language = parsed.feed.get("language")
    return [_slow_entry(found, language) for found in parsed.entries[:MOST_ENTRIES]]


def _character(reference: re.Match[str]) -> str:
    """The reference as it is, or nothing if it names no character: feedparser fails on those."""
    hexadecimal, decimal = reference.groups()
    if len(hexadecimal or decimal) > 8:
        return ""
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    known = 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF
    return reference.group() if known else ""


def _slow_entry(found: feedparser.FeedParserDict, language: str | None) -> Entry:
    contents = found.get("content") or ()
    text = next((words for one in contents if (words := _detail(one))), "")
    return Entry(
        identity=found.get("id"),
        title=_detail(found.get("title_detail")),
        text=text or _detail(found.get("summary_detail")),
        link=found.get("link"),
        # In this order: asking for `updated` where only `published` is there is deprecated.
        published=found.get("published") or found.get("updated"),
        language=next((one.get("language") for one in contents), None) or language,
    )


def _detail(detail: feedparser.FeedParserDict | None) -> str:
    if not detail:
        return ""
    value = str(detail.get("value") or "")
    return tidy(value) if detail.get("type") == "text/plain" else plain(value)


def _without_prolog(text: str) -> str:
    """From the first element on: no XML declaration, no comments, no DTD and so no entities.

    Each step begins where the last one ended, so the time grows with the prolog and no faster.
    """
    at = 0
    while (at := text.find("<", at)) >= 0:
        if _FIRST_ELEMENT.match(text, at):
            return text[at:]
        at = _end_of_markup(text, at)
        if at < 0:
            break
    return ""


def _end_of_markup(text: str, at: int) -> int:
    """Where the comment, instruction or declaration that begins here ends; -1 if it never does."""
    if text.startswith("<!--", at):
        return text.find("-->", at)
    if text.startswith("<?", at):
        return text.find("?>", at)
    if text.startswith("<!", at):
        close, subset = text.find(">", at), text.find("[", at)
        if 0 <= subset < close:
            end = _SUBSET_END.search(text, subset)
            return end.end() if end else -1
        return close
    return at + 1
