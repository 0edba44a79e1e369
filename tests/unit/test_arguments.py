"""What stands after a command: read as people type it, refused with the usage, never ignored."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

import pytest

from bot.chat.arguments import LARGEST, Arguments, duration, moment
from bot.domain.errors import BadArguments

USAGE = "/show N"
BRUSSELS = ZoneInfo("Europe/Brussels")
NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def read(text: str) -> Arguments:
    return Arguments(text, USAGE)


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("one two  three", "one", "two  three"),
        ("one\ntwo\nthree", "one", "two\nthree"),
        ("one\ttwo", "one", "two"),
        ("  one  ", "one", ""),
        ("one \n two", "one", "two"),
        ("", "", ""),
    ],
)
def test_words_are_taken_off_from_the_left(text: str, word: str, rest: str) -> None:
    arguments = read(text)
    assert (arguments.word(), arguments.rest()) == (word, rest)


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("#7", 7), ("007", 7), ("7 x", 7),
                                              (str(LARGEST), LARGEST)])  # fmt: skip
def test_a_number_is_read(text: str, number: int) -> None:
    assert read(text).number() == number


@pytest.mark.parametrize("text", ["n°7", "n° 7", "N°\u00a07", "nº7", "№ 7", "nr. 7", "Nr 7",
                                  "no. 7", "numéro 7", "nummer 7", "# 7", "7.", "7,", "7:", "(7)",
                                  "[7]", "«\u00a07\u00a0»", "“7”", "７", "＃７"])  # fmt: skip
def test_a_number_is_read_as_people_write_it_and_what_follows_stays(text: str) -> None:
    arguments = read(f"{text} and more")
    assert (arguments.number(), arguments.rest()) == (7, "and more")


@pytest.mark.parametrize(
    "text",
    ["", "#", "-1", "–1", "n°", "7–8", "7a", "(" * 39 + "77", "1.5", "seven",
     "٣", "²", "🪟", str(LARGEST + 1), "9" * 5000,
     "0" * 12 + "9" * 30, "1e3", "0x1"],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_the_usage(text: str) -> None:
    with pytest.raises(BadArguments, match="/show N"):
        read(text).number()


def test_pairs_are_taken_out_wherever_they_stand() -> None:
    arguments = read('0800 12 345 purpose="all questions" owner=desk')
    assert arguments.pairs("purpose", "owner") == {"purpose": "all questions", "owner": "desk"}
    assert arguments.rest() == "0800 12 345"


@pytest.mark.parametrize("typed", ["“Quay, Tripoint”", "«\u202fQuay, Tripoint\u202f»",
                                   "„Quay, Tripoint“", '"Quay, Tripoint"'])  # fmt: skip
def test_quotes_as_phones_write_them_hold_a_value_together(typed: str) -> None:
    assert read(f"area={typed} until=2h").pairs("area", "until") == {
        "area": "Quay, Tripoint", "until": "2h",
    }  # fmt: skip


def test_an_empty_pair_is_empty_and_a_strange_one_is_refused() -> None:
    assert read("area=").pairs("area") == {"area": ""}
    with pytest.raises(BadArguments, match="colour=…"):
        read("area=x colour=red").pairs("area")


def test_an_address_with_an_equals_sign_is_no_pair() -> None:
    arguments = read("https://news.example/?id=5&a=b role=media")
    assert arguments.pairs("role") == {"role": "media"}
    assert arguments.rest() == "https://news.example/?id=5&a=b"


def test_the_words_of_a_text_are_never_changed() -> None:
    text = "« Restez à l'intérieur » : voir “ici” https://crisis.example/?a=b"
    assert read(text).rest() == text


def test_what_is_left_over_is_refused_rather_than_ignored() -> None:
    read("  ").nothing_more()
    with pytest.raises(BadArguments, match="and more"):
        read("and more").nothing_more()


def test_a_missing_word_is_refused_with_what_is_missing() -> None:
    with pytest.raises(BadArguments, match="the address is missing"):
        read("").needed("the address is missing")
    assert read("here").needed("the address is missing") == "here"


@pytest.mark.parametrize(
    ("word", "length"),
    [
        ("30m", timedelta(minutes=30)),
        (" 2h ", timedelta(hours=2)),
        ("1d", timedelta(days=1)),
        ("2H.", timedelta(hours=2)),
        ("0m", timedelta()),
        ("2", None),
        ("h", None),
        ("-2h", None),
        ("2w", None),
        ("99999m", None),
        ("2h30m", None),
    ],
)
def test_a_length_of_time_is_read_or_not(word: str, length: timedelta | None) -> None:
    assert duration(word) == length


@pytest.mark.parametrize(
    ("word", "at"),
    [
        ("2h", NOON + timedelta(hours=2)),
        ("14:30", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("14h30", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("9:05", datetime(2026, 3, 3, 8, 5, tzinfo=UTC)),
        ("14.30", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("14H30", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("１４：３０", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("14:30.", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("14u30", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("11:00", datetime(2026, 3, 3, 10, 0, tzinfo=UTC)),
        ("11:01", None),
        ("12:00", None),
        ("24:00", None),
        ("14:60", None),
        ("noon", None),
    ],
)
def test_a_moment_is_the_next_one_on_the_clock_of_the_centre(
    word: str, at: datetime | None
) -> None:
    assert moment(word, NOON, BRUSSELS) == at


def test_a_moment_after_the_change_of_clocks_is_on_the_new_time() -> None:
    evening = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)
    assert moment("09:00", evening, BRUSSELS) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (datetime(2026, 10, 24, 23, 50, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 10, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_that_comes_twice_is_never_read_as_one_that_is_over(
    now: datetime, at: datetime
) -> None:
    assert moment("02:30", now, BRUSSELS) == at


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ('Place="Rue Haute"', {"place": "Rue Haute"}),
        ('place = "Rue Haute" until=2h', {"place": "Rue Haute", "until": "2h"}),
        ("place=“rue dite « Haute »” until=2h", {"place": "rue dite « Haute »", "until": "2h"}),
        ("place=«\u00a0Rue Haute\u00a0»", {"place": "Rue Haute"}),
        ('area="Quay” until=2h place="X"', {"area": "Quay", "until": "2h", "place": "X"}),
        ("area= until=2h", {"area": "", "until": "2h"}),
    ],
)
def test_pairs_are_read_as_phones_and_word_processors_write_them(
    text: str, pairs: dict[str, str]
) -> None:
    arguments = Arguments(text, "usage")
    assert arguments.pairs(others="read") == pairs
    assert arguments.rest() == ""


FIRE = "fire service at 14:00"


@pytest.mark.parametrize(
    "typed",
    [
        f"source={FIRE}",
        f'source="{FIRE}"',
        f"Source = «\u00a0{FIRE}\u00a0»",
        f"source = {FIRE}",
        f"source='{FIRE}'",
        f"source=“{FIRE}",
    ],
)
@pytest.mark.parametrize("after", ["", " until=2h", "\nuntil=2h"])
def test_a_value_that_is_read_whole_runs_to_the_next_pair(typed: str, after: str) -> None:
    arguments = read(typed + after)
    pairs = arguments.pairs("source", "until", whole=True)
    assert pairs == {"source": FIRE} | ({"until": "2h"} if after else {})
    assert arguments.rest() == ""


def test_a_value_that_is_read_whole_ends_with_its_line_or_its_quote() -> None:
    arguments = read("The bridge is closed source=fire service\nThe road too")
    assert arguments.pairs("source", others="left", whole=True) == {"source": "fire service"}
    assert arguments.rest() == "The bridge is closed \nThe road too"

    arguments = read('source="fire service" The bridge is closed')
    assert arguments.pairs("source", others="left", whole=True) == {"source": "fire service"}
    assert arguments.rest() == "The bridge is closed"


def test_what_may_be_a_pair_of_its_own_is_never_lost_in_another() -> None:
    with pytest.raises(BadArguments, match="colour ="):
        read("place=High Street colour = red").pairs(others="read", whole=True)


def test_equations_in_a_text_are_left_where_a_text_is_read() -> None:
    arguments = read("level=3 m, pH = 7 (source=lab)")
    assert arguments.pairs("source", others="left", whole=True) == {}
    assert arguments.rest() == "level=3 m, pH = 7 (source=lab)"


def test_what_nobody_looked_at_is_refused_and_what_was_read_is_not() -> None:
    arguments = read("7 and 8")
    arguments.number()
    with pytest.raises(BadArguments, match="and 8"):
        arguments.must_be_read()
    arguments.rest()
    arguments.must_be_read()


def test_a_long_line_is_read_at_once() -> None:
    for text in ("source=" + " " * 60_000, "a=" * 30_000, "a " * 30_000, "a\u00a0=" * 20_000,
                 '"' * 60_000, "source=" + "a " * 30_000):  # fmt: skip
        began = monotonic()
        with suppress(BadArguments):
            read(text).pairs("source", "until", others="read", whole=True)
        assert monotonic() - began < 1
