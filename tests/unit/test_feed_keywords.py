"""Keywords: folded words, phrases, and prefixes with a star."""

import pytest

from monitors.keywords import Sieve, listed, usable


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("brand", "BRAND in Antwerpen!"),
        ("évacuation", "EVACUATION immédiate"),
        ("evacuation", "l'évacuation"),
        ("straße", "auf der STRASSE"),
        ("brand*", "de brandweer komt"),
        ("tap water", "the tap\nWater is bad"),
        ("tap wat*", "tap water"),
        ("#rook", "zwarte #rook"),
        ("rook", "see#rook_nu"),
        ("112", "bel 112"),
    ],
)
def test_a_keyword_is_found_whatever_its_case_accents_and_neighbours(
    keyword: str, text: str
) -> None:
    assert Sieve.of([keyword]).admits(text)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("brand", "brandweer"),
        ("brand", "een firebrand"),
        ("brand*", "afgebrand"),
        ("tap water", "water from the tap"),
        ("rook", ""),
    ],
)
def test_a_part_of_a_word_is_not_that_word(keyword: str, text: str) -> None:
    assert not Sieve.of([keyword]).admits(text)


def test_one_of_several_is_enough_and_without_any_everything_passes() -> None:
    assert Sieve.of(["rook", "brand"]).admits("brand!")
    assert Sieve.of([]).admits("anything")


@pytest.mark.parametrize("keyword", ["", " ", "*", "…", "#_"])
def test_a_keyword_without_a_letter_or_digit_is_of_no_use(keyword: str) -> None:
    assert not usable(keyword)
    assert not Sieve.of(["rook", keyword]).admits("no such thing")


def test_keywords_are_listed_with_commas_each_once() -> None:
    assert listed(" rook, brand* ,,rook,tap water ") == ("rook", "brand*", "tap water")
