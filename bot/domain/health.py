"""How a feed is doing: does it answer, and does it still publish as it used to.

    first-seen times --rhythm_of--> Rhythm    Rhythm + Progress --health_of--> Health

A silent feed is worse in a crisis than one that fails: a failure shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from monitors.feed import Progress

# What a rhythm is read from: so many gaps at most, and so many items at least.
MOST_GAPS = 50
FEWEST_ITEMS = 8
# More items than gaps, because one poll often brings several.
MOST_SIGHTINGS = 200
# A passing failure is not worth a notice; one that is repeated is.
FAILURES_TO_TELL = 3
SIGHTINGS_TO_TELL = 3
SILENT_GAPS = 3
SHORTEST_SILENCE = timedelta(hours=2)
# A trouble that is back so soon comes and goes; it is over when it stayed away for so long.
STEADY = timedelta(hours=1)
_DAY = timedelta(days=1)


class Health(StrEnum):
    """How a feed is doing, as far as the rooms must know."""

    FINE = "fine"
    TROUBLED = "troubled"
    BLOCKED = "blocked"
    GONE = "gone"
    SILENT = "silent"
    MOVED = "moved"
    UNSTEADY = "unsteady"


# These come back by themselves, or do not; a feed that is gone is asked once a day.
_BROKEN = frozenset({Health.TROUBLED, Health.BLOCKED})


@dataclass(frozen=True, slots=True)
class Sighting:
    """When an item was first seen, and when its feed says that it came out."""

    at: datetime
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a feed publishes. `count` items were seen after `since`, the last of them at `newest`.

    `usual` is its median gap and `pause` the longest gap but one: nights do not count as silence,
    and one breakdown does not make us patient. Both are None until there were enough items. `lag`
    is the median time from the feed's own date to ours.
    """

    since: datetime
    newest: datetime
    count: int
    usual: timedelta | None = None
    pause: timedelta | None = None
    lag: timedelta | None = None

    def a_day(self, now: datetime) -> float | None:
        """How many items a day; None before a whole day was watched."""
        watched = now - self.since
        return self.count * (_DAY / watched) if watched >= _DAY else None

    @property
    def patience(self) -> timedelta | None:
        """After how long without anything new the feed counts as silent."""
        if self.usual is None or self.pause is None:
            return None
        return max(SILENT_GAPS * self.usual, SHORTEST_SILENCE, self.pause)


def rhythm_of(sightings: Sequence[Sighting]) -> Rhythm | None:
    """The rhythm of a feed, from its newest items; None when there is none.

    Items that came with one poll count as one moment, so the import of a backlog is no rhythm.
    """
    moments = sorted({sighting.at for sighting in sightings})
    if not moments:
        return None
    later = [sighting for sighting in sightings if sighting.at > moments[0]]
    lags = [s.at - s.published for s in later if s.published and s.published <= s.at]
    gaps = [after - before for before, after in pairwise(moments)][-MOST_GAPS:]
    known = len(moments) >= FEWEST_ITEMS
    return Rhythm(
        since=moments[0],
        newest=moments[-1],
        count=len(later),
        usual=_median(gaps) if known else None,
        pause=sorted(gaps)[-2] if known else None,
        lag=_median(lags) if lags else None,
    )


def health_of(
    told: Health,
    progress: Progress,
    rhythm: Rhythm | None,
    now: datetime,
    troubled_at: datetime | None = None,
) -> Health:
    """How a feed is doing after a poll. `told` is what the rooms heard last, `troubled_at` when it
    last failed while they knew of it.

    A feed that was never read yet is troubled at its first failure: somebody has just added it.
    A second trouble within an hour is told as one that comes and goes, and then nothing more until
    the feed stayed well, or stayed broken, for an hour.
    """
    seen = _seen(told, progress, rhythm, now)
    lately = troubled_at is not None and now - troubled_at < STEADY
    if told is Health.UNSTEADY and fails(progress):
        broken = progress.last_ok is None or now - progress.last_ok >= STEADY
        return seen if broken or seen is Health.GONE else told
    if told is Health.UNSTEADY or (seen in _BROKEN and told not in _BROKEN):
        return Health.UNSTEADY if lately else seen
    # Which of the two it is may change with every poll; `/feeds` says what it is now.
    return told if seen in _BROKEN and told in _BROKEN else seen


def troubles(health: Health, progress: Progress) -> bool:
    """Whether a poll failed and the rooms know, or are now told, of such a trouble."""
    return fails(progress) and health in _BROKEN | {Health.UNSTEADY}


def fails(progress: Progress) -> bool:
    """Whether the feed itself could not be read at the last poll."""
    return progress.trouble is not None and not must_wait(progress)


def _seen(told: Health, progress: Progress, rhythm: Rhythm | None, now: datetime) -> Health:
    if progress.trouble is not None:
        return _after_failure(told, progress)
    if progress.moved_to is not None and progress.moved_seen >= SIGHTINGS_TO_TELL:
        return Health.MOVED
    patience = rhythm.patience if rhythm else None
    if rhythm and patience and now - rhythm.newest > patience:
        return Health.SILENT
    return Health.FINE


def must_wait(progress: Progress) -> bool:
    """Whether the feed's host is not to be asked yet: that says nothing about the feed."""
    return progress.code == "waiting"


def _after_failure(told: Health, progress: Progress) -> Health:
    if must_wait(progress):
        return told
    match progress.code:
        case "gone":
            return Health.GONE
        case "blocked":
            return Health.BLOCKED
    if progress.last_ok is None or progress.failures >= FAILURES_TO_TELL:
        return Health.TROUBLED
    return told


def _median(spans: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(span.total_seconds() for span in spans))
