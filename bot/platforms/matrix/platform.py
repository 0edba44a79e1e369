"""The platform `matrix`: `ports.Platform` over a homeserver's client interface."""

from collections.abc import AsyncIterator, Sequence

from bot.domain.message import File, Message
from bot.domain.room import Room
from bot.platforms.matrix.account import Account
from bot.platforms.matrix.ears import POLL_SECONDS, Ears
from bot.platforms.matrix.places import Places
from bot.platforms.matrix.reaching import look
from bot.platforms.matrix.reading import Ear
from bot.platforms.matrix.recounting import Changes, presses
from bot.platforms.matrix.sealed import Sealed
from bot.platforms.matrix.settings import MatrixSettings
from bot.platforms.matrix.voice import Voice
from bot.ports import Batch, Clock, Event, Pace, Remark, RoomsNow


class Matrix:
    """Rooms on a homeserver. Logs in when it is first needed; `poll` is how many seconds a sync
    waits for something to happen."""

    def __init__(
        self, settings: MatrixSettings, rooms: RoomsNow, clock: Clock, poll: float = POLL_SECONDS
    ) -> None:
        self._account = Account(settings)
        self._places = Places(rooms, clock)
        folder = settings.store if settings.encryption else None
        self._changes = Changes()
        self._ears = Ears(self._account, self._places, Sealed(folder, clock), self._changes, poll)
        self._voice = Voice(self._account, self._places)

    @property
    def pace(self) -> Pace:
        """Homeservers differ in what they bear, and say so when it is too much. Edits are held
        back for the readers' sake."""
        return Pace(edit_gap=1.0)

    def listen(self, cursor: str | None) -> AsyncIterator[Batch]:
        """All that was said since the cursor. Raises `PlatformDown`."""
        return self._ears.listen(cursor)

    async def recount(self, room: Room, reference: str) -> Sequence[Event]:
        """Everybody's reactions under a message of ours. Raises `PlatformDown`."""
        client = await self._account.ready()
        room_id = await self._places.id_of(client, room)
        ear = Ear(self._account.user, self._places.names())
        return await presses(client, room_id, reference, ear, self._changes)

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        """Say something; returns the id of its event."""
        return await self._voice.tell(room, message, key, thread)

    async def edit(
        self, room: Room, reference: str, message: Message, key: str, *, same_buttons: bool = False
    ) -> str:
        """Show the newest state in place of an earlier message."""
        if same_buttons:
            return await self._voice.edit(room, reference, message, key, same_buttons=True)
        with self._changes.under(reference):
            return await self._voice.edit(room, reference, message, key)

    async def show(self, room: Room, file: File, caption: str, key: str, thread: str = "") -> str:
        """Show a picture or give a file, with words below it."""
        return await self._voice.show(room, file, caption, key, thread)

    async def answer(self, answer_to: str, words: str) -> None:
        """Nothing: a reaction wants no answer, and what it did is said in the room."""

    async def reach(self, rooms: Sequence[Room]) -> Sequence[Remark]:
        """Try the login and each room, and say in words what is missing."""
        return await look(self._account, self._places, rooms)

    async def login(self) -> tuple[str, str]:
        """Our id and a token that holds now, for what is published. Raises `PlatformDown`."""
        client = await self._account.opened()
        return self._account.user, str(client.access_token)

    async def close(self) -> None:
        """Close the connection and give the keys free."""
        await self._account.close()
