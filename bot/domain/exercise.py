"""The course of a led exercise: its clock, its injects that are out, and what is still to come.

loaded --start--> running <--pause / resume--> paused --end--> gone

The clock is the exercise's own, counted from T+0:00 of its script. It runs `speed` times as fast as
the wall's and stands while the exercise is paused or stopped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

FASTEST = 120.0
# The practice after false alarms at a change of shift: within it, both shifts say yes to a start.
HANDOVER_WINDOW = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Course:
    """One exercise under way. `elapsed` is the exercise's time at `since`, or where it stands when
    `since` is None. `feeds` are our numbers of its feeds; `out` says when each inject came out."""

    script: str
    title: str
    elapsed: timedelta
    feeds: Mapping[str, int] = field(default_factory=dict)
    speed: float = 1.0
    began_at: datetime | None = None
    since: datetime | None = None
    out: Mapping[int, datetime] = field(default_factory=dict)
    skipped: tuple[int, ...] = ()

    def clock(self, now: datetime) -> timedelta:
        """The exercise's time."""
        if self.since is None:
            return self.elapsed
        return self.elapsed + max(now - self.since, timedelta()) * self.speed

    @property
    def is_running(self) -> bool:
        """Whether its clock runs."""
        return self.since is not None

    def start(self, now: datetime) -> "Course":
        """The course, its clock running; a course that has begun goes on where it stood."""
        return replace(self, began_at=self.began_at or now, since=self.since or now)

    def pause(self, now: datetime) -> "Course":
        """The course, its clock standing."""
        return replace(self, elapsed=self.clock(now), since=None)

    def at_speed(self, speed: float, now: datetime) -> "Course":
        """The course, from now on so many times as fast as the wall's clock."""
        since = now if self.is_running else None
        return replace(self, elapsed=self.clock(now), since=since, speed=speed)

    def skip(self, number: int) -> "Course":
        """The course without an inject that is not out yet."""
        return replace(self, skipped=(*self.skipped, number))

    def release(self, numbers: Iterable[int], now: datetime) -> "Course":
        """The course with these injects out since now."""
        return replace(self, out={**self.out, **dict.fromkeys(numbers, now)})

    def is_due(self, number: int, planned: timedelta, now: datetime) -> bool:
        """Whether an inject comes out now: once, and only while the clock runs."""
        waits = number not in self.out and number not in self.skipped
        return self.is_running and waits and planned <= self.clock(now)


def clock_words(elapsed: timedelta) -> str:
    """The exercise's time as its leaders say it: T+0:41, T-1:00."""
    minutes = int(abs(elapsed).total_seconds() // 60)
    return f"T{'-' if elapsed < timedelta() else '+'}{minutes // 60}:{minutes % 60:02}"
