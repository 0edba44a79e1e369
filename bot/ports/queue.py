"""What waits to be done: what was heard, what is to be said, and where our cards are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.message import Message
from bot.domain.room import Utterance


class Lane(StrEnum):
    """What goes first to a room: answers before approvals, approvals before flags."""

    REPLY = "reply"
    APPROVAL = "approval"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Post:
    """Something to say in a room: a ready `message`, or a `subject` rendered when it is sent.

    A subject is a word and a number, `case/3`, `draft/7`: its card shows the newest state. `key` is
    unique among what waits, so that the same notice is queued once.
    """

    key: str
    room: str
    lane: Lane
    message: Message | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """A post in the outbox, claimed. `attempts` counts this claim."""

    number: int
    post: Post
    attempts: int


@dataclass(frozen=True, slots=True)
class Card:
    """A message of ours that lives in a room: its place there and what it last showed."""

    reference: str
    shown: str


class Inbox(Protocol):
    """What was said to us, kept before it is acted on."""

    async def add(self, heard: Utterance, at: datetime) -> bool:
        """Keep an utterance; False when its key is known, so that a replay is heard once."""

    async def waiting(self, limit: int = 100) -> Sequence[Utterance]:
        """What was heard and not yet worked off, oldest first."""

    async def done(self, key: str, at: datetime) -> bool:
        """Mark it worked off; False when somebody else has, and then nothing more may be done."""


class Outbox(Protocol):
    """What is to be said in rooms, worked off under leases."""

    async def add(self, post: Post, due: datetime) -> None:
        """Queue a post; nothing happens when its key waits already."""

    async def claim(
        self, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[Queued]:
        """Take what is due and free (or whose lease ran out), by lane, then oldest first."""

    async def done(self, number: int) -> None:
        """Said: take it out."""

    async def later(self, number: int, due: datetime, why: str) -> None:
        """Not said for now: free it and try again at `due`."""

    async def count(self) -> int:
        """How many posts wait."""


class Cards(Protocol):
    """Where our living messages are."""

    async def get(self, room: str, subject: str) -> Card | None:
        """The card of a subject in a room."""

    async def save(self, room: str, subject: str, card: Card) -> None:
        """Keep where it is and what it shows."""
