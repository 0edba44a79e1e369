"""Words of ours are read in English and in the language of the room or of the person."""

from collections.abc import Iterable
from enum import StrEnum

import pytest

from bot.chat.arguments import Arguments, shown
from bot.chat.words import LANGUAGES, Catalogues
from bot.domain.content import MessageClass
from bot.domain.fact import Release
from bot.domain.flag import Dismissal, Priority
from bot.domain.incident import IncidentKind
from bot.domain.partner import Shareable
from monitors.feed import SourceRole

WORDS = Catalogues()
KNOWN: tuple[tuple[StrEnum, ...], ...] = (
    tuple(Priority),
    tuple(Dismissal),
    tuple(Release),
    tuple(Shareable),
    tuple(SourceRole),
    (IncidentKind.INCIDENT, IncidentKind.EVENT),
    tuple(kind for kind in MessageClass if not kind.is_internal),
)


def typed(text: str, *languages: str) -> Arguments:
    return Arguments(text, "/usage", *map(WORDS.into, languages))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("known", KNOWN)
def test_a_word_is_read_as_the_room_is_shown_it_and_in_english(
    known: Iterable[StrEnum], language: str
) -> None:
    say = WORDS.into(language)
    for each in known:
        for text in (each.value, shown(each, say), shown(each, say).upper()):
            arguments = typed(f"{text} because of it", language)
            assert arguments.one_of(known) is each
            assert arguments.rest() == "because of it"
            assert typed("", language).meaning(text, known) is each


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("known", KNOWN)
def test_what_a_refusal_lists_may_be_typed(known: Iterable[StrEnum], language: str) -> None:
    listed = list(typed("", language).choices(known))
    assert [typed(word, language).one_of(known) for word in listed] == list(known)


def test_a_tired_hand_leaves_out_accents_and_curls() -> None:
    assert typed("refutation", "fr").one_of(Dismissal) is Dismissal.DENIAL
    assert typed("", "fr").meaning("Fin d'alerte", MessageClass) is MessageClass.ALL_CLEAR


def test_the_words_of_the_person_and_of_the_room_both_count() -> None:
    for word in ("hoog", "haute", "high"):
        assert typed(word, "nl", "fr").one_of(Priority) is Priority.HIGH
    assert list(typed("", "nl", "fr").choices(Priority)) == ["hoog", "gemiddeld", "laag"]


@pytest.mark.parametrize("text", ["", "fake", "satir", "💩", "sans", "truely so"])
def test_a_word_that_is_none_is_left_where_it_stands(text: str) -> None:
    arguments = typed(text, "fr")
    assert arguments.one_of(Dismissal) is None
    assert arguments.rest() == text


def test_a_value_of_two_words_is_listed_as_it_must_be_typed() -> None:
    kinds = (MessageClass.WARNING, MessageClass.ALL_CLEAR)
    why = str(typed("", "fr").option("class", kinds).details["why"])
    assert why == 'class=alerte|"fin d’alerte"'
