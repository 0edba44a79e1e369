"""Samples: a few posts that nobody flagged, offered by chance, to see what the judge misses.

    offered --suspect--> a miss
            --clean--> rightly left alone

A later label replaces an earlier one; the log keeps both. A post is never offered twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from bot.domain.errors import AlreadyDecided
from bot.domain.message import Phrase, mark
from classifiers.label import Share

OFFERED_AT_ONCE = 5
# With fewer labels, a share says nothing that the counts do not.
ENOUGH = 30
SUSPECT, CLEAN = mark("suspect"), mark("clean")


@dataclass(frozen=True, slots=True)
class Sample:
    """One post that was offered; `suspect` is None until a person said what it is, in `room` (""
    where that is not known)."""

    number: int
    item: int
    offered_at: datetime
    suspect: bool | None = None
    by: str = ""
    at: datetime | None = None
    room: str = ""

    def label(self, suspect: bool, by: str, at: datetime, room: str = "") -> "Sample":
        """The sample with a person's label; the same label again is refused."""
        if self.suspect is suspect:
            word, other = (SUSPECT, "clean") if suspect else (CLEAN, "suspect")
            undo = f"/sample {other} {self.number}"
            raise AlreadyDecided(
                what=mark("post"), number=self.number, decision=Phrase(word), by=self.by, undo=undo
            )
        return replace(self, suspect=suspect, by=by, at=at, room=room)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was learned of the posts of some days that nobody flagged: `left` is how many there are,
    `looked` how many of the samples that people labelled were suspect."""

    left: int
    looked: Share

    @property
    def missed(self) -> tuple[int, int, int] | None:
        """How many of them are suspect: about, at least, at most (19 times of 20, Wilson); None
        while too few were looked at."""
        if self.looked.whole < ENOUGH:
            return None
        low, high = self.looked.bounds()
        about = self.looked.part / self.looked.whole
        return round(about * self.left), int(low * self.left), -int(-high * self.left // 1)


def chosen(items: Sequence[int], seed: str) -> list[int]:
    """A few of these items by chance; the same seed and items give the same ones."""
    drawn = sorted(items, key=lambda item: sha256(f"{seed}/{item}".encode()).digest())
    return drawn[:OFFERED_AT_ONCE]
