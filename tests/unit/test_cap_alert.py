"""CAP alerts: valid by the schema and by the rules it cannot say, the same whenever made."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from capvalidator.validate import Validator
from lxml import etree

from bot.chat.words import Catalogues
from bot.domain.alert import LEVELS, Area, choice, crooked, together
from bot.domain.content import Content, MessageClass, Quorum
from bot.domain.draft import Act, Draft, Step
from bot.domain.issue import Issue, Issuer, Standing, standings
from bot.domain.mode import Mode
from bot.outlets.cap import document, written
from bot.outlets.caprules import faults

LANGUAGES = ("fr", "nl", "de", "lb", "en")
TEXTS = {
    "fr": "Fumée toxique à Esch. Fermez les fenêtres & portes <tout de suite>.",
    "nl": "Giftige rook in Esch. Sluit ramen en deuren.",
    "de": "Giftiger Rauch in Esch. Schließen Sie die Fenster.",
    "lb": "Gëftegen Damp zu Esch. Maacht d'Fënsteren zou.",
    "en": "Toxic smoke in Esch. Close the windows.",
}
SQUARE = "49.4,5.9 49.6,5.9 49.6,6.1 49.4,6.1 49.4,5.9"
ISSUER = Issuer(
    "desk@crisis.example", "Crisis Centre Test", "https://crisis.example/public",
    ZoneInfo("Europe/Brussels"), (Area("Esch", (SQUARE,), codes={"NUTS3": "LU000"}),),
)  # fmt: skip
SENT = datetime(2026, 3, 1, 12, 0, 0, 987654, tzinfo=UTC)
WORDS = Catalogues()


def issue(
    number: int = 1,
    kind: MessageClass = MessageClass.WARNING,
    *,
    mode: Mode = Mode.LIVE,
    amends: int | None = None,
    area: str = "Esch",
    alert: Mapping[str, str] | None = None,
) -> Issue:
    sent = SENT + timedelta(minutes=number)
    until = None if amends else sent + timedelta(hours=3)
    texts = {lang: f"{text} ({number})" for lang, text in TEXTS.items()}
    content = Content(kind, mode, texts, {}, area, until, amends, alert or {})
    step = Step(Act.RELEASE, "Mayor", sent, content.digest)
    return Issue(Draft(number, 4, Quorum(1), (content,), (step,)), "")


def made(*issues: Issue) -> list[bytes]:
    return [document(each, ISSUER, LANGUAGES, WORDS) for each in standings(issues)]


def said(alert: bytes, name: str) -> list[str]:
    return [e.text or "" for e in etree.fromstring(alert).iter(f"{{*}}{name}")]


@pytest.mark.parametrize("mode", list(Mode))
def test_every_kind_of_alert_is_valid_and_breaks_no_rule(mode: Mode) -> None:
    for alert in made(
        issue(1, mode=mode),
        issue(2, mode=mode, alert={"category": "Fire", "severity": "Extreme"}),
        issue(3, MessageClass.CORRECTION, mode=mode, amends=1),
        issue(4, MessageClass.RETRACTION, mode=mode, amends=2),
        issue(5, MessageClass.ALL_CLEAR, mode=mode, area=""),
    ):
        assert Validator(alert).schema()[0], alert.decode()
        # The text in French has < and > in it, as somebody may well type.
        assert [f.sentence for f in faults(alert)] == ["fr: description has markup in it"]


def test_an_alert_says_who_when_where_and_until_when() -> None:
    [alert] = made(issue(1))

    assert said(alert, "identifier")[0].startswith("urn:uuid:")
    assert said(alert, "sent") == ["2026-03-01T13:01:00+01:00"]
    assert (said(alert, "status"), said(alert, "msgType")) == (["Actual"], ["Alert"])
    assert said(alert, "language") == list(LANGUAGES)
    assert said(alert, "expires") == ["2026-03-01T16:01:00+01:00"] * 5
    assert said(alert, "areaDesc") == ["Esch"] * 5
    assert said(alert, "polygon") == [SQUARE] * 5
    assert said(alert, "headline")[1] == "Giftige rook in Esch."
    assert said(alert, "description")[0] == f"{TEXTS['fr']} (1)"


def test_what_ends_or_corrects_refers_to_all_that_held() -> None:
    first, _, correction, retraction, clear = made(
        issue(1), issue(2), issue(3, MessageClass.CORRECTION, amends=1),
        issue(4, MessageClass.RETRACTION, amends=2), issue(5, MessageClass.ALL_CLEAR),
    )  # fmt: skip
    kinds = [said(each, "msgType")[0] for each in (correction, retraction, clear)]
    assert kinds == ["Update", "Cancel", "Update"]
    [reference] = said(correction, "references")
    assert reference == ",".join(
        said(first, name)[0] for name in ("sender", "identifier", "sent")
    )  # fmt: skip
    assert (
        said(clear, "references")[0].split()[0].split(",")[1] == said(correction, "identifier")[0]
    )
    assert said(clear, "responseType") == ["AllClear"] * 5
    assert said(clear, "urgency") == ["Past"] * 5


def test_an_alert_stays_the_same_whatever_is_sent_after_it() -> None:
    alone = made(issue(1))
    later = made(issue(1), issue(3, MessageClass.CORRECTION, amends=1))
    assert later[0] == alone[0]


def test_an_exercise_says_so_everywhere() -> None:
    [alert] = made(issue(1, mode=Mode.EXERCISE))

    assert said(alert, "status") == ["Exercise"]
    assert said(alert, "note") == ["exercise 4"]
    for name in ("headline", "description", "event"):
        words = ("EXERCICE", "OEFENING", "ÜBUNG", "ÜBUNG", "EXERCISE")
        for text, word in zip(said(alert, name), words, strict=True):
            assert text.startswith(f"{word} – ")
            assert name == "event" or text.endswith(word)
    assert said(made(issue(1, mode=Mode.TEST))[0], "status") == ["Test"]


def test_what_was_chosen_is_said_and_a_correction_is_as_bad_as_what_it_corrects() -> None:
    chosen = {"category": "Fire", "severity": "Extreme", "certainty": "Likely"}
    alerts = made(
        issue(1, alert=chosen), issue(2, MessageClass.CORRECTION, amends=1, alert=chosen)
    )  # fmt: skip
    for alert in alerts:
        assert said(alert, "category") == ["Fire"] * 5
        assert said(alert, "severity") == ["Extreme"] * 5
        assert said(alert, "certainty") == ["Likely"] * 5
    assert choice("severity", "extreme") == "Extreme"
    assert choice("severity", "unknown") is None


def test_greenwich_is_written_as_cap_wants_it() -> None:
    assert written(SENT, UTC) == "2026-03-01T12:00:00-00:00"


def test_an_area_that_nobody_drew_is_named_and_receivers_may_object() -> None:
    [alert] = made(issue(1, area="Rumelange"))
    assert Validator(alert).schema()[0]
    objections = [fault for fault in faults(alert) if not fault.is_error]
    assert [fault.sentence for fault in objections] == [
        "Rumelange: it is only named; draw it under [[public.areas]]"
    ] * 5


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("<identifier>", "<identifier>a b ", "identifier has a space"),
        ("+01:00</sent>", "+00:00</sent>", "sent is not written"),
        ("<msgType>Alert", "<msgType>Cancel", "refers to nothing"),
        ("<scope>", "<references>a,b</references><scope>", "is no reference"),
        ("<status>Actual", "<status>Exercise", "without its name"),
        ("Sluit ramen", "&amp;eacute; Sluit ramen", "nl: description has markup"),
        ("Waarschuwing voor de bevolking", "Public warning", "event is the same in"),
        ("<severity>Severe", "<severity>Unknown", "severity is Unknown"),
        ("https://crisis", "crisis", "web is no full address"),
        ("16:01:00+01:00</expires>", "11:01:00+01:00</expires>", "expires before"),
        ("49.4,5.9</polygon>", "49.4,5.8</polygon>", "the last the same as the first"),
        ("<category>Safety", "<category>Met", "differ in category"),
    ],
)
def test_each_rule_finds_what_breaks_it(before: str, after: str, fault: str) -> None:
    [alert] = made(issue(1))
    broken = alert.decode().replace(before, after, 1)
    assert broken != alert.decode()
    found = [each.sentence for each in faults(broken.encode())]
    assert any(fault in each for each in found)


@pytest.mark.parametrize(
    ("polygon", "why"),
    [
        (SQUARE, ""),
        ("0,0 0,1 0,0", "four corners"),
        ("0,0 1,1 0,1 1,0 0,0", "crosses itself"),
        ("0,0 0,1 91,1 0,0", "not lat,lon"),
        ("0,0 a,b 1,1 0,0", "not lat,lon"),
    ],
)
def test_a_polygon_is_closed_and_does_not_cross_itself(polygon: str, why: str) -> None:
    assert why in crooked(polygon)
    assert bool(why) == bool(crooked(polygon))


def test_signs_that_xml_cannot_carry_are_left_out() -> None:
    odd = issue(1)
    content = replace(odd.content, texts={"en": "Stay\x00 in\x1b."})
    [standing] = standings([Issue(replace(odd.draft, versions=(content,)), "")])
    assert said(_alert(standing), "description") == ["Stay in."]


def _alert(standing: Standing) -> bytes:
    return document(standing, ISSUER, ("en",), WORDS)


@pytest.mark.parametrize(
    ("level", "lu", "de", "nl"),
    [("danger", "D", "1", True), ("orange", "N2", "2", False), ("information", "I", "", False)],
)
def test_a_level_sets_three_values_and_names_the_steps_of_each_country(
    level: str, lu: str, de: str, nl: bool
) -> None:
    chosen = together({"category": "Fire CBRNE", "urgency": "Past"}, {"alert": level})
    [alert] = made(issue(1, alert={**chosen, "audience": "Riverside"}))

    assert Validator(alert).schema()[0]
    assert {fault.sentence for fault in faults(alert)} == {"fr: description has markup in it"}
    assert said(alert, "category")[:2] == ["Fire", "CBRNE"]
    assert said(alert, "severity")[0] == LEVELS[level].severity
    assert said(alert, "audience")[0] == "Riverside"
    steps = dict(zip(said(alert, "valueName"), said(alert, "value"), strict=True))
    steps.pop("NUTS3")
    expected = {"LU-Alert": lu, "MoWaS": de, "NL-Alert": "NL-Alert" if nl else ""}
    assert steps == {system: step for system, step in expected.items() if step}


def test_an_exercise_and_a_test_are_on_the_step_for_tests_in_luxembourg() -> None:
    assert {LEVELS[each].steps(Mode.EXERCISE)["LU-Alert"] for each in LEVELS} == {"T"}


def test_a_value_that_is_changed_by_itself_is_no_longer_that_level() -> None:
    red = together({}, {"alert": "red"})
    assert together(red, {"category": "Met"})["alert"] == "red"
    assert "alert" not in together(red, {"severity": "Minor"})
    assert together(red, {"alert": "yellow", "certainty": "Observed"})["certainty"] == "Observed"


def test_several_categories_are_typed_with_commas() -> None:
    assert choice("category", "fire, cbrne") == "Fire CBRNE"
    assert choice("category", "fire, dragons") is None
    assert choice("alert", "Red") == "red"
