"""Keep the list of feeds: add, mute, remove."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from bot.desk.turn import Turn
from bot.domain.errors import (
    BadAddress,
    BadArguments,
    FeedKnown,
    FeedStays,
    NotFound,
    UnknownLanguage,
)
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import mark
from bot.domain.room import Role
from bot.ports import KeptFeed
from monitors.decide import SHORTEST_OF_PAGES
from monitors.feed import Feed, Kind, Progress, SourceRole
from monitors.keywords import usable

SHORTEST = timedelta(minutes=1)
LONGEST_NAME = 80
MOST_KEYWORDS = 50
LONGEST_KEYWORD = 60
USAGE = '/feed add URL role=media every=5m language=fr keywords="smoke,fire*"'

SCHEMES = frozenset({"http", "https", "ws", "wss"})
_CHANNELS = ("t.me", "telegram.me")


async def add(
    turn: Turn,
    url: str,
    role: SourceRole,
    every: timedelta,
    language: str | None,
    keywords: tuple[str, ...] = (),
) -> KeptFeed:
    """Watch a feed from now on. What it holds already is imported silently."""
    turn.who.must(Role.ADMIN)
    parts = urlsplit(url) if is_web(url) else None
    if parts is None or parts.scheme not in SCHEMES or not parts.hostname:
        raise BadAddress(url=url, why=mark("it is no web address"))
    if parts.username or parts.password:
        raise BadAddress(
            url=f"{parts.scheme}://…@{parts.hostname}", why=mark("it carries a password")
        )
    if language is not None and language not in turn.centre.languages:
        raise UnknownLanguage(language=language, languages=", ".join(turn.centre.languages))
    if every < SHORTEST:
        raise BadArguments(why=mark("every is less than one minute"), usage=USAGE)
    # The host alone would not tell apart the feeds of one newspaper.
    name = f"{parts.hostname}{parts.path}".rstrip("/")[:LONGEST_NAME]
    feed = Feed(url, name, role, language, every, keywords=keywords)
    if why := unfit(feed):
        raise BadArguments(why=why, usage=USAGE)
    if known := await turn.unit.feeds.by_url(url):
        raise FeedKnown(number=known.number)
    number = await turn.unit.feeds.add(
        feed, Progress(next_poll=turn.now), turn.room.name if turn.room else None
    )
    await turn.note("feed.added", url, DAILY_WATCH, feed=number, role=role)
    return await _the_feed(turn, number)


def is_web(address: str) -> bool:
    """Whether the parts of an address, and its port, can be told apart."""
    try:
        _ = urlsplit(address).port
    except ValueError:
        return False
    return True


def unfit(feed: Feed) -> str | None:
    """Why a feed of this kind cannot be watched as it stands; None when it can."""
    long = any(len(keyword) > LONGEST_KEYWORD for keyword in feed.keywords)
    if long or len(feed.keywords) > MOST_KEYWORDS or not all(map(usable, feed.keywords)):
        return mark("keywords are at most 50 words or short phrases, with commas between them")
    match feed.kind:
        case Kind.STREAM if not feed.keywords:
            return mark("a stream says more than anybody can read, so it needs keywords")
        case Kind.PAGE if feed.every < SHORTEST_OF_PAGES:
            return mark("a channel's page may be read every 5 minutes at most")
        case Kind.WEB if urlsplit(feed.url).hostname in _CHANNELS:
            return mark("the public page of a channel is https://t.me/s/ and its name")
        case _:
            return None


async def mute(turn: Turn, number: int, muted: bool) -> KeptFeed:
    """Stop polling a feed for a while, or go on with it."""
    turn.who.must(Role.ADMIN, Role.MONITOR)
    kept = await _the_feed(turn, number)
    await turn.unit.feeds.mute(number, muted)
    kind = "feed.muted" if muted else "feed.unmuted"
    await turn.note(kind, kept.feed.url, DAILY_WATCH, feed=number)
    return await _the_feed(turn, number)


async def move(turn: Turn, number: int, address: str) -> KeptFeed:
    """Watch a feed where it moved for good, once a person has read that address and named it."""
    turn.who.must(Role.ADMIN)
    kept = await _the_feed(turn, number)
    if kept.progress.moved_to is None or kept.progress.moved_to != address:
        raise FeedStays(number=number, address=kept.progress.moved_to or kept.feed.url)
    if known := await turn.unit.feeds.by_url(address):
        raise FeedKnown(number=known.number)
    await turn.unit.feeds.move(number, address)
    settled = replace(kept.progress, moved_to=None, moved_seen=0, next_poll=turn.now)
    await turn.unit.feeds.remember(number, settled)
    await turn.note("feed.moved", address, DAILY_WATCH, feed=number)
    return await _the_feed(turn, number)


async def remove(turn: Turn, number: int) -> KeptFeed:
    """Stop watching a feed for good; what it published stays in the store."""
    turn.who.must(Role.ADMIN)
    kept = await _the_feed(turn, number)
    await turn.unit.feeds.remove(number)
    await turn.note("feed.removed", kept.feed.url, DAILY_WATCH, feed=number)
    return kept


async def _the_feed(turn: Turn, number: int) -> KeptFeed:
    kept = await turn.unit.feeds.get(number)
    if kept is None:
        raise NotFound(what=mark("feed"), number=number, list="/feeds")
    return kept
