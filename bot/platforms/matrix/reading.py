"""What an event of a room says to us. Pure: JSON in, `Heard` out.

Edits never run a command again, notices are other bots talking, and what we said ourselves is no
news. A reaction with one of our number signs is a press; a sign is the same sign in every skin tone
and with or without the mark that asks for colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.hearing import Heard, Pressed, RoomBack, RoomLost, RoomMoved, Stranger, Unread
from bot.domain.room import Utterance
from bot.platforms.matrix.json import Json, child, text

SIGNS = (*(f"{digit}\ufe0f\u20e3" for digit in "123456789"), "\N{KEYCAP TEN}")
"""The signs of the buttons, in their order."""

_ADORNMENTS = {0xFE0E: None, 0xFE0F: None, **dict.fromkeys(range(0x1F3FB, 0x1F400))}
_GONE = {"leave": "removed", "ban": "banned"}


@dataclass(frozen=True, slots=True)
class Ear:
    """Who listens (`own`, our id) and the names of the configured rooms by their ids."""

    own: str
    rooms: Mapping[str, str]


def key_of(event: Json) -> str:
    """An event's key; the ids of a homeserver are unique for ever."""
    return f"matrix/{text(event, 'event_id')}"


def read(event: Json, room_id: str, ear: Ear) -> Heard | None:
    """What an event says to us, None when nothing."""
    kind, room = text(event, "type"), ear.rooms.get(room_id)
    if kind == "m.room.member" and text(event, "state_key") == ear.own:
        return _of_ourselves(event, room)
    if text(event, "sender") in ("", ear.own):
        return None
    if kind == "m.room.message":
        return _said(event, room_id, room)
    if room is None:
        return None
    if kind == "m.reaction":
        return _pressed(event, room)
    if kind == "m.room.encrypted":
        return Unread(f"{key_of(event)}/unread", room, text(event, "sender"))
    if kind == "m.room.tombstone" and "state_key" in event:
        replacement = text(child(event, "content"), "replacement_room")
        return RoomMoved(key_of(event), room, replacement) if replacement else None
    return None


def thread_of(event: Json) -> str:
    """The thread that an answer to an event goes to: its root, and the event; "" outside."""
    relation = child(child(event, "content"), "m.relates_to")
    root, own = text(relation, "event_id"), text(event, "event_id")
    is_one = root.startswith("$") and " " not in root
    return f"{root} {own}" if is_one and text(relation, "rel_type") == "m.thread" else ""


def button_of(sign: str) -> int | None:
    """Which button a reaction's sign stands for."""
    return _BARE.get(bare(sign))


def bare(sign: str) -> str:
    """A sign without skin tone and without the mark for colour."""
    return sign.translate(_ADORNMENTS)


def without_fallback(body: str) -> str:
    """What was said, without the quotation that older clients put above a reply."""
    lines = body.split("\n")
    while lines and lines[0].startswith("> "):
        lines.pop(0)
    if lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def inviter(invitation: list[Json], own: str) -> str:
    """Who invites us, by the state that came with the invitation; "" when it does not say."""
    for event in invitation:
        is_ours = text(event, "type") == "m.room.member" and text(event, "state_key") == own
        if is_ours and text(child(event, "content"), "membership") == "invite":
            return text(event, "sender")
    return ""


def _of_ourselves(event: Json, room: str | None) -> Heard | None:
    if room is None:
        return None
    content = child(event, "content")
    membership, why = text(content, "membership"), text(content, "reason")
    if membership == "join":
        before = child(event, "prev_content") or child(child(event, "unsigned"), "prev_content")
        # A new name or picture is a join again.
        return None if text(before, "membership") == "join" else RoomBack(key_of(event), room)
    if membership not in _GONE:
        return None
    by = text(event, "sender")
    word = "left" if by == text(event, "state_key") else f"{_GONE[membership]} by {by}"
    return RoomLost(key_of(event), room, f"{word}: {why}" if why else word)


def _said(event: Json, room_id: str, room: str | None) -> Heard | None:
    content = child(event, "content")
    relation = child(content, "m.relates_to")
    if text(content, "msgtype") != "m.text" or text(relation, "rel_type") == "m.replace":
        return None
    body = text(content, "body")
    if child(relation, "m.in_reply_to") and body.startswith("> <"):
        body = without_fallback(body)
    key, account = key_of(event), text(event, "sender")
    if room is None:
        return Stranger(key, room_id, account, body)
    return Utterance(key, room, account, body, thread=thread_of(event))


def _pressed(event: Json, room: str) -> Pressed | None:
    relation = child(child(event, "content"), "m.relates_to")
    button, reference = button_of(text(relation, "key")), text(relation, "event_id")
    if button is None or not reference or text(relation, "rel_type") != "m.annotation":
        return None
    return Pressed(key_of(event), room, text(event, "sender"), reference, button)


_BARE = {bare(sign): number for number, sign in enumerate(SIGNS)}
