"""Which command was typed: slips are read where nothing else can be meant; others refused."""

import pytest

from bot.chat.typed import after_sign, find, must_be_alone, unknown
from bot.chat.words import Catalogues
from bot.domain.errors import BadArguments, OneCommand, UnknownCommand

WORDS = Catalogues()


def read(text: str) -> tuple[str, str] | None:
    typed = after_sign(text)
    found = find(typed) if typed is not None else None
    return (found[0].words, found[1]) if found else None


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("/show 3", "show", "3"),
        ("!show 3", "show", "3"),
        ("  / SHOW\n3", "show", "3"),
        ("\u200b\ufeff/show 3", "show", "3"),
        ("\u00a0！show 3", "show", "3"),
        ("／ｓｈｏｗ ３", "show", "３"),
        ("/show3", "show", "3"),
        ("/show#3", "show", "#3"),
        ("/show: 3", "show", "3"),
        ("/status.", "status", ""),
        ("/status !", "status", ""),
        ("/status@vigie_bot ", "status", ""),
        ("/fact_add@vigie_bot The bridge", "fact add", "The bridge"),
        ("/fact  add  The  bridge", "fact add", "The  bridge"),
        ("/log ?! what", "log", "?! what"),
        ("/log … and then", "log", "… and then"),
        ("/release now 3 abc", "release now", "3 abc"),
    ],
)
def test_a_command_is_read_as_tired_hands_type_it(text: str, words: str, rest: str) -> None:
    assert read(text) == (words, rest)


@pytest.mark.parametrize(
    "text", ["", "show 3", "✅ /show 3", "!", "!!! help", "...", "Bonjour\n/status"]
)
def test_talk_is_no_command(text: str) -> None:
    assert after_sign(text) is None


@pytest.mark.parametrize("text", ["/", "/shows 3", "/fact-add x", "/fact", "/👍", "/showx3"])
def test_what_is_not_surely_a_command_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "usage"),
    [
        ("dratf The bridge", "/draft "),
        ("fact-add The bridge", "/fact add "),
        ("factadd", "/fact add "),
        ("aide", "/help "), ("hulp", "/help "), ("Hilfe", "/help "), ("hëllef", "/help "),
        ("brouillon", "/draft "), ("goedkeuren 3", "/approve "), ("Veröffentlichen", "/publish "),
        ("montrer!", "/show "), ("Fäll", "/cases"), ("feed", "/feed add "),
    ],
)  # fmt: skip
def test_what_was_meant_is_shown_and_never_done(text: str, usage: str) -> None:
    refusal = unknown(text, WORDS)
    assert isinstance(refusal, BadArguments)
    assert str(refusal.details["usage"]).startswith(usage)


@pytest.mark.parametrize("text", ["", "xyzzy", "👍", "x" * 5000])
def test_what_means_nothing_is_told_where_the_list_is(text: str) -> None:
    refusal = unknown(text, WORDS)
    assert isinstance(refusal, UnknownCommand)
    assert len(str(refusal)) < 100


def test_a_command_below_another_is_never_taken_for_words_of_it() -> None:
    for text in ("draft Stay inside.\n/submit 1", "draft\n!submit 1", "log Fire\n\n/status"):
        with pytest.raises(OneCommand):
            must_be_alone(text)
    must_be_alone("draft Stay inside.\n/or leave.\n! Attention\n - /submit is next")
