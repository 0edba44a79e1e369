"""Which command was typed: as tired hands on a telephone type it, and what was meant by what is
none. Nothing is ever carried out on a guess: a guess is shown with how to type it."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from bot.chat.arguments import folded, narrow
from bot.chat.commands.session import Command
from bot.chat.table import COMMANDS
from bot.chat.words import Say
from bot.domain.errors import BadArguments, DeskError, OneAtATime, UnknownCommand
from bot.domain.message import mark
from bot.domain.usage import Usage

# What stands before a command that was copied from elsewhere, and nobody sees.
_UNSEEN = " \t\r\n\u00a0\u200b-\u200f\u2060\u2066-\u2069\ufeff"
_SIGN = re.compile(rf"[{_UNSEEN}]*(?:/|!(?=\s*\w))")
_LONGEST = 80
_MOST_SHOWN = 6
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
        if line.startswith(("/", "!")) and find(line[1:]):
            raise OneAtATime(line=line[:40])


def unknown(text: str, say: Say) -> DeskError:
    """The refusal of words that are no command: what they may have been meant for, if anything."""
    word = text.split(None, 1)[0][:30] if text else ""
    near = _near(narrow(word), say)
    if near:
        usage = Usage(" · ".join(row.usage for row in near[:_MOST_SHOWN]))
        return BadArguments(why=f"/{text[:60]}", usage=usage)
    return UnknownCommand(word=word)


def _near(word: str, say: Say) -> Sequence[Command]:
    """The family of that name, in English or in the language; else of the nearest name."""
    typed = folded(re.sub(r"[\W\d_]+$", "", word))
    families = {row.words.split()[0]: row.words.split()[0] for row in COMMANDS}
    for name, sentence in _CALLED.items():
        families.setdefault(folded(say(sentence)), name)
    if typed not in families:
        typed = next(iter(get_close_matches(typed, families, 1, cutoff=0.75)), "")
    meant = families.get(typed)
    return [row for row in COMMANDS if row.words.split()[0] == meant]


@cache
def _patterns() -> Sequence[tuple[Command, re.Pattern[str]]]:
    return tuple(_by_length())


def _by_length() -> Iterator[tuple[Command, re.Pattern[str]]]:
    """A full stop after the words, a number that touches them, or a "_" in them is a slip."""
    for row in sorted(COMMANDS, key=lambda row: -len(row.words)):
        words = r"[\s_]+".join(row.words.split())
        yield row, re.compile(rf"{words}(?:[.,;:!?…]*(?=\s|$)|(?=#?[0-9]))", re.IGNORECASE)
