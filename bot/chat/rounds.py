"""The rounds that carry the work: hear and answer, publish. Each runs until nothing is left.

Several rounds may ask at once (a loop, a reader at the end of its input): a lock lets one at a
time through, and the leases in the store keep other processes off.
"""

import asyncio
import logging
from dataclasses import dataclass, field

from bot.chat.context import Context
from bot.chat.dispatch import work_off
from bot.desk.delivery import Dispatch, Posting
from bot.domain.room import Utterance

log = logging.getLogger(__name__)
# Seconds after which a loop looks even if nobody rang: another process may have queued work.
NAP = 1.0


@dataclass(slots=True)
class Bell:
    """Rung when there is work; a loop waits for it, or for its nap to end."""

    _event: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        """There is work."""
        self._event.set()

    async def wait(self) -> None:
        """Return when rung, or after `NAP` seconds."""
        try:
            await asyncio.wait_for(self._event.wait(), NAP)
        except TimeoutError:
            log.debug("bell nap over")
        self._event.clear()


class Rounds:
    """What the desk does again and again with what was heard and what is due."""

    def __init__(self, context: Context, posting: Posting, dispatch: Dispatch) -> None:
        self.talk_bell = Bell()
        self.publish_bell = Bell()
        self._context = context
        self._posting = posting
        self._dispatch = dispatch
        self._talking = asyncio.Lock()
        self._publishing = asyncio.Lock()
        self._dispatched = 0

    async def hear(self, heard: Utterance) -> None:
        """Keep an utterance, then ring. Raises `StoreError` when it cannot be kept."""
        async with self._context.units() as unit:
            await unit.inbox.add(heard, self._context.clock.now())
            await unit.commit()
        self.talk_bell.ring()

    async def talk(self) -> None:
        """Work off the inbox and say everything that is due."""
        async with self._talking:
            while True:
                async with self._context.units() as unit:
                    waiting = await unit.inbox.waiting()
                for heard in waiting:
                    await work_off(self._context, heard)
                    await self._posting.some()
                said = await self._posting.some()
                if waiting:
                    self.publish_bell.ring()
                if not (waiting or said):
                    return

    async def publish(self) -> None:
        """Send every publication that is due."""
        async with self._publishing:
            while await self._dispatch.one():
                self._dispatched += 1
                self.talk_bell.ring()

    async def settle(self) -> None:
        """Do everything that is due now, until nothing follows from it."""
        dispatched = -1
        # Perhaps a loop dispatched it, while we waited for the lock.
        while dispatched != self._dispatched:
            dispatched = self._dispatched
            await self.talk()
            await self.publish()

    async def talk_for_ever(self) -> None:
        """The loop behind the rooms."""
        while True:
            await self.talk()
            await self.talk_bell.wait()

    async def publish_for_ever(self) -> None:
        """The loop behind the outlets."""
        while True:
            await self.publish()
            await self.publish_bell.wait()
