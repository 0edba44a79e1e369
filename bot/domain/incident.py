"""Incidents, under which cases, drafts and the log gather.

Incident 0 is the daily watch: it always exists and is never closed.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import IncidentClosed
from bot.domain.mode import Mode

DAILY_WATCH = 0


@dataclass(frozen=True, slots=True)
class Incident:
    """What is going on, real or played; the mode says which."""

    number: int
    title: str
    mode: Mode
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None = None

    @property
    def is_exercise(self) -> bool:
        """An exercise is an incident that is not real."""
        return self.mode is not Mode.LIVE

    def close(self, at: datetime) -> "Incident":
        """The incident, ended now; refuses with `IncidentClosed` when it is over already."""
        if self.closed_at is not None or self.number == DAILY_WATCH:
            raise IncidentClosed(number=self.number)
        return replace(self, closed_at=at)
