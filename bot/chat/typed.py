"""Which command was typed: as tired hands on a telephone type it, and what was meant by what is
none. Nothing is ever carried out on a guess: a guess is shown with how to type it."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from bot.chat.arguments import folded, narrow
from bot.chat.commands.session import Command
from bot.chat.table import COMMANDS
from bot.chat.words import LANGUAGES, Catalogues
from bot.domain.errors import BadArguments, DeskError, OneCommand, UnknownCommand
from bot.domain.message import mark
from bot.domain.usage import Usage

# What stands before a command that was copied from elsewhere, and nobody sees.
_SIGN = re.compile(r"[\s\u200b-\u200f\u2060\u2066-\u2069\ufeff]*(?:/|!(?=\s*\w))")
_LONGEST = 80
# After the words: a sentence's end, a space, or a number that touches them.
_END = r"(?:\s*[.!…]+$|[.,;:!…]*(?=\s|$)|(?=#?[0-9]))"
_EXACT_END = r"(?=\s|$)"
# What people call a command in their own language, where no other word of ours says it.
_CALLED = {
    "help": mark("help"), "status": mark("status"), "language": mark("language"),
    "cases": mark("cases"), "flags": mark("flags"), "facts": mark("facts"), "show": mark("show"),
    "confirm": mark("confirm"), "dismiss": mark("dismiss"), "answer": mark("answer"),
    "submit": mark("submit"), "approve": mark("approve"), "return": mark("return"),
    "publish": mark("publish"), "correct": mark("correct"), "retract": mark("retract"),
    "case": mark("case"), "draft": mark("draft"), "fact": mark("fact"), "take": mark("take"),
}  # fmt: skip


def after_sign(text: str) -> str | None:
    """What follows the sign of a command, "/" or "!"; None when it is no command."""
    found = _SIGN.match(narrow(text[:_LONGEST]))
    # A bot's name is added to a command in Telegram's groups.
    return re.sub(r"^(\w+)@\w+", r"\1", text[found.end() :].strip()) if found else None


def find(text: str) -> tuple[Command, str] | None:
    """The command a text begins with and what follows it; the longest words win."""
    head = narrow(text[:_LONGEST])
    for row, pattern in _patterns():
        if found := pattern.match(head):
            return row, text[found.end() :].lstrip()
    return None


def must_be_alone(text: str) -> None:
    """Refuse a second command below the first: it would be taken for words of the first."""
    for line in text.splitlines()[1:]:
        typed = None if line[:1].isspace() else after_sign(line)
        if typed is not None and find(typed):
            raise OneCommand(line=line[:40])


def unknown(text: str, words: Catalogues) -> DeskError:
    """The refusal of words that are no command: what they may have been meant for, if anything."""
    word = text.split(None, 1)[0][:30] if text else ""
    near = _near(word, words)
    if near:
        return BadArguments(why=f"/{text[:60]}", usage=Usage(" · ".join(row.usage for row in near)))
    return UnknownCommand(word=word)


def _near(word: str, words: Catalogues) -> Sequence[Command]:
    """The command or the family of that name, in any of our languages; else of the nearest one."""
    names: dict[str, str] = {}
    for row in COMMANDS:
        family = row.words.split()[0]
        names |= {family: family, row.words.replace(" ", ""): row.words}
    for name, sentence in _CALLED.items():
        for language in LANGUAGES:
            names.setdefault(folded(words(language, sentence)), name)
    typed = re.sub(r"[\W\d_]", "", folded(narrow(word)))
    near = [typed] if typed in names else get_close_matches(typed, names, 1, cutoff=0.75)
    meant = names[near[0]] if near else ""
    return [row for row in COMMANDS if meant in (row.words, row.words.split()[0])]


@cache
def _patterns() -> Sequence[tuple[Command, re.Pattern[str]]]:
    return tuple(_by_length())


def _by_length() -> Iterator[tuple[Command, re.Pattern[str]]]:
    """Every command and how it may be typed, those of more words first."""
    for row in sorted(COMMANDS, key=lambda row: -len(row.words)):
        words = r"[\s_]+".join(row.words.split())
        yield row, re.compile(words + (_EXACT_END if row.exact else _END), re.IGNORECASE)
