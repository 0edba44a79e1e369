"""What waits to be done: what was heard, what is to be said, and where our cards are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.hearing import Lasting
from bot.domain.message import Message
from bot.domain.restraint import Telling, Why


class Lane(StrEnum):
    """What goes first to a room: answers, then approvals, flags, and what flags were gathered."""

    REPLY = "reply"
    APPROVAL = "approval"
    FLAG = "flag"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Post:
    """Something to say in a room: a ready `message`, or a `subject` rendered when it is sent.

    A subject is a word and a number, `case/3`, `draft/7`: its card shows the newest state. `key` is
    unique among what waits, so that the same notice is queued once. `thread` is that of the words
    it answers; a card with a life of its own takes no notice of it.
    """

    key: str
    room: str
    lane: Lane
    message: Message | None = None
    subject: str | None = None
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Queued:
    """A post in the outbox, claimed. `attempts` counts this claim.

    `round` counts how often the same row was said to the end. `unsure`: an earlier attempt in this
    round may have been heard, because it was cut short or its answer was lost.
    """

    number: int
    post: Post
    attempts: int
    round: int = 0
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Late:
    """A post that waits: until when, after how many attempts, and why the last one failed."""

    room: str
    subject: str
    due: datetime
    attempts: int
    why: str


@dataclass(frozen=True, slots=True)
class Card:
    """A message of ours that lives in a room: its place there and what it last showed."""

    reference: str
    shown: str


@dataclass(frozen=True, slots=True)
class Buttons:
    """What the buttons under a message say, by place. `coming` is what they will say when an edit
    that is on its way has arrived: until then nobody knows which of the two a reader saw."""

    says: tuple[str, ...] = ()
    coming: tuple[str, ...] | None = None

    def after(self, says: tuple[str, ...]) -> tuple[str, ...]:
        """What they say once the message shows these. A place that is no longer there keeps its
        command: who presses it sees the message as it was, and must be told what came of it."""
        return says + self.says[len(says) :]


class Inbox(Protocol):
    """What was heard, kept before it is acted on."""

    async def add(self, heard: Lasting, at: datetime, raw: str = "") -> bool:
        """Keep what was heard, with the event as it came; False when its key is known, so that a
        replay is heard once."""

    async def add_noise(self, key: str, at: datetime, raw: str) -> None:
        """Keep an event that says nothing to us."""

    async def waiting(self, limit: int = 100) -> Sequence[Lasting]:
        """What was heard and not yet worked off, oldest first."""

    async def done(self, key: str, at: datetime) -> bool:
        """Mark it worked off; False when somebody else has, and then nothing more may be done."""

    async def forget(self, before: datetime) -> None:
        """Let go of what was done before then, who said it and how it came; that it was heard
        stays known."""

    async def blank(self, key: str) -> None:
        """Let go of one thing's words at once, and of the event as it came."""


class Ears(Protocol):
    """Who listens to a platform, and up to where. One program at a time holds its ears."""

    async def take(self, platform: str, owner: str, now: datetime, until: datetime) -> bool:
        """Hold them until then; False while another does."""

    async def cursor(self, platform: str) -> str | None:
        """Up to where everything is kept; None at the very first."""

    async def keep(self, platform: str, owner: str, cursor: str) -> bool:
        """Everything up to here is kept. False when the ears are held by another by now: then
        this unit must not be committed."""


class Leases(Protocol):
    """What programs hold: ears, posts, publications."""

    async def owners(self) -> Sequence[str]:
        """Everyone who holds something, the dead included."""

    async def free(self, owner: str) -> None:
        """Let go of all that this owner holds: it is known to be dead."""


class Outbox(Protocol):
    """What is to be said in rooms, worked off under leases."""

    async def add(self, post: Post, due: datetime) -> None:
        """Queue a post; nothing happens when its key waits already."""

    async def claim(
        self,
        owner: str,
        now: datetime,
        until: datetime,
        limit: int,
        *,
        closed: Collection[str] = (),
    ) -> Sequence[Queued]:
        """Take, of each room, the first post that is due and free, by lane, then oldest first.

        A room of which a post is held by anybody gives none, so that its posts keep their order; a
        post behind one that was put off in its lane waits with it. Rooms in `closed` give none: the
        owner names there all where it is at work. What it holds elsewhere it has given up.
        """

    async def backlog(self, room: str, lane: Lane, now: datetime, limit: int) -> Sequence[Queued]:
        """What is due in one lane of a room, in order, a claimed post included; claims none."""

    async def done(self, number: int) -> None:
        """Said: take it out."""

    async def later(
        self,
        number: int,
        due: datetime,
        why: str,
        *,
        tried: bool = True,
        sure: bool = True,
        blocks: bool = True,
    ) -> None:
        """Not said for now: free it and try again at `due`.

        `tried` is false when nothing was sent. `sure` is false when it may have arrived. `blocks`
        keeps later posts of its room and lane behind it.
        """

    async def hasten(self, rooms: Collection[str], now: datetime) -> None:
        """What was put off in these rooms is due now: they can be spoken to again."""

    async def count(self) -> int:
        """How many posts wait."""

    async def wake(self, subjects: Collection[str], now: datetime) -> None:
        """What was put off on these subjects is due now, and nobody holds it."""

    async def wake_held(self, why: Why, now: datetime) -> None:
        """What the gate holds back for this reason is due now, to be looked at anew."""

    async def about(self, subjects: Collection[str]) -> Sequence[Late]:
        """What waits on these subjects, in order."""


class Cards(Protocol):
    """Where our living messages are."""

    async def get(self, room: str, subject: str) -> Card | None:
        """The card of a subject in a room."""

    async def save(self, room: str, subject: str, card: Card) -> None:
        """Keep where it is and what it shows."""

    async def forget(self, subjects: Sequence[str]) -> None:
        """Let go of what the cards of these subjects show, in every room; where they are stays."""


class Spoken(Protocol):
    """What the buttons under our messages say, for whoever presses one."""

    async def get(self, room: str, reference: str) -> Buttons | None:
        """The buttons of a message; None for one without, or forgotten."""

    async def put(self, room: str, reference: str, buttons: Buttons, at: datetime) -> None:
        """Keep what they say now."""

    async def forget(self, before: datetime) -> None:
        """Let go of what was said before then."""

    async def newest(self, room: str, limit: int) -> Sequence[str]:
        """The messages with buttons that a room saw last, newest first."""


@dataclass(frozen=True, slots=True)
class Due:
    """When the next feed is to be polled, and when the next of all other work may begin: what was
    heard, is to be said, or is to be published. None where nothing waits, never too late."""

    poll: datetime | None
    work: datetime | None


class Agenda(Protocol):
    """What waits, whoever queued it, without taking any of it."""

    async def next(self) -> Due:
        """When there is something to do; what is held, when its lease ends. It may name a moment
        at which a room cannot be spoken to. The proposals of a machine are not in it."""


class Tellings(Protocol):
    """What became of every notice in its room, for a month."""

    async def get(self, post: int, no: int) -> Telling | None:
        """What became of one row of the outbox in this round."""

    async def put(self, telling: Telling) -> None:
        """Keep it as it is now."""

    async def told(self, room: str, since: datetime) -> Sequence[datetime]:
        """When a room was told something since then, oldest first; a digest counts once."""

    async def of_subjects(self, subjects: Collection[str]) -> Sequence[Telling]:
        """All on these subjects, oldest first."""

    async def forget(self, before: datetime) -> None:
        """Let go of what was first due before then."""
