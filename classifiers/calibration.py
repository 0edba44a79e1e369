"""From what a model says to what it is worth: log-odds that hold on texts it was not fitted on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FALSE_FLAGS = 0.033
"""Share of the clean texts near a storyline that may be flagged, where the promise is 0.05: the
difference is for the texts we did not think of."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """`slope` and `offset` turn a model's log-odds into true ones; `threshold` is in true ones."""

    slope: float
    offset: float
    threshold: float

    @classmethod
    def of(
        cls, log_odds: Sequence[float], suspect: Sequence[bool], near: Sequence[bool]
    ) -> "Calibration":
        """Learn from log-odds given to texts while they were left out of the fit.

        `near` tells the texts about a storyline, for which the threshold is chosen: the texts of
        any other day are much easier.
        """
        said, truth = np.asarray(log_odds, dtype=np.float64), np.asarray(suspect, dtype=np.float64)
        slope, offset = _regression(said, truth)
        clean = said[np.asarray(near, dtype=bool) & (truth == 0)]
        edge = float(np.quantile(clean, 1 - FALSE_FLAGS)) if clean.size else 0.0
        return cls(slope, offset, round(slope * edge + offset, 3))


def _regression(said: NDArray[np.float64], truth: NDArray[np.float64]) -> tuple[float, float]:
    """Logistic regression on one number, by Newton's method, with the means pulled in a little."""
    if not 0 < truth.mean() < 1:
        return 1.0, 0.0
    weights = np.zeros(2)
    columns = np.stack([said, np.ones_like(said)], axis=1)
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(columns @ weights, -30, 30)))
        slope = columns.T @ (truth - chance) - 1e-3 * weights
        bend = (columns * (chance * (1 - chance))[:, None]).T @ columns + 1e-3 * np.eye(2)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), float(weights[1])
