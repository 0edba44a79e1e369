"""Fifteen templates in five languages, and a centre's own with every mistake by file and line."""

from pathlib import Path

import pytest

from bot.desk.shelf import load, shipped
from bot.domain.content import MessageClass
from bot.domain.mode import denies_exercise, found_marker
from bot.domain.template import FORMS, SlotKind, question

LANGUAGES = ("en", "fr", "nl", "de", "lb")
OWN = """\
id = "T01"
class = "warning"
unknown = ["hazard"]

[title]
en = "Ours"

[short]
en = "{authority}: {hazard}. {shelter}."

[long]
en = "{authority}: {hazard}. {shelter}."

[slots.shelter]
kind = "name"
en = "Which shelter?"
"""


def test_fifteen_templates_have_both_forms_in_five_languages() -> None:
    assert list(shipped()) == [f"T{n:02}" for n in range(1, 16)]
    for template in shipped().values():
        assert set(template.title) == set(LANGUAGES)
        for form in FORMS:
            texts = [template.texts[form][language] for language in LANGUAGES]
            assert len(set(texts)) == len(LANGUAGES)


def test_a_wording_has_the_same_places_in_every_language() -> None:
    for template in shipped().values():
        for form in FORMS:
            assert len({frozenset(template.places(form, lang)) for lang in LANGUAGES}) == 1


def test_no_wording_carries_a_marker_or_claims_to_be_real() -> None:
    for template in shipped().values():
        for form in FORMS:
            for text in template.texts[form].values():
                assert (found_marker(text), denies_exercise(text)) == (None, None)


def test_every_place_is_asked_for_in_every_language() -> None:
    for slot in shipped()["T01"].slots.values():
        assert len({question(slot, language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("id_", ["T01", "T02", "T03", "T04", "T05"])
def test_a_warning_asks_who_where_when_and_what_to_do(id_: str) -> None:
    template = shipped()[id_]
    assert template.kind is MessageClass.WARNING
    places = set(template.places("long", "en"))
    assert {"authority", "time", "area", "until", "info"} <= places
    assert places & {"action", "deadline", "order", "alt"}


def test_an_unknown_is_said_where_the_template_allows_it_and_stays_open_elsewhere() -> None:
    said = shipped()["T07"].render("short", "fr", {"authority": "Centre", "fr.known": "Un feu."})
    assert said.startswith(
        "Centre {time}: Un feu. Pas encore connu: pas encore connu. Nous: {doing}"
    )


def test_words_of_one_language_never_stand_in_another() -> None:
    template = shipped()["T01"]
    values = {"fr.hazard": "fumée", "hazard": "smoke", "place": "Valmont"}
    assert "fumée, Valmont" in template.render("short", "fr", values)
    assert "{hazard}, Valmont" in template.render("short", "nl", values)


def test_a_value_with_a_place_in_it_is_not_filled_again() -> None:
    said = shipped()["T06"].render("short", "en", {"en.event": "{phone}", "phone": "112"})
    assert "questions about {phone}? Call 112" in said


def test_a_file_of_a_centre_takes_the_place_of_ours_and_has_places_of_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "ours.toml").write_text(OWN, "utf-8")
    templates, mistakes = load(tmp_path)
    assert (mistakes, len(templates)) == ([], 15)
    assert templates["T01"].title == {"en": "Ours"}
    assert templates["T01"].slots["shelter"].kind is SlotKind.NAME


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('kind = "name"', 'kind = "nam"', 15, "slots.shelter.kind"),
        ("{shelter}.", "{nowhere}.", 9, "there is no place {nowhere}"),
        ('class = "warning"', 'class = "alarm"', 2, "class"),
        ("[title]", "[titel]", 5, "titel"),
        ("[title]", '[cap]\nurgency = "soon"\n[title]', 6, "one of Immediate"),
        ('en = "Which shelter?"', 'fr = "Quel abri ?"', 14, "the question in English is missing"),
        ('en = "Ours"', 'fr = "Le nôtre"', 8, "the languages of the title, and no others"),
        ("{hazard}. {shelter}", "{hazard}. { shelter }", 9, "1 braces that hold no place"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    (tmp_path / "ours.toml").write_text(OWN.replace(old, new), "utf-8")
    _, mistakes = load(tmp_path)
    found = [each for each in mistakes if each.startswith(f"{tmp_path}/ours.toml:{line}: ")]
    assert any(says in each for each in found), mistakes


def test_what_is_no_toml_and_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("id = ", "utf-8")
    assert "this is not TOML" in load(tmp_path)[1][0]
    assert load(tmp_path / "nowhere")[1] == [f"{tmp_path}/nowhere: there is no such folder"]
