"""What is said in each language: its spaces, its figures, its roles, and what the log says."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.views.clock import span
from bot.chat.views.deeds import TOLD, deed
from bot.chat.words import LANGUAGES, Catalogues, percent, score
from bot.domain.flag import Case, Priority
from bot.domain.log import Entry
from bot.domain.room import Member, NotYours, Role

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WORDS = Catalogues()
DRAFT = 2
_LOOSE = re.compile("[ \u00a0](?=[;!?])|[ \u202f](?=[:»])|(?<=«)[ \u202f]")


def test_french_never_breaks_a_line_at_a_sign() -> None:
    french = WORDS.into("fr")
    said = [
        french("Flag {number}: suspect, check. Score {score} of 1: {chance}.",
               number=1, score=0.97, chance="x"),
        french("“{words}”", words="x"),
        french("Why?"),
    ]  # fmt: skip
    assert [each for each in said if _LOOSE.search(each)] == []
    assert "0,97" in said[0]
    assert said[2] == "Pourquoi\u202f?"


def test_percents_and_scores_are_written_as_each_language_does() -> None:
    assert {code: percent(0.8, WORDS.into(code)) for code in LANGUAGES} == {
        "en": "80%", "fr": "80\u00a0%", "nl": "80%", "de": "80\u00a0%", "lb": "80\u00a0%",
    }  # fmt: skip
    assert [score(0.974, WORDS.into(code)) for code in ("en", "fr")] == ["0.97", "0,97"]


def test_a_refusal_names_roles_in_the_language_and_not_as_the_configuration() -> None:
    member = Member("Monitor", frozenset({Role.MONITOR}))
    with pytest.raises(NotYours) as refused:
        member.must(Role.APPROVER, Role.DUTY_OFFICER)
    assert "approver / duty officer. You have: monitor." in str(refused.value)
    said = WORDS("fr", refused.value.sentence, **refused.value.details)
    assert "approbation / responsable de garde" in said


@pytest.mark.parametrize("kind", [*sorted(TOLD), "some.thing"])
def test_the_log_is_told_whatever_people_typed_in_it(kind: str) -> None:
    entry = Entry(1, 1, AT, "Monitor", kind, "{nobody}: {said}", {}, "", "")
    assert all(deed(entry, WORDS.into(code)) for code in LANGUAGES)


def test_a_line_of_the_log_names_what_was_decided() -> None:
    entry = Entry(1, 1, AT, "Monitor", "flag.confirmed", "", {"flag": "7", "case": "2"}, "", "")
    assert deed(entry, WORDS.into("en")) == "flag 7 confirmed"


def test_what_took_no_time_took_less_than_a_minute() -> None:
    assert span(timedelta(seconds=20)) == "< 1 min"


def test_a_contradiction_keeps_the_reason_that_a_person_gave_for_a_high_priority() -> None:
    case = Case(1, 1, "x", AT)
    high = replace(case, priority=Priority.HIGH, priority_reason="Doors stay shut.")
    assert high.contradicting(DRAFT).priority_reason == "Doors stay shut."
    low = replace(case, priority=Priority.LOW, priority_reason="Nobody reads it.")
    low = low.contradicting(DRAFT)
    assert (low.priority, low.priority_reason) == (Priority.HIGH, "")
