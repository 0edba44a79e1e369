"""Concepts: words of five languages that mean the same, also inside longer words."""

import pytest

from classifiers.concepts import concept_of, concepts


@pytest.mark.parametrize(
    "words",
    [
        ("water", "eau", "leidingwater", "trinkwasser", "krunnewaasser"),
        ("poisoned", "empoisonnee", "vergiftigd", "vergiftet", "vergeft"),
        ("vaccine", "vaccin", "geprikt", "impfung", "geimpft"),
        ("flood", "inondation", "overstroming", "hochwasser", "heichwaasser"),
    ],
)
def test_a_word_shares_a_concept_with_its_translations(words: tuple[str, ...]) -> None:
    assert set.intersection(*(set(concept_of(word)) for word in words))


def test_the_last_part_of_a_compound_is_found() -> None:
    assert set(concept_of("geldautomat")) & set(concept_of("automaat"))
    assert set(concept_of("notaufnahme"))


def test_short_stems_are_not_found_inside_other_words() -> None:
    assert not set(concept_of("rate")) & set(concept_of("rat"))


def test_a_word_of_a_field_means_the_field_too() -> None:
    assert {"field.money", "money.withdraw"} <= set(concept_of("withdraw"))
    assert {"field.money"} <= set(concept_of("abgehoben")) & set(concept_of("ofgehuewen"))


def test_there_are_nine_hundred_concepts_and_each_has_its_place() -> None:
    assert len(concepts()) >= 900
    assert sorted(concepts().values()) == list(range(len(concepts())))
