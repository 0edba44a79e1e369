"""Proposed words say what the source says: every way to say otherwise is refused."""

from time import process_time

import pytest

from bot.domain.faithful import unfaithful
from bot.domain.proposal import Proposal
from tests.clock import START

SOURCE = (
    "Le 12 mars à 18h30, ne buvez pas l'eau du robinet à Liège et à Seraing. "
    "Fermez les fenêtres. Informations : 0800 12 345 ou www.example.be. Le CHU reste ouvert."
)
FAITHFUL = (
    "Drink op 12 maart om 18.30 uur geen kraanwater in Luik en in Seraing. "
    "Sluit de ramen. Informatie: 0800 12 345 of www.example.be. Het CHU blijft open."
)


def faults(
    text: str, source: str = SOURCE, source_language: str = "fr", language: str = "nl"
) -> list[str]:
    asked = Proposal(1, 1, source_language, language, source, "", "desk", "Editor", START)
    return [type(why).__name__ for why in unfaithful(asked.made(text))]


def test_a_faithful_translation_has_no_fault() -> None:
    assert faults(FAITHFUL) == []


@pytest.mark.parametrize(
    ("now", "then", "fault"),
    [
        ("12 maart", "13 maart", "ProposalAdds"),
        ("18.30 uur", "18.45 uur", "ProposalAdds"),
        ("0800 12 345", "0800 12 346", "ProposalAdds"),
        (" om 18.30 uur", "", "ProposalDrops"),
        ("www.example.be", "www.example.be of www.evil.be", "ProposalAdds"),
        ("www.example.be", "www.example.be of evil.xyz/x", "ProposalAdds"),
        ("www.example.be", "www.example.be, zie #water", "ProposalAdds"),
        (" of www.example.be", "", "ProposalDrops"),
        ("Seraing", "Hoei", "ProposalAdds"),
        (" en in Seraing", "", "ProposalDrops"),
        ("Luik", "Gent", "ProposalAdds"),
        ("Het CHU", "Het ziekenhuis", "ProposalDrops"),
        ("ramen.", "ramen, zegt minister Jansen.", "ProposalAdds"),
        ("ramen.", "ramen van twee huizen.", "ProposalAdds"),
        ("ramen.", "ramen tot zondag.", "ProposalAdds"),
        ("geen kraanwater", "kraanwater", "ProposalDenies"),
        ("Sluit", "Open", "ProposalTurns"),
        ("Sluit de ramen.", "Sluit de ramen. Het is veilig.", "ProposalTurns"),
        ("Sluit de ramen.", "Sluit de ramen. Kook het water.", "ProposalTurns"),
    ],
)
def test_what_says_otherwise_is_found(now: str, then: str, fault: str) -> None:
    assert now in FAITHFUL
    assert fault in faults(FAITHFUL.replace(now, then))


def test_german_and_luxembourgish_nouns_are_no_names_but_places_and_acronyms_are() -> None:
    source = "Restez à la maison. La police de Namur informe le SPW."
    fine = "Bleiben Sie zu Hause. Die Polizei von Namur informiert den SPW."
    assert faults(fine, source, language="de") == []
    assert faults(fine.replace("Namur", "Lüttich"), source, language="de") != []
    assert faults(fine.replace("SPW", "BKA"), source, language="de") != []


def test_a_number_in_words_may_become_a_figure_and_no_other() -> None:
    source = "Wait two hours before you open the windows."
    assert faults("Wait 2 hours before you open the windows.", source, "en", "en") == []
    assert faults("Wait 3 hours before you open the windows.", source, "en", "en") != []


def test_what_is_far_longer_or_shorter_is_no_translation() -> None:
    assert "ProposalLength" in faults("Sluit.")
    assert "ProposalLength" in faults(FAITHFUL + " en dan verder" * 60)


def test_the_day_of_the_week_stays_the_same_in_every_language() -> None:
    source = "La route reste fermée jusque mardi."
    assert faults("De weg blijft dicht tot dinsdag.", source) == []
    assert "ProposalAdds" in faults("De weg blijft dicht tot maandag.", source)
    assert faults("D'Strooss bleift zou bis Dënschdeg.", source, language="lb") == []


def test_in_french_plus_denies_only_with_ne() -> None:
    source = "N'utilisez plus l'eau à Seraing."
    assert faults("Gebruik het water in Seraing niet meer.", source) == []
    assert "ProposalDenies" in faults("Gebruik meer water in Seraing.", source)
    assert faults("Vous pouvez avoir plus d'eau.", "Vous aurez plus d'eau.", "fr", "fr") == []


@pytest.mark.parametrize("run", ["a", "a-", "1", "1.", "@", "a.", "://", "-", "ne", "Aa", "é"])
def test_a_text_made_to_be_slow_is_not_read(run: str) -> None:
    long = "Le pont est fermé. " * 200
    begun = process_time()
    assert faults((run * 8000)[:7000], long) == ["ProposalLength"]
    faults((f"{run * 30} " * 300)[:7000], long)
    assert process_time() - begun < 0.5
