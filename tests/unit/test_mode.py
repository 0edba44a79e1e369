"""An exercise can never be taken for reality, nor reality for an exercise."""

import pytest

from bot.domain.mode import (
    MARKERS,
    Mode,
    denies_exercise,
    found_marker,
    framed,
    is_framed,
    marker,
    unframed,
)

LANGUAGES = ("fr", "nl", "de", "lb", "en")


def test_a_live_text_goes_out_as_it_is() -> None:
    assert framed("Stay inside.", Mode.LIVE, "en") == "Stay inside."
    assert unframed("EXERCISE – x\nEXERCISE", Mode.LIVE) == "EXERCISE – x\nEXERCISE"
    assert marker(Mode.LIVE, "fr") == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["Stay inside.", "Two\nlines.", "– a dash", "é 🪟"])
def test_the_marker_stands_first_and_last_and_comes_off_again(language: str, text: str) -> None:
    for mode in (Mode.EXERCISE, Mode.TEST):
        whole = framed(text, mode, language)
        assert whole.startswith(f"{marker(mode, language)} – ")
        assert whole.endswith(f"\n{marker(mode, language)}")
        assert is_framed(whole, mode)
        assert unframed(whole, mode) == text


def test_a_language_without_a_marker_of_its_own_gets_the_english_one() -> None:
    assert marker(Mode.EXERCISE, "it") == MARKERS["en"]


def test_several_languages_are_framed_as_one_and_unframed_as_one() -> None:
    both = "\n\n".join(framed("Stop.", Mode.EXERCISE, lang) for lang in ("fr", "de"))
    assert is_framed(both, Mode.EXERCISE)
    assert unframed(both, Mode.EXERCISE) == "Stop.\n\nStop."


@pytest.mark.parametrize(
    "text",
    ["Stop.", "EXERCISE – Stop.", "Stop.\nEXERCISE", "EXERCISE Stop.\nEXERCISE", "TEST – x\nTEST"],
)
def test_an_exercise_lets_nothing_go_that_is_not_framed(text: str) -> None:
    assert not is_framed(text, Mode.EXERCISE)


def test_an_exercise_text_is_no_test_text() -> None:
    assert not is_framed(framed("Stop.", Mode.EXERCISE, "en"), Mode.TEST)


@pytest.mark.parametrize("word", ["EXERCICE", "OEFENING", "ÜBUNG", "UEBUNG", "EXERCISE"])
def test_a_live_desk_lets_no_exercise_marker_go(word: str) -> None:
    assert found_marker(f"This is {word}, really") == word
    assert not is_framed(f"{word} – Stop.\n{word}", Mode.LIVE)


def test_the_plain_word_is_no_marker() -> None:
    text = "Une exercice, an exercise, REEXERCISED, Übungen"
    assert found_marker(text) is None
    assert is_framed(text, Mode.LIVE)


@pytest.mark.parametrize(
    "claim",
    [
        "This is NOT a drill",
        "this is not an exercise",
        "Ceci n'est pas un exercice",
        "ceci n’est pas une simulation",
        "Dit is geen oefening",
        "Das ist keine Übung",
        "Dëst ass keng Übung",
    ],
)
def test_the_claim_that_this_is_real_is_found(claim: str) -> None:
    assert denies_exercise(f"Attention. {claim}!") == claim


def test_an_exercise_may_say_that_it_is_one() -> None:
    assert denies_exercise("This is a drill. Ceci est un exercice.") is None
