"""What a handler is handed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.chat.arguments import Arguments
from bot.chat.context import Context
from bot.chat.words import Say
from bot.desk.turn import Turn
from bot.domain.message import Message
from bot.domain.room import Role


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
