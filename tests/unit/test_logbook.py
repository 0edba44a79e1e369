"""The log as a file that people open in whatever they have."""

import csv
from datetime import UTC, datetime

import pytest

from bot.chat.views.logbook import as_csv
from bot.domain.log import Entry

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
