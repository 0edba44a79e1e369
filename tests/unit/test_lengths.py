"""Lengths by each channel's rule: the edges of parts and pages, and what counts as one."""

import pytest

from bot.domain.lengths import LIMITS, Measure, measured, plainer
from bot.domain.outlet import Outlet

# One sign to a reader, seven code points, twenty-five bytes.
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def count(measure: Measure, text: str) -> int:
    return measured(measure, text).count


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3),
        ("é" * 160, 1), ("é" * 161, 2),
        ("€" * 80, 1), ("€" * 81, 2), ("a" * 152 + "€" + "a" * 151, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ê" * 70, 1), ("ê" * 71, 2), ("ê" * 134, 2), ("ê" * 135, 3),
        ("😀" * 35, 1), ("ê" * 66 + "😀" + "ê" * 65, 2), ("ê" * 66 + "😀" + "ê" * 66, 3),
        ("", 1),
    ],
)  # fmt: skip
def test_a_short_message_is_counted_in_parts_and_no_sign_is_torn(text: str, parts: int) -> None:
    assert count(Measure.SMS, text) == parts


@pytest.mark.parametrize(
    ("text", "pages"),
    [("a" * 93, 1), ("a" * 94, 2), ("é" * 1395, 15), ("é" * 1396, 16), ("ë" * 41, 1),
     ("ë" * 615, 15), ("ë" * 616, 16)],
)  # fmt: skip
def test_a_cell_broadcast_has_fifteen_pages(text: str, pages: int) -> None:
    length = measured(Measure.CELL_BROADCAST, text)
    assert length.count == pages
    assert length.fits == (pages <= 15)


def test_the_signs_that_make_it_dearer_are_shown_with_other_words_and_nothing_is_changed() -> None:
    text = "Fermez les fenêtres, gardez la tête froide. " * 4
    length = measured(Measure.SMS, text)

    assert length.culprits == ("ê",)
    assert (length.count, length.plainer_count) == (3, 2)
    assert length.plainer == text.replace("ê", "e")


def test_no_other_words_are_offered_where_they_would_not_help() -> None:
    assert measured(Measure.SMS, "Fenêtres.").plainer == ""
    assert measured(Measure.SMS, "😀" * 80).plainer == ""


def test_typography_is_replaced_and_letters_of_the_alphabet_keep_their_accent() -> None:
    assert plainer("« L’été » – œuf… Zürich, ça ! 😀") == '" L\'été " - oeuf... Zürich, ca ! 😀'


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("a" * 280, 280), ("é" * 10, 10), ("e\u0301", 1), ("日本", 4), ("😀", 2),
        (FAMILY, 2), ("🇱🇺", 2),
        ("https://example.org/" + "a" * 100, 23), ("gd.lu/infos", 23), ("See https://x.be/a.", 28),
        ("–", 1), ("a.b", 3),
    ],
)  # fmt: skip
def test_the_weight_on_x(text: str, weight: int) -> None:
    assert count(Measure.X, text) == weight


@pytest.mark.parametrize(
    ("text", "signs"),
    [(FAMILY, 1), ("e\u0301", 1), ("https://example.org/" + "a" * 100, 23),
     ("@desk@social.example", 5),
     ("Info: https://x.lu.", 30), ("gd.lu", 5)],
)  # fmt: skip
def test_characters_on_mastodon(text: str, signs: int) -> None:
    assert count(Measure.MASTODON, text) == signs


def test_bluesky_counts_signs_and_bytes_and_shows_the_fuller_rule() -> None:
    assert measured(Measure.BLUESKY, "é" * 300).fits
    assert not measured(Measure.BLUESKY, "é" * 301).fits
    family = measured(Measure.BLUESKY, FAMILY * 200)
    assert (family.fits, family.unit, family.limit) == (False, "bytes", 3000)


def test_telegram_counts_as_utf_16_and_matrix_as_it_is_written() -> None:
    assert count(Measure.TELEGRAM, "a😀é") == 4
    assert count(Measure.MATRIX, 'é"\n') == 8


def test_an_outlet_has_the_room_that_its_server_gives() -> None:
    usual = Outlet("toot", "mastodon", "https://m", ("fr",), measure=Measure.MASTODON)
    large = Outlet("toot", "mastodon", "https://m", ("fr",), measure=Measure.MASTODON, longest=5000)
    for outlet, fits in ((usual, False), (large, True)):
        length = outlet.length("a" * 501)
        assert length is not None
        assert length.fits is fits
    assert Outlet("page", "file", "x", ("fr",)).length("a" * 10_000) is None


def test_every_rule_has_a_limit() -> None:
    assert all(measured(measure, "a").limit == LIMITS[measure] for measure in Measure)
