"""One transaction over everything that matters."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.incident import Incident
from bot.domain.log import Entry, Head
from bot.ports.exchange import Requests, Shares
from bot.ports.public import Contacts, Drafts, Facts, Proposals, Publications
from bot.ports.queue import Agenda, Cards, Ears, Inbox, Leases, Outbox, Spoken, Tellings
from bot.ports.triage import Cases, Flags, Narratives, Rumours, Samples
from bot.ports.watch import Feeds, Items, Warnings


class StoreError(Exception):
    """The store cannot do it; the text says why and what to do. Nothing was changed."""


class ModeError(StoreError):
    """The store is of another mode than the configuration: one of the two must be another."""


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

    async def of_draft(self, incident: int, kind: str, draft: int) -> Sequence[Entry]:
        """The entries of one kind whose refs name this draft, in order. Does not read the rest: a
        log grows for months, and this is asked before every publication."""


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

    async def opened(self, start: datetime, end: datetime) -> Sequence[Incident]:
        """Those opened from then on and before the end, by number; never the daily watch."""


class Settings(Protocol):
    """Small things people set in rooms, such as a room's language."""

    async def get(self, name: str) -> str | None:
        """The value, if it was ever set."""

    async def put(self, name: str, value: str) -> None:
        """Set it."""

    async def under(self, prefix: str) -> Mapping[str, str]:
        """All whose name begins with the prefix, without it."""

    async def under_each(self, *prefixes: str) -> Sequence[Mapping[str, str]]:
        """What `under` says of each prefix, asked at once."""


class Unit(Protocol):
    """One transaction over everything that matters. Leaving it without `commit` undoes it all."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def ears(self) -> Ears: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def spoken(self) -> Spoken: ...
    @property
    def log(self) -> Log: ...
    @property
    def feeds(self) -> Feeds: ...
    @property
    def items(self) -> Items: ...
    @property
    def warnings(self) -> Warnings: ...
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
    def facts(self) -> Facts: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def cards(self) -> Cards: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def proposals(self) -> Proposals: ...
    @property
    def shares(self) -> Shares: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def rumours(self) -> Rumours: ...
    @property
    def tellings(self) -> Tellings: ...
    @property
    def agenda(self) -> Agenda: ...
    @property
    def samples(self) -> Samples: ...

    async def commit(self) -> None:
        """Make it all last. Once; nothing may follow in this unit."""


class Units(Protocol):
    """Opens units. Writers wait for one another, so a unit sees nothing half done."""

    def __call__(self) -> AbstractAsyncContextManager[Unit]: ...
