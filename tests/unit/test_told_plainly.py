"""What a room is told leaves out what says nothing, and names what has no name of its own."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.chat.table import most_used
from bot.chat.views.reasons import quoted_reasons, reasons
from bot.chat.words import LANGUAGES, named
from bot.domain.log import Entry
from bot.domain.message import SplitOff, Storyline
from bot.domain.room import Role
from bot.drill.debrief import told_once
from classifiers.verdict import Finding
from tests import samples
from tests.desk import WORDS

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_reasons_that_would_be_shown_as_nought_are_one_reason_or_none() -> None:
    strong = Finding("prior", -2.0, "")
    small = tuple(Finding("wording.habits", weight, "!") for weight in (0.04, 0.04, -0.01))
    say = WORDS.into("en")
    told = reasons(replace(samples.VERDICT, findings=(strong, *small)), say).lines
    assert told == ("(-2.0) what any post starts with", "(+0.1) what weighs little, together")
    less = replace(samples.VERDICT, findings=(strong, *small[:1]))
    assert reasons(less, say).lines == told[:1]
    assert quoted_reasons(less, say, 5).lines == ()


def test_a_case_split_off_is_called_by_the_name_it_came_from() -> None:
    for language in LANGUAGES:
        say = WORDS.into(language)
        said = named(SplitOff(3, "The bridge"), say)
        assert "3" in said
        assert said.endswith("The bridge")
    french, slug = WORDS.into("fr"), Storyline("weather-weapon")
    assert named(SplitOff(3, slug), french) == (f"séparé du dossier 3\u00a0: {named(slug, french)}")


def test_what_stands_in_every_log_is_told_once() -> None:
    def line(incident: int, seq: int, kind: str, text: str = "") -> Entry:
        return Entry(incident, seq, AT, "Duty officer", kind, text, {}, "", "")

    opened = [line(0, 4, "incident.opened", "Flood"), line(1, 1, "incident.opened", "Flood")]
    taken = [line(0, 5, "handover.accepted"), line(1, 2, "handover.accepted")]
    written = [line(0, 6, "log.written", "x"), line(1, 3, "log.written", "x")]
    kept = list(told_once([*opened, *taken, *written]))
    assert kept == [opened[1], taken[1], *written]


def test_the_first_page_of_the_help_is_ten_commands_that_each_role_may_type() -> None:
    for role in Role:
        rows = most_used({role})
        assert len(rows) == 10
        assert all(not row.roles or role in row.roles for row in rows), role
    both = {row.words for row in most_used({Role.MONITOR, Role.APPROVER})}
    assert len(both) == 10
    assert {"flags", "confirm", "show", "approve"} <= both
    assert most_used(()) == most_used({Role.OBSERVER})
