"""What is new, and when to ask again: pure rules, each answer computed from what it is handed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from urllib.parse import urlsplit

from monitors.domains import registrable
from monitors.feed import Feed, FeedError, Item, Kind, Outcome, Progress, Unchanged, Validators

SHORTEST = timedelta(seconds=1)
# A page is made for people: to ask more often than they look would be rude, and get us locked out.
SHORTEST_OF_PAGES = timedelta(minutes=5)
LONGEST_BACKOFF = timedelta(hours=6)
WHEN_GONE = timedelta(hours=24)
WHEN_NOT_FOUND = timedelta(hours=1)
NOT_FOUND_FOR = timedelta(days=14)
# A server may ask for patience, but must not be able to silence its own feed for good.
LONGEST_WISH = timedelta(hours=24)
WIDEST_JITTER = timedelta(minutes=1)
# A feed asked this often is one that somebody needs now: what servers and failures may add shrinks.
URGENT = timedelta(minutes=1)
LONGEST_URGENT_WISH = timedelta(minutes=15)
LONGEST_URGENT_BACKOFF = timedelta(hours=1)
MOST_EDITS = 24
SIGHTINGS = 3
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Novelty(StrEnum):
    """Why an item deserves a look."""

    NEW = "new"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Terms:
    """What an answer says of the next request. Validators not given stay as they were.

    `fresh` is how long the server would have us wait, `moved_to` where the feed moved for good.
    """

    validators: Validators | None = None
    fresh: timedelta | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A new address for a feed; `by_itself` is false when a person must say yes to it."""

    to: str
    by_itself: bool


NO_TERMS = Terms()
NO_EDITS: Mapping[str, int] = {}


def novelties(
    items: Iterable[Item], known: Mapping[str, str], edits: Mapping[str, int] = NO_EDITS
) -> tuple[tuple[Item, Novelty], ...]:
    """The items that are new or edited, in the feed's order.

    `known` maps keys to digests. Of several items with one key only the first counts. `edits` maps
    keys to how often each item was edited already: view counters and advertisements in a text
    change it for ever, so that after 24 edits it is left as it is.
    An item that was taken back is news only to those who have it, and to them always.
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
        elif known[item.key] != item.digest and (
            item.taken_back or edits.get(item.key, 0) < MOST_EDITS
        ):
            found.append((item, Novelty.EDITED))
    return tuple(found)


def next_progress(
    feed: Feed,
    progress: Progress,
    outcome: Outcome,
    now: datetime,
    seed: int,
    *,
    terms: Terms = NO_TERMS,
) -> Progress:
    """What to remember after this outcome.

    An error keeps the earlier validators: those of an answer that could not be read would make the
    next answer look unchanged, and the trouble look cured.
    """
    interval = polite(feed)
    if isinstance(outcome, FeedError):
        return _after_error(feed, progress, outcome, now, seed, interval)
    seen = terms.validators or Validators(
        progress.etag, progress.last_modified, progress.body_digest
    )
    again = terms.moved_to == progress.moved_to
    return replace(
        progress,
        next_poll=_next_slot(feed, seed, now, interval, terms.fresh),
        etag=seen.etag,
        last_modified=seen.last_modified,
        body_digest=seen.body_digest,
        imported=progress.imported or not isinstance(outcome, Unchanged),
        failures=0,
        last_ok=now,
        trouble=None,
        code=None,
        moved_to=terms.moved_to,
        moved_seen=(progress.moved_seen if again else 0) + 1 if terms.moved_to else 0,
    )


def polite(feed: Feed) -> timedelta:
    """The feed's interval, or the shortest that is fair to a source of this kind."""
    return max(feed.every, SHORTEST_OF_PAGES if feed.kind is Kind.PAGE else SHORTEST)


def address_after(feed: Feed, progress: Progress) -> Move | None:
    """The address to keep for a feed that moved for good, once three polls in a row were sent on.

    It follows by itself within one registrable domain and never out of encryption. Anything else
    needs a person: who buys a domain that lapsed would otherwise own every feed that was there.
    """
    to = progress.moved_to
    if to is None or to == feed.url or progress.moved_seen < SIGHTINGS:
        return None
    old, new = urlsplit(feed.url), urlsplit(to)
    if old.hostname is None or new.hostname is None:
        return None
    same_owner = registrable(old.hostname) == registrable(new.hostname)
    return Move(to, same_owner and (new.scheme == "https" or old.scheme != "https"))


def _after_error(
    feed: Feed, progress: Progress, error: FeedError, now: datetime, seed: int, interval: timedelta
) -> Progress:
    if error.code == "waiting":
        # The feed itself did not fail, and the time is one that its host keeps for it.
        turn = now + max(error.retry_after or SHORTEST, SHORTEST)
        return replace(progress, next_poll=turn, trouble=error.sentence, code=error.code)
    failures = progress.failures + 1
    delay = _backoff(progress, error, now, interval, failures)
    wait = max(delay, min(error.retry_after or SHORTEST, LONGEST_WISH))
    return replace(
        progress,
        next_poll=now + wait + min(wait / 10, WIDEST_JITTER) * _drawn(feed, seed),
        failures=failures,
        trouble=error.sentence,
        code=error.code,
    )


def _backoff(
    progress: Progress, error: FeedError, now: datetime, interval: timedelta, failures: int
) -> timedelta:
    """Twice as long after each failure, up to a bound that depends on what went wrong."""
    if error.code == "gone":
        return max(interval, WHEN_GONE)
    longest = LONGEST_URGENT_BACKOFF if interval <= URGENT else LONGEST_BACKOFF
    if error.code == "not_found":
        # Some well-known sites lose their feeds for days, and bring them back.
        longest = WHEN_NOT_FOUND
        lost_for = now - progress.last_ok if progress.last_ok else failures * WHEN_NOT_FOUND
        if lost_for > NOT_FOUND_FOR:
            return max(interval, WHEN_GONE)
    # The exponent is bounded because a timedelta is: a feed may fail for years.
    doubled = min(interval, longest) * (1 << min(failures - 1, 20))
    return max(interval, min(doubled, longest))


def _next_slot(
    feed: Feed, seed: int, now: datetime, interval: timedelta, fresh: timedelta | None
) -> datetime:
    """The next of this feed's own moments, which lie one interval apart.

    Each feed has its own place in the interval, always the same, so that feeds added together do
    not knock together. A server's wish moves it to a later moment, never to an earlier one.
    """
    longest = LONGEST_URGENT_WISH if interval <= URGENT else LONGEST_WISH
    wish = min(fresh or timedelta(), longest)
    # Half an interval is enough: a poll that came late is then followed by one in time.
    earliest = now + max(interval / 2, wish)
    place = interval * _drawn(feed, seed)
    since = (earliest - _EPOCH - place) % interval
    return earliest + (interval - since if since else timedelta())


def _drawn(feed: Feed, seed: int) -> float:
    """A number from 0 to 1, always the same for one feed."""
    return int.from_bytes(sha256(f"{seed} {feed.name}".encode()).digest()[:4]) / 2**32
