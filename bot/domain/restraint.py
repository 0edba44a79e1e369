"""When a room is told, and when a notice waits: silence, quiet hours, and a budget of notices.

Nothing here loses a notice. What is held back waits in the outbox until its hold ends, and comes
then, alone or in a digest that names it. Three things are never held back: answers to what people
asked, approvals and warnings (they are not notices), and whatever concerns a case of high priority.

In quiet hours the room sleeps; in an open incident it does not, unless it asked for that. The
reason for a budget is doctrine, too: a room that is told everything reads nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.flag import GROWTH_STEPS, Priority

HOUR = timedelta(hours=1)
BUDGET = 12
# Of the budget, this share is left to what is not of low priority.
_KEPT_FROM_LOW = 3


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which a room sleeps, on the centre's clock; over midnight when they end before
    they begin."""

    start: time
    end: time

    def ends(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When the quiet hours end in which this moment lies; None outside of them. An hour that
        the clock skips or repeats is as long as it is there."""
        today = now.astimezone(zone).date()
        for day in (today - timedelta(days=1), today):
            until = day if self.start < self.end else day + timedelta(days=1)
            end = _moment(until, self.end, zone)
            if _moment(day, self.start, zone) <= now < end:
                return end.astimezone(now.tzinfo)
        return None


@dataclass(frozen=True, slots=True)
class Restraint:
    """How a room wants to be told: its quiet hours, how many notices an hour, and at which counts
    a case is worth a notice. `quiet_in_incident`: it sleeps in an open incident too."""

    quiet: Quiet | None = None
    budget: int = BUDGET
    steps: tuple[int, ...] = GROWTH_STEPS
    quiet_in_incident: bool = False


class Why(StrEnum):
    """Why a notice waits."""

    SILENCE = "silence"
    QUIET = "quiet hours"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Hold:
    """A notice waits: why, and until when at the longest."""

    why: Why
    until: datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a notice is about, as far as it matters here. `told` is when the room was told
    something in the last hour, oldest first."""

    now: datetime
    zone: ZoneInfo
    priority: Priority = Priority.MEDIUM
    silenced_until: datetime | None = None
    in_incident: bool = False
    told: Sequence[datetime] = ()


def hold(room: Restraint, occasion: Occasion) -> Hold | None:
    """Whether a notice waits; None when the room is told now."""
    now = occasion.now
    if occasion.priority is Priority.HIGH:
        return None
    if occasion.silenced_until is not None and occasion.silenced_until > now:
        return Hold(Why.SILENCE, occasion.silenced_until)
    if room.quiet is not None and (room.quiet_in_incident or not occasion.in_incident):
        end = room.quiet.ends(now, occasion.zone)
        if end is not None:
            return Hold(Why.QUIET, end)
    allowed = room.budget
    if occasion.priority is Priority.LOW:
        allowed -= room.budget // _KEPT_FROM_LOW
    if len(occasion.told) < allowed:
        return None
    # Free again when so few are left in the hour that one more fits.
    return Hold(Why.BUDGET, occasion.told[len(occasion.told) - allowed] + HOUR)


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of one notice in one room: the row of the outbox that it was, when it was first
    due, the last hold on it, when the room was told, and in which digest if in one."""

    post: int
    round: int
    room: str
    subject: str
    at: datetime
    hold: Hold | None = None
    told_at: datetime | None = None
    digest: str = ""


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    # By way of UTC, since two moments of one zone are compared by their faces alone.
    return datetime.combine(day, at, zone).astimezone(ZoneInfo("UTC"))
