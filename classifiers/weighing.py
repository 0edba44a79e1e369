"""Weighing: from texts as sparse rows, and their answers, to a weight for each slot and sign.

The only importer of scikit-learn, and only while something is fitted.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from classifiers.tokens import SLOTS, Slots

TOL = 1e-3
"""How exactly the solver ends. At 1e-4 no figure is better."""

EVEN = 1.0
"""What a slot that occurs evenly keeps, where unevenness counts. From 0.3 to 1 no figure of the
public sets differs by more than its noise."""

Numbers = NDArray[np.float64]
Answers = NDArray[np.bool_]


class Way(StrEnum):
    """How weights come about; each way gives one sum over slots and signs, and nothing else.

    PLAIN is a logistic regression. TELLING is one in which a slot has as much room as it occurs
    unevenly between the answers (after Wang and Manning, "Baselines and bigrams", 2012): better
    from some thousand texts on, worse for an answer that few texts have. COUNTED is that unevenness
    itself, as in naive Bayes: nothing is fitted, so it travels best to an event that nobody has
    read about. It leaves the signs out, and its sums are on a scale of their own.
    """

    PLAIN = "plain"
    TELLING = "telling"
    COUNTED = "counted"


STRENGTH = {Way.PLAIN: 10.0, Way.TELLING: 3.0}
"""The inverse of the regularisation. Three times as much changes no figure beyond its noise."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts as sparse rows: what is in each slot, text after text."""

    values: NDArray[np.float64]
    slots: Slots
    bounds: NDArray[np.int64]


Weights = tuple[Numbers, float]
"""A weight for each column (the slots of words, of letters, the signs), and the even part."""


def weights(
    blocks: tuple[Rows, Rows, Numbers], answers: Sequence[Answers], often: Numbers, way: Way
) -> list[Weights]:
    """The weights for each question, from words, letters and signs of the same texts; `often` is
    how often each text counts. A question with one answer only learns nothing."""
    from scipy.sparse import csr_matrix, hstack
    from threadpoolctl import threadpool_limits

    words, letters, signs = blocks
    sparse = [
        csr_matrix((part.values, part.slots, part.bounds), shape=(len(signs), SLOTS))
        for part in (words, letters)
    ]
    full = hstack([*sparse, csr_matrix(signs)], format="csr")
    # Slots that these texts do not use would only slow the solver down.
    used = np.flatnonzero(np.bincount(full.indices, minlength=full.shape[1]))
    matrix = full[:, used]
    slots = int((used < 2 * SLOTS).sum())
    found = Rows(matrix.data, matrix.indices, matrix.indptr)

    def learn(answer: Answers) -> Weights:
        learned, even = np.zeros(full.shape[1]), 0.0
        if len(used) and answer.any() and not answer.all():
            learned[used], even = _learned(found, slots, answer, often, way)
        return learned, even

    # The threads of the solver's library cost more than they save on rows this sparse; two
    # questions side by side do not.
    with threadpool_limits(1), ThreadPoolExecutor(2) as pool:
        return list(pool.map(learn, answers))


def _learned(rows: Rows, slots: int, answer: Answers, often: Numbers, way: Way) -> Weights:
    """The weights of rows whose first columns are slots, the others signs."""
    count = int(rows.slots.max()) + 1
    room = np.ones(count)
    match way:
        case Way.COUNTED:
            return np.append(_counted(rows, slots, answer, often), np.zeros(count - slots)), 0.0
        case Way.TELLING:
            room[:slots] = _room(rows, slots, answer, often)
        case Way.PLAIN:
            pass
    values = rows.values * room[rows.slots]
    learned, even = _regression(replace(rows, values=values), answer, often, STRENGTH[way])
    return learned * room, even


def _room(rows: Rows, slots: int, answer: Answers, often: Numbers) -> Numbers:
    """By how much the shares of texts that have a slot differ between the answers."""
    yes, no = _held(replace(rows, values=np.ones(len(rows.values))), slots, answer, often)
    # One text more that has the slot, and one that has it not, so that none has all or nothing.
    shares = (yes + 1.0) / (often[answer].sum() + 2.0), (no + 1.0) / (often[~answer].sum() + 2.0)
    return np.asarray(EVEN + np.abs(np.log(shares[0] / shares[1])))


def _counted(rows: Rows, slots: int, answer: Answers, often: Numbers) -> Numbers:
    """How much more of what texts of the one answer say is this slot, in log."""
    yes, no = _held(rows, slots, answer, often)
    yes, no = yes / often[answer].sum(), no / often[~answer].sum()
    # Of texts that are links alone nothing is left but signs.
    before = (yes + no).mean() if slots else 0.0
    yes, no = yes + before, no + before
    return np.asarray(np.log(yes / yes.sum()) - np.log(no / no.sum()))


def _held(rows: Rows, slots: int, answer: Answers, often: Numbers) -> tuple[Numbers, Numbers]:
    """What the texts of either answer hold of each slot."""
    owners = np.repeat(np.arange(len(answer)), np.diff(rows.bounds))
    said = rows.slots < slots
    mine, theirs = said & answer[owners], said & ~answer[owners]
    values = rows.values * often[owners]
    yes = np.bincount(rows.slots[mine], values[mine], minlength=slots)
    no = np.bincount(rows.slots[theirs], values[theirs], minlength=slots)
    return yes.astype(np.float64), no.astype(np.float64)


def _regression(rows: Rows, answer: Answers, often: Numbers, strength: float) -> Weights:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    # A primal method: no random order, hence the same numbers every time.
    model = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", tol=TOL)
    matrix = csr_matrix((rows.values, rows.slots, rows.bounds))
    model.fit(matrix, answer, sample_weight=often)
    return model.coef_[0], float(model.intercept_[0])
