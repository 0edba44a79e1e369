"""Look at a feed once, as the watch would, and say what is seen and what comes next."""

from bot.app import SystemClock
from monitors.feed import Feed, FeedError, Poll, Progress, Unchanged
from monitors.fetch import Fetcher
from monitors.watch import Watched, poll

SHOWN_ITEMS = 10


async def look(url: str, *, allow_private: bool) -> tuple[bool, list[str]]:
    """Whether the feed can be watched, and what to tell about it, line by line."""
    clock = SystemClock()
    feed = Feed(url, url)
    async with Fetcher(allow_private=allow_private) as fetcher:
        seen = await poll(Watched(1, feed, Progress(next_poll=clock.now())), fetcher, clock)
    if isinstance(seen.outcome, FeedError):
        return False, [f"{url}: {seen.outcome.sentence}"]
    assert not isinstance(seen.outcome, Unchanged)  # nothing was known before
    lines = [f"{url}: {len(seen.outcome)} items"]
    for item in seen.outcome[:SHOWN_ITEMS]:
        when = f"{item.published:%Y-%m-%d %H:%M} UTC" if item.published else "no date"
        lines.append(f"  {when}  {' '.join(item.words.split())[:90]}")
    if len(seen.outcome) > SHOWN_ITEMS:
        lines.append(f"  … and {len(seen.outcome) - SHOWN_ITEMS} more")
    return True, [*lines, *_remembered(seen)]


def _remembered(seen: Poll) -> list[str]:
    after = seen.progress
    kept = (("ETag", after.etag), ("Last-Modified", after.last_modified))
    validators = ", ".join(name for name, value in kept if value)
    asks = f"Next time only changes are asked for ({validators})."
    whole = "The server sends no ETag or Last-Modified: every poll reads it whole."
    wait = int((after.next_poll - seen.at).total_seconds())
    return [
        asks if validators else whole,
        f"Next poll in {wait} s. The first import is silent: only newer items are judged.",
    ]
