"""The log as a file that people open in whatever they have."""

import csv
from datetime import UTC, datetime

import pytest

from bot.chat.views.logbook import as_csv, as_paper
from bot.domain.log import Entry
from bot.domain.paper import Table
from tests.desk import WORDS, centre

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\n =1", "＝1"])
def test_no_cell_of_the_log_is_a_formula(words: str) -> None:
    entry = Entry(0, 1, AT, words, "flag.raised", words, {}, "", "")
    *_, row = csv.reader(as_csv([entry]).splitlines(keepends=True))
    assert [row[3], row[5]] == [f"'{words}", f"'{words}"]


def test_words_that_are_no_formula_stay_as_they_are() -> None:
    entry = Entry(0, 1, AT, "Monitor", "flag.raised", 'a = b, "c"\nd', {}, "", "")
    *_, row = csv.reader(as_csv([entry]).splitlines(keepends=True))
    assert [row[3], row[5]] == ["Monitor", 'a = b, "c"\nd']


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("flag.confirmed", "", "flag 7 confirmed"),
        ("draft.released", "public-page", "draft 3 released (public-page)"),
        ("refused", "/submit 3 -> Not yet.", "was refused: /submit 3 → Not yet."),
        ("case.priority", "high: near a school", "case 2 has priority high: near a school"),
        ("some.thing", "as it was", "some.thing as it was"),
    ],
)
def test_the_log_on_paper_is_in_words_and_leaves_no_word_out(
    kind: str, text: str, told: str
) -> None:
    entry = Entry(
        0, 1, AT, "Monitor", kind, text, {"flag": "7", "case": "2", "draft": "3"}, "", "f" * 64
    )
    paper = as_paper([entry], "Log", centre(), "en", AT, WORDS.into("en"))
    (table,) = (part for part in paper.parts if isinstance(part, Table))
    assert table.rows[0][3] == told
