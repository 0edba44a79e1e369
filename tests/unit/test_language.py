"""Language detection over the five languages of the desk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.language import detect
from classifiers.narrative import LANGUAGES

SENTENCES = {
    "en": "The swimming pool opens again next Monday at nine in the morning.",
    "fr": "La piscine rouvre lundi prochain à neuf heures du matin.",
    "nl": "Het zwembad gaat volgende maandag om negen uur weer open.",
    "de": "Das Schwimmbad öffnet nächsten Montag um neun Uhr wieder.",
    "lb": "D'Schwämm mécht nächste Méindeg um néng Auer erëm op.",
}


@pytest.mark.parametrize(("lang", "text"), SENTENCES.items())
def test_a_sentence_is_told_from_the_other_four_languages(lang: str, text: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize(("lang", "text"), SENTENCES.items())
def test_capitals_do_not_change_the_language(lang: str, text: str) -> None:
    assert detect(text.upper()) == lang


def test_luxembourgish_is_not_german() -> None:
    assert detect("Mir wëssen nach net, wéini d'Strooss erëm opgeet.") == "lb"
    assert detect("Wir wissen noch nicht, wann die Straße wieder öffnet.") == "de"


@pytest.mark.parametrize("text", ["", "ok", "lol", "😀😀😀", "12:30", "https://example.org/a/b"])
def test_too_little_text_is_undetermined(text: str) -> None:
    assert detect(text) == "und"


@pytest.mark.parametrize(
    "text",
    [
        "Бассейн снова откроется в понедельник",
        "المسبح يفتح يوم الاثنين",
        "プールは月曜日に開きます",
    ],
)
def test_another_alphabet_is_undetermined(text: str) -> None:
    assert detect(text) == "und"


def test_a_link_says_nothing_about_the_language() -> None:
    assert detect("https://example.org/the-and-of-to-is-in-that-it-was-for-on-are-with") == "und"


@given(st.text(max_size=300))
def test_any_text_gets_one_of_six_answers(text: str) -> None:
    assert detect(text) in {*LANGUAGES, "und"}
