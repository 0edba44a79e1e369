"""Likeness: which narrative a text is near, and when that is sure enough for a name."""

from collections.abc import Sequence

import numpy as np
import pytest

from classifiers.corpus import background
from classifiers.judge import DENIAL_AHEAD, NAMED, stance_from
from classifiers.likeness import Likeness
from classifiers.narrative import Narrative, load
from classifiers.text import fold
from classifiers.verdict import Stance
from classifiers.wholes import Wholes


@pytest.fixture(scope="module")
def shipped() -> Likeness:
    return Likeness.fit(load()[0])


def told(name: str, *wordings: str) -> Narrative:
    return Narrative(name, name, name, {"en": wordings})


def named(likeness: Likeness, texts: Sequence[str]) -> float:
    near = [likeness.nearest(fold(text)) for text in texts]
    return sum(one is not None and one.certainty >= NAMED for one in near) / len(texts)


def test_most_plain_texts_of_any_day_get_no_name(shipped: Likeness) -> None:
    assert named(shipped, [told.text for told in background()[::20]]) < 0.35


def test_who_says_more_of_a_narrative_is_named_with_more_certainty(shipped: Likeness) -> None:
    little = shipped.nearest(fold("the water"))
    more = shipped.nearest(fold("the tap water is poisoned, people vomit, do not drink it"))
    assert little is not None
    assert more is not None
    assert more.narrative == "tap-water-poisoned"
    assert little.certainty < NAMED < more.certainty


def test_narratives_with_more_wordings_draw_no_more_of_what_is_said_any_day(
    shipped: Likeness,
) -> None:
    rich = {narrative.id for narrative in load()[0] if len(narrative.examples["en"]) > 3}
    near = [shipped.nearest(fold(told.text)) for told in background()[::5]]
    drawn = [one.narrative in rich for one in near if one is not None]
    assert sum(drawn) / len(drawn) == pytest.approx(len(rich) / len(load()[0]), abs=0.08)


def test_what_no_concept_covers_is_named_by_its_letters() -> None:
    strange = told("strange", "zorblax quindle frumptious", "frumptious zorblaxes by quindle")
    near = Likeness.fit([strange, *load()[0]]).nearest(fold("another frumptious zorblax quindled"))
    assert near is not None
    assert near.narrative == "strange"
    assert near.certainty >= NAMED


def test_the_shares_of_the_words_sum_to_the_nearness() -> None:
    wholes = Wholes.of([(0, np.array([0, 1, 2]), 1.0), (1, np.array([2, 3]), 1.0)], 2, 5)
    heard = wholes.heard([np.array([1, 2]), np.array([2, 0, 4]), np.array([], dtype=np.int64)])
    for narrative, near in enumerate(wholes.near(heard)):
        assert wholes.shares(heard, narrative).sum() == pytest.approx(near, abs=1e-6)
    assert wholes.shares(heard, 1)[1] == 0.0, "a feature counts where it came first"


def test_a_denial_gets_ahead_of_a_stance_that_leads_by_less() -> None:
    stood = np.zeros(len(Stance))
    stood[0] = DENIAL_AHEAD - 0.1
    assert stance_from(stood) is Stance.DEBUNKS
    stood[0] = DENIAL_AHEAD + 0.1
    assert stance_from(stood) is Stance.SPREADS
