"""Likeness: which narrative a text is near, and when that is sure enough for a name."""

from collections.abc import Sequence

import numpy as np
import pytest

from classifiers.corpus import Told, background, corpus
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


def right(likeness: Likeness, texts: Sequence[Told]) -> float:
    near = [(likeness.nearest(fold(told.text)), told.narrative) for told in texts]
    return sum(one is not None and one.narrative == name for one, name in near) / len(texts)


def test_most_plain_texts_of_any_day_get_no_name(shipped: Likeness) -> None:
    assert named(shipped, [told.text for told in background()[::20]]) < 0.35


def test_who_says_more_of_a_narrative_is_named_with_more_certainty(shipped: Likeness) -> None:
    little = shipped.nearest(fold("the water"))
    more = shipped.nearest(fold("the tap water is poisoned, people vomit, do not drink it"))
    assert little is not None
    assert more is not None
    assert more.narrative == "tap-water-poisoned"
    assert little.certainty < NAMED < more.certainty


def test_what_a_room_teaches_takes_few_texts_from_what_was_known(shipped: Likeness) -> None:
    narratives = load()[0]
    few = {narrative.id for narrative in narratives[::8]}
    taught = Likeness.fit([n.as_taught() if n.id in few else n for n in narratives])
    others = [told for told in corpus() if told.spreads and told.narrative not in few][::5]
    assert right(taught, others) > right(shipped, others) - 0.08


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
