"""Incidents, under which cases, drafts and the log gather.

Incident 0 is the daily watch: it always exists and is never closed.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import IncidentClosed
from bot.domain.message import mark
from bot.domain.mode import Mode

DAILY_WATCH = 0
WATCH = mark("Daily watch")


class IncidentKind(StrEnum):
    """What a situation is counted as, year by year."""

    INCIDENT = "incident"
    EVENT = "event"
    EXERCISE = "exercise"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Incident:
    """What is going on, real or played; the mode says which. `is_planned`: an event, such as a
    match or a fair, that was known beforehand."""

    number: int
    title: str
    mode: Mode
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None = None
    is_planned: bool = False

    @property
    def called(self) -> str:
        """Its title: what people typed, or for the daily watch words of our own."""
        return WATCH if self.number == DAILY_WATCH else self.title

    @property
    def kind(self) -> IncidentKind:
        """What it is counted as; nothing that is played is ever an incident or an event."""
        if self.mode is not Mode.LIVE:
            return IncidentKind.EXERCISE if self.mode is Mode.EXERCISE else IncidentKind.TEST
        return IncidentKind.EVENT if self.is_planned else IncidentKind.INCIDENT

    def close(self, at: datetime) -> "Incident":
        """The incident, ended now; refuses with `IncidentClosed` when it is over already."""
        if self.closed_at is not None or self.number == DAILY_WATCH:
            raise IncidentClosed(number=self.number)
        return replace(self, closed_at=at)
