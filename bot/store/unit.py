"""The store: opened once, then one transaction, a unit, after another."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.mode import Mode
from bot.ports import StoreError, Unit
from bot.store.agenda import SqlAgenda
from bot.store.cases import SqlCases
from bot.store.drafts import SqlDrafts
from bot.store.engine import open_engine, place_of, sqlite_file
from bot.store.exchange import SqlRequests, SqlShares
from bot.store.facts import SqlFacts
from bot.store.feeds import SqlFeeds
from bot.store.flags import SqlFlags
from bot.store.inbox import SqlEars, SqlInbox, SqlLeases, SqlSpoken
from bot.store.incidents import SqlIncidents
from bot.store.items import SqlItems, SqlWarnings
from bot.store.log import SqlLog
from bot.store.memories import SqlCards, SqlContacts, SqlNarratives, SqlSettings
from bot.store.migrate import must_be_current
from bot.store.proposals import SqlProposals
from bot.store.publications import SqlPublications
from bot.store.queue import SqlOutbox
from bot.store.rumours import SqlRumours
from bot.store.samples import SqlSamples
from bot.store.sql import Sql, transaction
from bot.store.tellings import SqlTellings
from bot.store.trouble import failing_as_store_error


class SqlUnit:
    """One transaction: `ports.Unit`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self.inbox = SqlInbox(sql)
        self.outbox = SqlOutbox(sql)
        self.ears = SqlEars(sql)
        self.leases = SqlLeases(sql)
        self.spoken = SqlSpoken(sql)
        self.log = SqlLog(sql)
        self.feeds = SqlFeeds(sql)
        self.items = SqlItems(sql)
        self.warnings = SqlWarnings(sql)
        self.flags = SqlFlags(sql)
        self.cases = SqlCases(sql)
        self.incidents = SqlIncidents(sql)
        self.drafts = SqlDrafts(sql)
        self.publications = SqlPublications(sql)
        self.narratives = SqlNarratives(sql)
        self.facts = SqlFacts(sql)
        self.contacts = SqlContacts(sql)
        self.cards = SqlCards(sql)
        self.settings = SqlSettings(sql)
        self.proposals = SqlProposals(sql)
        self.shares = SqlShares(sql)
        self.requests = SqlRequests(sql)
        self.rumours = SqlRumours(sql)
        self.tellings = SqlTellings(sql)
        self.agenda = SqlAgenda(sql)
        self.samples = SqlSamples(sql)

    async def commit(self) -> None:
        await self._sql.commit()


class Store:
    """An open store; `units` is `ports.Units`. All it raises is `StoreError`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._place = place_of(engine)

    @classmethod
    async def open(cls, url: str, mode: Mode, *, throw_away: bool = False) -> Self:
        """Open a store that `migrate` made; refuses one of another version or another mode. For
        `throw_away` see `open_engine`."""
        engine = open_engine(url, throw_away=throw_away)
        place = place_of(engine)
        file = sqlite_file(engine)
        # SQLite would make an empty file, which then looks like a store without its tables.
        if file is not None and not file.exists():
            raise StoreError(f"There is no store at {place} yet. Create it with: vigie migrate")
        try:
            with failing_as_store_error(place):
                async with engine.connect() as connection:
                    await must_be_current(connection, place, mode)
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine)

    @asynccontextmanager
    async def units(self) -> AsyncIterator[Unit]:
        """A unit, undone unless it is committed."""
        async with transaction(self._engine, self._place) as sql:
            yield SqlUnit(sql)

    async def close(self) -> None:
        """Let go of every connection; open units end undone."""
        await self._engine.dispose()
