"""Bytes to items, whatever the bytes are.

    body -> text -> JSON Feed                                    (jsonroad)
                 -> prolog off -> well-formed RSS, Atom or CAP   (the fast road: xmlroad, cap)
                               -> what only feedparser can read  (the slow road: slowroad)
                               -> a fact-checker's web page      (claims)

Whatever the road, what a source is known to write oddly is put right, and an entry becomes an item.
The prolog goes first, and with it every entity that a DTD could declare.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from xml.etree.ElementTree import Element, ParseError, fromstring

from monitors import cap, claims, jsonroad, seal, slowroad, xmlroad
from monitors.entry import Entry, item_of
from monitors.feed import Feed, FeedError, Item, SourceRole
from monitors.letters import decode
from monitors.plain import writable
from monitors.quirks import straightened

# A document of nothing but tags would take hundreds of bytes of memory for each of them.
_MOST_TAGS = 400_000
# feedparser is a hundred times slower than the fast road, and its time grows with the tags.
_MOST_SLOW_TEXT = 2_000_000
_MOST_SLOW_TAGS = 40_000

_WINDOWS = re.compile(r"&#(?:0*(12[89]|1[345]\d)|[xX]0*([89][0-9a-fA-F]));")
_SUBSET_END = re.compile(r"\]\s*>")
_FIRST_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]{0,100})")

# What XML forbids and fits in a byte; in UTF-8, the others begin with the two bytes EF BF.
_CONTROLS = bytes(sorted({*range(0x20), 0x7F} - {9, 10, 13}))
# And those that XML allows and no store takes; feedparser guesses what they were meant to be.
_SECOND_CONTROLS = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")

_EMPTY = FeedError(
    "empty_body", "The address answers with nothing at all. Check that this is the feed's address."
)
_WEB_PAGE = FeedError(
    "not_a_feed",
    "This is a web page, not a feed. Look on that page for its RSS or Atom address, and add that.",
)
_NOT_A_FEED = FeedError(
    "not_a_feed",
    "The address answers, but not with RSS, Atom, JSON Feed or CAP."
    " Check that this is the feed's address.",
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
    """The items of a feed's body in its order, at most `MOST_ENTRIES`; a valid feed may have none.

    `content_type` and `charset` are the server's claims, `base` the address the body came from in
    the end. Slow on malformed feeds: call it in a thread.
    """
    if not body.strip():
        return _EMPTY
    text = _readable(body, charset)
    if text.count("<") > _MOST_TAGS:
        return _TOO_LARGE
    found = _found(text, feed, content_type)
    if isinstance(found, FeedError):
        return found
    items = _items(found, feed, base or feed.url, now)
    return tuple(_sealed(item, body) for item in items) if seal.NAMESPACE in text else items


def _sealed(item: Item, body: bytes) -> Item:
    """The item, with what became of its signature where the document is that alert."""
    if item.alert is None or item.alert.document is not None:
        return item
    held, signer = seal.seal_of(body)
    return replace(item, alert=replace(item.alert, seal=held, signer=signer))


def by_each_road(
    body: bytes, feed: Feed, *, now: datetime
) -> tuple[tuple[Item, ...] | None, tuple[Item, ...] | FeedError]:
    """What the fast road and the slow road make of one XML body; None where the fast one passes.

    The two must agree: this is how it is checked, and how it can be told which road was taken.
    """
    text = _without_prolog(_readable(body, None))
    fast, slow = _fast(text, feed), _slow(text, feed)
    return (
        None if fast is None else _items(fast, feed, feed.url, now),
        slow if isinstance(slow, FeedError) else _items(slow, feed, feed.url, now),
    )


def _readable(body: bytes, charset: str | None) -> str:
    text = decode(body, charset)
    return _WINDOWS.sub(_meant, writable(text) if _needs_cleaning(body) else text)


def _meant(reference: re.Match[str]) -> str:
    """What `&#146;` is meant to be: XML says a control character, every browser an apostrophe."""
    decimal, hexadecimal = reference.groups()
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return bytes([number]).decode("cp1252", "ignore")


def _found(text: str, feed: Feed, content_type: str | None) -> list[Entry] | FeedError:
    if text.lstrip()[:1] in {"{", "["}:
        return _json(text)
    text = _without_prolog(text)
    name = _FIRST_ELEMENT.match(text)
    if name is None:
        return _WEB_PAGE if content_type == "text/html" else _NOT_A_FEED
    if name.group(1).lower() in {"html", "head", "body"}:
        return _page(text, feed)
    fast = _fast(text, feed)
    return _slow(text, feed) if fast is None else fast


def _needs_cleaning(body: bytes) -> bool:
    """Whether a parser would stumble. Looking for it is far quicker than cleaning in vain."""
    if len(body.translate(None, _CONTROLS)) < len(body):
        return True
    # One byte is found much sooner than two, and hardly any feed has it.
    if b"\xef" in body and b"\xef\xbf" in body:
        return True
    return _SECOND_CONTROLS.search(body) is not None


def _items(found: Iterable[Entry], feed: Feed, base: str, now: datetime) -> tuple[Item, ...]:
    told = (
        straightened(cap.summarised(entry, feed) if not entry.alert else entry) for entry in found
    )
    items = (item_of(entry, feed, base, now) for entry in told)
    return tuple(item for item in items if item is not None)


def _fast(text: str, feed: Feed) -> list[Entry] | None:
    root = _well_formed(text)
    if root is None:
        return None
    return [cap.alert_entry(root, feed)] if cap.is_alert(root) else xmlroad.entries(root)


def _well_formed(text: str) -> Element | None:
    try:
        return fromstring(text)
    except ParseError:
        return None


def _slow(text: str, feed: Feed) -> list[Entry] | FeedError:
    if len(text) > _MOST_SLOW_TEXT or text.count("<") > _MOST_SLOW_TAGS:
        return _TOO_LARGE
    found = slowroad.entries(text, feed.name)
    return _NOT_A_FEED if found is None else found


def _json(text: str) -> list[Entry] | FeedError:
    found = jsonroad.entries(text)
    return _NOT_A_FEED if found is None else found


def _page(text: str, feed: Feed) -> list[Entry] | FeedError:
    """A fact-checker's page may carry the claims that it reviews; any other page is no feed."""
    reviews = claims.in_page(text) if feed.role is SourceRole.FACT_CHECKER else []
    return reviews or _WEB_PAGE


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
