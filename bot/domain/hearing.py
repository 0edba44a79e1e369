"""What a platform hears: words, presses, and what becomes of a room.

`key` names an event for ever: the platform's own number of it, so that a replay is heard once.
`room` is the name of a configured room, whatever its address is by now.
"""

from dataclasses import dataclass

from bot.domain.exchange import Envelope
from bot.domain.room import Utterance


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed a button of ours, or put a reaction to a message of ours.

    `reference` is the message it stood under, as `tell` returned it; `button` counts its buttons
    from 0; `answer_to` is what the platform wants back at once, "" where it wants nothing.
    `says` is the command that stood on the button where the platform proves it, else "": an edit
    may be on people's screens a moment before we know it here.
    """

    key: str
    room: str
    account: str
    reference: str
    button: int
    answer_to: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class RoomLost:
    """We were thrown out of a room, or it is gone. `why` is the platform's word for it."""

    key: str
    room: str
    why: str


@dataclass(frozen=True, slots=True)
class RoomBack:
    """We are in a room again."""

    key: str
    room: str


@dataclass(frozen=True, slots=True)
class RoomMoved:
    """A room has another address from now on: a group became a supergroup, a room was upgraded."""

    key: str
    room: str
    address: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """Words from a place that is no configured room; only `/whoami` is answered there."""

    key: str
    address: str
    account: str
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Somebody said something that we cannot read: its key never came. Nothing is known of it."""

    key: str
    room: str
    account: str


@dataclass(frozen=True, slots=True)
class Enveloped:
    """A bot handed us an envelope in a room. `account` is its id on the platform: whether it is a
    partner's, and may, is for the desk to say."""

    key: str
    room: str
    account: str
    envelope: Envelope


Lasting = Utterance | Pressed | RoomLost | RoomBack | RoomMoved | Unread | Enveloped
"""What is kept until it is worked off."""

Heard = Lasting | Stranger
