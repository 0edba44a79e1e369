"""Where the configured rooms are: ids, and aliases that a homeserver knows the ids of."""

import nio

from bot.domain.room import Room
from bot.platforms.matrix.failures import LOST, deaf, refusal, silent
from bot.ports import Clock, RoomsNow

# An alias that nobody knows yet is asked for again, not at every sync.
_ASK_AGAIN_SECONDS = 60.0


class Places:
    """The ids of the configured rooms. An alias is looked up once and then kept."""

    def __init__(self, rooms: RoomsNow, clock: Clock) -> None:
        self._rooms = rooms
        self._clock = clock
        self._ids: dict[str, str] = {}
        self._asked: dict[str, float] = {}
        self._moved: dict[str, str] = {}

    def names(self) -> dict[str, str]:
        """The names of the configured rooms by their ids, as far as these are known."""
        known = {self._ids.get(room.address, room.address): room.name for room in self._rooms()}
        # The desk hears of a move with the batch that we are still reading.
        return {**known, **self._moved}

    def moved(self, name: str, room_id: str) -> None:
        """A room is elsewhere from now on."""
        self._moved[room_id] = name

    async def resolve(self, client: nio.AsyncClient) -> None:
        """Look up the aliases that are not known yet. Raises `PlatformDown`."""
        now = self._clock.now().timestamp()
        for room in self._rooms():
            alias = room.address
            if not alias.startswith("#") or alias in self._ids:
                continue
            if now - self._asked.get(alias, 0.0) < _ASK_AGAIN_SECONDS:
                continue
            self._asked[alias] = now
            await self.id_of(client, room)

    async def id_of(self, client: nio.AsyncClient, room: Room) -> str:
        """The id of a room; "" when its alias leads nowhere. Raises `PlatformDown`."""
        alias = room.address
        if not alias.startswith("#"):
            return alias
        if alias not in self._ids:
            try:
                answer = await client.room_resolve_alias(alias)
            except LOST as trouble:
                raise silent(trouble) from trouble
            if why := refusal(answer):
                if why.is_for_now or why.is_revoked:
                    raise deaf(why)
                return ""
            self._ids[alias] = answer.room_id
        return self._ids[alias]
