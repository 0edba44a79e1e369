"""What to ask with: validators, each for the one address that gave it.

Progress keeps those of the address that stays (the feed's own, or where it moved for good). What a
passing address gave, and how long an answer stays fresh, is only recalled here, in memory: to lose
it costs one whole answer instead of a 304.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta

from monitors.feed import Feed, Progress

_MOST_RECALLED = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """Validators, and the only address where they mean anything."""

    url: str
    etag: str | None = None
    last_modified: str | None = None

    def conditions(self, url: str) -> dict[str, str]:
        """The headers that make a request to this address conditional."""
        if url != self.url:
            return {}
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Recalled:
    """What came with a body. It counts only while Progress remembers that very body: an answer that
    could not be read must not make the next one look unchanged."""

    body_digest: str
    known: Known
    fresh: timedelta | None


class Recall:
    """What was recalled of each feed, up to a bound; the oldest is forgotten first."""

    def __init__(self) -> None:
        self._of: OrderedDict[str, Recalled] = OrderedDict()

    def keep(self, feed: Feed, recalled: Recalled | None) -> None:
        """Replace what was recalled of this feed."""
        self._of.pop(feed.url, None)
        if recalled is not None:
            self._of[feed.url] = recalled
        if len(self._of) > _MOST_RECALLED:
            self._of.popitem(last=False)

    def of(self, feed: Feed, progress: Progress) -> Recalled | None:
        """What was recalled with the body that `progress` remembers."""
        recalled = self._of.get(feed.url)
        matches = recalled is not None and recalled.body_digest == progress.body_digest
        return recalled if matches else None

    def known(self, feed: Feed, progress: Progress) -> Known:
        """What to ask this feed with now."""
        if progress.etag or progress.last_modified:
            home = progress.moved_to or feed.url
            return Known(home, progress.etag, progress.last_modified)
        recalled = self.of(feed, progress)
        return recalled.known if recalled else Known(feed.url)
