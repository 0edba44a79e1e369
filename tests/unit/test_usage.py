"""How a command is typed is told in the reader's language: placeholders, and words to choose."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.chat.arguments import Arguments
from bot.chat.table import COMMANDS
from bot.chat.words import LANGUAGES, Catalogues
from bot.domain.flag import Priority
from bot.domain.partner import Shareable
from bot.domain.usage import PLACEHOLDERS, Usage
from tests.words import catalogue, sentences

ROOT = Path(__file__).resolve().parents[2]
WORDS = Catalogues()
# Typed as they are, whoever reads.
AS_THEY_ARE = frozenset({"LIVE"})
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")
_OTHERS = [language for language in LANGUAGES if language != "en"]


def said(usage: str, language: str) -> str:
    return WORDS(language, "{usage}", usage=Usage(usage))


@cache
def usages() -> tuple[tuple[str, bool], ...]:
    """Every usage in the source, and whether it is one that is worded."""
    return tuple(_found())


def _found() -> Iterator[tuple[str, bool]]:
    yield from ((row.usage, True) for row in COMMANDS)
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.keyword(arg="usage", value=ast.Constant() | ast.JoinedStr() as typed):
                    yield _literal(typed), False
                case ast.Call(func=ast.Name("Usage"), args=[typed]):
                    yield _literal(typed), True


def _literal(node: ast.expr) -> str:
    match node:
        case ast.Constant(str() as text):
            return text
        case ast.JoinedStr(parts):
            return "".join(_literal(part) for part in parts)
    return "…"


def test_every_placeholder_of_a_usage_is_a_marked_one() -> None:
    for usage, worded in usages():
        found = set(_CAPITALS.findall(usage)) - AS_THEY_ARE
        assert found <= PLACEHOLDERS, usage
        assert worded or not found, f"{usage} is said in English: make it a Usage"


def test_no_placeholder_is_kept_that_no_usage_has() -> None:
    words = {word for usage, _ in usages() for word in re.findall(r"[A-Za-z]+", usage)}
    assert words >= PLACEHOLDERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_is_one_word_that_no_other_has(language: str) -> None:
    worded = [WORDS(language, each) for each in sorted(PLACEHOLDERS)]
    assert all(re.fullmatch(r"[^\W\d_]+", each) for each in worded), worded
    assert len(set(worded)) == len(worded)


@pytest.mark.parametrize("language", _OTHERS)
def test_a_sentence_names_a_placeholder_as_the_usage_does(language: str) -> None:
    known = catalogue(language)
    capitals = {each for each in PLACEHOLDERS if each.isupper()}
    for sentence in sentences():
        if "/" not in sentence:
            continue
        there = set(re.findall(r"[^\W\d_]+", str(known[sentence].string)))
        wanted = {str(known[word].string) for word in _CAPITALS.findall(sentence)
                  if word in capitals}  # fmt: skip
        assert wanted <= there, sentence


@pytest.mark.parametrize(
    ("language", "usage", "told"),
    [
        ("en", "/draft [lang] TEXT or TEMPLATE", "/draft [lang] TEXT or TEMPLATE"),
        ("fr", "/draft [lang] TEXT or TEMPLATE", "/draft [langue] TEXTE ou MODÈLE"),
        ("nl", "/fact add TEXT", "/fact add TEKST"),
        ("de", "/priority N high|medium|low REASON", "/priority N hoch|mittel|niedrig GRUND"),
        ("lb", "/publish N LIVE AREA", "/publish N LIVE GEBITT"),
        ("fr", "/narrative example mont-d-or TEXT", "/narrative example mont-d-or TEXTE"),
    ],
)
def test_commands_and_options_stay_and_the_rest_is_told(
    language: str, usage: str, told: str
) -> None:
    assert said(usage, language) == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_may_choose_from_may_be_typed(language: str) -> None:
    say = WORDS.into(language)
    for kinds in (Priority, Shareable):
        shown = said("|".join(kinds), language).split("|")
        assert [Arguments(word, "", say).one_of(kinds) for word in shown] == list(kinds)
