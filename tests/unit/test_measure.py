"""The measures, against figures worked out by hand and against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from classifiers.calibration import Calibration
from classifiers.measure import (
    Figures,
    Floats,
    Truth,
    auc,
    average_precision,
    interval,
    reliability,
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 10)), min_size=2, max_size=60))
def test_figures_agree_with_a_library(drawn: list[tuple[bool, int]]) -> None:
    truth = np.array([yes for yes, _ in drawn])
    scores = np.array([score / 10 for _, score in drawn])
    flagged = scores >= 0.5
    ours = Figures.of(truth, flagged, scores)
    for average, figure in (("macro", ours.macro_f1), ("weighted", ours.weighted_f1)):
        theirs = metrics.f1_score(
            truth, flagged, average=average, labels=[False, True], zero_division=0
        )
        assert figure == pytest.approx(theirs)
    if truth.any() and not truth.all():
        assert auc(truth, scores) == pytest.approx(metrics.roc_auc_score(truth, scores))
        expected = metrics.average_precision_score(truth, scores)
        assert average_precision(truth, scores) == pytest.approx(expected)


def test_scores_that_hold_have_no_calibration_error() -> None:
    truth = np.array([True, False, False, False, True, True, True, False])
    scores = np.array([0.25] * 4 + [0.75] * 4)
    assert Figures.of(truth, scores > 0.5, scores).ece == 0.0
    assert [(b.texts, b.suspect) for b in reliability(truth, scores)] == [(4, 0.25), (4, 0.75)]


def test_an_interval_draws_whole_groups_and_the_same_every_time() -> None:
    values = np.array([0.0] * 50 + [1.0] * 50)
    groups = ["a"] * 50 + ["b"] * 50
    mean = interval(lambda at: float(values[at].mean()), groups)
    assert (mean.value, mean.low, mean.high) == (0.5, 0.0, 1.0)
    assert mean == interval(lambda at: float(values[at].mean()), groups)


def test_calibration_finds_the_slope_and_keeps_its_promise_about_flags() -> None:
    draw = np.random.default_rng(1)
    odds = draw.normal(size=4000) * 2
    truth = draw.random(4000) < 1 / (1 + np.exp(-odds))
    found = Calibration.of((3 * odds).tolist(), truth.tolist(), [True] * 4000)
    assert found.slope == pytest.approx(1 / 3, abs=0.03)
    assert found.offset == pytest.approx(0.0, abs=0.1)
    true_odds = found.slope * 3 * odds + found.offset
    assert float((true_odds >= found.threshold)[~truth].mean()) <= 0.05


def test_calibration_flags_no_language_wrongly_more_often_than_another() -> None:
    truth, odds, loud, found = _two_languages(40_000)
    assert found.languages["en"] < 0.0 < found.languages["fr"]
    for lang, spoken in (("en", loud), ("fr", ~loud)):
        said = found.slope * odds + found.prior(lang)
        assert float((said >= found.threshold)[spoken & ~truth].mean()) <= 0.05
    assert found.prior("und") == found.offset


def test_a_language_of_few_clean_texts_hardly_leaves_the_edge_of_all() -> None:
    few, many = (_two_languages(count)[-1] for count in (400, 40_000))
    assert 0.0 < few.languages["fr"] < many.languages["fr"] / 4


def _two_languages(count: int) -> tuple[Truth, Floats, Truth, Calibration]:
    """Texts with their truth and log-odds, of which every second one is in a louder language."""
    draw = np.random.default_rng(2)
    truth = draw.random(count) < 0.5
    loud = np.arange(count) % 2 == 0
    odds = draw.normal(size=count) + 2.0 * truth + 1.0 * loud
    spoken = ["en" if one else "fr" for one in loud]
    found = Calibration.of(odds.tolist(), truth.tolist(), [True] * count, languages=spoken)
    return truth, odds, loud, found
