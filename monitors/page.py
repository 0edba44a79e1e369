"""A public channel's web page, t.me/s/NAME: its last posts, as anybody sees them in a browser.

It is a page for people and no interface: what it no longer says, the watch must say it cannot read.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from monitors import refusals
from monitors.entry import MOST_ENTRIES, Entry, item_of
from monitors.feed import Feed, FeedError, Item
from monitors.letters import decode
from monitors.plain import tidy

_LARGEST = 2_000_000
_DEEPEST = 100
# No quantifier here can reach past the next bracket or quote: the time grows with the page only.
# (The standard parser's does not: it takes half a minute for a hostile page of 200 kB.)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})([^<>]{0,5000})>")
_ATTRIBUTE = re.compile(r"""([a-z][a-z-]{0,30})=(?:"([^"]*)"|'([^']*)')""")
_POST = re.compile(r"[A-Za-z0-9_]{1,64}/[0-9]{1,12}")
_CHANNEL = re.compile(r"(?:https?:)?//(?:t\.me|telegram\.me)/[A-Za-z0-9_]{3,64}(?:/[0-9]+)?")
# Elements that never have an end tag, so that waiting for one would be in vain.
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"})
_LINES = frozenset({"br", "div", "p", "blockquote", "pre", "li"})
_HISTORY = frozenset({"tgme_channel_history", "tgme_channel_info"})

# What an element of a post is to us, by its class.
_WORDS, _ASIDE, _ORIGIN = "words", "aside", "origin"
_PARTS = {
    "tgme_widget_message_text": _WORDS,
    "tgme_widget_message_poll_question": _WORDS,
    "tgme_widget_message_poll_option_text": _WORDS,
    "tgme_widget_message_reply": _ASIDE,
    "tgme_widget_message_forwarded_from_name": _ORIGIN,
}


def read_page(
    body: bytes,
    feed: Feed,
    *,
    now: datetime,
    content_type: str | None = None,
    charset: str | None = None,
    base: str | None = None,
) -> tuple[Item, ...] | FeedError:
    """The posts on a channel's page that have words, in the page's order. Call it in a thread.

    `base` is the address the body came from in the end: a channel without a preview sends away.
    """
    channel = _channel(feed.url)
    if "/s/" not in (base or feed.url):
        return refusals.no_preview(channel)
    text = decode(body, charset)
    if content_type not in {None, "text/html"} or len(text) > _LARGEST:
        return refusals.strange_page(channel)
    page = _Page()
    page.read(text)
    if not page.is_channel:
        return refusals.strange_page(channel)
    entries = (_entry(post) for post in page.posts[-MOST_ENTRIES:])
    items = (item_of(entry, feed, base or feed.url, now) for entry in entries if entry.text)
    return tuple(item for item in items if item is not None)


@dataclass(slots=True)
class _Found:
    """A post while it is read."""

    name: str
    words: list[str] = field(default_factory=list)
    origin: list[str] = field(default_factory=list)
    forwarded: bool = False
    date: str | None = None


def _entry(post: _Found) -> Entry:
    """The mark of a forwarded post is a sign: a word would be in one of our languages only."""
    return Entry(
        identity=post.name,
        title=f"↪ {unescape(''.join(post.origin))}" if post.forwarded else "",
        text=tidy(unescape("".join(post.words))),
        link=f"https://t.me/{post.name}",
        published=post.date,
        language=None,
    )


class _Page:
    """Reads the page from above to below, and knows which part of which post it is in."""

    def __init__(self) -> None:
        self.posts: list[_Found] = []
        self.is_channel = False
        self._open: list[tuple[str, str | None]] = []
        self._reading = False

    def read(self, text: str) -> None:
        """Read the page, tag by tag; what is no proper tag is text."""
        end = 0
        for tag in _TAG.finditer(text):
            self._write(text[end : tag.start()].replace("\n", " "))
            end = tag.end()
            closing, name, inside = tag.groups()
            if name.lower() in _LINES:
                self._write("\n")
            if closing:
                self._close(name.lower())
            else:
                self._begin(name.lower(), {k: a or b for k, a, b in _ATTRIBUTE.findall(inside)})

    def _begin(self, name: str, given: dict[str, str]) -> None:
        classes = given.get("class", "").split()
        self.is_channel = self.is_channel or not _HISTORY.isdisjoint(classes)
        if "tgme_widget_message" in classes:
            self._begin_post(given.get("data-post", ""), service="service_message" in classes)
        part = next((_PARTS[each] for each in classes if each in _PARTS), None)
        if self._reading and part == _ORIGIN:
            self.posts[-1].forwarded = True
            # A channel may be named; a person who is quoted is nobody's business here.
            part = part if _CHANNEL.match(given.get("href", "")) else _ASIDE
        if self._reading and name == "time" and "datetime" in given:
            self.posts[-1].date = given["datetime"]
        if name not in _VOID and len(self._open) < _DEEPEST:
            outer = self._part()
            self._open.append((name, outer if outer == _ASIDE else part or outer))

    def _begin_post(self, name: str, *, service: bool) -> None:
        """A post begins, and the one before has ended, whatever was left open in it."""
        self._open.clear()
        self._reading = bool(_POST.fullmatch(name)) and not service
        if self._reading:
            self.posts.append(_Found(name))

    def _close(self, name: str) -> None:
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == name:
                del self._open[depth:]
                return

    def _part(self) -> str | None:
        return self._open[-1][1] if self._open else None

    def _write(self, text: str) -> None:
        if self._reading and self._part() == _WORDS:
            self.posts[-1].words.append(text)
        elif self._reading and self._part() == _ORIGIN:
            self.posts[-1].origin.append(text)


def _channel(url: str) -> str:
    return urlsplit(url).path.removeprefix("/s/").partition("/")[0]
