"""A websocket that is followed from a cursor: Jetstream, Bluesky's stream of public posts.

    cursor --connect--> events --language, keywords--> items, and the next cursor

One poll reads until it has caught up with the present, holds as many items as it may, or its time
is up, and hangs up. Nothing stays open between polls: to reconnect is to poll again.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import aiohttp

from monitors import refusals
from monitors.address import RefusedAddress, host_of
from monitors.entry import item_of, primary_language
from monitors.feed import Feed, FeedError, Item, Progress, digest_of
from monitors.fetch import Fetcher
from monitors.jetstream import POSTS, Post, event_of
from monitors.keywords import Sieve

_SCHEMES = frozenset({"ws", "wss"})
_SECOND = 1_000_000
# Events do not come in perfect order, so the last ones are heard twice: their keys tell.
_REWIND = 5 * _SECOND
# A place in the stream further ahead is no place: it would be asked for until that day comes.
_AHEAD = 60 * _SECOND


@dataclass(frozen=True, slots=True)
class Reach:
    """What one poll may cost. Times are in seconds, `message` in bytes.

    `strange` messages in a row at the beginning show that this is another kind of stream.
    """

    window: float = 60.0
    connect: float = 30.0
    items: int = 500
    deleted: int = 5_000
    message: int = 64 * 1024
    strange: int = 100


REACH = Reach()


@dataclass(frozen=True, slots=True)
class Heard:
    """What a poll of a stream gave; with `more`, it stopped short and should be asked again soon.

    An item without words is a post that its author deleted.
    """

    items: tuple[Item, ...]
    cursor: str
    more: bool = False


async def follow(
    feed: Feed, progress: Progress, fetcher: Fetcher, now: datetime, *, reach: Reach = REACH
) -> Heard | FeedError:
    """Read on from the cursor; without one, from one interval ago. Never raises for the world."""
    host = host_of(feed.url, _SCHEMES)
    if isinstance(host, FeedError):
        return host
    catch = _Catch.begin(feed, progress, now, reach)
    window = min(feed.every.total_seconds(), reach.window)
    address = _address(feed.url, catch.begun, reach)
    try:
        async with asyncio.timeout(reach.connect):
            socket = await fetcher.session.ws_connect(address, max_msg_size=reach.message)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        return _not_connected(host, error)
    try:
        async with asyncio.timeout(window):
            broken = await _listen(socket, catch, host)
    except TimeoutError:
        broken = None
    finally:
        # A server may ignore our goodbye and talk on.
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await socket.close()
    return catch.result(host, broken)


async def _listen(
    socket: aiohttp.ClientWebSocketResponse[bool], catch: "_Catch", host: str
) -> FeedError | None:
    """Hand on message after message; returns what ended it when that was the server's doing."""
    async for message in socket:
        match message.type:
            case aiohttp.WSMsgType.TEXT:
                if catch.take(str(message.data)):
                    return None
            case aiohttp.WSMsgType.ERROR:
                return refusals.broken_stream(host, "sends a message that is too large or damaged")
            case _:
                return refusals.not_a_stream(host)
    return refusals.broken_stream(host, "hangs up")


@dataclass(slots=True)
class _Catch:
    """What was heard so far; a later event about a post replaces an earlier one."""

    feed: Feed
    now: datetime
    reach: Reach
    sieve: Sieve
    first: bool
    started: int
    begun: int
    latest: int = 0
    posts: dict[str, Item] = field(default_factory=dict)
    deleted: dict[str, Item] = field(default_factory=dict)
    events: int = 0
    strange: int = 0
    full: bool = False

    @classmethod
    def begin(cls, feed: Feed, progress: Progress, now: datetime, reach: Reach) -> "_Catch":
        started = round(now.timestamp() * _SECOND)
        known = progress.cursor or ""
        believed = known.isascii() and known.isdigit() and len(known) <= len(str(started))
        begun = int(known) if believed else started - _microseconds(feed.every)
        begun = min(begun, started + _AHEAD)
        sieve = Sieve.of(feed.keywords)
        return cls(feed, now, reach, sieve, not progress.imported, started, begun)

    def take(self, message: str) -> bool:
        """Take in one message; true when it is time to stop."""
        event = event_of(message)
        if event is None or event.at > self.started + _microseconds(self.feed.every) + _AHEAD:
            self.strange += 1
            return not self.events and self.strange >= self.reach.strange
        self.events += 1
        self.latest = max(self.latest, event.at)
        if event.post is not None:
            self._sort(event.post)
        few = len(self.posts) < self.reach.items and len(self.deleted) < self.reach.deleted
        self.full = not few
        return self.full or event.at >= self.started

    def _sort(self, post: Post) -> None:
        if post.entry is None:
            self.posts.pop(post.key, None)
            # Nothing is known of a feed before its first import, so nothing can be taken back.
            if not self.first:
                self.deleted[post.key] = _deleted(post.key)
            return
        if not self._spoken(post.languages) or not self.sieve.admits(post.entry.text):
            return
        # Of a post in several languages, ours is the one to judge it in.
        language = self.feed.language if post.languages else None
        entry = replace(post.entry, language=language or post.entry.language)
        item = item_of(entry, self.feed, self.feed.url, self.now)
        if item is not None:
            self.deleted.pop(post.key, None)
            self.posts[post.key] = item

    def _spoken(self, languages: tuple[str, ...]) -> bool:
        """A post that names no language may be in any: its words decide."""
        wanted = primary_language(self.feed.language)
        return not (wanted and languages) or wanted in map(primary_language, languages)

    def result(self, host: str, broken: FeedError | None) -> Heard | FeedError:
        """What to tell: an error counts only when the stream brought us no further."""
        if not self.events and self.strange:
            return refusals.not_a_stream(host)
        # Whoever stops short goes on from there: to go back might be to stop at the same place.
        cursor = max(self.begun, self.latest - (1 if self.full else _REWIND))
        if broken and cursor == self.begun:
            return broken
        items = (*self.posts.values(), *self.deleted.values())
        return Heard(items, str(cursor), more=self.full and cursor > self.begun)


def _deleted(key: str) -> Item:
    return Item(key, digest_of("", "", None), "", "", None, None, None)


def _address(url: str, cursor: int, reach: Reach) -> str:
    """The address to ask: posts only unless it says otherwise, from the cursor on."""
    parts = urlsplit(url)
    ours = {"cursor", "maxMessageSizeBytes"}
    asked = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k not in ours]
    if not any(name == "wantedCollections" for name, _ in asked):
        asked.append(("wantedCollections", POSTS))
    asked += [("cursor", str(max(cursor, 0))), ("maxMessageSizeBytes", str(reach.message))]
    return parts._replace(query=urlencode(asked), fragment="").geturl()


def _microseconds(length: timedelta) -> int:
    return round(length.total_seconds() * _SECOND)


def _not_connected(host: str, error: Exception) -> FeedError:
    match error:
        case aiohttp.WSServerHandshakeError(status=status) if status >= 400:
            return refusals.http_status(host, status, None)
        case aiohttp.ClientResponseError():
            return refusals.not_a_stream(host)
        case aiohttp.ClientSSLError():
            return refusals.not_secure(host)
        case aiohttp.ClientConnectorError(os_error=RefusedAddress()):
            return refusals.refused_address(host)
        case aiohttp.ClientConnectorDNSError():
            return refusals.unreachable(host, "its name leads to no address")
        case aiohttp.ClientConnectorError():
            return refusals.unreachable(host, "it refuses the connection")
        case TimeoutError():
            return refusals.unreachable(host, "it does not answer")
        case ValueError():
            return refusals.bad_url("it cannot be read as an address")
        case _:
            return refusals.unreachable(host, "the connection broke off")
