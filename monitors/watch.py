"""The loop: due -> fetch or follow -> parse -> decide -> sink.

    ledger.due --Watched--> poll --Poll--> sink        (up to `at_most` feeds at once)

The ledger and the sink are somebody else's, and so is the clock. What the world does wrong is a
value in the Poll; what our own side does wrong is logged, and the other feeds go on.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from monitors import alerts
from monitors.answer import NotModified, Response
from monitors.decide import NO_TERMS, SHORTEST, Terms, next_progress
from monitors.feed import Feed, FeedError, Kind, Outcome, Poll, Progress, Unchanged, Validators
from monitors.fetch import Fetcher
from monitors.keywords import Sieve
from monitors.pool import Document, Parsing, Workers, in_a_thread
from monitors.stream import follow

log = logging.getLogger(__name__)

# Seconds. A feed added by hand is noticed within the longest nap.
SHORTEST_NAP = 0.2
LONGEST_NAP = 15.0


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed under watch: the ledger's number for it, and what is remembered of it."""

    number: int
    feed: Feed
    progress: Progress


class Ledger(Protocol):
    """Which feeds to poll, and when."""

    async def due(self, now: datetime, limit: int) -> Sequence[Watched]:
        """Claim up to `limit` feeds whose next poll is due, so that no other watcher gets them.

        A claim is a lease: a feed whose poll never reaches the sink is due again when it ends.
        """
        ...

    async def next_due(self) -> datetime | None:
        """When the next unclaimed feed is due, or a lease ends; None if there is none."""
        ...


Sink = Callable[[int, Poll], Awaitable[None]]
"""Takes in a poll of the feed with this number, and stores its progress, in one transaction."""


class Clock(Protocol):
    """The time, and the only way to wait for it."""

    def now(self) -> datetime: ...

    async def sleep(self, seconds: float) -> None: ...


async def poll(
    watched: Watched, fetcher: Fetcher, clock: Clock, parsing: Parsing = in_a_thread
) -> Poll:
    """One look at one feed. Never raises for what the world does; changes nothing."""
    feed, before = watched.feed, watched.progress
    if feed.kind is Kind.STREAM:
        return await _follow(watched, fetcher, clock)
    answer = await fetcher.fetch(feed, before)
    at = clock.now()
    outcome, terms = await _read(answer, feed, before, at, parsing)
    outcome, whole = await alerts.followed(outcome, fetcher, feed, at, parsing)
    if not whole:
        # Half an index read counts as not read: the next poll must get it again, and soon.
        terms = replace(terms, validators=None, fresh=None)
    outcome = _wanted(outcome, feed)
    progress = next_progress(feed, before, outcome, at, watched.number, terms=terms)
    return Poll(feed, at, outcome, progress, partial=not whole)


async def watch(
    ledger: Ledger, fetcher: Fetcher, sink: Sink, clock: Clock, *, at_most: int = 16
) -> None:
    """Poll what is due, for ever. Cancel it to end it: polls under way are cancelled with it."""
    polls: set[asyncio.Task[None]] = set()
    async with Workers() as workers:

        async def look(watched: Watched) -> Poll:
            return await poll(watched, fetcher, clock, workers.parse)

        try:
            while True:
                claimed, nap = await _round(ledger, clock, at_most - len(polls))
                for watched in claimed:
                    polls.add(asyncio.create_task(_attend(watched, look, sink)))
                polls = await _rest(polls, nap, clock, full=len(polls) >= at_most)
        finally:
            for task in polls:
                task.cancel()
            await asyncio.gather(*polls, return_exceptions=True)


async def _follow(watched: Watched, fetcher: Fetcher, clock: Clock) -> Poll:
    """One look at a stream, which has a cursor where a document has validators."""
    feed, before = watched.feed, watched.progress
    heard = await follow(feed, before, fetcher, clock.now())
    at = clock.now()
    outcome = heard if isinstance(heard, FeedError) else heard.items
    progress = next_progress(feed, before, outcome, at, watched.number)
    if isinstance(heard, FeedError):
        return Poll(feed, at, heard, progress)
    progress = replace(progress, cursor=heard.cursor)
    if heard.more:
        progress = replace(progress, next_poll=at + SHORTEST)
    return Poll(feed, at, heard.items, progress)


def _wanted(outcome: Outcome, feed: Feed) -> Outcome:
    """Only what has one of the feed's keywords. A stream is sieved as it is heard."""
    if not feed.keywords or not isinstance(outcome, tuple):
        return outcome
    sieve = Sieve.of(feed.keywords)
    return tuple(item for item in outcome if sieve.admits(item.words))


async def _read(
    answer: Response | NotModified | FeedError,
    feed: Feed,
    before: Progress,
    at: datetime,
    parsing: Parsing,
) -> tuple[Outcome, Terms]:
    if isinstance(answer, FeedError):
        return answer, NO_TERMS
    if isinstance(answer, NotModified):
        # Validators that another address gave would be sent to the wrong one.
        old = before if answer.moved_to == before.moved_to else Validators()
        renewed = Validators(
            answer.etag or old.etag,
            answer.last_modified or old.last_modified,
            before.body_digest,
        )
        return Unchanged(), Terms(renewed, answer.fresh, answer.moved_to)
    seen = Validators(answer.etag, answer.last_modified, hashlib.sha256(answer.body).hexdigest())
    terms = Terms(seen, answer.fresh, answer.moved_to)
    if seen.body_digest == before.body_digest:
        return Unchanged(), terms
    document = Document(answer.body, feed, at, answer.content_type, answer.charset, base=answer.url)
    return await parsing(document), terms


async def _round(ledger: Ledger, clock: Clock, room: int) -> tuple[Sequence[Watched], float]:
    """The feeds to poll now, and how long there is nothing else to do."""
    if room <= 0:
        return (), LONGEST_NAP
    try:
        claimed = await ledger.due(clock.now(), room)
        following = None if claimed else await ledger.next_due()
    except Exception:
        # The lookout outlives a store that is away for a moment.
        log.exception("event=ledger_failed")
        return (), LONGEST_NAP
    if claimed:
        return claimed, SHORTEST_NAP
    if following is None:
        return (), LONGEST_NAP
    wait = (following - clock.now()).total_seconds()
    return (), min(max(wait, SHORTEST_NAP), LONGEST_NAP)


async def _attend(watched: Watched, look: Callable[[Watched], Awaitable[Poll]], sink: Sink) -> None:
    try:
        seen = await look(watched)
        await sink(watched.number, seen)
    except Exception:
        log.exception("event=poll_lost feed=%d", watched.number)
        return
    log.info("event=polled feed=%d outcome=%s", watched.number, _told(seen.outcome))


async def _rest(
    polls: set[asyncio.Task[None]], nap: float, clock: Clock, *, full: bool
) -> set[asyncio.Task[None]]:
    """Wait until a poll ends or the nap has passed; returns the polls still under way."""
    if full:
        _, under_way = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
        return under_way
    asleep = asyncio.create_task(clock.sleep(nap))
    try:
        done, _ = await asyncio.wait({asleep, *polls}, return_when=asyncio.FIRST_COMPLETED)
        if asleep in done:
            asleep.result()
    finally:
        asleep.cancel()
    return {task for task in polls if not task.done()}


def _told(outcome: Outcome) -> str:
    match outcome:
        case FeedError(code=code):
            return code
        case Unchanged():
            return "unchanged"
        case _:
            return f"items:{len(outcome)}"
