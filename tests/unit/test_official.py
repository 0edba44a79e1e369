"""What counts as an official answer to a case, and how often a notice is read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.official import answers, once
from bot.domain.flag import OfficialWord
from classifiers.verdict import Finding, Stance, Verdict
from monitors.feed import SourceRole
from tests.clock import START

NAMED = Verdict("fr", False, 0.0, "weather-weapon", Stance.REPORTS, (Finding("prior", -1.0, ""),))
DENIAL = Finding("debunks.label", -1.8, "rien ne montre")
WORD = OfficialWord(
    1, 1, "authority", None, "Crue possible", START, "Préparez-vous sans attendre.", "fr-BE"
)
DUTCH = replace(WORD, item=2, title="Kans op hoogwater", text="Bereid je nu voor.", language="nl")
GERMAN = replace(WORD, item=3, title="Hochwasser möglich", text="Sorgen Sie vor.", language="de")


@pytest.mark.parametrize("stance", [*Stance])
def test_a_notice_on_the_same_weather_answers_no_storyline_whatever_its_tone(
    stance: Stance,
) -> None:
    assert not answers(replace(NAMED, stance=stance), SourceRole.OFFICIAL)


@pytest.mark.parametrize(
    "found", [DENIAL, replace(DENIAL, code="likeness.copy"), replace(DENIAL, code="debunks.advice")]
)
def test_a_denial_in_so_many_words_or_in_known_ones_answers_it(found: Finding) -> None:
    assert answers(replace(NAMED, findings=(found,)), SourceRole.OFFICIAL)
    assert not answers(replace(NAMED, narrative=None, findings=(found,)), SourceRole.OFFICIAL)


def test_words_that_repeat_a_rumour_are_no_known_denial() -> None:
    copied = Finding("likeness.copy", 2.7, "they make the rain")
    assert not answers(replace(NAMED, findings=(copied,)), SourceRole.OFFICIAL)


def test_a_fact_checker_answers_what_it_takes_up_and_not_what_it_reports() -> None:
    taken = replace(NAMED, stance=Stance.SPREADS)
    assert answers(taken, SourceRole.FACT_CHECKER)
    assert not answers(NAMED, SourceRole.FACT_CHECKER)


@pytest.mark.parametrize(("language", "read"), [("nl", DUTCH), ("fr", WORD), ("en", WORD)])
def test_one_notice_in_three_languages_is_read_once_in_the_readers(
    language: str, read: OfficialWord
) -> None:
    assert once([WORD, DUTCH, GERMAN], language) == (read,)


def test_a_copy_is_one_notice_and_two_of_one_language_are_two() -> None:
    copy = replace(WORD, item=4, feed="town", at=START + timedelta(hours=3))
    other = replace(WORD, item=5, title="Fin de l'alerte", text="La rivière redescend ce soir.")
    assert once([WORD, copy], "fr") == (WORD,)
    assert once([WORD, other], "fr") == (other, WORD)


def test_words_in_the_readers_language_stand_first_then_the_newest() -> None:
    late = replace(GERMAN, at=START + timedelta(hours=2))
    later = replace(DUTCH, at=START + timedelta(hours=3))
    assert once([WORD, late, later], "fr") == (WORD, later, late)
    assert once([WORD, late, later], "en") == (later, late, WORD)
