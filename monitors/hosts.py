"""Whose turn it is at a host: one request at a time, with a gap after each.

    turn(host, who) --your turn--> ask, then leave          (a short wait is waited for)
                    --come back in N seconds--> leave        (a slot is kept for `who` until then)

The second answer keeps one busy host from filling the watch: whoever would have to wait long goes
away with a slot of their own. A pause that a host asks for moves every slot at that host.
All of it may be lost: after a restart each host is simply asked politely again.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from ipaddress import ip_address

# Seconds, all of them.
GAP = 2.0
LINKED_GAP = 0.2
PATIENCE = 5.0
_GAPS = {"reddit.com": 60.0}  # About one request a minute and address, or it shuts the door.
_FORGET_SLOT = 3600.0
_MOST_HOSTS = 4096


def polite_gap(host: str) -> float:
    """Seconds to leave between two requests to this host; none to this very machine."""
    if host == "localhost" or _is_loopback(host):
        return 0.0
    return _GAPS.get(queue_of(host), GAP)


def queue_of(host: str) -> str:
    """The name under which a host queues: all of reddit.com is one, any other is itself."""
    return next((name for name in _GAPS if host == name or host.endswith(f".{name}")), host)


@dataclass(frozen=True, slots=True)
class Pace:
    """What we know of one host. `free` is the first moment that nobody has booked.

    Nothing is asked before `paused`, whatever was booked, nor within `gap` of `ended`, when the
    last request did.
    """

    gap: float
    free: float = 0.0
    paused: float = 0.0
    ended: float = float("-inf")
    booked: Mapping[str, float] = field(default_factory=dict)

    def start_for(self, who: str, now: float) -> float:
        """When `who` may ask: in the slot kept for them, or in the first that is free."""
        return max(now, self.paused, self.ended + self.gap, self.booked.get(who, self.free))

    def start_of_linked(self, now: float) -> float:
        """When a document may be asked for that belongs to what was just read."""
        return max(now, self.paused, self.ended + min(self.gap, LINKED_GAP))

    def kept_for(self, who: str, start: float, now: float) -> "Pace":
        """The pace with this slot kept; slots that nobody came for are forgotten."""
        booked = {name: at for name, at in self.booked.items() if at > now - _FORGET_SLOT}
        return replace(self, free=max(self.free, start + self.gap), booked=booked | {who: start})

    def asked_by(self, who: str, ended: float) -> "Pace":
        """The pace after a request that ended now."""
        rest = {name: at for name, at in self.booked.items() if name != who}
        return replace(self, free=max(self.free, ended + self.gap), ended=ended, booked=rest)

    def paused_until(self, moment: float) -> "Pace":
        """The pace when nothing may be asked before this moment."""
        return replace(self, free=max(self.free, moment), paused=max(self.paused, moment))


@dataclass(slots=True)
class _Door:
    pace: Pace
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def idle(self, now: float) -> bool:
        return not (self.lock.locked() or self.pace.free > now)


class Hosts:
    """Every host that was asked lately. `gap_of` says how long to leave a host alone."""

    def __init__(
        self,
        *,
        gap_of: Callable[[str], float] = polite_gap,
        patience: float = PATIENCE,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._gap_of = gap_of
        self._patience = patience
        self._now = now
        self._doors: dict[str, _Door] = {}

    @asynccontextmanager
    async def turn(
        self, host: str, who: str, *, linked: bool = False
    ) -> AsyncIterator[timedelta | None]:
        """Yields None when it is our turn, which ends with the block; else when to come back.

        What is `linked` from a document that was just read belongs to the same visit: it needs no
        slot and only a short gap, but keeps to one request at a time and to every pause.
        """
        door = self._door(host)
        wait = await self._admitted(door, who, linked)
        if wait is not None:
            yield timedelta(seconds=wait)
            return
        try:
            yield None
        finally:
            door.pace = door.pace.asked_by(who, self._now())
            door.lock.release()

    def pause(self, host: str, wait: timedelta) -> None:
        """Ask this host nothing for so long, for whatever feed."""
        door = self._door(host)
        door.pace = door.pace.paused_until(self._now() + wait.total_seconds())

    async def _admitted(self, door: _Door, who: str, linked: bool) -> float | None:
        """None with the door's lock held and the time come; else how long to stay away."""
        start = self._start(door, who, linked)
        if start - self._now() > self._patience:
            return self._sent_away(door, who, linked)
        if not linked:
            door.pace = door.pace.kept_for(who, start, self._now())
        try:
            async with asyncio.timeout(self._patience):
                await door.lock.acquire()
        except TimeoutError:
            return self._sent_away(door, who, linked)
        # Whoever was inside came out later than planned, or was told to pause.
        wait = self._start(door, who, linked) - self._now()
        if wait > self._patience:
            door.lock.release()
            return self._sent_away(door, who, linked)
        try:
            await asyncio.sleep(max(wait, 0.0))
        except asyncio.CancelledError:
            door.lock.release()
            raise
        return None

    def _start(self, door: _Door, who: str, linked: bool) -> float:
        now = self._now()
        return door.pace.start_of_linked(now) if linked else door.pace.start_for(who, now)

    def _sent_away(self, door: _Door, who: str, linked: bool) -> float:
        """How far off the first free slot beyond our patience is, which is kept for `who`."""
        now = self._now()
        start = max(now + self._patience, door.pace.free, door.pace.paused)
        if not linked:
            door.pace = door.pace.kept_for(who, start, now)
        return start - now

    def _door(self, host: str) -> _Door:
        name = queue_of(host)
        if name not in self._doors:
            self._forget_idle_ones()
            self._doors[name] = _Door(Pace(self._gap_of(host)))
        return self._doors[name]

    def _forget_idle_ones(self) -> None:
        if len(self._doors) >= _MOST_HOSTS:
            now = self._now()
            self._doors = {name: door for name, door in self._doors.items() if not door.idle(now)}


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
