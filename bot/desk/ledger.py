"""The watch's ledger: which feeds are due, claimed so that one program polls each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.pace import Pace
from bot.ports import Units
from monitors.watch import Watched

LEASE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class FeedLedger:
    """The watch's ledger: the feeds in the store, claimed under a lease."""

    units: Units
    owner: str
    pace: Pace

    async def due(self, now: datetime, limit: int) -> Sequence[Watched]:
        """Claim the feeds that are due, each with the interval that holds now."""
        async with self.units() as unit:
            claimed = await unit.feeds.claim_due(self.owner, now, now + LEASE, limit)
            if claimed:
                self.pace.see(await unit.incidents.open())
                await unit.commit()
        return [self._hurried(watched) for watched in claimed]

    async def next_due(self) -> datetime | None:
        """When the next one is."""
        async with self.units() as unit:
            return await unit.feeds.next_due()

    def _hurried(self, watched: Watched) -> Watched:
        every = self.pace.every_now(watched.feed)
        return replace(watched, feed=replace(watched.feed, every=every))
