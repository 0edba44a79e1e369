"""Look at a feed once, as the watch would, and say in words what is seen, and what comes next."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from bot.app import SystemClock
from monitors.answer import FOR_GOOD, NotModified, Response
from monitors.decide import LONGEST_WISH, SIGHTINGS, address_after
from monitors.domains import registrable
from monitors.feed import DateTrust, Feed, FeedError, Item, Kind, Poll, Progress
from monitors.fetch import Fetcher
from monitors.parse import by_each_road
from monitors.plain import one_line
from monitors.watch import Watched, poll

SHOWN_ITEMS = 10
LONGEST_SHOWN = 90
_KINDS = {
    Kind.WEB: "a document over HTTP",
    Kind.PAGE: "the public web page of a channel",
    Kind.STREAM: "a stream, followed for a while at each poll",
}
_TRUST = {
    DateTrust.FEED: "as the feed says",
    DateTrust.ZONE: "without a time zone, taken to be {zone}",
    DateTrust.CLAMPED: "in the future, not believed",
    DateTrust.NONE: "none that can be read; when we first see an item counts",
}


class _Overheard(Fetcher):
    """A fetcher that keeps its first answer, so that it can be told."""

    first: Response | NotModified | FeedError | None = None

    async def fetch(self, feed: Feed, progress: Progress) -> Response | NotModified | FeedError:
        answer = await super().fetch(feed, progress)
        self.first = self.first or answer
        return answer


async def look(url: str, *, allow_private: bool) -> tuple[bool, list[str]]:
    """Whether the feed can be watched, and what to tell about it, line by line."""
    clock = SystemClock()
    feed = Feed(url, url)
    async with _Overheard(allow_private=allow_private) as fetcher:
        seen = await poll(Watched(1, feed, Progress(next_poll=clock.now())), fetcher, clock)
    answer = fetcher.first if isinstance(fetcher.first, Response) else None
    if isinstance(seen.outcome, FeedError):
        told = [f"{_shown(url)}: {seen.outcome.sentence}", *_answered(seen, answer)]
        return False, [*told, _line("next poll", _next(seen, answer))]
    items = seen.outcome if isinstance(seen.outcome, tuple) else ()
    return True, [
        f"{_shown(url)}: {len(items)} items",
        _line("kind", _KINDS[feed.kind]),
        *_answered(seen, answer),
        *_items(items),
        _line("dates", _dates(items, feed)),
        _line("language", _languages(items)),
        *_caching(seen, answer),
        _line("next poll", _next(seen, answer)),
        "The first import is silent: only what appears later is judged.",
    ]


def _line(name: str, told: str) -> str:
    return f"  {name:<10} {told}"


def _answered(seen: Poll, answer: Response | None) -> list[str]:
    """How we got to the document, what it is, and which road it was read on."""
    if answer is None:
        return []
    claims = ", ".join(filter(None, (answer.content_type, answer.charset)))
    size = f"{len(answer.body):,} bytes, {claims or 'of no stated type'}"
    return [
        *(
            _line("redirect", f"{'for good' if hop.status in FOR_GOOD else 'for now'} to {hop.to}")
            for hop in answer.hops
        ),
        *_moved(seen),
        _line("answer", size),
        *([_line("road", _road(seen, answer))] if isinstance(seen.outcome, tuple) else []),
    ]


def _moved(seen: Poll) -> list[str]:
    """What becomes of the address, if this goes on."""
    to = seen.progress.moved_to
    if to is None:
        return []
    later = Progress(seen.at, moved_to=to, moved_seen=SIGHTINGS)
    move = address_after(seen.feed, later)
    if move is None or move.by_itself:
        return [
            _line("moved", f"after {SIGHTINGS} such polls we keep the new address by ourselves")
        ]
    owner = registrable(urlsplit(to).hostname or "")
    return [_line("moved", f"to {owner}, which may be somebody else: a person must say yes")]


def _road(seen: Poll, answer: Response) -> str:
    if seen.feed.kind is Kind.PAGE:
        return "the reader of channel pages"
    if answer.body.lstrip()[:1] in {b"{", b"["}:
        return "the reader of JSON Feed"
    fast, _ = by_each_road(answer.body, seen.feed, now=seen.at)
    if fast is None:
        return "the slow one, which forgives: this is no well-formed RSS, Atom or CAP"
    return "the fast one: this is well-formed"


def _items(items: Sequence[Item]) -> list[str]:
    lines = []
    for item in items[:SHOWN_ITEMS]:
        when = f"{item.published:%Y-%m-%d %H:%M} UTC" if item.published else "no date"
        mark = "ALERT " if item.alert else ""
        lines.append(f"    {when:<20}  {mark}{one_line(item.words)[:LONGEST_SHOWN]}")
    if len(items) > SHOWN_ITEMS:
        lines.append(f"    … and {len(items) - SHOWN_ITEMS} more")
    return lines


def _dates(items: Sequence[Item], feed: Feed) -> str:
    trusted = Counter(_trust(item) for item in items)
    told = (f"{count} {_TRUST[how].format(zone=feed.timezone)}" for how, count in trusted.items())
    return "; ".join(told) or "none"


def _trust(item: Item) -> DateTrust:
    undated = item.published is None and item.trust is not DateTrust.CLAMPED
    return DateTrust.NONE if undated else item.trust


def _languages(items: Sequence[Item]) -> str:
    named = Counter(item.language or "not said" for item in items)
    return ", ".join(f"{language} ({count})" for language, count in named.most_common()) or "none"


def _caching(seen: Poll, answer: Response | None) -> list[str]:
    if answer is None:
        return []
    told = "; ".join(f"{name}: {value}" for name, value in answer.told)
    names = {name for name, _ in answer.told}
    again = (
        "next time only changes are asked for"
        if {"ETag", "Last-Modified"} & names
        else "without ETag or Last-Modified every poll reads it whole"
    )
    return [_line("caching", f"{told}; {again}" if told else again)]


def _next(seen: Poll, answer: Response | None) -> str:
    """When, and the reason that weighed most."""
    when = f"in {_length(seen.progress.next_poll - seen.at)}"
    every = seen.feed.every
    if isinstance(seen.outcome, FeedError):
        wished = seen.outcome.retry_after
        if wished and wished > every:
            return f"{when}: its server asks for {_length(wished)}"
        return f"{when}, and later after each further failure"
    fresh = min(answer.fresh, LONGEST_WISH) if answer and answer.fresh else timedelta()
    if fresh > every:
        return f"{when}: it asks to be left alone for {_length(fresh)}"
    return f"{when}, then every {_length(every)}, at moments of its own"


def _length(time: timedelta) -> str:
    seconds = round(time.total_seconds())
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _shown(url: str) -> str:
    """The address as a terminal may show it: without a password."""
    scheme, _, rest = one_line(url).rpartition("://")
    authority, slash, path = rest.partition("/")
    named = authority.rpartition("@")
    return f"{scheme}://{'…@' if named[1] else ''}{named[2]}{slash}{path}"
