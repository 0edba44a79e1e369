"""Speaking: what we say arrives once a key, and never in clear where a room is encrypted."""

import io
import logging
from collections.abc import Awaitable
from typing import TypeVar

import nio

from bot.domain.message import Message
from bot.domain.publication import PostFailed
from bot.domain.room import Room
from bot.platforms.matrix import speaking
from bot.platforms.matrix.account import Account
from bot.platforms.matrix.failures import LOST, cannot, refusal, unheard, unsaid
from bot.platforms.matrix.json import Json, child, text
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

    async def tell(self, room: Room, message: Message, key: str) -> str:
        """Say it, in as many events as it takes; returns the first one's id."""
        client, room_id = await self.at(room)
        said = speaking.said(message)
        sent = [
            await self.send(client, room_id, part, speaking.transaction(key, str(number or "")))
            for number, part in enumerate(said.parts)
        ]
        await self._sign(client, room_id, sent[0], said.signs)
        return sent[0]

    async def edit(self, room: Room, reference: str, message: Message, key: str) -> str:
        """Put it in the place of an earlier message, if that still stands and it fits there."""
        client, room_id = await self.at(room)
        if len(speaking.divided(message)) > 1:
            raise PostFailed("The message became too long to be changed in its place.")
        await self._must_stand(client, room_id, reference)
        content = speaking.edited(message, reference)
        await self.send(client, room_id, content, speaking.transaction(key))
        await self._sign(client, room_id, reference, speaking.said(message).signs)
        return reference

    async def show(self, room: Room, picture: bytes, caption: str, key: str) -> str:
        """Show a PNG, encrypted where the room is."""
        client, room_id = await self.at(room)
        is_encrypted = client.rooms[room_id].encrypted if room_id in client.rooms else False
        answer, secret = await self._asked(
            client.upload(
                io.BytesIO(picture),
                content_type="image/png",
                filename="picture.png",
                encrypt=is_encrypted,
                filesize=len(picture),
            )
        )
        if why := refusal(answer):
            raise unsaid(why, inside=True)
        source: Json = (
            {"file": {**secret, "url": answer.content_uri}}
            if secret
            else {"url": answer.content_uri}
        )
        content = speaking.picture(caption, len(picture), source)
        return await self.send(client, room_id, content, speaking.transaction(key))

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
        return client, room_id

    async def _must_stand(self, client: nio.AsyncClient, room_id: str, reference: str) -> None:
        """Refuse to change what is gone: the homeserver would take it, and nobody would see it."""
        answer = await self._asked(client.room_get_event(room_id, reference))
        if why := refusal(answer):
            if why.code == "M_NOT_FOUND":
                raise PostFailed("The message is not there any more.")
            raise unsaid(why, inside=True)
        source = answer.event.source
        is_ours = text(source, "sender") == self._account.user
        if not is_ours or "redacted_because" in child(source, "unsigned"):
            raise PostFailed("The message was taken away.")

    async def _sign(
        self, client: nio.AsyncClient, room_id: str, reference: str, signs: tuple[str, ...]
    ) -> None:
        """Put the signs to press under a message, and take away those that it lost."""
        there = self._signs.pop(reference, ())
        for spare in filter(None, there[len(signs) :]):
            name = speaking.transaction(spare, "taken away")
            answer = await self._asked(client.room_redact(room_id, spare, tx_id=name))
            if why := refusal(answer):
                log.warning("room %s: a sign stays under a message: %s", room_id, why)
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
