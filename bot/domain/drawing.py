"""A drawing of what was when, as values: what a picture shows, before anybody draws it."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a drawing: its name, and a count for each step of time."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A moment of ours to be marked: a publication, or a correction of one."""

    at: datetime
    is_correction: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Counts over time with our milestones. All words are in the reader's language; times are on
    the reader's clock. `start` is where the first step begins."""

    title: str
    start: datetime
    step: timedelta
    steps: int
    curves: tuple[Curve, ...]
    milestones: tuple[Milestone, ...]
    upright: str
    published: str
    corrected: str

    @property
    def end(self) -> datetime:
        """Where the last step ends."""
        return self.start + self.steps * self.step


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened; `label` is the number it is known by, "" when there is none."""

    at: datetime
    label: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """All of one kind that happened, oldest first."""

    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened when, a lane for each kind, the first on top. All words are in the reader's
    language, all times on the reader's clock."""

    title: str
    start: datetime
    end: datetime
    lanes: tuple[Lane, ...]
