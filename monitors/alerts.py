"""CAP indexes: the entry of a feed is a summary, the document it links to is the alert.

    items -> one group for each identifier -> its document, if it can be read -> one item
                                           -> the index's own summary         -> one item, partial

An index that was not followed whole is asked for again as if it had never been read, so that the
next poll goes on where this one ended.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from monitors.answer import Response
from monitors.entry import MOST_ENTRIES
from monitors.feed import Alert, Feed, FeedError, Item, Outcome, digest_of
from monitors.fetch import Fetcher
from monitors.plain import tidy
from monitors.pool import Document, Parsing, in_a_thread

log = logging.getLogger(__name__)

# What one poll may ask for. An index with more is read in several polls.
MOST_DOCUMENTS = 50
LONGEST = 60.0
_MOST_KEPT = 2000
# The alert itself is broken or gone; a host that fails in any other way is left in peace.
_OF_THE_DOCUMENT_ALONE = frozenset({"http_error", "not_found", "gone", "bad_url", "empty_body"})

_Key = tuple[str, str, str | None, str]


class _Kept:
    """Alerts that were read. An alert never changes once it is issued: one reading is enough."""

    def __init__(self) -> None:
        self._items: OrderedDict[_Key, Item] = OrderedDict()

    def get(self, key: _Key) -> Item | None:
        if key in self._items:
            self._items.move_to_end(key)
        return self._items.get(key)

    def put(self, key: _Key, item: Item) -> None:
        self._items[key] = item
        if len(self._items) > _MOST_KEPT:
            self._items.popitem(last=False)


_kept: WeakKeyDictionary[Fetcher, _Kept] = WeakKeyDictionary()


async def followed(
    outcome: Outcome,
    fetcher: Fetcher,
    feed: Feed,
    at: datetime,
    parsing: Parsing = in_a_thread,
) -> tuple[Outcome, bool]:
    """The outcome with the alerts that its items only summarise, and whether all were read.

    When they were not, nothing may be taken for withdrawn, and the index is to be read again.
    """
    if not isinstance(outcome, tuple) or not any(map(_document, outcome)):
        return outcome, True
    reading = _Reading(fetcher, feed, at, parsing, _kept.setdefault(fetcher, _Kept()))
    found: dict[str, Item] = {}
    for group in _by_key(outcome):
        item = await reading.alert_of(group)
        if item.key not in found or not _document(item):
            found[item.key] = item
    whole = len(outcome) < MOST_ENTRIES
    return tuple(found.values()), whole and not any(map(_document, found.values()))


@dataclass(slots=True)
class _Reading:
    """One walk through an index, and what is left of its allowance."""

    fetcher: Fetcher
    feed: Feed
    at: datetime
    parsing: Parsing
    kept: _Kept
    asked: int = 0
    failed_hosts: set[str] = field(default_factory=set)
    ends: float = field(default_factory=lambda: asyncio.get_running_loop().time() + LONGEST)

    async def alert_of(self, group: list[Item]) -> Item:
        """The alert behind the entries of one identifier; their summary when it cannot be read."""
        documents = {address: item for item in group if (address := _document(item))}
        for address, entry in documents.items():
            key = (address, entry.digest, self.feed.language, self.feed.timezone)
            item = self.kept.get(key) or await self._read(address)
            if item is not None:
                self.kept.put(key, item)
                return item if item.link else replace(item, link=entry.link)
        return _summary(group)

    async def _read(self, address: str) -> Item | None:
        host = urlsplit(address).hostname or ""
        spent = self.asked >= MOST_DOCUMENTS or asyncio.get_running_loop().time() > self.ends
        if spent or host in self.failed_hosts:
            return None
        self.asked += 1
        answer = await self.fetcher.fetch_linked(address)
        if not isinstance(answer, Response):
            self._note(answer, host)
            return None
        claims = answer.content_type, answer.charset, answer.url
        read = await self.parsing(Document(answer.body, self.feed, self.at, *claims))
        return None if isinstance(read, FeedError) else _the_alert(read)

    def _note(self, answer: object, host: str) -> None:
        code = answer.code if isinstance(answer, FeedError) else "unchanged"
        log.info("event=alert_unread feed=%r host=%s code=%s", self.feed.name, host, code)
        if code not in _OF_THE_DOCUMENT_ALONE:
            self.failed_hosts.add(host)


def _document(item: Item) -> str | None:
    return item.alert.document if item.alert else None


def _by_key(items: Iterable[Item]) -> list[list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.key, []).append(item)
    return list(groups.values())


def _the_alert(items: tuple[Item, ...]) -> Item | None:
    """The one alert of a document; a document that is an index again is not followed further."""
    alone = items[0] if len(items) == 1 else None
    return alone if alone and alone.alert and not alone.alert.document else None


def _summary(group: list[Item]) -> Item:
    """What an index says of one alert in several entries, for one area or language each."""
    first = group[0]
    if len(group) == 1:
        return first
    lines = dict.fromkeys(line for item in group for line in item.words.split("\n"))
    text = tidy("\n".join(line for line in lines if line != first.title))
    digest = digest_of(first.title, text, first.link)
    return replace(first, text=text, digest=digest, alert=_joined(group))


def _joined(group: list[Item]) -> Alert | None:
    words: dict[str, str] = {}
    for item in group:
        for language, said in (item.alert.words if item.alert else {}).items():
            before = words.get(language, "")
            words[language] = said if not before or said in before else tidy(f"{before}\n{said}")
    first = group[0].alert
    return replace(first, words=words) if first else None
