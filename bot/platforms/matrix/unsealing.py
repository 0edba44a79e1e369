"""Reading what is encrypted, also where nio would not try.

Newer clients no longer name the device an event comes from, as the specification asks of them. nio
takes such an event for a bad one; the session alone says whose key it is.
"""

import nio

from bot.platforms.matrix.json import Json, child, text


def unsealed(client: nio.AsyncClient, room_id: str, source: Json) -> nio.Event | None:
    """The event in clear; None when its key is not here."""
    if client.olm is None:
        return None
    event = nio.Event.parse_event(_complete(client, room_id, source))
    if not isinstance(event, nio.MegolmEvent):
        return None
    event.room_id = room_id
    try:
        return client.decrypt_event(event)
    except nio.EncryptionError:
        return None


async def ask_for_key(client: nio.AsyncClient, room_id: str, source: Json) -> object:
    """Ask the sender's devices for the key of an event, once a session; None when it was asked."""
    event = nio.Event.parse_event(_complete(client, room_id, source))
    if client.olm is None or not isinstance(event, nio.MegolmEvent):
        return None
    if event.session_id in client.outgoing_key_requests:
        return None
    event.room_id = room_id
    return await client.request_room_key(event)


def _complete(client: nio.AsyncClient, room_id: str, source: Json) -> dict[str, object]:
    """A copy of the event, with what nio asks for and newer clients leave out."""
    content = dict(child(source, "content"))
    if not text(content, "sender_key"):
        session = text(content, "session_id")
        keys = (s.sender_key for s in client.olm.inbound_group_store if s.id == session)
        content["sender_key"] = next(keys, "")
    content.setdefault("device_id", "")
    return {**source, "content": content, "room_id": room_id}
