"""What a warning and an answer must say: blocked where it is missing, never where it is there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from bot.desk.shelf import shipped
from bot.domain.checks.all import concerns
from bot.domain.checks.sheet import Sheet
from bot.domain.contact import Contact
from bot.domain.content import Content, MessageClass, Quorum
from bot.domain.draft import Act, Draft, Step
from bot.domain.filling import Filling
from bot.domain.flag import Case, Priority
from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.template import FORMS, SlotKind, Template
from tests.clock import START

LANGUAGES = ("en", "fr", "nl", "de", "lb")
AREA = "Valmont, Gare"
UNTIL = START + timedelta(hours=2)
LINE = Contact(1, "0800 12 345", "questions", "Desk", "Editor", START)
PAGE = Contact(2, "https://crisis.example", "information", "Desk", "Editor", START)
WARNINGS = [t for t in shipped().values() if t.kind is MessageClass.WARNING]
WHOLE = {
    "en": "Centre, 14:30: thick smoke in Valmont. Close your windows. https://crisis.example",
    "fr": "Centre, 14 h 30 : fumée épaisse à Valmont. Fermez vos fenêtres. https://crisis.example",
    "nl": "Centre, 14.30 uur: dikke rook in Valmont. Sluit uw ramen. https://crisis.example",
    "de": "Centre, 14:30 Uhr: dichter Rauch in Valmont. Schließen Sie die Fenster.",
    "lb": "Centre, 14:30 Auer: décken Damp zu Valmont. Maacht d'Fënsteren zou.",
}
ALL_FIVE = {"NoSource", "NoHazard", "NoPlaceNamed", "NoGuidance", "NoTimeNamed"}


def sheet(
    texts: Mapping[str, str], kind: MessageClass, template: Template | None = None,
    **content: object,
) -> Sheet:  # fmt: skip
    made = Content(kind, Mode.LIVE, dict(texts), {"page": "x"}, **content)  # type: ignore[arg-type]
    draft = Draft(3, 1, Quorum(1), (made,), (Step(Act.REVISE, "Editor", START, made.digest),))
    return Sheet(draft, START, [LINE, PAGE], [], None, template, ("Centre",), ())


def warning(texts: Mapping[str, str], **content: object) -> Sheet:
    return sheet(texts, MessageClass.WARNING, **{"area": AREA, "until": UNTIL} | content)


def names(held: Sheet, *, blocks: bool = True) -> set[str]:
    return {type(each.why).__name__ for each in concerns(held) if each.blocks is blocks}


def odd(name: str) -> str:
    """Words that no rule knows: only the places and the skeleton around them can say anything."""
    return f"{name[::-1]} qux{name[::-1]}"


def filled(template: Template, form: str) -> Sheet:
    """The template in all languages, its places filled with words that no rule knows."""
    slots: dict[str, str] = {"authority": "Centre", "time": "14:30", "until": "16:30"}
    for name, slot in template.slots.items():
        match slot.kind:
            case SlotKind.LINK:
                slots[name] = PAGE.value
            case SlotKind.PHONE:
                slots[name] = LINE.value
            case SlotKind.NEXT:
                slots[name] = "15:00"
            case SlotKind.NAME:
                slots[name] = odd(name)
            case SlotKind.WORDS | SlotKind.FACTS:
                slots |= {f"{language}.{name}": odd(f"{language}{name}") for language in LANGUAGES}
    values = {**slots, "area": AREA}
    texts = {language: template.render(form, language, values) for language in LANGUAGES}
    filling = Filling(template.id, form, slots)
    return sheet(texts, template.kind, template, area=AREA, until=UNTIL, filling=filling)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("template", shipped().values(), ids=lambda template: template.id)
def test_no_skeleton_is_blocked_once_its_places_are_filled(template: Template, form: str) -> None:
    assert names(filled(template, form)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_warning_in_plain_words_passes_in_every_language(language: str) -> None:
    assert names(warning({language: WHOLE[language]})) == set()


def test_a_warning_that_says_none_of_the_five_is_blocked_for_each() -> None:
    assert names(warning({"en": "Something odd happened, somewhere, to someone."})) == ALL_FIVE
    assert names(sheet({"en": "Odd."}, MessageClass.INFORMATION)) == set()


@pytest.mark.parametrize(
    ("language", "missing", "text"),
    [
        ("en", "NoHazard", "Centre, 14:30: take care in Valmont. Close your windows."),
        ("fr", "NoSource", "14 h 30 : fumée à Valmont. Fermez vos fenêtres."),
        ("nl", "NoPlaceNamed", "Centre, 14.30 uur: dikke rook. Sluit uw ramen."),
        ("de", "NoGuidance", "Centre, 14:30 Uhr: dichter Rauch in Valmont."),
        ("lb", "NoTimeNamed", "Centre: décken Damp zu Valmont. Maacht d'Fënsteren zou."),
    ],
)
def test_one_missing_element_is_named_and_words_of_the_text_can_be_shown_to_say_it(
    language: str, missing: str, text: str
) -> None:
    assert names(warning({language: text})) == {missing}
    element = {"NoHazard": "hazard", "NoSource": "source", "NoPlaceNamed": "location",
               "NoGuidance": "guidance", "NoTimeNamed": "time"}[missing]  # fmt: skip
    words = " ".join(text.split()[2:5])
    assert names(warning({language: text}, said={f"{language}.{element}": words})) == set()


@pytest.mark.parametrize("words", ["smoke", "t", "", "...", "close YOUR windows"])
def test_words_that_do_not_stand_in_the_text_show_nothing(words: str) -> None:
    text = "Centre, 14:30: take care in Valmont. Close your windows."
    assert names(warning({"en": text}, said={"en.hazard": words})) == {"NoHazard"}


def test_words_shown_in_one_language_say_nothing_for_another() -> None:
    texts = {"en": "Centre, 14:30: odd things in Valmont. Close your windows.",
             "fr": "Centre, 14 h 30 : des choses à Valmont. Fermez vos fenêtres."}  # fmt: skip
    held = warning(texts, said={"en.hazard": "odd things"})
    assert [str(c.why)[:7] for c in concerns(held) if c.blocks] == ["The fr "]


def test_languages_that_no_native_speaker_read_are_named() -> None:
    held = warning({"en": WHOLE["en"], "fr": WHOLE["fr"]}, read={"fr": "Editor"})
    assert "NotRead" in names(held, blocks=False)
    assert "NotRead" not in names(warning({"fr": WHOLE["fr"]}, read={"fr": "Editor"}), blocks=False)


def test_what_a_machine_worded_is_blocked_until_it_is_read_and_that_is_said_once() -> None:
    unread = warning({"fr": WHOLE["fr"]}, machine=("fr",))
    assert "MachineUnread" in names(unread)
    assert "NotRead" not in names(unread, blocks=False)
    assert names(warning({"fr": WHOLE["fr"]}, machine=("fr",), read={"fr": "Editor"})) == set()


@pytest.mark.parametrize(
    ("template", "age", "found"),
    [
        ("T05", timedelta(minutes=29), set()),
        ("T05", timedelta(minutes=31), {"NotCalledNow"}),
        ("T02", timedelta(days=6), set()),
        ("T02", timedelta(days=8), {"NotCalledLately"}),
    ],
)
def test_a_number_in_a_warning_was_called_lately_and_one_that_replaces_112_just_now(
    template: str, age: timedelta, found: set[str]
) -> None:
    held = filled(shipped()[template], "short")
    old = replace(LINE, tested_at=START - age)
    assert names(replace(held, contacts=[old, PAGE])) == found


def test_a_number_that_nobody_ever_called_blocks_a_warning_and_not_an_information() -> None:
    text = f"{WHOLE['en']} Call 0800 12 345."
    never = [replace(LINE, tested_at=None), PAGE]
    assert names(replace(warning({"en": text}), contacts=never)) == {"NotCalledLately"}
    told = replace(sheet({"en": text}, MessageClass.INFORMATION), contacts=never)
    assert (names(told), names(told, blocks=False)) == (set(), {"ContactUntested"})


# --- answers, written free ---

ANSWER = "The water is clean. Some say it is poisoned, which is wrong: no test found anything."
SAID = {"en.myth": "it is poisoned", "en.why": "no test found anything"}


def answer(text: str = ANSWER, **content: object) -> Sheet:
    return sheet({"en": text}, MessageClass.REBUTTAL, **{"said": SAID} | content)


def test_an_answer_written_free_is_held_to_the_rules_of_one_from_the_template() -> None:
    assert names(answer()) == set()
    bare = "The water is clean. Some say it is poisoned."
    assert names(answer(bare, said={"en.myth": "it is poisoned"})) == {"NoFallacy"}
    assert names(answer(f"It is said it is poisoned. {ANSWER}")) == {"MythFirst", "MythTwice"}
    assert "MythNotNamed" in names(answer(said={}), blocks=False)


@pytest.mark.parametrize(
    ("seen", "platform", "address", "doubted"),
    [
        ("https://t.me/x/1", "telegram", "@centre", False),
        ("https://t.me/x/1", "file", "page.txt", True),
        ("https://social.example/@a/1", "mastodon", "https://social.example", False),
        ("https://social.example/@a/1", "mastodon", "https://other.example", True),
    ],
)
def test_an_answer_that_goes_where_nobody_read_the_myth_is_doubted(
    seen: str, platform: str, address: str, doubted: bool
) -> None:
    case = Case(5, 1, "n", START, priority=Priority.MEDIUM)
    site = urlsplit(seen).hostname or ""
    held = replace(answer(), case=case, sites=(site,),
                   carriers=(Outlet("page", platform, address, ("en",)),))  # fmt: skip
    assert ("SpreadsElsewhere" in names(held, blocks=False)) is doubted
    assert "NoCase" in names(answer(), blocks=False)
