"""What becomes of rooms: where they are by now, which are lost, and who is told.

A room keeps its name for ever; its address may change under it, and it may be lost for a while.
Both are kept in the store, so that a restart and other programs know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.desk.turn import Turn
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import Message, mark
from bot.domain.room import Duty, Room, Team
from bot.ports import Unit

_MOVED, _LOST, _LANGUAGE = "moved/", "lost-room/", "language/"
TOLD = (Duty.MONITORING, Duty.COORDINATION)
LOST = mark(
    "I am no longer in the room {room} on {platform}: {why} What I have to say there waits. "
    "Somebody there must let me in again."
)
BACK = mark("I am back in the room {room} on {platform}. What waited is said there now.")
MOVED = mark(
    "The room {room} has moved on {platform}, and I went with it. "
    "An administrator should write its new address in the configuration: {address}"
)


class Whereabouts:
    """The rooms as they are now: where, in which language, lost or not.

    Kept in memory between two looks, because platforms ask without waiting; the store knows best.
    """

    def __init__(self, team: Team) -> None:
        self._configured = team
        self.team = team
        self._lost: dict[str, str] = {}
        self._found: Sequence[Mapping[str, str]] = ()

    async def look(self, unit: Unit) -> None:
        """Read from the store what changed."""
        moved, languages, lost = found = await unit.settings.under_each(_MOVED, _LANGUAGE, _LOST)
        if found == self._found:
            return
        speaking = self._configured.speaking(languages)
        rooms = tuple(replace(r, address=moved.get(_place(r), r.address)) for r in speaking.rooms)
        self.team = replace(speaking, rooms=rooms)
        self._lost = {name: why for name, why in lost.items() if why}
        self._found = found

    def on(self, platform: str) -> Sequence[Room]:
        """The rooms of one platform."""
        return [room for room in self.team.rooms if room.platform == platform]

    def is_lost(self, room: str) -> bool:
        """Whether nothing can be said there now."""
        return room in self._lost


async def lost(turn: Turn, room: Room, why: str) -> None:
    """We are no longer in a room: its posts wait, and the others are told, once."""
    if await turn.unit.settings.get(_LOST + room.name):
        return
    await turn.unit.settings.put(_LOST + room.name, why or "-")
    await turn.note("room.lost", why, DAILY_WATCH, room=room.name, platform=room.platform)
    await tell_others(turn, f"room/{room.name}/lost", LOST, room.platform, room.name,
                      room=room.name, why=why)  # fmt: skip


async def back(turn: Turn, room: Room) -> None:
    """We are in a room again: what waited goes out."""
    if not await turn.unit.settings.get(_LOST + room.name):
        return
    await turn.unit.settings.put(_LOST + room.name, "")
    await turn.unit.outbox.hasten([room.name], turn.now)
    await turn.note("room.back", "", DAILY_WATCH, room=room.name, platform=room.platform)
    await tell_others(turn, f"room/{room.name}/back", BACK, room.platform, room.name,
                      room=room.name)  # fmt: skip


async def moved(turn: Turn, room: Room, address: str) -> None:
    """A room has another address: everything goes there from now on. `room` is as configured."""
    if await turn.unit.settings.get(_MOVED + _place(room)) == address:
        return
    await turn.unit.settings.put(_MOVED + _place(room), address)
    await turn.unit.settings.put(_LOST + room.name, "")
    await turn.unit.outbox.hasten([room.name], turn.now)
    await turn.note("room.moved", address, DAILY_WATCH, room=room.name, platform=room.platform)
    await tell_others(turn, f"room/{room.name}/moved", MOVED, room.platform, "",
                      room=room.name, address=address)  # fmt: skip


async def tell_others(
    turn: Turn, key: str, sentence: str, platform: str, but: str, **details: object
) -> None:
    """Say it where it is of use: on other platforms first; never in the room `but`."""
    for room in _others(turn.centre.team, platform, but):
        words = turn.words(room.language, sentence, platform=platform, **details)
        await turn.tell(f"{key}/{turn.now.isoformat()}", room, Message(words))


def _others(team: Team, platform: str, but: str) -> Sequence[Room]:
    """Our rooms with the duty, elsewhere if there are any; else the duty here; else all others."""
    rooms = [room for room in team.ours if room.name != but]
    duty = [room for room in rooms if room.duties & set(TOLD)]
    elsewhere = [room for room in duty if room.platform != platform]
    return elsewhere or [r for r in rooms if r.platform != platform] or duty or rooms


def _place(room: Room) -> str:
    # By the configured address: whoever configures another one means that one.
    return f"{room.platform}/{room.address}"
