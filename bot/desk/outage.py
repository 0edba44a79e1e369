"""Losing a whole platform: noticed, said elsewhere once, and said again when it is back."""

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
_DOWN = "lost-platform/"
UNREACHED = mark(
    "I have not reached {platform} since {time}: {why} Nobody is heard there, and what I have to "
    "say there waits. Go on here."
)
REVOKED = mark(
    "{platform} refuses my key since {time}: {why} Nobody is heard there, and what I have to say "
    "there waits. Go on here, and tell an administrator to give me a new key."
)
SILENT = mark("it does not answer.")
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
class Outages:
    """The pulse of every platform that this program listens to."""

    units: Units
    centre: Centre
    words: Words
    clock: Clock
    whereabouts: Whereabouts
    _pulses: dict[str, _Pulse] = field(default_factory=dict)
    _told: dict[str, bool] = field(default_factory=dict)

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
        # At the first sign of life it may be another program that said it was lost.
        if was is None or was.deaf or self._told.get(platform) is not False:
            await self._say_back(platform)

    async def failed(self, platform: str, why: str, *, revoked: bool) -> None:
        """It could not be heard."""
        pulse = self._pulses.setdefault(platform, _Pulse(self.clock.now()))
        pulse.why, pulse.revoked, pulse.deaf = why, revoked, True
        log.warning("platform down name=%s revoked=%s why=%s", platform, revoked, why)
        await self.look(platform)

    async def look(self, platform: str) -> None:
        """Say that it is lost when it has been silent for too long, or wants another key."""
        pulse, now = self._pulses[platform], self.clock.now()
        if self._told.get(platform) or not (pulse.revoked or now - pulse.well >= SILENCE):
            return
        async with self.units() as unit:
            if not await unit.settings.get(_DOWN + platform):
                await self._say_lost(self._turn(unit), platform, pulse)
                await unit.commit()
        self._told[platform] = True

    async def _say_lost(self, turn: Turn, platform: str, pulse: _Pulse) -> None:
        await turn.unit.settings.put(_DOWN + platform, pulse.well.isoformat())
        await turn.note("platform.lost", pulse.why, DAILY_WATCH, platform=platform)
        if not self._has_others(platform):
            return
        time = f"{pulse.well.astimezone(self.centre.timezone):%H:%M}"
        sentence = REVOKED if pulse.revoked else UNREACHED
        await tell_others(turn, f"platform/{platform}/lost", sentence, platform, "",
                          time=time, why=pulse.why)  # fmt: skip

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

    def _has_others(self, platform: str) -> bool:
        return any(room.platform != platform for room in self.centre.team.rooms)

    def _turn(self, unit: Unit) -> Turn:
        here = replace(self.centre, team=self.whereabouts.team)
        return Turn(unit, here, self.words, VIGIE, self.clock.now())
