"""How fast a platform may be spoken to: what it bears, and when the next word may go.

A platform that is spoken to too fast answers nobody for a while, so it is better not to find out.
A quarter of what it bears is kept for answers: whoever asks something is not made to wait for
what the bot has to say unasked.
"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT_FOR_REPLIES = 0.25


@dataclass(frozen=True, slots=True)
class Pace:
    """What a platform bears: messages a minute in one room, seconds between two messages or two
    edits there, messages a second in all. 0 is no limit."""

    a_minute: float = 0.0
    gap: float = 0.0
    edit_gap: float = 0.0
    a_second: float = 0.0


class Move(StrEnum):
    """What is about to be done in a room."""

    REPLY = "reply"
    TELL = "tell"
    EDIT = "edit"


class Metronome:
    """Says when a room may be spoken to next, and is told what was said. Keeps to one `Pace`."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._overall = _Window(pace.a_second, timedelta(seconds=1))
        self._minutes: dict[str, _Window] = {}
        self._gaps: dict[tuple[str, bool], _Window] = {}
        self._resting: dict[str, datetime] = {}

    def wait(self, room: str, move: Move, now: datetime) -> float:
        """Seconds until this may be done there; 0 for now."""
        free = [self._resting.get(room, now)]
        free += [window.free_at(now, move) for window in self._windows(room, move)]
        return max(0.0, (max(free) - now).total_seconds())

    def beat(self, room: str, move: Move, now: datetime) -> None:
        """It is done now."""
        for window in self._windows(room, move):
            window.add(now)

    def rest(self, room: str, until: datetime) -> None:
        """The platform wants quiet in this room until then."""
        self._resting[room] = max(until, self._resting.get(room, until))

    def _windows(self, room: str, move: Move) -> "tuple[_Window, ...]":
        edits = move is Move.EDIT
        length = timedelta(seconds=self._pace.edit_gap if edits else self._pace.gap)
        gap = self._gaps.setdefault((room, edits), _Window(1 if length else 0, length))
        if edits:
            return self._overall, gap
        minute = _Window(self._pace.a_minute, timedelta(minutes=1))
        return self._overall, gap, self._minutes.setdefault(room, minute)


class _Window:
    """At most so many in any stretch of time of this length; 0 is no limit."""

    def __init__(self, most: float, length: timedelta) -> None:
        if 0 < most < 1:
            most, length = 1, length / most
        self._most = int(most)
        self._length = length
        self._times: deque[datetime] = deque(maxlen=self._most or 1)

    def free_at(self, now: datetime, move: Move) -> datetime:
        """When one more fits in."""
        spared = 0 if move is Move.REPLY else int(self._most * KEPT_FOR_REPLIES)
        before = self._most - spared
        if not self._most or len(self._times) < before:
            return now
        return self._times[-before] + self._length

    def add(self, now: datetime) -> None:
        """One more."""
        self._times.append(now)
