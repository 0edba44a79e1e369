"""Hear a platform: keep everything it gives before it is asked for more.

Each batch is kept with its cursor in one transaction; only then does the generator go on, and so
tells the platform that it was taken. What a crash leaves unkept comes again, under the same keys.
"""

import asyncio
import logging
import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.chat.context import Context
from bot.chat.dispatch import introduction
from bot.chat.pressing import understood
from bot.desk.bell import Bell
from bot.desk.outage import Outages
from bot.desk.posting import Posting
from bot.domain.hearing import Pressed, Stranger
from bot.domain.room import Room
from bot.ports import Batch, Event, Platform, PlatformDown, Recountable

LEASE = timedelta(seconds=30)
# Often enough that the lease holds, and that an outage is said within its minute.
TICK = 5.0
FIRST_REST, LONGEST_REST = 1.0, 30.0
# Credentials that were refused are only mended by a person.
REVOKED_REST = 300.0
# Messages with buttons that are looked at again in a room, the newest first: after a gap, and
# when the program begins, since whoever listened last may have missed some without knowing it.
MOST_RECOUNTED, RECOUNTED_AT_START = 50, 10
_ASKS_WHO = re.compile(r"\s*[/!]\s*whoami\b", re.IGNORECASE)
log = logging.getLogger(__name__)


class _HeldElsewhere(Exception):
    """Another program holds these ears."""


@dataclass(slots=True)
class Ears:
    """One platform's ears, as this program has them."""

    name: str
    platform: Platform
    context: Context
    posting: Posting
    outages: Outages
    owner: str
    bell: Bell
    rest: float = FIRST_REST
    is_new: bool = True

    async def for_ever(self) -> None:
        """Hear all that is said, through every outage. Raises `StoreError`."""
        self.outages.listens(self.name)
        while True:
            if not await self.take():
                await self.context.clock.sleep(TICK)
                continue
            try:
                await self._while_held()
                # It ended without a word of trouble: no reason to ask it at once again.
                await self._rest(FIRST_REST)
            except PlatformDown as down:
                await self.outages.failed(self.name, down.why, revoked=down.revoked)
                await self._rest(REVOKED_REST if down.revoked else max(down.after, self.rest))
                self.rest = min(self.rest * 2, LONGEST_REST)
            except _HeldElsewhere:
                log.warning("ears are held elsewhere platform=%s", self.name)

    async def listen(self) -> None:
        """Hear until the platform has no more; raises `PlatformDown`."""
        async with self.context.units() as unit:
            cursor = await unit.ears.cursor(self.name)
        batches = self.platform.listen(cursor)
        try:
            async for batch in batches:
                await self._keep(batch)
                self.rest = FIRST_REST
                await self.outages.heard(self.name)
        finally:
            if isinstance(batches, AsyncGenerator):
                await batches.aclose()

    async def take(self) -> bool:
        """Hold these ears for a while, or longer; False while another program does."""
        now = self.context.clock.now()
        async with self.context.units() as unit:
            taken = await unit.ears.take(self.name, self.owner, now, now + LEASE)
            await unit.commit()
            return taken

    async def _while_held(self) -> None:
        """Listen, and hold the ears all the while."""
        tasks = [asyncio.create_task(self.listen()), asyncio.create_task(self._hold())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _hold(self) -> None:
        while True:
            await self.context.clock.sleep(TICK)
            if not await self.take():
                raise _HeldElsewhere
            await self.outages.look(self.name)

    async def _rest(self, seconds: float) -> None:
        """Wait, but go on holding the ears, and say in time that nobody is heard."""
        until = self.context.clock.now() + timedelta(seconds=seconds)
        while (left := (until - self.context.clock.now()).total_seconds()) > 0:
            await self.context.clock.sleep(min(left, TICK))
            await self.take()
            await self.outages.look(self.name)

    async def _keep(self, batch: Batch) -> None:
        """Keep a batch and its cursor: all of it or nothing."""
        now, strangers = self.context.clock.now(), list[Stranger]()
        # What is heard twice is known by its key; the first is the surer of the two.
        events = [*batch.events, *await self._recounted(batch.gaps)]
        async with self.context.units() as unit:
            for event in events:
                if isinstance(event.heard, Stranger):
                    # Nothing is kept of people who are none of ours.
                    strangers.append(event.heard)
                elif event.heard is None:
                    await unit.inbox.add_noise(event.key, now, event.raw)
                elif isinstance(event.heard, Pressed):
                    await unit.inbox.add(await understood(unit, event.heard), now, event.raw)
                else:
                    await unit.inbox.add(event.heard, now, event.raw)
            if not await unit.ears.keep(self.name, self.owner, batch.cursor):
                raise _HeldElsewhere
            await unit.commit()
        self.is_new = False
        if events:
            self.bell.ring()
        for stranger in strangers:
            self._meet(stranger)

    async def _recounted(self, gaps: Sequence[str]) -> list[Event]:
        """The presses in rooms where some may not have been heard."""
        found: list[Event] = []
        if not isinstance(self.platform, Recountable):
            return found
        at_least = RECOUNTED_AT_START if self.is_new else 0
        for room in self.posting.whereabouts.on(self.name):
            most = MOST_RECOUNTED if room.name in gaps else at_least
            if not most:
                continue
            async with self.context.units() as unit:
                pressable = await unit.spoken.newest(room.name, most)
            counted = (self.platform.recount(room, reference) for reference in pressable)
            for events in await asyncio.gather(*counted):
                found += events
        return found

    def _meet(self, stranger: Stranger) -> None:
        door, now = self.context.door, self.context.clock.now()
        asks = _ASKS_WHO.match(stranger.text) and stranger.account
        if asks and door.opens(f"{self.name}/{stranger.account}", now):
            language = self.context.centre.languages[0]
            place = Room("", self.name, stranger.address, language)
            message = introduction(self.context, place, stranger.account)
            self.posting.whisper(place, message, stranger.key)
