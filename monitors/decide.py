"""What is new, and when to ask again: pure rules, each answer computed from what it is handed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from monitors.feed import Feed, FeedError, Item, Kind, Outcome, Progress, Unchanged, Validators

SHORTEST = timedelta(seconds=1)
# A page is made for people: to ask more often than they look would be rude, and get us locked out.
SHORTEST_OF_PAGES = timedelta(minutes=5)
LONGEST_BACKOFF = timedelta(hours=6)
WHEN_GONE = timedelta(hours=24)
# A server may ask for patience, but must not be able to silence its own feed for good.
LONGEST_WISH = timedelta(hours=24)
WIDEST_JITTER = timedelta(minutes=1)


class Novelty(StrEnum):
    """Why an item deserves a look."""

    NEW = "new"
    EDITED = "edited"


def novelties(items: Iterable[Item], known: Mapping[str, str]) -> tuple[tuple[Item, Novelty], ...]:
    """The items that are new or edited, in the feed's order.

    `known` maps keys to digests. Of several items with one key only the first counts. An item that
    was taken back is news only to those who have it.
    """
    found: list[tuple[Item, Novelty]] = []
    seen: set[str] = set()
    for item in items:
        if item.key in seen:
            continue
        seen.add(item.key)
        if item.key not in known:
            if not item.taken_back:
                found.append((item, Novelty.NEW))
        elif known[item.key] != item.digest:
            found.append((item, Novelty.EDITED))
    return tuple(found)


def next_progress(
    feed: Feed,
    progress: Progress,
    outcome: Outcome,
    now: datetime,
    seed: int,
    *,
    validators: Validators | None = None,
) -> Progress:
    """What to remember after this outcome. Validators not given stay as they were.

    An error keeps the earlier validators: those of an answer that could not be read would make the
    next answer look unchanged, and the trouble look cured.
    """
    if isinstance(outcome, FeedError):
        failures = progress.failures + 1
        return replace(
            progress,
            next_poll=now + _spread(_after_error(feed, outcome, failures), feed, seed),
            failures=failures,
            trouble=outcome.sentence,
        )
    seen = validators or Validators(progress.etag, progress.last_modified, progress.body_digest)
    return Progress(
        next_poll=now + _spread(interval(feed), feed, seed),
        etag=seen.etag,
        last_modified=seen.last_modified,
        body_digest=seen.body_digest,
        imported=progress.imported or not isinstance(outcome, Unchanged),
        last_ok=now,
    )


def interval(feed: Feed) -> timedelta:
    """How long to wait between polls: as the feed wants it, within what is polite."""
    return max(feed.every, SHORTEST_OF_PAGES if feed.kind is Kind.PAGE else SHORTEST)


def _after_error(feed: Feed, error: FeedError, failures: int) -> timedelta:
    usual = interval(feed)
    if error.code == "gone":
        return max(usual, WHEN_GONE)
    # The exponent is bounded because a timedelta is: a feed may fail for years.
    doubled = min(usual, LONGEST_BACKOFF) * (1 << min(failures - 1, 20))
    backoff = max(usual, min(doubled, LONGEST_BACKOFF))
    return max(backoff, min(error.retry_after or SHORTEST, LONGEST_WISH))


def _spread(delay: timedelta, feed: Feed, seed: int) -> timedelta:
    """The delay, longer by up to a tenth (at most a minute), always the same for one feed.

    Feeds added together, or failing together, would otherwise knock together for ever.
    """
    drawn = int.from_bytes(sha256(f"{seed} {feed.url}".encode()).digest()[:4]) / 2**32
    return delay + min(delay / 10, WIDEST_JITTER) * drawn
