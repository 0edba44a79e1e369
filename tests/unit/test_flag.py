"""Flags and cases: people decide, every decision is a label, and growth is told in steps."""

from dataclasses import replace

import pytest

from bot.domain.errors import AlreadyDecided, BadReason
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


@pytest.mark.parametrize("reason", list(Dismissal))
def test_a_reason_is_read_as_people_type_it(reason: Dismissal) -> None:
    assert Dismissal.read(reason.value.upper()) is reason


@pytest.mark.parametrize("word", ["", "fake", "satir", "💩"])
def test_a_word_that_teaches_nothing_is_refused_with_the_list(word: str) -> None:
    with pytest.raises(BadReason, match="question, satire, true"):
        Dismissal.read(word)
