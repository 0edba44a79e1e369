"""A clock that stands still until it is told to go on, and a patience for what is real."""

import asyncio
from datetime import UTC, datetime, timedelta

# Seconds after which what has not come never will, on however slow a machine. What comes in time
# costs none of them; a bound of the program's own is measured otherwise.
PATIENCE = 60
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class ManualClock:
    """`ports.Clock` for tests: who sleeps wakes when the clock is advanced far enough."""

    def __init__(self, at: datetime = START) -> None:
        self._now = at
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float = 0, **more: float) -> datetime:
        """Move on by so many seconds (or `minutes=`, `hours=`, as for a timedelta)."""
        self._now += timedelta(seconds=seconds, **more)
        for wake_at, sleeper in self._sleepers:
            if wake_at <= self._now and not sleeper.done():
                sleeper.set_result(None)
        self._sleepers = [entry for entry in self._sleepers if not entry[1].done()]
        return self._now

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        sleeper = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._now + timedelta(seconds=seconds), sleeper))
        await sleeper
