"""Stance and rumour grammar, read from phrases, quoted in the text's own letters."""

import pytest

from classifiers import rumour, stance
from classifiers.cue import Cues, under_ceilings
from classifiers.text import QUOTE_LIMIT, fold
from classifiers.verdict import Finding, Stance


def stance_in(text: str) -> Stance:
    folded = fold(text)
    heard = (*rumour.findings(folded), *stance.findings(folded))
    ceilings = {**rumour.ceilings(), **stance.cues().ceilings}
    return stance.stance_of(under_ceilings(heard, ceilings), "?" in text)


def codes_in(text: str) -> set[str]:
    return {finding.code for finding in rumour.findings(fold(text))}


@pytest.mark.parametrize(
    "text",
    [
        "Fact-check: the story about the bridge is false.",
        "Non, le pont ne s'est pas effondré : c'est une rumeur sans fondement.",
        "Het gerucht over de brug klopt niet, meldt de stad.",
        "Falschmeldung: Die Brücke ist nicht eingestürzt.",
        "Geriicht iwwer d'Bréck: dat stëmmt net.",
    ],
)
def test_calling_something_a_rumour_is_debunking(text: str) -> None:
    assert stance_in(text) is Stance.DEBUNKS


@pytest.mark.parametrize(
    "text",
    [
        "Does anyone know whether the bridge is open?",
        "Quelqu'un sait si le pont est ouvert ?",
        "Weet iemand of de brug open is?",
        "Weiß jemand, ob die Brücke offen ist?",
        "Weess een, ob d'Bréck op ass?",
    ],
)
def test_an_open_question_is_a_question(text: str) -> None:
    assert stance_in(text) is Stance.QUESTIONS


@pytest.mark.parametrize(
    "text",
    [
        "According to the police, the bridge stays closed until Friday.",
        "Selon la police, le pont reste fermé jusqu'à vendredi.",
        "Volgens de politie blijft de brug dicht tot vrijdag.",
        "Laut Polizei bleibt die Brücke bis Freitag zu.",
        "Laut Police bleift d'Bréck bis e Freideg zou.",
    ],
)
def test_naming_an_answerable_source_is_reporting(text: str) -> None:
    assert stance_in(text) is Stance.REPORTS


@pytest.mark.parametrize(
    "text",
    [
        "They are hiding it from us, share before it gets deleted!",
        "On nous cache tout, partagez avant que ce soit supprimé !",
        "Ze verzwijgen het, deel dit voor het verwijderd wordt!",
        "Sie verschweigen alles, teilt das, bevor es gelöscht wird!",
        "Si verheemlechen alles, deelt dat ier et geläscht gëtt!",
    ],
)
def test_hidden_knowledge_with_urgency_spreads(text: str) -> None:
    assert stance_in(text) is Stance.SPREADS
    assert any(code.startswith("hidden.") for code in codes_in(text))
    assert any(code.startswith("urgency.") for code in codes_in(text))


def test_an_insinuating_question_is_not_an_open_one() -> None:
    assert stance_in("Why is nobody talking about it? What are they hiding?") is Stance.SPREADS


def test_a_cue_quotes_the_words_as_they_were_written() -> None:
    text = "MON COUSIN   qui travaille là-bas l'a vu"
    quotes = [f.quote for f in rumour.findings(fold(text)) if f.code == "hearsay.insider"]
    assert quotes
    assert quotes[0].startswith("MON COUSIN qui travaille")


def test_look_alike_letters_and_hidden_characters_do_not_hide_a_cue() -> None:
    disguised = "Sh\u200bаre thіs befоre іt gets dеleted"
    assert {"urgency.share", "hidden.censored"} <= codes_in(disguised)


def test_a_text_in_cyrillic_stays_cyrillic() -> None:
    assert fold("Вода").text == "вода"


def test_an_umlaut_may_be_written_with_e() -> None:
    assert codes_in("Oeffnet die Augen") == codes_in("Öffnet die Augen") != set()


def test_links_and_accounts_become_markers_and_can_still_be_quoted() -> None:
    folded = fold("see https://example.org/x by @someone")
    assert folded.text == "see ↗ by @"
    assert folded.quote(4, 5) == "https://example.org/x"


def test_markup_is_not_read() -> None:
    assert fold("<b>caf&eacute;</b>").text.split() == ["cafe"]


def test_a_quote_is_never_longer_than_its_limit() -> None:
    assert len(fold("x" * 5000).quote(0, 5000)) == QUOTE_LIMIT


def test_a_ceiling_is_shown_and_the_weights_still_sum() -> None:
    many = tuple(Finding("hidden.silence", 1.0, str(n)) for n in range(5))
    bounded = under_ceilings(many, {"hidden": 2.0})
    assert bounded[-1] == Finding("hidden.ceiling", -3.0, "")
    assert sum(finding.weight for finding in bounded) == 2.0


def test_acronyms_alone_are_not_shouting() -> None:
    assert "shouting.capitals" not in codes_in("The SAMU arrived after ten minutes in the village")
    assert "shouting.capitals" in codes_in("THEY KNOW EVERYTHING about it")


@pytest.mark.parametrize(
    "text",
    [
        "I'm furious that the lift has been broken for a month.",
        "Je suis en colère, l'ascenseur est en panne depuis un mois.",
        "Ik maak me zorgen, de lift is al een maand kapot.",
        "Mir ist nicht wohl dabei, der Aufzug steht seit einem Monat.",
        "Ech si rosen, de Lift geet zanter engem Mount net. Dat mécht mech rosen.",
    ],
)
def test_who_says_how_it_is_for_them_is_heard(text: str) -> None:
    heard = stance.findings(fold(text))
    assert [found.code for found in heard] == ["fair.feeling"]
    assert heard[0].weight < 0.0


@pytest.mark.parametrize(
    "text",
    [
        "The porter at the depot told me the trains are empty.",
        "Our lad's mate drives for them and swears they were sent home.",
        "A girl from the canteen let slip that nobody is in there.",
    ],
)
def test_english_hearsay_has_more_voices_than_a_cousin(text: str) -> None:
    assert "hearsay.insider" in codes_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Falsche Ableser unterwegs, Tür nicht aufmachen!",
        "Valse meteropnemers, de deur niet opendoen!",
        "Falsch Ofliesser ënnerwee, d'Dier net opmaachen!",
    ],
)
def test_a_warning_whose_verb_comes_last_is_heard(text: str) -> None:
    assert "distrust.rescuers" in codes_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The light on the pier is out.",
        "La ligne 4 est déviée.",
        "Forty sheep were led out of the barn.",
        "Le bureau des étrangers ferme à midi.",
        "Recette express aux poireaux.",
        "Ein Sprecher sagt, es gebe keinen Grund.",
    ],
)
def test_a_plain_word_of_one_language_is_no_accusation_in_another(text: str) -> None:
    assert codes_in(text) == set()


@pytest.mark.parametrize("cues", [rumour.cues(), stance.cues()], ids=["rumour", "stance"])
def test_every_phrase_can_be_tried(cues: Cues) -> None:
    assert cues.heard_in(fold(". ".join(cues.starting)))
