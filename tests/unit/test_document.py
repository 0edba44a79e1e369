"""What people make of a document's lines, what is carried over, and what is new."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.content import Content, MessageClass, Quorum, obstacles
from bot.domain.document import (
    Document,
    Line,
    Section,
    Source,
    Spot,
    numbered,
    sourced,
    spot,
)
from bot.domain.document_errors import NeverPublic, NoSpot
from bot.domain.draft import Act, Draft, Step
from bot.domain.editing import News, edited, news, renewed
from bot.domain.fact import Fact, Release, Standing
from bot.domain.given import Given
from bot.domain.message import short
from bot.domain.mode import Mode
from bot.domain.partner import Share, Shareable, Tlp
from tests.clock import START
from tests.samples import DOCUMENT

HOUR = timedelta(hours=1)
WIND = Line("The wind turns.", (Source("log", 4),))
HURT = Line("Nobody is hurt.", (Source("fact", 2, "internal confirmed"),))
CLOSED = Line("The quay is closed.", (Source("pub", 1, "published"),))


def document(*known: Line, number: int = 1) -> Document:
    """Figures, what is known, what people think, and what is new."""
    sections = (
        Section("1. In short", (Line("cases: 2", numbered("case", (1, 2))),)),
        Section("2. Known", known, "Nothing.", "Left out."),
        Section("3. Assessment", (), "Nobody wrote here.", "Left out."),
        Section("4. New", (), "The first.", "Left out."),
    )
    return Document(number, f"Report {number}", "en", START, sections)


def put(before: Document, word: str, *words: str, by: str = "Editor") -> Document:
    where = spot(word)
    assert where is not None
    return edited(before, where, words, by, {})


def shown(of: Document, section: int = 2) -> list[str]:
    return [line.plain for _, line in of.sections[section - 1].shown]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Close the door. Now.", "Close the door. Now."),
        ("Close all the doors. And windows.", "Close all the doors…"),
        ("Firefighters are there now.", "Firefighters are there…"),
        ("Close it all . . . . . . . .", "Close it all…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsg…"),
        ("a\nb  c", "a b c"),
    ],
)
def test_words_are_cut_after_a_word_and_no_full_stop_is_left_alone(text: str, cut: str) -> None:
    assert short(text, 24) == cut


@pytest.mark.parametrize("word", ["", "0", "2.", "2.0", "+2", "2.1+", "100", "2.1234", "٢", "a"])
def test_what_is_no_spot_is_none(word: str) -> None:
    assert spot(word) is None


@pytest.mark.parametrize("word", ["2", "2.3", "2+", "12.120"])
def test_a_spot_is_written_as_it_was_read(word: str) -> None:
    assert str(spot(word)) == word


def test_a_line_of_a_person_keeps_the_source_and_names_the_person() -> None:
    after = put(document(HURT, WIND), "2.1", "Nobody was hurt so far.")
    assert shown(after) == ["Nobody was hurt so far. [fact 2] [Editor]", "The wind turns. [log 4]"]


def test_what_is_taken_out_keeps_the_numbers_of_the_rest_and_can_be_found() -> None:
    after = put(document(HURT, WIND), "2.1")
    assert [place for place, _ in after.lines] == ["1.1", "2.2"]
    assert [(place, line.instead) for place, line in after.left_out] == [("2.1", "Nobody is hurt.")]
    assert "hurt" not in after.plain()


def test_a_section_without_its_lines_says_so_and_never_that_there_was_nothing() -> None:
    after = put(document(HURT, WIND), "2")
    assert after.sections[1].instead == "Left out."
    assert "Left out." in after.plain()
    assert "Nothing." not in after.plain()


def test_a_section_written_anew_shows_the_new_lines_alone() -> None:
    after = put(document(HURT, WIND), "2", "One.", "Two.")
    assert shown(after) == ["One. [Editor]", "Two. [Editor]"]


@pytest.mark.parametrize("word", ["5", "5.1", "5+", "2.3", "3"])
def test_a_spot_that_is_not_there_is_refused(word: str) -> None:
    where = spot(word)
    assert where is not None
    with pytest.raises(NoSpot):
        edited(document(HURT, WIND), where, (), "Editor", {})


def test_words_of_a_person_rest_on_their_ground_as_it_is_when_they_write() -> None:
    before, now = document(HURT), {("fact", 2): "internal withdrawn"}
    assert [place for place, *_ in before.stale(now)] == ["2.1"]
    after = edited(before, Spot(2, 1), ("It was withdrawn.",), "Editor", now)
    assert after.stale(now) == ()


def test_made_anew_the_same_ground_keeps_the_words_of_people_and_what_they_left_out() -> None:
    before = put(put(put(document(HURT, WIND), "2.1", "So far nobody."), "2.2"), "3", "Bad.")
    after = renewed(document(HURT, WIND, CLOSED), before)
    assert shown(after) == ["So far nobody. [fact 2] [Editor]", "The quay is closed. [pub 1]"]
    assert shown(after, 3) == ["Bad. [Editor]"]
    assert not any(line.check for _, line in after.lines)


def test_made_anew_on_other_ground_both_are_shown_and_the_older_is_to_be_read() -> None:
    two = replace(HURT, words="Two are hurt.")
    before = put(put(document(HURT, WIND), "2.1", "So far nobody."), "2.2")
    after = renewed(document(two, replace(WIND, words="The wind dies.")), before)
    assert shown(after) == [
        "Two are hurt. [fact 2]", "The wind dies. [log 4]", "So far nobody. [fact 2] [Editor]"
    ]  # fmt: skip
    assert [place for place, line in after.lines if line.check] == ["2.3"]


def test_the_next_document_has_the_words_of_people_to_be_read_and_all_that_was_left_out() -> None:
    before = put(put(put(document(HURT, WIND), "2.1", "So far nobody."), "2.2"), "3", "Bad.")
    after = renewed(document(HURT, WIND, number=2), before)
    assert shown(after) == ["So far nobody. [fact 2] [Editor, 1]", "The wind turns. [log 4]"]
    assert shown(after, 3) == ["Bad. [Editor, 1]"]
    assert [place for place, line in after.lines if line.check] == ["2.1", "3.1"]
    again = renewed(document(HURT, WIND, number=3), after)
    assert shown(again, 3) == ["Bad. [Editor, 1]"]


def test_what_is_new_changed_or_gone_is_told_and_what_stands_is_not() -> None:
    before = document(HURT, WIND, CLOSED)
    moved = replace(CLOSED, words="The quay is open.")
    fresh = document(moved, WIND, Line("Smoke.", numbered("log", (9,))), number=2)
    told = [(what, line.words) for what, line in news(fresh, before)]
    assert told == [
        (News.CHANGED, "The quay is open."), (News.NEW, "Smoke."), (News.GONE, "Nobody is hurt.")
    ]  # fmt: skip


def test_words_in_another_language_are_no_change() -> None:
    before = replace(document(HURT, WIND), language="fr")
    fresh = document(replace(HURT, words="Personne."), CLOSED, number=2)
    assert [(what, line.words) for what, line in news(fresh, before)] == [
        (News.NEW, "The quay is closed.")
    ]


def test_what_people_changed_is_no_news_of_the_desk() -> None:
    before = put(put(document(HURT, WIND), "2.1", "So far nobody."), "2.2")
    assert list(news(document(HURT, WIND, number=2), before)) == []


def test_many_numbers_of_a_source_are_cut_where_nobody_looks_them_up() -> None:
    assert sourced(numbered("flag", range(1, 20))).endswith("11, 12, …]")
    assert sourced((*numbered("case", (3,)), *numbered("draft", (4, 4)))) == "[case 3] [draft 4]"


def test_a_document_with_an_outlet_or_without_lines_never_goes_out() -> None:
    good = Content(MessageClass.SITREP, Mode.LIVE, {"en": "x"}, document=DOCUMENT)
    assert list(obstacles(good, 1, START)) == []
    for bad in (replace(good, renderings={"site": "x"}), replace(good, document=None)):
        assert [type(why) for why in obstacles(bad, 1, START)] == [NeverPublic]


def given(*lines: Line, fact: Fact) -> Given:
    """A report with these lines, issued and shared with partners."""
    content = Content(
        MessageClass.SITREP, Mode.LIVE, {"en": "x"}, until=START + HOUR, document=document(*lines)
    )
    steps = tuple(Step(act, "Editor", START, content.digest) for act in (Act.REVISE, Act.RELEASE))
    draft = Draft(7, 1, Quorum(1), (content,), steps)
    share = Share(1, "partners", Shareable.DRAFT, 7, Tlp.AMBER, "Duty officer", START)
    return Given(share, draft=draft, facts=(fact,) if 2 in document(*lines).facts else ())


FACT = Fact(2, 1, "Nobody is hurt.", "en", "Monitor", START, Standing.CONFIRMED, Release.PARTNER)
TOLD = Line("Nobody is hurt.", (Source("fact", 2, "partner confirmed"),))


def test_partners_read_what_was_released_and_nothing_of_ours() -> None:
    ours = replace(TOLD, words="Nobody, says Press officer 1.")
    typed = replace(TOLD, by="Editor")
    case, waits = Line("×3", numbered("case", (1,))), Line("uncertain", numbered("pub", (2,)))
    shown = given(TOLD, ours, typed, case, waits, WIND, CLOSED, fact=FACT)
    assert [words for _, words in shown.lines(["Press officer 1"], START)] == [
        "Nobody is hurt. [fact 2]", "The quay is closed. [pub 1]"
    ]  # fmt: skip
    internal = given(TOLD, fact=replace(FACT, release=Release.INTERNAL))
    assert internal.lines([], START) == ()


def test_a_report_no_longer_holds_for_partners_when_a_fact_they_were_told_is_withdrawn() -> None:
    assert given(TOLD, fact=FACT).over(START) is None
    assert given(TOLD, fact=FACT.withdraw()).over(START) == "withdrawn in part"
    secret = replace(FACT.withdraw(), release=Release.INTERNAL)
    assert given(replace(HURT), fact=secret).over(START) is None
    assert given(TOLD, fact=FACT).over(START + HOUR) == "expired"


def test_a_report_that_tells_of_a_withdrawn_fact_holds() -> None:
    gone = replace(TOLD, sources=numbered("fact", (2,)))
    corrected = replace(TOLD, by="Editor", sources=(Source("fact", 2, "partner withdrawn"),))
    for line in (gone, corrected):
        assert given(line, fact=FACT.withdraw()).over(START) is None


def test_the_digest_covers_every_line_and_who_wrote_it() -> None:
    good = Content(MessageClass.SITREP, Mode.LIVE, {"en": "x"}, document=document(HURT))
    digests = {
        replace(good, document=replace(document(line))).digest
        for line in (HURT, WIND, replace(HURT, by="Editor"), replace(HURT, check=True))
    }
    assert len(digests) == 4
