"""Flags and cases: people decide, every decision is a label, and growth is told in steps."""

from dataclasses import replace

import pytest

from bot.domain.errors import AlreadyDecided
from bot.domain.flag import Decision, Dismissal
from tests import samples
from tests.clock import START

FLAG = replace(samples.flag(case=2, item_number=5), number=9)
CONFIRMED = Decision("Monitor", START)
SATIRE = Decision("Monitor", START, Dismissal.SATIRE)


def test_a_decision_has_a_word() -> None:
    assert (CONFIRMED.word, SATIRE.word) == ("confirmed", "satire")


def test_a_later_decision_replaces_an_earlier_one() -> None:
    assert FLAG.decide(CONFIRMED).decide(SATIRE).decision == SATIRE
    assert FLAG.decide(SATIRE).decide(CONFIRMED).decision == CONFIRMED


def test_the_same_decision_again_is_refused_with_the_way_to_change_it() -> None:
    for decision in (CONFIRMED, SATIRE):
        with pytest.raises(AlreadyDecided, match=f"{decision.word} by Monitor.*/dismiss 9"):
            FLAG.decide(decision).decide(replace(decision, by="Editor"))
