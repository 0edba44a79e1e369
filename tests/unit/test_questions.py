"""What call-takers may answer: approved words that hold, and what has no answer yet."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chat.views.questions import questions
from bot.chat.words import Catalogues
from bot.domain.content import Content, MessageClass
from bot.domain.draft import Act, Draft, Step
from bot.domain.fact import Fact, Release, Standing
from bot.domain.filling import Filling
from bot.domain.flag import Case, Decision, Dismissal, Flag
from bot.domain.incident import Incident
from bot.domain.mode import Mode
from bot.domain.publication import Delivery
from bot.domain.questions import approved_lines, doubtful, unanswered
from bot.domain.situation import Situation
from classifiers.verdict import Stance, Verdict
from tests import samples
from tests.clock import START

FACT = Fact(
    7, 1, "It is clean.", "en", "Monitor", START, Standing.CONFIRMED, Release.PUBLIC, "laboratory"
)
NO_FLAGS: Mapping[int, tuple[Flag, ...]] = {}


def test_what_is_asked_stands_above_the_approved_words_and_their_sources() -> None:
    flags = {3: (_asked(1, "Is the water safe?"), _asked(2, "is  the water SAFE?"))}
    page = _page(_now(_out(1, "The water is clean.", case=3, facts=(7,)), flags=flags))
    assert "“Is the water safe?”\n  - “The water is clean.” (" in page
    assert page.splitlines()[3].endswith("[pub 10] [fact 7]")
    assert page.endswith("No answer yet\n  - Nothing in what was flagged.")


@pytest.mark.parametrize("state", [each for each in Delivery if each is not Delivery.SENT])
def test_what_reached_no_outlet_is_not_read_out(state: Delivery) -> None:
    now = _now(_out(1, "Stay inside."))
    rows = tuple(replace(row, state=state) for row in now.publications[1])
    assert approved_lines(replace(now, publications={1: rows})) == ()


def test_what_was_corrected_renewed_or_is_over_is_not_read_out() -> None:
    corrected = _out(1, "Old.")
    digest = corrected.digest
    corrected = replace(
        corrected, steps=(*corrected.steps, Step(Act.CORRECT, "Mayor", START, digest))
    )
    renewed, newer = _out(2, "Early."), _out(3, "Later.", follows=2)
    over = _out(4, "Over.", minutes=1)
    now = replace(_now(corrected, renewed, newer, over), at=START + timedelta(minutes=2))
    assert [line.draft.number for line in approved_lines(now)] == [3]


@pytest.mark.parametrize(
    "changed",
    [
        {"standing": Standing.WITHDRAWN},
        {"expires": START},
        {"release": Release.INTERNAL},
        {"number": 8},
    ],
)
def test_what_rests_on_a_fact_that_fell_is_to_be_corrected_not_read(
    changed: dict[str, object],
) -> None:
    now = replace(_now(_out(1, "Clean.", facts=(7,))), facts=(replace(FACT, **changed),))  # type: ignore[arg-type]
    assert approved_lines(now) == ()
    assert [draft.number for draft in doubtful(now)] == [1]
    assert "“Clean.”" not in _page(now)
    assert "message 1 rests on a fact that does not hold any more: correct it [fact 7]" in _page(
        now
    )


def test_what_no_message_answers_is_listed_by_how_often_it_is_asked() -> None:
    told = _asked(5, "They lie!", stance=Stance.SPREADS)
    flags = {
        3: (_asked(1, "Why the smell?"), told),
        4: (_asked(2, "Is school open?"), _asked(3, "Is school open?")),
    }
    now = _now(_out(1, "The water is clean."), flags=flags)
    assert [(each.text, each.flags) for each in unanswered(now)] == [
        ("Is school open?", (2, 3)), ("Why the smell?", (1,)),
    ]  # fmt: skip
    assert "- [en] “Is school open?” ×2 [flag 2, 3]" in _page(now)


def test_a_persons_word_counts_more_than_the_judges() -> None:
    dismissed = Decision("Monitor", START, Dismissal.SATIRE)
    asked = Decision("Monitor", START, Dismissal.QUESTION)
    flags = {
        3: (
            _asked(1, "Is it true?", decision=dismissed),
            _asked(2, "They lie?", stance=Stance.SPREADS, decision=asked),
        )
    }
    assert [each.flags for each in unanswered(_now(flags=flags))] == [(2,)]


def test_a_message_answers_the_case_that_its_own_became_a_part_of() -> None:
    cases = (Case(3, 1, None, START, merged_into=4), Case(4, 1, None, START))
    flags = {3: (), 4: (_asked(1, "Is the water safe?"),)}
    now = replace(_now(_out(1, "Clean.", case=3), flags=flags), cases=cases)
    assert unanswered(now) == ()


def test_words_that_are_not_in_the_language_of_the_room_say_in_which_they_are() -> None:
    draft = _out(1, "Stay inside.", kind=MessageClass.WARNING)
    page = _page(_now(draft), language="fr")
    assert "Que doit faire la population\u202f?" in page
    assert "[en] « Stay inside." in page.replace("\xa0", " ")


def test_an_exercise_says_so_first_and_last() -> None:
    now = _now(_out(1, "Stay inside."))
    played = replace(now, incident=replace(now.incident, mode=Mode.EXERCISE))
    page = _page(played)
    assert page.startswith("EXERCISE – ")
    assert page.endswith("EXERCISE")


def _page(now: Situation, language: str = "en") -> str:
    say = Catalogues().into(language)
    return questions(now, 1, language, ZoneInfo("Europe/Brussels"), say).plain()


def _now(*out: Draft, flags: Mapping[int, tuple[Flag, ...]] = NO_FLAGS) -> Situation:
    incident = Incident(1, "Fire", Mode.LIVE, "Duty officer", START)
    sent = {
        draft.number: (
            replace(
                samples.publication(draft.number), number=draft.number * 10, state=Delivery.SENT
            ),
        )
        for draft in out
    }
    return Situation(START, incident, (), (), flags, out, (), sent, facts=(FACT,))


def _out(
    number: int, text: str, *, case: int | None = None, facts: tuple[int, ...] = (),
    follows: int | None = None, minutes: int = 60, kind: MessageClass = MessageClass.INFORMATION,
) -> Draft:  # fmt: skip
    filling = Filling("T01", "long", {}, facts) if facts else None
    until = START + timedelta(minutes=minutes)
    content = Content(kind, Mode.LIVE, {"en": text}, until=until, filling=filling, follows=follows)
    steps = tuple(Step(act, "Editor", START, content.digest) for act in (Act.REVISE, Act.RELEASE))
    return replace(
        samples.draft(), number=number, incident=1, versions=(content,), steps=steps, case=case
    )


def _asked(
    number: int, text: str, *, stance: Stance = Stance.QUESTIONS, decision: Decision | None = None
) -> Flag:
    verdict = Verdict("en", True, 0.6, None, stance, ())
    return Flag(number, 3, number, "blog", None, text, verdict, START, decision)
