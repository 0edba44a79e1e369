"""From what a model says to what it is worth: log-odds that hold on texts it was not fitted on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FALSE_FLAGS = 0.039
"""Share of the clean texts near a storyline that may be flagged, where the promise is 0.05: the
difference is for the texts we did not think of."""

HALFWAY = 800
"""Clean texts with which a language goes half the way from the edge of all to its own, and farther
with more: of so few a dozen decide where its edge is, and they differ by chance as well. Half the
way for our corpus, whose texts come twice, was chosen on its development half."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """`slope` and `offset` turn a model's log-odds into true ones; `threshold` is in true ones.
    `nearness` is what being near a known storyline adds, a unit, when a text does not answer it.
    `languages` is what a text of a language gets more or less than others, so that no language is
    flagged wrongly more often than another."""

    slope: float
    offset: float
    threshold: float
    nearness: float = 0.0
    languages: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        log_odds: Sequence[float],
        suspect: Sequence[bool],
        near: Sequence[bool],
        nearness: Sequence[float] | None = None,
        languages: Sequence[str] = (),
    ) -> "Calibration":
        """Learn from log-odds given to texts while they were left out of the fit.

        `near` tells the texts about a storyline, for which the threshold is chosen: the texts of
        any other day are much easier. `nearness` is to wordings that the text is not among.
        Without `languages` all are taken for one.
        """
        said, truth = np.asarray(log_odds, dtype=np.float64), np.asarray(suspect, dtype=np.float64)
        alike = np.zeros_like(said) if nearness is None else np.asarray(nearness, dtype=np.float64)
        slope, weight, offset = _regression(np.stack([said, alike, np.ones_like(said)], 1), truth)
        # Nearness is no excuse: a text cannot be cleared by what it resembles.
        weight = max(0.0, weight)
        total = slope * said + weight * alike + offset
        at_stake = np.asarray(near, dtype=bool) & (truth == 0)
        edge = _edge(total[at_stake], offset)
        spoken = np.asarray(languages, dtype=np.str_)[at_stake] if languages else np.empty(0)
        more = {
            str(lang): round((edge - own) * int(texts) / (int(texts) + HALFWAY), 3)
            for lang, texts in zip(*np.unique(spoken, return_counts=True), strict=True)
            for own in [_edge(total[at_stake][spoken == lang], edge)]
        }
        return cls(slope, offset, round(edge, 3), weight, more)

    def prior(self, lang: str) -> float:
        """What a text of a language starts from."""
        return self.offset + self.languages.get(lang, 0.0)


def _edge(clean: NDArray[np.float64], otherwise: float) -> float:
    return float(np.quantile(clean, 1 - FALSE_FLAGS)) if clean.size else otherwise


def _regression(columns: NDArray[np.float64], truth: NDArray[np.float64]) -> tuple[float, ...]:
    """Logistic regression by Newton's method, with the weights pulled in a little."""
    if not (truth.size and 0 < truth.mean() < 1):
        return 1.0, 0.0, 0.0
    count = columns.shape[1]
    weights = np.zeros(count)
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(columns @ weights, -30, 30)))
        slope = columns.T @ (truth - chance) - 1e-3 * weights
        bend = (columns * (chance * (1 - chance))[:, None]).T @ columns + 1e-3 * np.eye(count)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return tuple(weights.tolist())
