"""Speaking: what we say arrives once a key, and never in clear where a room is encrypted."""

import io
import logging
from collections.abc import Awaitable, Sequence
from typing import TypeVar
from urllib.parse import quote

import nio

from bot.domain.message import File, Message
from bot.domain.publication import PostFailed
from bot.domain.room import Room
from bot.platforms.matrix import speaking
from bot.platforms.matrix.account import Account
from bot.platforms.matrix.asking import asked
from bot.platforms.matrix.failures import LOST, cannot, refusal, unheard, unsaid
from bot.platforms.matrix.json import Json, child, children, number, text
from bot.platforms.matrix.places import Places
from bot.ports.rooms import PlatformDown

log = logging.getLogger(__name__)
T = TypeVar("T")
# Whose signs we remember, to put no more of them and to take them away again.
_MOST_REMEMBERED = 500
_THERE_ALREADY = "M_DUPLICATE_ANNOTATION"


class Voice:
    """Says things in rooms. Everything raises `PostFailed`."""

    def __init__(self, account: Account, places: Places) -> None:
        self._account = account
        self._places = places
        # Our signs under a message: the ids of the reactions, in their order.
        self._signs: dict[str, tuple[str, ...]] = {}

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        """Say it, in as many events as it takes; returns the first one's id.

        In a thread the parts hold together by the thread: an event is related to one other only.
        """
        client, room_id = await self.at(room)
        said = speaking.said(message)
        first, thread = await self._begin(client, room_id, said.parts[0], key, thread)
        for at, part in enumerate(said.parts[1:], 1):
            name = speaking.transaction(key, str(at))
            more = speaking.threaded(part, thread) if thread else speaking.following(part, first)
            await self.send(client, room_id, more, name)
        await self._sign(client, room_id, first, said.signs)
        return first

    async def edit(
        self, room: Room, reference: str, message: Message, key: str, *, same_buttons: bool = False
    ) -> str:
        """Put it in the place of an earlier message, if that still stands: each part in the place
        of one. What is more is said anew, and parts that nothing takes the place of go away."""
        client, room_id = await self.at(room)
        said = speaking.said(message)
        there = (reference, *await self._standing(client, room_id, reference))
        for at, part in enumerate(said.parts):
            name = speaking.transaction(key, str(at or ""))
            if at < len(there):
                name += speaking.SAME_BUTTONS if same_buttons else ""
                await self.send(client, room_id, speaking.edited(part, there[at]), name)
            else:
                await self.send(client, room_id, speaking.following(part, reference), name)
        for spare in there[len(said.parts) :]:
            await self._take_away(client, room_id, spare)
        await self._sign(client, room_id, reference, said.signs)
        return reference

    async def show(self, room: Room, file: File, caption: str, key: str, thread: str = "") -> str:
        """Show a picture or give a file, encrypted where the room is."""
        client, room_id = await self.at(room)
        await self._must_fit(client, file)
        is_encrypted = client.rooms[room_id].encrypted if room_id in client.rooms else False
        answer, secret = await self._asked(
            client.upload(
                io.BytesIO(file.content),
                content_type=file.media_type,
                filename=file.name,
                encrypt=is_encrypted,
                filesize=len(file.content),
            )
        )
        if why := refusal(answer):
            raise unsaid(why, inside=True)
        source: Json = (
            {"file": {**secret, "url": answer.content_uri}}
            if secret
            else {"url": answer.content_uri}
        )
        content = speaking.file(file, caption, source)
        reference, _ = await self._begin(client, room_id, content, key, thread)
        return reference

    async def _begin(
        self, client: nio.AsyncClient, room_id: str, content: Json, key: str, thread: str
    ) -> tuple[str, str]:
        """Send it into its thread, or into the room where the homeserver knows no such thread;
        returns its id, and the thread that it is in."""
        name = speaking.transaction(key)
        try:
            threaded = speaking.threaded(content, thread)
            return await self.send(client, room_id, threaded, name), thread
        except PostFailed as refused:
            if not thread or refused.retry or refused.gone:
                raise
        outside = speaking.transaction(key, "outside")
        return await self.send(client, room_id, content, outside), ""

    async def _must_fit(self, client: nio.AsyncClient, file: File) -> None:
        """Refuse what the homeserver says it does not take; one that says nothing is tried."""
        allowed = await self._asked(asked(client, "v1/media/config"))
        most = number(allowed, "m.upload.size") if not refusal(allowed) else None
        if most is not None and len(file.content) > most:
            raise PostFailed(
                f"It has {_mb(len(file.content))} MB, and the homeserver takes {_mb(most)} MB."
            )

    async def send(self, client: nio.AsyncClient, room_id: str, content: Json, name: str) -> str:
        """Send one event under the name of its transaction; returns its id."""
        answer = await self._asked(
            client.room_send(
                room_id,
                "m.room.message",
                dict(content),
                tx_id=name,
                ignore_unverified_devices=True,
            )
        )
        if why := refusal(answer):
            inside = why.code != "M_FORBIDDEN" or await self._is_inside(client, room_id)
            raise unsaid(why, inside=inside)
        return str(answer.event_id)

    async def at(self, room: Room) -> tuple[nio.AsyncClient, str]:
        """The client and the id of a room that we may speak in without giving anything away."""
        try:
            client = await self._account.ready()
            room_id = await self._places.id_of(client, room)
        except PlatformDown as down:
            raise cannot(down) from down
        if not room_id or room_id not in client.rooms:
            raise PostFailed(
                f"We are not in the room {room.address}. Invite {self._account.user} to it.",
                gone=True,
            )
        if client.rooms[room_id].encrypted and client.olm is None:
            raise PostFailed(
                f"The room {room.address} is encrypted and we have no keys, so nothing is said "
                "there in clear. Set encryption = true under [matrix]."
            )
        if not client.rooms[room_id].encrypted:
            await self._must_be_plain(client, room_id)
        return client, room_id

    async def _must_be_plain(self, client: nio.AsyncClient, room_id: str) -> None:
        """Refuse to speak in clear where somebody has just switched encryption on: what the next
        sync will tell us may be younger than what we are about to say."""
        answer = await self._asked(client.room_get_state_event(room_id, "m.room.encryption"))
        why = refusal(answer)
        if why is None:
            raise PostFailed("The room has become encrypted; it is said with keys.", retry=True)
        if why.code != "M_NOT_FOUND":
            inside = why.code != "M_FORBIDDEN" or await self._is_inside(client, room_id)
            raise unsaid(why, inside=inside)

    async def _standing(
        self, client: nio.AsyncClient, room_id: str, reference: str
    ) -> Sequence[str]:
        """The further parts of a message. Refuses to change what is gone: the homeserver would
        take it, and nobody would see it."""
        at = f"rooms/{quote(room_id, safe='')}"
        event_id = quote(reference, safe="")
        event = await self._asked(asked(client, f"v3/{at}/event/{event_id}"))
        if why := refusal(event):
            if why.code == "M_NOT_FOUND":
                raise PostFailed("The message is not there any more.")
            raise unsaid(why, inside=True)
        unsigned = child(event, "unsigned")
        if text(event, "sender") != self._account.user or "redacted_because" in unsigned:
            raise PostFailed("The message was taken away.")
        if speaking.FURTHER not in child(unsigned, "m.relations"):
            return ()
        path = f"v1/{at}/relations/{event_id}/{speaking.FURTHER}?dir=f&limit=100"
        found = await self._asked(asked(client, path))
        if why := refusal(found):
            raise unsaid(why, inside=True)
        # Anybody may refer to a message of ours: only what we said ourselves is a part of it.
        return [
            text(part, "event_id")
            for part in children(found, "chunk")
            if text(part, "sender") == self._account.user
        ]

    async def _take_away(self, client: nio.AsyncClient, room_id: str, event_id: str) -> None:
        name = speaking.transaction(event_id, "taken away")
        answer = await self._asked(client.room_redact(room_id, event_id, tx_id=name))
        if why := refusal(answer):
            if why.is_for_now:
                raise unsaid(why, inside=True)
            log.warning("room %s: something of ours stays there: %s", room_id, why)

    async def _sign(
        self, client: nio.AsyncClient, room_id: str, reference: str, signs: tuple[str, ...]
    ) -> None:
        """Put the signs to press under a message, and take away those that it lost."""
        there = self._signs.pop(reference, ())
        for spare in filter(None, there[len(signs) :]):
            await self._take_away(client, room_id, spare)
        there = there[: len(signs)]
        for sign in signs[len(there) :]:
            there = (*there, await self._put(client, room_id, reference, sign))
        self._signs[reference] = there
        while len(self._signs) > _MOST_REMEMBERED:
            del self._signs[next(iter(self._signs))]

    async def _put(self, client: nio.AsyncClient, room_id: str, reference: str, sign: str) -> str:
        answer = await self._asked(
            client.room_send(
                room_id,
                "m.reaction",
                dict(speaking.reaction(reference, sign)),
                tx_id=speaking.transaction(reference, sign),
                ignore_unverified_devices=True,
            )
        )
        why = refusal(answer)
        if why is None:
            return str(answer.event_id)
        if why.is_for_now:
            raise unsaid(why, inside=True)
        if why.code != _THERE_ALREADY:
            # The command stands beside the sign, so nothing is lost.
            log.warning("room %s: a sign was refused: %s", room_id, why)
        return ""

    async def _is_inside(self, client: nio.AsyncClient, room_id: str) -> bool:
        answer = await self._asked(client.joined_rooms())
        return refusal(answer) is not None or room_id in answer.rooms

    async def _asked(self, request: Awaitable[T]) -> T:
        try:
            return await request
        except LOST as trouble:
            raise unheard(trouble) from trouble
        except (nio.LocalProtocolError, nio.EncryptionError, nio.SendRetryError) as trouble:
            raise PostFailed(f"The message could not be encrypted: {trouble}.", retry=True) from (
                trouble
            )


def _mb(size: int) -> str:
    return f"{size / 2**20:.1f}"
