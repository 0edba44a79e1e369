"""What the desk needs of the world, as Protocols: a store, a judge, a clock, rooms and outlets.

A `Unit` is one transaction. A verb is handed an open unit and never commits; whoever opened it
(the dispatcher, the watch, the delivery) commits once, so that what was said, what it changed, its
line in the log and what follows from it stand or fall together.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.contact import Contact
from bot.domain.draft import Draft
from bot.domain.flag import Case, Flag
from bot.domain.incident import Incident
from bot.domain.log import Entry, Head
from bot.domain.message import Message
from bot.domain.outlet import Outlet
from bot.domain.publication import Attempt, Delivery, Publication, Receipt
from bot.domain.room import Room, Utterance
from classifiers.narrative import Narrative
from classifiers.verdict import Verdict
from monitors.decide import Novelty
from monitors.feed import Feed, Item, Progress
from monitors.watch import Watched


class Clock(Protocol):
    """The only way to know the time."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of this clock."""


class Judge(Protocol):
    """What the classifier is to the desk. Called in a thread: it must not touch the loop."""

    def judge(self, text: str, *, lang: str | None = None, role: str = "unknown") -> Verdict:
        """The verdict on one text; never raises for what a text contains."""


class Words(Protocol):
    """The bot's own words in a language."""

    def __call__(self, language: str, sentence: str, /, **details: object) -> str:
        """The English sentence translated and filled; English where a translation is missing."""


class StoreError(Exception):
    """The store cannot do it; the text says why and what to do. Nothing was changed."""


# --- what waits to be done ---------------------------------------------------------------------


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


# --- the store -----------------------------------------------------------------------------------


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


class Log(Protocol):
    """The append-only log of every incident."""

    async def add(
        self, incident: int, at: datetime, by: str, kind: str, text: str, refs: Mapping[str, str]
    ) -> Entry:
        """Append the next entry of an incident's chain and move its head."""

    async def entries(self, incident: int, last: int | None = None) -> Sequence[Entry]:
        """The entries in order; only the `last` so many when given."""

    async def heads(self) -> Sequence[Head]:
        """The head of every incident's log, by incident."""

    async def incidents(self) -> Sequence[int]:
        """Every incident that is there, or that an entry or a head names."""


class Feeds(Protocol):
    """The feeds we watch, with what the watch remembers of each."""

    async def add(self, feed: Feed, progress: Progress) -> int:
        """Keep a feed and return its number."""

    async def all(self) -> Sequence["KeptFeed"]:
        """All that were not removed, by number."""

    async def get(self, number: int) -> "KeptFeed | None":
        """One of them; None when there is none of that number."""

    async def by_url(self, url: str) -> "KeptFeed | None":
        """The one watched at this address, if any."""

    async def remember(self, number: int, progress: Progress) -> None:
        """Keep what a poll left to remember, and free the feed's lease."""

    async def mute(self, number: int, muted: bool) -> None:
        """Stop or resume polling it."""

    async def remove(self, number: int) -> None:
        """Stop watching it; what it published stays."""

    async def claim_due(
        self, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[Watched]:
        """Take the feeds that are due, not muted and free, under a lease that ends at `until`."""

    async def next_due(self) -> datetime | None:
        """When the next feed is due; None when there is none."""


@dataclass(frozen=True, slots=True)
class KeptFeed:
    """A feed as the store keeps it. `items` counts what it published since it is watched."""

    number: int
    feed: Feed
    progress: Progress
    muted: bool
    items: int


class Items(Protocol):
    """What feeds published, as last worded; every earlier wording is kept too."""

    async def known(self, feed: int, keys: Sequence[str]) -> Mapping[str, str]:
        """The digest of each of these keys that is known from this feed."""

    async def keep(self, feed: int, item: Item, novelty: Novelty, at: datetime) -> int:
        """Keep a new item or wording; returns the item's number, the same for each wording."""


class Flags(Protocol):
    """Flags, numbered from 1."""

    async def add(self, flag: Flag) -> Flag:
        """Keep a flag (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Flag | None:
        """One flag."""

    async def save(self, flag: Flag) -> None:
        """Keep its decision; earlier decisions stay as labels."""

    async def undecided(self, limit: int = 50) -> Sequence[Flag]:
        """Flags nobody decided on yet, newest first."""

    async def of_case(self, case: int, limit: int = 50) -> Sequence[Flag]:
        """A case's flags, oldest first."""

    async def of_item(self, item: int) -> Flag | None:
        """The newest flag of an item, if it has one."""


class Cases(Protocol):
    """Cases, numbered from 1."""

    async def add(self, case: Case) -> Case:
        """Keep a case (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Case | None:
        """One case."""

    async def save(self, case: Case) -> None:
        """Keep its count, owner and priority."""

    async def of_narrative(self, incident: int, narrative: str) -> Case | None:
        """The case that gathers this narrative in this incident."""

    async def of_incident(self, incident: int) -> Sequence[Case]:
        """An incident's cases, by number."""


class Incidents(Protocol):
    """Incidents, numbered from 1; 0 is the daily watch and is always there."""

    async def add(self, incident: Incident) -> Incident:
        """Keep an incident (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Incident | None:
        """One incident."""

    async def save(self, incident: Incident) -> None:
        """Keep its end."""

    async def open(self) -> Sequence[Incident]:
        """Those not closed, newest first, the daily watch last."""


class Drafts(Protocol):
    """Drafts with all their versions and steps."""

    async def add(self, draft: Draft) -> Draft:
        """Keep a draft (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Draft | None:
        """One draft, locked against other writers until the unit ends."""

    async def save(self, draft: Draft) -> None:
        """Append the versions and steps that are new."""

    async def unfinished(self) -> Sequence[Draft]:
        """Drafts on their way, by number: not published, withdrawn or rejected."""


class Publications(Protocol):
    """Publications, numbered from 1, and every attempt at them."""

    async def add(self, publication: Publication) -> Publication | None:
        """Keep one (its number is ignored); None when its key exists: it is never queued twice."""

    async def get(self, number: int) -> Publication | None:
        """One publication."""

    async def of_draft(self, draft: int) -> Sequence[Publication]:
        """What became of a draft, by number."""

    async def in_state(self, *states: Delivery) -> Sequence[Publication]:
        """All in one of these states, by number."""

    async def save(self, publication: Publication) -> None:
        """Keep its state, due time, attempts and receipt; free its lease unless it is `sending`."""

    async def claim(self, owner: str, now: datetime, until: datetime) -> Publication | None:
        """Take the oldest that is due and queued, or one left in `sending` by a lease that ran out.
        The state is returned as it was found; the caller saves what it makes of it."""

    async def add_attempt(self, attempt: Attempt) -> None:
        """Keep the start of an attempt."""

    async def settle_attempt(self, attempt: Attempt) -> None:
        """Keep how that attempt ended."""

    async def attempts(self, publication: int) -> Sequence[Attempt]:
        """Every attempt at it, in order."""


class Narratives(Protocol):
    """The narratives this desk taught itself, beside those that come with Vigie."""

    async def all(self) -> Sequence[Narrative]:
        """Those that are not closed."""

    async def get(self, slug: str) -> Narrative | None:
        """One of them, closed or not."""

    async def save(self, narrative: Narrative, closed: bool = False) -> None:
        """Keep it as it is now."""


class Contacts(Protocol):
    """Contacts, numbered from 1."""

    async def add(self, contact: Contact) -> Contact:
        """Keep one (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Contact | None:
        """One contact."""

    async def save(self, contact: Contact) -> None:
        """Keep its last test."""

    async def all(self) -> Sequence[Contact]:
        """All of them, by number."""


class Cards(Protocol):
    """Where our living messages are."""

    async def get(self, room: str, subject: str) -> Card | None:
        """The card of a subject in a room."""

    async def save(self, room: str, subject: str, card: Card) -> None:
        """Keep where it is and what it shows."""


class Settings(Protocol):
    """Small things people set in rooms, such as a room's language."""

    async def get(self, name: str) -> str | None:
        """The value, if it was ever set."""

    async def put(self, name: str, value: str) -> None:
        """Set it."""

    async def under(self, prefix: str) -> Mapping[str, str]:
        """All whose name begins with the prefix, without it."""


class Unit(Protocol):
    """One transaction over everything that matters. Leaving it without `commit` undoes it all."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def log(self) -> Log: ...
    @property
    def feeds(self) -> Feeds: ...
    @property
    def items(self) -> Items: ...
    @property
    def flags(self) -> Flags: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def incidents(self) -> Incidents: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def publications(self) -> Publications: ...
    @property
    def narratives(self) -> Narratives: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def cards(self) -> Cards: ...
    @property
    def settings(self) -> Settings: ...

    async def commit(self) -> None:
        """Make it all last. Once; nothing may follow in this unit."""


class Units(Protocol):
    """Opens units. Writers wait for one another, so a unit sees nothing half done."""

    def __call__(self) -> AbstractAsyncContextManager[Unit]: ...


# --- rooms and outlets -----------------------------------------------------------------------


class Platform(Protocol):
    """Where rooms live. Raises `PostFailed` for what the platform does not take."""

    async def tell(self, room: Room, message: Message) -> str:
        """Say something in a room; returns the reference of what was said."""

    async def edit(self, room: Room, reference: str, message: Message) -> str:
        """Show the newest state in place of an earlier message; returns its reference."""


class OutletPort(Protocol):
    """One kind of place the public reads. Raises `PostFailed` for what it does not take."""

    async def publish(self, outlet: Outlet, text: str, key: str) -> Receipt:
        """Put exactly this text there. `key` names the publication, the same at every attempt."""
