"""Losing a platform, wholly or for what we say: said elsewhere once, and again when it is back."""

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.desk.rooms import Whereabouts, tell_others
from bot.desk.turn import VIGIE, Turn
from bot.domain.centre import Centre
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import mark
from bot.ports import Clock, Unit, Units, Words

# People elsewhere must know within a minute. A tick comes every few seconds.
SILENCE = timedelta(seconds=50)
_DOWN, _MUTE = "lost-platform/", "mute-platform/"
UNREACHED = mark(
    "I have not reached {platform} since {time}: {why} Nobody is heard there, and what I have to "
    "say there waits. Go on here."
)
REVOKED = mark(
    "{platform} refuses my key since {time}: {why} Nobody is heard there, and what I have to say "
    "there waits. Go on here, and tell an administrator to give me a new key."
)
SILENT = mark("it does not answer.")
UNSAID = mark(
    "I hear {platform}, but since {time} nothing arrives of what I say there: {why} It waits. "
    "Go on here."
)
TAKEN = mark("{platform} takes what I say again. What waited is said there now.")
RETURNED = mark("{platform} is back. It was gone for {minutes} min. What waited is said there now.")
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Pulse:
    """How a platform fares: when it was last well, and what it said since."""

    well: datetime
    why: str = SILENT
    revoked: bool = False
    deaf: bool = False


@dataclass(slots=True)
class _Mute:
    """Since when nothing arrives of what we say, and when and why the last of it did not."""

    since: datetime
    last: datetime
    why: str


@dataclass(slots=True)
class Outages:
    """The pulse of every platform that this program listens to."""

    units: Units
    centre: Centre
    words: Words
    clock: Clock
    whereabouts: Whereabouts
    _pulses: dict[str, _Pulse] = field(default_factory=dict)
    _told: dict[str, bool] = field(default_factory=dict)
    _mutes: dict[str, _Mute] = field(default_factory=dict)
    _told_mute: dict[str, bool] = field(default_factory=dict)

    def listens(self, platform: str) -> None:
        """This program begins to listen to it."""
        self._pulses.setdefault(platform, _Pulse(self.clock.now()))

    def is_down(self, platform: str) -> bool:
        """Whether nothing should be sent there: it failed, and was not heard since."""
        pulse = self._pulses.get(platform)
        return pulse is not None and pulse.deaf

    async def heard(self, platform: str) -> None:
        """It gave a sign of life."""
        was = self._pulses.get(platform)
        self._pulses[platform] = _Pulse(self.clock.now())
        if was is not None and was.deaf:
            self._mutes.pop(platform, None)
        # At the first sign of life it may be another program that said it was lost.
        if was is None or was.deaf or self._told.get(platform) is not False:
            await self._say_back(platform)

    async def failed(self, platform: str, why: str, *, revoked: bool) -> None:
        """It could not be heard."""
        pulse = self._pulses.setdefault(platform, _Pulse(self.clock.now()))
        pulse.why, pulse.revoked, pulse.deaf = why, revoked, True
        log.warning("platform down name=%s revoked=%s why=%s", platform, revoked, why)
        await self.look(platform)

    def unsaid(self, platform: str, why: str) -> None:
        """It did not take what we said, and not for being too fast: it may take it later."""
        now = self.clock.now()
        mute = self._mutes.setdefault(platform, _Mute(now, now, why))
        mute.last, mute.why = now, why

    async def said(self, platform: str) -> None:
        """Something that we said arrived there."""
        self._mutes.pop(platform, None)
        # At the first time it may be another program that said it was mute.
        if platform not in self._pulses or self._told_mute.get(platform) is False:
            return
        async with self.units() as unit:
            if await unit.settings.get(_MUTE + platform):
                await unit.settings.put(_MUTE + platform, "")
                turn = self._turn(unit)
                await turn.note("platform.speaks", "", DAILY_WATCH, platform=platform)
                await tell_others(turn, f"platform/{platform}/speaks", TAKEN, platform, "")
                await unit.commit()
        self._told_mute[platform] = False

    async def look(self, platform: str) -> None:
        """Say that it is lost: silent for too long, in want of another key, or deaf to us."""
        await self._look_if_mute(platform)
        pulse, now = self._pulses[platform], self.clock.now()
        if self._told.get(platform) or not (pulse.revoked or now - pulse.well >= SILENCE):
            return
        async with self.units() as unit:
            if not await unit.settings.get(_DOWN + platform):
                await self._say_lost(self._turn(unit), platform, pulse)
                await unit.commit()
        self._told[platform] = True

    async def _look_if_mute(self, platform: str) -> None:
        mute = self._mutes.get(platform)
        if mute is None or self._told_mute.get(platform) or self.is_down(platform):
            return
        # One failure that nobody tried again is no silence.
        if self.clock.now() - mute.since < SILENCE or mute.last - mute.since < SILENCE / 2:
            return
        async with self.units() as unit:
            if not await unit.settings.get(_MUTE + platform):
                await unit.settings.put(_MUTE + platform, mute.since.isoformat())
                turn = self._turn(unit)
                await turn.note("platform.mute", mute.why, DAILY_WATCH, platform=platform)
                await self._tell_lost(turn, "mute", UNSAID, platform, mute.since, mute.why)
                await unit.commit()
        self._told_mute[platform] = True

    async def _say_lost(self, turn: Turn, platform: str, pulse: _Pulse) -> None:
        await turn.unit.settings.put(_DOWN + platform, pulse.well.isoformat())
        await turn.note("platform.lost", pulse.why, DAILY_WATCH, platform=platform)
        sentence = REVOKED if pulse.revoked else UNREACHED
        await self._tell_lost(turn, "lost", sentence, platform, pulse.well, pulse.why)

    async def _tell_lost(
        self, turn: Turn, how: str, sentence: str, platform: str, since: datetime, why: str
    ) -> None:
        if any(room.platform != platform for room in self.centre.team.rooms):
            time = f"{since.astimezone(self.centre.timezone):%H:%M}"
            await tell_others(turn, f"platform/{platform}/{how}", sentence, platform, "",
                              time=time, why=why)  # fmt: skip

    async def _say_back(self, platform: str) -> None:
        async with self.units() as unit:
            since = await unit.settings.get(_DOWN + platform)
            turn = self._turn(unit)
            rooms = [room.name for room in turn.centre.team.rooms if room.platform == platform]
            await unit.outbox.hasten(rooms, turn.now)
            if since:
                gone = turn.now - datetime.fromisoformat(since)
                await unit.settings.put(_DOWN + platform, "")
                await turn.note("platform.back", "", DAILY_WATCH, platform=platform)
                await tell_others(turn, f"platform/{platform}/back", RETURNED, platform, "",
                                  minutes=max(1, round(gone.total_seconds() / 60)))  # fmt: skip
            await unit.commit()
        self._told[platform] = False

    def _turn(self, unit: Unit) -> Turn:
        here = replace(self.centre, team=self.whereabouts.team)
        return Turn(unit, here, self.words, VIGIE, self.clock.now())
