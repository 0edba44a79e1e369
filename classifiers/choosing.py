"""Choosing: which way of weighing suits some labelled texts, by what it says of those left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.measure import f1
from classifiers.textmodel import Lesson
from classifiers.weighing import Way

PARTS = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """A way, and the log-odds that it gave each text while that text was left out of the fit."""

    way: Way
    log_odds: NDArray[np.float64]


def chosen(
    lesson: Lesson, suspect: Sequence[bool], only: Sequence[int], parts: Sequence[str]
) -> Chosen:
    """The way with the best macro F1 on the texts at `only`, left out part by part; `parts` names
    the part of each of those. The first of ways as good."""
    rows, names = np.asarray(only, dtype=np.int64), np.asarray(parts)
    truth = np.asarray(suspect, dtype=bool)[rows]
    tried = [Chosen(way, _left_out(lesson, suspect, rows, names, way)) for way in Way]
    return max(tried, key=lambda one: macro_f1(truth, one.log_odds >= 0.0))


def macro_f1(truth: NDArray[np.bool_], flagged: NDArray[np.bool_]) -> float:
    """The mean of the F1 of both classes, alike whatever their sizes."""
    return (f1(truth, flagged) + f1(~truth, ~flagged)) / 2


def _left_out(
    lesson: Lesson,
    suspect: Sequence[bool],
    rows: NDArray[np.int64],
    parts: NDArray[np.str_],
    way: Way,
) -> NDArray[np.float64]:
    said = np.zeros(len(rows))
    for part in np.unique(parts):
        model = lesson.fit({"suspect": suspect}, only=rows[parts != part].tolist(), way=way)
        inside = np.flatnonzero(parts == part)
        said[inside] = [model.log_odds(lesson.texts[at])[0] for at in rows[inside]]
    return said
