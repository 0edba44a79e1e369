"""A store in memory: the twin of the real ones for fast tests. It passes the same contract.

Every unit works on a copy of the state, one unit after another; `commit` puts the copy in place.
Values are frozen, so a copy of each table is a copy of everything.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.domain.incident import DAILY_WATCH, Incident
from bot.domain.log import GENESIS, Head
from bot.domain.mode import Mode
from bot.ports import Unit
from tests import (
    memory_desk,
    memory_exchange,
    memory_proposals,
    memory_queues,
    memory_rumours,
    memory_samples,
    memory_triage,
    memory_watch,
)
from tests.clock import START
from tests.memory_tables import Tables


class MemoryUnits:
    """`ports.Units` over one state in memory, with the daily watch in it."""

    def __init__(self, mode: Mode = Mode.LIVE, now: datetime = START) -> None:
        self._one_at_a_time = asyncio.Lock()
        first = Incident(DAILY_WATCH, "Daily watch", mode, opened_by="vigie", opened_at=now)
        self.kept = Tables(incidents={0: first}, heads={0: Head(0, 0, GENESIS)})

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Unit]:
        async with self._one_at_a_time:
            yield _MemoryUnit(self)


class _MemoryUnit:
    def __init__(self, units: MemoryUnits) -> None:
        self._units = units
        self._mine = units.kept.copied()
        self.inbox = memory_queues.Inbox(self._mine)
        self.outbox = memory_queues.Outbox(self._mine)
        self.ears = memory_queues.Ears(self._mine)
        self.leases = memory_queues.Leases(self._mine)
        self.spoken = memory_queues.Spoken(self._mine)
        self.log = memory_queues.Log(self._mine)
        self.feeds = memory_watch.Feeds(self._mine)
        self.items = memory_watch.Items(self._mine)
        self.warnings = memory_watch.Warnings(self._mine)
        self.flags = memory_triage.Flags(self._mine)
        self.cases = memory_triage.Cases(self._mine)
        self.incidents = memory_desk.Incidents(self._mine)
        self.drafts = memory_desk.Drafts(self._mine)
        self.publications = memory_desk.Publications(self._mine)
        self.narratives = memory_desk.Narratives(self._mine)
        self.facts = memory_desk.Facts(self._mine)
        self.contacts = memory_desk.Contacts(self._mine)
        self.cards = memory_desk.Cards(self._mine)
        self.settings = memory_desk.Settings(self._mine)
        self.proposals = memory_proposals.Proposals(self._mine)
        self.shares = memory_exchange.Shares(self._mine)
        self.requests = memory_exchange.Requests(self._mine)
        self.rumours = memory_rumours.Rumours(self._mine)
        self.tellings = memory_queues.Tellings(self._mine)
        self.agenda = memory_queues.Agenda(self._mine)
        self.samples = memory_samples.Samples(self._mine)

    async def commit(self) -> None:
        self._units.kept = self._mine.copied()
        self._mine.over = True
