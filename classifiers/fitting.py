"""Fitting: what the judge learns from our own texts, and how much of it to believe.

What rumours sound like is learned from all narratives at once. How far to trust it is learned from
texts whose whole narrative was left out of the fit, since a crisis brings its own.
"""

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np

from classifiers.calibration import Calibration
from classifiers.corpus import ANY_DAY, Told, background, corpus, told_by
from classifiers.judge import RUMOUR
from classifiers.narrative import Narrative
from classifiers.signs import counted, signs_in
from classifiers.text import fold
from classifiers.textmodel import Lesson, Reading, TextModel
from classifiers.tokens import tokens
from classifiers.verdict import Stance

FOLDS = 4


def shipped() -> tuple[Told, ...]:
    """Every text of ours that comes with the package, besides the narratives' wordings."""
    return (*corpus(), *background())


def learned(
    narratives: Sequence[Narrative], told: Sequence[Told]
) -> tuple[TextModel, TextModel, Calibration]:
    """How rumours sound, how texts stand to what they talk about, and what to believe of it."""
    every = (*told, *told_by(narratives))
    lesson = Lesson.of([reading_of(one.text) for one in every])
    rumours = lesson.fit({RUMOUR: [one.spreads for one in every]})
    return rumours, _stances(lesson, every), _calibration(lesson, every)


def reading_of(text: str) -> Reading:
    """A text as the models read it."""
    folded = fold(text)
    words = tuple(token.text for token in tokens(folded))
    return Reading(words, counted(signs_in(folded)))


def _stances(lesson: Lesson, told: Sequence[Told]) -> TextModel:
    """One question a stance. A counterexample stays out: nobody said how it stands."""
    sure = [at for at, one in enumerate(told) if one.kind != "counterexample"]
    answers = {stance.value: [one.stance is stance for one in told] for stance in Stance}
    return lesson.fit(answers, only=sure)


def _calibration(lesson: Lesson, told: Sequence[Told]) -> Calibration:
    folds = [_fold_of(one) for one in told]
    said = np.zeros(len(told))
    suspect = [one.spreads for one in told]
    for fold_ in range(FOLDS):
        kept = [at for at, its in enumerate(folds) if its != fold_]
        model = lesson.fit({RUMOUR: suspect}, only=kept)
        for at in _those(folds, fold_):
            said[at] = model.log_odds(lesson.readings[at])[0]
    near = [one.narrative != ANY_DAY for one in told]
    return Calibration.of(said.tolist(), suspect, near)


def _those(folds: Sequence[int], fold_: int) -> Iterable[int]:
    return (at for at, its in enumerate(folds) if its == fold_)


def _fold_of(told: Told) -> int:
    """The same fold for a whole narrative; texts of any other day are dealt out one by one."""
    name = told.text if told.narrative == ANY_DAY else told.narrative
    return crc32(name.encode()) % FOLDS
