"""Crashes between any two steps: units that stop the desk just before or just after a commit."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.ports import Unit, Units


class SimulatedCrash(BaseException):
    """The power went. No `except Exception` catches it, as none would catch the real thing."""


def crash() -> None:
    """Stop everything here."""
    raise SimulatedCrash


class Fuse:
    """Counts the moments before and after every commit, and blows once at the chosen one."""

    def __init__(self, blow: Callable[[], None] = crash, at: int = 0) -> None:
        self._blow = blow
        self._at = at
        self.passed = 0

    def blow_after(self, moments: int) -> None:
        """Blow at the moment that is so many moments away, from 1."""
        self._at = self.passed + moments

    def hold(self) -> None:
        """Do not blow any more."""
        self._at = 0

    def moment(self) -> None:
        """Live through one more moment."""
        self.passed += 1
        if self.passed == self._at:
            self._blow()


class FusedUnits:
    """`ports.Units` behind a fuse."""

    def __init__(self, units: Units, fuse: Fuse) -> None:
        self._units = units
        self._fuse = fuse

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Unit]:
        async with self._units() as unit:
            yield _FusedUnit(unit, self._fuse)


class _FusedUnit:
    def __init__(self, unit: Unit, fuse: Fuse) -> None:
        self._unit = unit
        self._fuse = fuse
        self.inbox = unit.inbox
        self.outbox = unit.outbox
        self.ears = unit.ears
        self.leases = unit.leases
        self.spoken = unit.spoken
        self.log = unit.log
        self.feeds = unit.feeds
        self.items = unit.items
        self.warnings = unit.warnings
        self.flags = unit.flags
        self.cases = unit.cases
        self.incidents = unit.incidents
        self.drafts = unit.drafts
        self.publications = unit.publications
        self.narratives = unit.narratives
        self.facts = unit.facts
        self.contacts = unit.contacts
        self.cards = unit.cards
        self.settings = unit.settings
        self.proposals = unit.proposals
        self.shares = unit.shares
        self.requests = unit.requests
        self.rumours = unit.rumours
        self.tellings = unit.tellings
        self.agenda = unit.agenda
        self.samples = unit.samples

    async def commit(self) -> None:
        self._fuse.moment()
        await self._unit.commit()
        self._fuse.moment()
