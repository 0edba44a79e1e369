"""The rounds that carry the work: hear and answer, publish. Each runs until nothing is left.

Several rounds may ask at once (a loop, a reader at the end of its input): a lock lets one at a
time through, and the leases in the store keep other processes off.
"""

import asyncio
from datetime import datetime, timedelta

from bot.chat.attending import attend
from bot.chat.context import Context
from bot.desk import emerging
from bot.desk.bell import Bell
from bot.desk.delivery import Dispatch
from bot.desk.fading import let_go
from bot.desk.posting import Posting
from bot.desk.prompting import EVERY, Prompter
from bot.desk.turn import VIGIE, Turn
from bot.desk.writing import Scribe
from bot.domain.room import Utterance

# Events as they came, and what buttons say, are of use for a month: then nobody asks any more.
MEMORY = timedelta(days=30)
A_DAY = 86_400.0


class Rounds:
    """What the desk does again and again with what was heard and what is due."""

    def __init__(
        self, context: Context, posting: Posting, dispatch: Dispatch, scribe: Scribe | None = None
    ) -> None:
        self.talk_bell = Bell()
        self.publish_bell = Bell()
        self.write_bell = Bell()
        self._scribe = scribe
        self._context = context
        self._posting = posting
        self._dispatch = dispatch
        self._prompter = Prompter(context.units, context.centre, context.words, context.clock)
        self._talking = asyncio.Lock()
        self._publishing = asyncio.Lock()
        self._writing = asyncio.Lock()
        self._dispatched = 0

    async def hear(self, heard: Utterance) -> None:
        """Keep an utterance, then ring. Raises `StoreError` when it cannot be kept."""
        async with self._context.units() as unit:
            await unit.inbox.add(heard, self._context.clock.now())
            await unit.commit()
        self.talk_bell.ring()

    def ring(self) -> None:
        """Something is due in a room."""
        self._posting.bell.ring()

    async def listen(self) -> bool:
        """Work off what waits in the inbox; False when nothing did."""
        async with self._talking:
            async with self._context.units() as unit:
                waiting = await unit.inbox.waiting()
            for heard in waiting:
                await attend(self._context, self._posting, heard)
                self.ring()
            if waiting:
                self.publish_bell.ring()
                self.write_bell.ring()
            return bool(waiting)

    async def talk(self) -> None:
        """Work off the inbox and say everything that can be said."""
        worked = said = True
        while worked or said:
            worked = await self.listen()
            said = await self._posting.some()

    async def publish(self) -> None:
        """Send every publication that is due."""
        async with self._publishing:
            while await self._dispatch.one():
                self._dispatched += 1
                self.ring()

    async def write(self) -> None:
        """Get every proposal that waits, when something helps with writing."""
        async with self._writing:
            while self._scribe is not None and await self._scribe.one():
                self._dispatched += 1
                self.ring()

    async def prompt(self) -> None:
        """Call and remind whoever is due."""
        if await self._prompter.look():
            self.ring()

    async def settle(self) -> None:
        """Do everything that is due now, until nothing follows from it."""
        await self.prompt()
        dispatched = -1
        # Perhaps a loop dispatched it, while we waited for the lock.
        while dispatched != self._dispatched:
            dispatched = self._dispatched
            await self.talk()
            await self.publish()
            await self.write()

    async def talk_for_ever(self) -> None:
        """The loop behind what is heard."""
        while True:
            while await self.listen():
                pass
            await self.talk_bell.wait()

    async def say_for_ever(self) -> None:
        """The loop behind what is said in rooms."""
        await self._posting.for_ever()

    async def publish_for_ever(self) -> None:
        """The loop behind the outlets."""
        while True:
            await self.publish()
            await self.publish_bell.wait()

    async def prompt_for_ever(self) -> None:
        """The loop behind calls and reminders."""
        while True:
            await self.prompt()
            await self._context.clock.sleep(EVERY.total_seconds())

    async def write_for_ever(self) -> None:
        """The loop behind the writing help."""
        while True:
            await self.write()
            await self.write_bell.wait()

    async def forget(self) -> None:
        """Let go of what was said long ago, and of posts that nothing rests on."""
        now = self._context.clock.now()
        since = now - self._context.centre.keep_posts
        while await self._fade(now, since):
            pass
        async with self._context.units() as unit:
            await unit.inbox.forget(now - MEMORY)
            await unit.spoken.forget(now - MEMORY)
            await unit.tellings.forget(now - MEMORY)
            await unit.items.forget(since)
            await unit.rumours.forget(now - emerging.MEMORY)
            await unit.commit()

    async def _fade(self, now: datetime, since: datetime) -> bool:
        async with self._context.units() as unit:
            turn = Turn(unit, self._context.centre, self._context.words, VIGIE, now)
            more = await let_go(turn, since)
            await unit.commit()
            return more

    async def forget_for_ever(self) -> None:
        """Once a day, let go of what nobody asks for any more."""
        while True:
            await self.forget()
            await self._context.clock.sleep(A_DAY)
