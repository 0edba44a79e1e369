"""Where the team talks and where the public reads."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.domain.hearing import Heard
from bot.domain.message import File, Message
from bot.domain.outlet import Outlet
from bot.domain.pacing import Pace
from bot.domain.publication import Receipt
from bot.domain.room import Room

RoomsNow = Callable[[], Sequence[Room]]
"""The configured rooms of a platform, at the addresses that they have by now."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event as the platform sent it (`raw`, JSON) and what we understood; None when it says
    nothing to us. Its key is unique on the platform for ever."""

    key: str
    raw: str
    heard: Heard | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Events in order, and the cursor that acknowledges them to the platform. `gaps` names the
    rooms in which more happened than the platform tells of itself."""

    events: tuple[Event, ...]
    cursor: str
    gaps: tuple[str, ...] = ()


class PlatformDown(Exception):
    """The platform cannot be heard. `revoked`: our credentials are refused, and only a person can
    help. `after` is how many seconds it asked us to wait. The text says why and what to do."""

    def __init__(self, why: str, *, revoked: bool = False, after: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.revoked = revoked
        self.after = after


@dataclass(frozen=True, slots=True)
class Remark:
    """What a look at a platform or a room found; `is_fine` when nothing is to be done.

    `text` is a sentence in English for the administrator, with what to do.
    """

    place: str
    is_fine: bool
    text: str


class Platform(Protocol):
    """Where rooms live. `tell`, `edit` and `show` raise `PostFailed` for what it does not take.

    `key` names what is said, the same at every attempt: a platform that can, says it once.
    `thread` is that of the `Utterance` which is answered; "" says it to the room.
    """

    @property
    def pace(self) -> Pace:
        """What it bears."""

    def listen(self, cursor: str | None) -> AsyncIterator[Batch]:
        """All that was said since the cursor. The next batch is asked for, and so the former one
        acknowledged, only when the reader comes back. A batch without events is a sign of life,
        given at least once a minute. Raises `PlatformDown`."""

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        """Say something in a room; returns the reference of what was said."""

    async def edit(
        self, room: Room, reference: str, message: Message, key: str, *, same_buttons: bool = False
    ) -> str:
        """Show the newest state in place of an earlier message; returns its reference.

        `same_buttons`: each of its buttons says what it said there before."""

    async def show(self, room: Room, file: File, caption: str, key: str, thread: str = "") -> str:
        """Show a picture, or give a file, with words below it; returns its reference."""

    async def answer(self, answer_to: str, words: str) -> None:
        """Answer a press where the platform wants that; never raises for an answer too late."""

    async def reach(self, rooms: Sequence[Room]) -> Sequence[Remark]:
        """Try the platform and each room, and say in words what is missing."""

    async def close(self) -> None:
        """Give back what is held."""


@runtime_checkable
class Recountable(Protocol):
    """A platform that still knows who pressed what."""

    async def recount(self, room: Room, reference: str) -> Sequence[Event]:
        """Every press that stands under a message of ours, oldest first, under the keys that they
        are heard with. One from before the message last changed has a button below 0. Raises
        `PlatformDown`."""


class OutletPort(Protocol):
    """One kind of place the public reads. Raises `PostFailed` for what it does not take."""

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Put exactly this text there. `key` names the publication, the same at every attempt.

        `answers` is the receipt here of what it corrects, retracts or brings up to date, "" when
        there is none: an outlet with threads puts it there, and never fails for want of one."""


@runtime_checkable
class Lookable(Protocol):
    """An outlet that can be asked whether it would take something, with nothing made public."""

    async def look(self, outlet: Outlet) -> str:
        """Who answers there, and knows us. Raises `PostFailed`."""
