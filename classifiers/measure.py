"""Measures of a judge: how often it is right, how well it ranks, and whether its scores hold.

Written out here, and not taken from a library, so that each figure can be read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10
ROUNDS = 400
"""Samples drawn for an interval."""

Floats = NDArray[np.float64]
Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure, and the range in which 95 of 100 samples of the same texts put it."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is said of flags against the truth. `f1_suspect` and `f1_clean` are the F1 of
    each class, weighted and macro their two means; ap, auc and ece come from the scores."""

    texts: int
    suspects: int
    precision: float
    recall: float
    false_flags: float
    f1_suspect: float
    f1_clean: float
    weighted_f1: float
    macro_f1: float
    ap: float
    auc: float
    ece: float

    @classmethod
    def of(cls, truth: Truth, flagged: Truth, scores: Floats) -> "Figures":
        """From what is so, what was flagged, and the scores from 0 to 1."""
        hit, clean = int((truth & flagged).sum()), int((~truth).sum())
        suspects, flags = int(truth.sum()), int(flagged.sum())
        ours = f1(truth, flagged)
        theirs = f1(~truth, ~flagged)
        return cls(
            texts=len(truth),
            suspects=suspects,
            precision=_share(hit, flags),
            recall=_share(hit, suspects),
            false_flags=_share(flags - hit, clean),
            f1_suspect=ours,
            f1_clean=theirs,
            weighted_f1=_share(ours * suspects + theirs * clean, len(truth)),
            macro_f1=(ours + theirs) / 2,
            ap=average_precision(truth, scores),
            auc=auc(truth, scores),
            ece=calibration_error(truth, scores),
        )


def f1(truth: Truth, flagged: Truth) -> float:
    """The harmonic mean of precision and recall; 0 when nothing is right."""
    return _share(2 * int((truth & flagged).sum()), int(truth.sum()) + int(flagged.sum()))


def auc(truth: Truth, scores: Floats) -> float:
    """The chance that a suspect text scores above one that is not; nan without both kinds."""
    if not truth.any() or truth.all():
        return float("nan")
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    yes = int(truth.sum())
    return float((ranks[truth].sum() - yes * (yes + 1) / 2) / (yes * (len(truth) - yes)))


def average_precision(truth: Truth, scores: Floats) -> float:
    """The mean precision at each suspect text, from the highest score down; ties count as one."""
    if not truth.any():
        return float("nan")
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(truth[order])
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    precision = right[ends] / (ends + 1)
    gained = np.diff(right[ends], prepend=0)
    return float((precision * gained).sum() / truth.sum())


@dataclass(frozen=True, slots=True)
class Bin:
    """One line of a reliability table: texts of about one score, and how many were suspect."""

    low: float
    high: float
    texts: int
    score: float
    suspect: float


def reliability(truth: Truth, scores: Floats) -> tuple[Bin, ...]:
    """The scores in ten equal bins, empty ones left out."""
    places = np.minimum((scores * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(
            at / BINS,
            (at + 1) / BINS,
            int(inside.sum()),
            float(scores[inside].mean()),
            float(truth[inside].mean()),
        )
        for at in range(BINS)
        if (inside := places == at).any()
    )


def calibration_error(truth: Truth, scores: Floats) -> float:
    """ECE: how far a bin's scores are from what was so, weighed by its texts."""
    bins = reliability(truth, scores)
    return _share(sum(b.texts * abs(b.score - b.suspect) for b in bins), len(truth))


def interval(
    figure: Callable[[NDArray[np.int64]], float], groups: Sequence[str], seed: int = 0
) -> Interval:
    """A figure of the texts at some places, with whole groups drawn again and again.

    Texts of one narrative resemble one another, so a narrative is drawn as a whole.
    """
    members: dict[str, list[int]] = {}
    for at, group in enumerate(groups):
        members.setdefault(group, []).append(at)
    parts = [np.array(found, dtype=np.int64) for found in members.values()]
    draw = np.random.default_rng(seed)
    drawn = [
        figure(np.concatenate([parts[at] for at in draw.integers(len(parts), size=len(parts))]))
        for _ in range(ROUNDS)
    ]
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Interval(figure(np.arange(len(groups))), float(low), float(high))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
