"""A bell between loops: one rings when there is work, another waits for it."""

import asyncio
from dataclasses import dataclass, field

# Seconds after which a loop looks even if nobody rang: another process may have queued work.
NAP = 1.0


@dataclass(slots=True)
class Bell:
    """Rung when there is work; a loop waits for it, or for its nap to end."""

    _event: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        """There is work."""
        self._event.set()

    async def wait(self, nap: float = NAP) -> None:
        """Return when rung, or after so many seconds, at most `NAP`."""
        try:
            async with asyncio.timeout(min(nap, NAP)):
                await self._event.wait()
        except TimeoutError:
            pass  # Nobody rang: look anyway.
        self._event.clear()
