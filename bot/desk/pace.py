"""How often feeds are asked: faster where people talk, as long as an incident is open."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.incident import DAILY_WATCH, Incident
from monitors.feed import Feed, SourceRole

CRISIS_ROLES = frozenset({SourceRole.SOCIAL, SourceRole.MEDIA, SourceRole.LOCAL})
CRISIS_EVERY = timedelta(minutes=1)


class Pace:
    """Remembers whether an incident is open, as of the last look at the store."""

    def __init__(self) -> None:
        self._crisis = False

    def see(self, open_incidents: Sequence[Incident]) -> None:
        """Look at the incidents that are open; the daily watch is none."""
        self._crisis = any(incident.number != DAILY_WATCH for incident in open_incidents)

    def every_now(self, feed: Feed) -> timedelta:
        """How long to wait between two polls of this feed now; never longer than it says."""
        if self._crisis and feed.role in CRISIS_ROLES:
            return min(feed.every, CRISIS_EVERY)
        return feed.every
