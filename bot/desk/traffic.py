"""Which rooms may be spoken to at this moment, and when the others may."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.desk.outage import Outages
from bot.desk.rooms import Whereabouts
from bot.domain.pacing import Metronome, Move
from bot.domain.publication import PostFailed
from bot.domain.room import Room
from bot.ports import Platform

# So many posts of one platform are on their way at once; more would only fill its queues.
AT_ONCE = 16
# A lost room is tried again so often, in case its return was not heard.
TRY_LOST = timedelta(minutes=10)


class Traffic:
    """Keeps every platform's pace, and keeps off rooms that are busy, lost or unreachable."""

    def __init__(
        self, platforms: Mapping[str, Platform], whereabouts: Whereabouts, outages: Outages
    ) -> None:
        self._beats = {name: Metronome(platform.pace) for name, platform in platforms.items()}
        self._whereabouts = whereabouts
        self._outages = outages
        self._tried: dict[str, datetime] = {}
        self.busy: dict[str, str] = {}

    def closed(self, now: datetime) -> set[str]:
        """The rooms where nothing at all can be said now."""
        rooms = self._whereabouts.team.rooms
        return {*self.busy, *(room.name for room in rooms if self._is_closed(room, now))}

    def wait(self, room: Room, move: Move, now: datetime) -> float:
        """Seconds until this may be done; at 0 it counts as done."""
        beats = self._beats[room.platform]
        seconds = beats.wait(_chat(room), move, now)
        if seconds <= 0:
            beats.beat(_chat(room), move, now)
        return seconds

    def failed(self, room: Room, failure: PostFailed, now: datetime) -> None:
        """Something was not taken there: the platform wants quiet in this room, or has trouble."""
        if failure.after:
            until = now + timedelta(seconds=failure.after)
            self._beats[room.platform].rest(_chat(room), until)
        elif failure.retry or failure.uncertain:
            self._outages.unsaid(room.platform, failure.why)

    async def arrived(self, room: Room) -> None:
        """Something that we said is there."""
        await self._outages.said(room.platform)

    def next_free(self, now: datetime) -> float:
        """Seconds until the first room that waits for its platform's pace is free."""
        waits = [self._soonest(room, now) for room in self._whereabouts.team.rooms]
        return min((wait for wait in waits if wait > 0), default=60.0)

    def _is_closed(self, room: Room, now: datetime) -> bool:
        if room.name in self.busy or self._outages.is_down(room.platform):
            return True
        if list(self.busy.values()).count(room.platform) >= AT_ONCE:
            return True
        return self._soonest(room, now) > 0 or self._is_lost(room.name, now)

    def _is_lost(self, room: str, now: datetime) -> bool:
        if not self._whereabouts.is_lost(room):
            self._tried.pop(room, None)
            return False
        if now < self._tried.setdefault(room, now + TRY_LOST):
            return True
        self._tried[room] = now + TRY_LOST
        return False

    def _soonest(self, room: Room, now: datetime) -> float:
        beats = self._beats.get(room.platform)
        if beats is None:
            return 0.0
        return min(beats.wait(_chat(room), move, now) for move in (Move.REPLY, Move.EDIT))


def _chat(room: Room) -> str:
    """What a platform counts by: the topics of one Telegram group share its pace."""
    chat, _, _ = room.address.partition("#")
    return chat or room.address
