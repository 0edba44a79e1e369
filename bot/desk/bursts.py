"""Tell the monitoring rooms once when a storyline is seen on more hosts than usual.

The counts are read from the flags, by when each was first seen. What is usual is learned once a day
and held in memory, since it can be learned again; that a burst was told is kept in the store.
"""

import json
from dataclasses import asdict
from datetime import datetime

from bot.desk.turn import Turn
from bot.domain.flag import Case
from bot.domain.room import Duty
from bot.ports import Lane, Unit
from classifiers.bursts import (
    FEWEST,
    HOUR,
    ONE_BURST,
    PAST,
    Burst,
    Seen,
    Usual,
    burst,
    hourly,
    usual,
)

_KEPT = "burst/"


class Bursts:
    """What is usual for each storyline."""

    def __init__(self) -> None:
        self._usual: dict[str, Usual] = {}

    async def look(self, turn: Turn, case: Case) -> bool:
        """Whether the newest flag of a case shows a burst; if so it is noted and told, once.

        A case without a narrative is one storyline, and tells itself.
        """
        told = await burst_of(turn.unit, case)
        if case.narrative is None or (told is not None and turn.now - told[1] < ONE_BURST):
            return False
        recent = await _seen(turn, case.narrative, turn.now - HOUR)
        # Most flags end here: the rest reads four weeks, once a day.
        if len({host for host, _ in recent}) < FEWEST:
            return False
        found = burst(await self._known(turn, case.narrative), recent, turn.now)
        if found is None:
            return False
        await turn.unit.settings.put(
            f"{_KEPT}{case.number}", json.dumps([asdict(found), turn.now.isoformat()])
        )
        await turn.note(
            "case.burst", f"{found.hosts} hosts, usually {found.usual:.1f} an hour", case.incident,
            case=case.number, minutes=found.minutes,
        )  # fmt: skip
        tag = turn.now.isoformat()
        await turn.show(f"burst/{case.number}", tag, Lane.FLAG, Duty.MONITORING)
        return True

    async def _known(self, turn: Turn, narrative: str) -> Usual:
        """What is usual up to the last full hour."""
        this_hour = turn.now.replace(minute=0, second=0, microsecond=0)
        known = self._usual.get(narrative)
        if known is None or known.until.date() != this_hour.date():
            seen = await _seen(turn, narrative, this_hour - PAST)
            first = seen[0][1].replace(minute=0, second=0, microsecond=0)
            hours = (this_hour - first) // HOUR
            known = usual(hourly(seen, first, hours), first)
        elif known.until < this_hour:
            seen = await _seen(turn, narrative, known.until)
            for count in hourly(seen, known.until, (this_hour - known.until) // HOUR):
                known = known.after(count)
        self._usual[narrative] = known
        return known


async def burst_of(unit: Unit, case: Case) -> tuple[Burst, datetime] | None:
    """The last burst of a case and when it was told, if there was one."""
    kept = await unit.settings.get(f"{_KEPT}{case.number}")
    if kept is None:
        return None
    found, at = json.loads(kept)
    return Burst(**found), datetime.fromisoformat(at)


async def _seen(turn: Turn, narrative: str, since: datetime) -> list[Seen]:
    spotted = await turn.unit.flags.spotted(since, narrative=narrative)
    return [(point.host, point.at) for point in spotted]
