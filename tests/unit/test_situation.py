"""Where an incident stands: what holds, what is urgent, and what a message promises."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.draft import Act, Draft, Step
from bot.domain.fact import Fact, Standing
from bot.domain.filling import Filling
from bot.domain.flag import Case, Priority
from bot.domain.incident import Incident
from bot.domain.mode import Mode
from bot.domain.situation import Situation, promise_in
from tests import samples
from tests.clock import START

INCIDENT = Incident(1, "Fire", Mode.LIVE, "Duty officer", START)


@pytest.mark.parametrize(
    "text",
    [
        "We know little. Next update at 14:30: www.example.org",
        "Nous en savons peu. Prochain point à 14:30.",
        "NOUS REVENONS vers vous à 14h30 sur la page.",
        "Volgend bericht om 14:30.",
        "Nächste Meldung um 14:30 Uhr.",
        "MIR MELLEN EIS ëm 14:30 op der Säit.",
        "Suite 14:30",
    ],
)
def test_a_promise_is_found_with_its_time(text: str) -> None:
    promise = promise_in(_draft(text))
    assert promise is not None
    assert promise.endswith(("14:30", "14h30"))


@pytest.mark.parametrize(
    "text",
    [
        "À la suite de l'incendie de 14:30, restez chez vous.",
        "The next update follows. It burned at 14:30.",
        "Weiter gilt: bleiben Sie im Haus. Seit 14:30 brennt es.",
        "Il brûle depuis 14:30.",
    ],
)
def test_a_time_alone_is_no_promise(text: str) -> None:
    assert promise_in(_draft(text)) is None


def test_the_time_in_a_templates_place_is_a_promise_while_the_text_has_it() -> None:
    filling = Filling("T12", "long", {"next": "14:30"})
    drafts = [_draft(text, filling=filling) for text in ("We explain at 14:30.", "We explain.")]
    assert [promise_in(draft) for draft in drafts] == ["14:30", None]


def test_a_fact_that_expired_is_neither_known_nor_reported() -> None:
    over = START + timedelta(hours=1)
    facts = (
        Fact(1, 1, "It burns.", "en", "Monitor", START, Standing.CONFIRMED, expires=over),
        Fact(2, 1, "It is chlorine.", "en", "Monitor", START),
        Fact(3, 1, "It leaks.", "en", "Monitor", START, Standing.WITHDRAWN),
    )
    for at, known in ((START, [1]), (over, [])):
        now = replace(_situation(at), facts=facts)
        assert [fact.number for fact in now.facts_that_are(Standing.CONFIRMED)] == known
        assert [fact.number for fact in now.facts_that_are(Standing.REPORTED)] == [2]


def test_what_has_ended_does_not_hold_any_more() -> None:
    draft = _draft("Stay inside.", until=START + timedelta(hours=1))
    before, after = (_situation(START + timedelta(minutes=m), draft) for m in (59, 60))
    assert (before.in_force, after.in_force) == ((draft,), ())


def test_high_comes_before_medium_and_low_is_not_urgent() -> None:
    cases = tuple(
        Case(number, 1, None, START, priority=priority)
        for number, priority in enumerate((Priority.LOW, Priority.MEDIUM, Priority.HIGH), start=1)
    )
    now = replace(_situation(START), cases=cases)
    assert [case.number for case in now.urgent] == [3, 2]


def _situation(at: datetime, *out: Draft) -> Situation:
    return Situation(at, INCIDENT, (), (), {}, out, (), {})


def _draft(text: str, until: datetime | None = None, filling: Filling | None = None) -> Draft:
    """A message that was let go."""
    first = replace(samples.draft().content, texts={"fr": text}, until=until, filling=filling)
    steps = (Step(Act.REVISE, "Editor", START, first.digest),
             Step(Act.RELEASE, "Mayor", START, first.digest))  # fmt: skip
    return replace(samples.draft(), versions=(first,), steps=steps)
