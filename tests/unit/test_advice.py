"""Advice is read in five languages, and the opposite of it is found where place or danger agree."""

from time import process_time

import pytest

from bot.domain.advice import Advice, asked, differences

OURS = "Fire at the depot of Valmont. Stay inside and close your windows."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stay indoors.", "stay"),
        ("Restez chez vous.", "stay"),
        ("Blijf binnen.", "stay"),
        ("Bleiben Sie im Haus.", "stay"),
        ("Bleift doheem.", "stay"),
        ("Ne restez pas chez vous.", "leave"),
        ("Quittez le quartier.", "leave"),
        ("Verlaat het gebied.", "leave"),
        ("Do not drink the tap water.", "no drink"),
        ("L'eau du robinet est potable.", "drink"),
        ("L'eau n'est pas potable.", "no drink"),
        ("Drink geen kraantjeswater.", "no drink"),
        ("Trinken Sie kein Leitungswasser.", "no drink"),
        ("Drénkt kee Kraanewaasser, net aus dem Krunn.", "no drink"),
        ("The schools remain open.", "schools open"),
        ("Les écoles sont fermées.", "schools closed"),
        ("De scholen blijven gesloten.", "schools closed"),
        ("Die Schulen bleiben geschlossen.", "schools closed"),
        ("D'Schoule bleiwen zou.", "schools closed"),
        ("D'Schoulen sinn net zou.", "schools open"),
        ("Prenez vos comprimés d'iode.", "iodine"),
        ("Neem nog geen jodiumtabletten.", "no iodine"),
        ("Nehmen Sie jetzt die Jodtabletten.", "iodine"),
        ("Huelt elo d'Jodtabletten.", "iodine"),
    ],
)
def test_what_a_text_tells_people_is_read(text: str, told: str) -> None:
    assert told in asked(text)


@pytest.mark.parametrize(
    ("area", "theirs"),
    [
        ("Valmont", "Valmont : quittez le quartier."),
        ("Quay", "Brand in het depot: verlaat uw huis."),
        ("Valmont", "VALMONT. Open your windows!"),
    ],
)
def test_the_opposite_of_ours_is_found_where_place_or_danger_agree(area: str, theirs: str) -> None:
    [found] = differences([OURS], area, [Advice("Centre North", theirs)])
    assert found.source == "Centre North"
    assert found.ours in OURS
    assert found.theirs in theirs


@pytest.mark.parametrize(
    ("area", "theirs"),
    [
        ("Valmont", "Valmont: stay inside."),
        ("Valmont", "High water at Rivage: leave your houses."),
        ("Valmont", "The depot in Valmont burns."),
        ("", "Leave the beach."),
        ("Val", "Carnival: leave your car."),
    ],
)
def test_the_same_advice_or_that_for_somewhere_else_is_no_difference(
    area: str, theirs: str
) -> None:
    assert not [*differences([OURS], area, [Advice("Centre North", theirs)])]


def test_what_we_tell_both_ways_ourselves_is_no_difference() -> None:
    ours = "Fire in Valmont. Mill Lane: leave your house. All others: stay inside."
    assert not [*differences([ours], "Valmont", [Advice("North", "Valmont: leave now.")])]


@pytest.mark.parametrize("piece", ["stay indoors ", "fuert a ", "fuert ", "do not go in. ", "é "])
def test_no_text_takes_long_to_read(piece: str) -> None:
    begun = process_time()
    asked(piece * (200_000 // len(piece)))
    # Every word with all that stands before it took a minute.
    assert process_time() - begun < 5


def test_a_sentence_without_an_end_is_shown_by_its_beginning() -> None:
    endless = "Leave the town now " + "and take <b>all</b> that you have " * 500
    [found] = differences([OURS], "Valmont", [Advice("north", f"Valmont: {endless}")])
    assert found.theirs.startswith("Leave the town now and take")
    assert len(found.theirs) <= 240
