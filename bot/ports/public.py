"""What the store keeps of what the public is told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.contact import Contact
from bot.domain.draft import Draft
from bot.domain.fact import Fact
from bot.domain.proposal import Proposal
from bot.domain.publication import Attempt, Delivery, Publication


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

    async def out(self) -> Sequence[Draft]:
        """Drafts that were published and not retracted, by number, over or not."""

    async def released(self, start: datetime, end: datetime) -> Sequence[Draft]:
        """The drafts that were released from then on and before the end, whatever became of them
        since, by number."""

    async def of_cases(self, cases: Sequence[int]) -> Sequence[Draft]:
        """The drafts that answer one of these cases, by number."""

    async def issued(self, incident: int) -> Sequence[Draft]:
        """The documents of an incident that went to its rooms, by number. They are in neither of
        `unfinished` and `out`: what is issued is not public."""


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

    async def out(self, outlet: str, limit: int) -> Sequence[Publication]:
        """The newest that were sent on an outlet, the newest first."""

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


class Contacts(Protocol):
    """Contacts, numbered from 1."""

    async def add(self, contact: Contact) -> Contact:
        """Keep one (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Contact | None:
        """One contact."""

    async def save(self, contact: Contact) -> None:
        """Keep its last test, and that it was removed."""

    async def all(self) -> Sequence[Contact]:
        """All that were not removed, by number."""


class Facts(Protocol):
    """Facts, numbered from 1."""

    async def add(self, fact: Fact) -> Fact:
        """Keep one (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Fact | None:
        """One fact."""

    async def save(self, fact: Fact) -> None:
        """Keep all of it as it is now."""

    async def of_incident(self, incident: int) -> Sequence[Fact]:
        """Those of one incident, by number, whatever their standing."""


class Proposals(Protocol):
    """Proposals of a machine, numbered from 1."""

    async def add(self, proposal: Proposal) -> Proposal:
        """Keep one (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Proposal | None:
        """One proposal."""

    async def save(self, proposal: Proposal) -> None:
        """Keep all of it as it is now, and free its lease."""

    async def of_draft(self, draft: int) -> Sequence[Proposal]:
        """All that were asked for a draft, by number."""

    async def claim(self, owner: str, now: datetime, until: datetime) -> Proposal | None:
        """Take the oldest that waits and that nobody holds."""
