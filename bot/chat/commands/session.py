"""What a command is handed, and what several of them read of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.chat.arguments import Arguments
from bot.chat.context import Context
from bot.chat.words import Say
from bot.desk.turn import Turn
from bot.domain.errors import WordOrLanguage
from bot.domain.message import Message
from bot.domain.room import Role
from classifiers.language import UNDETERMINED, detect

# Languages whose names begin sentences too, where tired hands leave out capitals.
_WORDS_TOO = frozenset({"de", "en"})


@dataclass(frozen=True, slots=True)
class Session:
    """One command being carried out. `pressed` is true when a button said it."""

    turn: Turn
    arguments: Arguments
    context: Context
    say: Say
    pressed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply that is rendered when it is said: a subject, as in `Post`. `headline` is told to
    whoever asked for it with a button."""

    subject: str
    headline: str


Run = Callable[[Session], Awaitable[Message | Shown]]


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table. `roles` feeds the help; the verb itself checks them. `partners` lets it
    be typed where people of other centres read: its answer must be fit for them. `exact` is what
    says yes or lets words out: no slip in it is read."""

    words: str
    arguments: str
    summary: str
    run: Run
    roles: tuple[Role, ...] = ()
    partners: bool = False
    exact: bool = False

    @property
    def usage(self) -> str:
        """How it is typed."""
        return f"/{self.words} {self.arguments}".rstrip()


def split_language(session: Session) -> tuple[str, str]:
    """The language named before a text, or the room's, and the text."""
    text = session.arguments.rest()
    first, *rest = text.split(None, 1) or [""]
    # A language alone is no text: "/revise 2 lb" must never publish the letters "lb".
    known, words = session.turn.centre.languages, "".join(rest)
    if first in _WORDS_TOO & set(known) and detect(words) not in (first, UNDETERMINED):
        raise WordOrLanguage(word=first, code=first.upper())
    if first in known or (first.isupper() and first.lower() in known and not words.isupper()):
        return first.lower(), words
    return session.turn.language, text
