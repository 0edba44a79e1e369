"""A month of the desk in figures: what was flagged, how right that was, how fast we were.

Whoever reads a share of a few decisions reads chance: below thirty there are counts alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.domain.flag import Decision
from bot.domain.incident import IncidentKind
from bot.domain.sample import Tally
from classifiers.label import CONFIRMED, DUPLICATE, Share

BANDS = 5


@dataclass(frozen=True, slots=True)
class Band:
    """The decided flags of about one score: `score` is their mean, `confirmed` what people said.
    Well calibrated, as many are confirmed as the score says."""

    low: float
    high: float
    score: float
    confirmed: Share


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one flag: the score it was raised with, and what people say of it now."""

    score: float
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well the judge did, by what people decided. `decisions` counts by word; `right` is how
    many of the decided flags were confirmed, copies left out."""

    decisions: Mapping[str, int]
    right: Share
    bands: tuple[Band, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Answering:
    """How long the first answer to a case took: from the first flag of the case to the first
    decision on it (None where nobody decided before), and from there to the release. `taken_back`
    says that it was retracted since."""

    to_decision: timedelta | None
    to_release: timedelta
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """All figures of one month: together, and by the room where people decided ("" is for what
    was decided nobody knows where). `situations` are those opened."""

    start: datetime
    flags: int
    whole: Accuracy
    rooms: Mapping[str, Accuracy]
    situations: Mapping[IncidentKind, int]
    answers: tuple[Answering, ...]

    @property
    def undecided(self) -> int:
        """Flags of the month that nobody decided on yet."""
        return self.flags - sum(self.whole.decisions.values())


def month_of(
    start: datetime, outcomes: Sequence[Outcome], left: int, looked: Mapping[str, Share],
    situations: Iterable[IncidentKind], answers: Iterable[Answering],
) -> Month:  # fmt: skip
    """The figures of the flags that were raised in a month, by what people say of them now, and
    of the samples: `left` is how many posts were not flagged, `looked` what was said by room."""
    decided: dict[str, list[Outcome]] = {room: [] for room in looked}
    for outcome in outcomes:
        if outcome.decision is not None:
            decided.setdefault(outcome.decision.room, []).append(outcome)
    together = Share(sum(s.part for s in looked.values()), sum(s.whole for s in looked.values()))
    none = Share(0, 0)
    return Month(
        start, len(outcomes), accuracy(outcomes, Tally(left, together)),
        # What has no room comes last.
        {room: accuracy(decided[room], Tally(left, looked.get(room, none)))
         for room in sorted(decided, key=lambda room: (not room, room))},
        Counter(situations), tuple(answers),
    )  # fmt: skip


def accuracy(outcomes: Sequence[Outcome], tally: Tally) -> Accuracy:
    """How well the judge did on these flags and samples."""
    words = Counter(each.decision.word for each in outcomes if each.decision)
    judged = [each for each in outcomes if each.decision and each.decision.word != DUPLICATE]
    return Accuracy(dict(sorted(words.items())), _confirmed(judged), _bands(judged), tally)


def middle(spans: Iterable[timedelta | None]) -> timedelta | None:
    """The median of the spans that are known; None when none is."""
    known = [span.total_seconds() for span in spans if span is not None]
    return timedelta(seconds=median(known)) if known else None


def _confirmed(outcomes: Sequence[Outcome]) -> Share:
    said = [each.decision.word for each in outcomes if each.decision]
    return Share(said.count(CONFIRMED), len(said))


def _bands(outcomes: Sequence[Outcome]) -> tuple[Band, ...]:
    found: dict[int, list[Outcome]] = {}
    for each in outcomes:
        found.setdefault(min(int(each.score * BANDS), BANDS - 1), []).append(each)
    return tuple(
        Band(at / BANDS, (at + 1) / BANDS, sum(each.score for each in mine) / len(mine),
             _confirmed(mine))
        for at, mine in sorted(found.items())
    )  # fmt: skip
