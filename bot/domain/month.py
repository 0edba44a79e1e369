"""A month of the desk in figures: what was flagged, how right that was, how fast we were.

Whoever reads a share of a few decisions reads chance: below thirty there are counts alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.domain.flag import Flag
from bot.domain.mode import Mode
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
class Answering:
    """How long one answer took: from the first flag of its case to the first decision on it, and
    from there to the release. None where nobody decided before."""

    to_decision: timedelta | None
    to_release: timedelta


@dataclass(frozen=True, slots=True)
class Month:
    """All figures of one month. `decisions` counts by word, `incidents` those opened, by mode;
    `right` is how many of the decided flags were confirmed, copies left out."""

    start: datetime
    flags: int
    decisions: Mapping[str, int]
    right: Share
    bands: tuple[Band, ...]
    tally: Tally
    incidents: Mapping[Mode, int]
    answers: tuple[Answering, ...]

    @property
    def undecided(self) -> int:
        """Flags of the month that nobody decided on yet."""
        return self.flags - sum(self.decisions.values())


def month_of(
    start: datetime, flags: Sequence[Flag], tally: Tally, incidents: Iterable[Mode],
    answers: Iterable[Answering],
) -> Month:  # fmt: skip
    """The figures of the flags that were raised in a month, by what people say of them now."""
    words = Counter(flag.decision.word for flag in flags if flag.decision)
    judged = [f for f in flags if f.decision and f.decision.word != DUPLICATE]
    return Month(
        start, len(flags), dict(sorted(words.items())), _confirmed(judged), _bands(judged), tally,
        Counter(incidents), tuple(answers),
    )  # fmt: skip


def middle(spans: Iterable[timedelta | None]) -> timedelta | None:
    """The median of the spans that are known; None when none is."""
    known = [span.total_seconds() for span in spans if span is not None]
    return timedelta(seconds=median(known)) if known else None


def _confirmed(flags: Sequence[Flag]) -> Share:
    said = [flag.decision.word for flag in flags if flag.decision]
    return Share(said.count(CONFIRMED), len(said))


def _bands(flags: Sequence[Flag]) -> tuple[Band, ...]:
    found: dict[int, list[Flag]] = {}
    for flag in flags:
        found.setdefault(min(int(flag.verdict.score * BANDS), BANDS - 1), []).append(flag)
    return tuple(
        Band(at / BANDS, (at + 1) / BANDS, sum(f.verdict.score for f in mine) / len(mine),
             _confirmed(mine))
        for at, mine in sorted(found.items())
    )  # fmt: skip
