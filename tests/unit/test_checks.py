"""What the checks find, and what they leave alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.words import LANGUAGES, Catalogues
from bot.desk.wording import OWN, QUOTING
from bot.domain.checks.all import concerns
from bot.domain.checks.languages import figures
from bot.domain.checks.sheet import Sheet
from bot.domain.contact import Contact, near
from bot.domain.content import Content, MessageClass, Quorum
from bot.domain.draft import Act, Draft, Step
from bot.domain.fact import Fact, Release, Standing
from bot.domain.filling import Filling
from bot.domain.flag import Case, Priority
from bot.domain.message import Phrase
from bot.domain.mode import Mode
from tests.clock import START

FACT = Fact(
    7, 1, "It burns", "en", "Editor", START, Standing.CONFIRMED, Release.PUBLIC, "fire service"
)
LINE = Contact(1, "0800 12 345", "questions", "Desk", "Editor", START)


def sheet(
    texts: Mapping[str, str], kind: MessageClass = MessageClass.INFORMATION, **content: object
) -> Sheet:
    """A draft of these texts on a desk with one tested number."""
    made = Content(kind, Mode.LIVE, dict(texts), {"page": "x"}, **content)  # type: ignore[arg-type]
    first = Step(Act.REVISE, "Editor", START, made.digest)
    draft = Draft(3, 1, Quorum(1), (made,), (first,))
    return Sheet(draft, START, [LINE], [], None, None, ("Centre",), ())


def blocks(held: Sheet) -> list[str]:
    """The names of what blocks."""
    return [type(each.why).__name__ for each in concerns(held) if each.blocks]


def doubts(held: Sheet) -> list[str]:
    """The names of what is only said."""
    return [type(each.why).__name__ for each in concerns(held) if not each.blocks]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at 18:30", "à 18 h 30"),
        ("18.30 uur", "um 18:30 Uhr"),
        ("until 6:00", "jusqu’à 6h00"),
        ("tot 18 u", "bis 18 Uhr"),
        ("de 8 h à 20 h", "von 8 bis 20 Uhr"),
        ("from 8 am to 6:30 p.m.", "van 08:00 tot 18:30"),
        ("midnight, 12 am", "à 0 h"),
        ("2,300 homes, 3.5 m", "2 300 foyers, 3,5 m"),
        ("call 0800 12 345", "appelez le 0800/12.345"),
    ],
)
def test_one_figure_is_the_same_however_a_language_writes_it(one: str, other: str) -> None:
    assert figures(one) == figures(other)


def test_figures_that_differ_block_until_the_language_is_waived_by_name() -> None:
    held = sheet({"en": "Leave before 13:00.", "fr": "Partez avant 12:00."})
    assert blocks(held) == ["NumbersDiffer"]
    assert blocks(sheet(held.texts, waived=("fr",))) == []


def test_a_copied_language_blocks() -> None:
    assert blocks(sheet({"en": "Stay.", "fr": "Stay."})) == ["SameText"]


@pytest.mark.parametrize(
    ("text", "blocked"),
    [
        ("Boil the water: a chemical leaked.", True),
        ("Kook het water. Oorzaak: chemische stof.", True),
        ("Faites bouillir l’eau. Cause : pesticides.", True),
        ("Kacht d’Waasser. Ursaach: Chlor.", True),
        ("Kochen Sie das Wasser ab.", False),
        ("Boiling does not help: a chemical leaked.", False),
        ("Ne la faites pas bouillir : pollution chimique.", False),
        ("Nicht abkochen, das Mittel ist Chlor.", False),
    ],
)
def test_boiling_is_not_advised_against_chemicals(text: str, blocked: bool) -> None:
    assert ("BoilingChemicals" in blocks(sheet({"en": text}))) is blocked


def test_victims_are_counted_only_when_somebody_allowed_it() -> None:
    filling = Filling("T07", "short", {"en.known": "3 injured"}, (7,))
    held = replace(sheet({"en": "3 injured (hospital)."}, filling=filling), facts=[FACT])
    assert blocks(held) == ["VictimsNotCleared"]
    cleared = replace(FACT, cleared_by="chief doctor")
    assert blocks(replace(held, facts=[cleared])) == []
    assert doubts(sheet({"en": "3 injured."})) == ["VictimsNotCleared"]


@pytest.mark.parametrize(
    "fact",
    [
        replace(FACT, standing=Standing.WITHDRAWN),
        replace(FACT, standing=Standing.REPORTED),
        replace(FACT, release=Release.PARTNER),
        replace(FACT, expires=START),
    ],
)
def test_a_fact_that_is_not_confirmed_and_public_blocks(fact: Fact) -> None:
    assert blocks(replace(sheet({"en": "It burns."}), facts=[fact])) == ["FactNotPublic"]
    assert blocks(replace(sheet({"en": "It burns."}), facts=[FACT])) == []


def test_a_case_of_low_priority_is_not_answered_in_public() -> None:
    case = Case(5, 1, "n", START, priority=Priority.LOW)
    said = {"en.why": "no test found any"}
    text = "The water is clean: no test found any poison."
    held = sheet({"en": text}, MessageClass.REBUTTAL, said=said)
    assert blocks(replace(held, case=case)) == ["LowPriority"]
    assert blocks(replace(held, case=replace(case, priority=Priority.MEDIUM))) == []


def test_a_contact_is_tested_anew_after_a_month() -> None:
    held = sheet({"en": "Call 0800 12 345."})
    assert doubts(held) == []
    assert doubts(replace(held, now=START + timedelta(days=31))) == ["ContactUntested"]


def test_a_whole_warning_raises_no_doubt() -> None:
    text = "Centre, 14:30: smoke in Mill Lane. Close your windows. Call 0800 12 345."
    until = START + timedelta(hours=2)
    content: dict[str, object] = {"area": "Mill Lane", "until": until, "read": {"en": "Editor"}}
    held = sheet({"en": text}, MessageClass.WARNING, **content)
    assert concerns(held) == ()


def test_acronyms_are_questioned_once_and_ordinary_ones_never() -> None:
    assert doubts(sheet({"en": "The NCCN and the NCCN send an SMS."})) == ["UnknownAcronym"]


def test_the_words_that_our_own_retractions_begin_with_raise_no_doubt() -> None:
    say = Catalogues()
    for language in LANGUAGES:
        for sentence in (*OWN.values(), *QUOTING.values()):
            text = say(language, sentence, time="14:06", text="-", tongue=Phrase("in French"))
            assert doubts(sheet({language: text}, MessageClass.RETRACTION)) == [], text


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("0800 12 346", True),
        ("0800 12 354", True),
        ("0800 12 3455", True),
        ("0800 1234", True),
        ("0800 12 345", False),
        ("0800 99 345", False),
        ("https://crisis.example", False),
    ],
)
def test_a_number_one_digit_off_is_near(value: str, found: bool) -> None:
    assert (near(value, [LINE]) is LINE) is found
