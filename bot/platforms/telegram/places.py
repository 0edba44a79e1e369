"""Where a room is on Telegram: a chat, and in a group with topics one topic of it.

An address is the chat's number, with `#` and the topic's number where it has one:
`-1001234567890#7`. The topic General is no topic: Telegram takes its number 1 from nobody.
"""

from dataclasses import dataclass, field

from bot.domain.publication import PostFailed
from bot.domain.room import Room
from bot.ports import RoomsNow

GENERAL = 1


@dataclass(frozen=True, slots=True)
class Address:
    """A chat, and the topic in it; None is General, or a chat without topics."""

    chat: int
    topic: int | None = None

    def __str__(self) -> str:
        return str(self.chat) if self.topic is None else f"{self.chat}#{self.topic}"


def parse(address: str) -> Address | None:
    """The address as it is written in the configuration; None when it is none."""
    chat, _, topic = address.partition("#")
    try:
        number = int(topic) if topic else GENERAL
        return Address(int(chat), None if number == GENERAL else number)
    except ValueError:
        return None


@dataclass(slots=True)
class Places:
    """The rooms by where they are. `moved` has the groups that became supergroups since the
    start: the rooms are told the same, but perhaps later."""

    rooms: RoomsNow
    moved: dict[int, int] = field(default_factory=dict)

    def of(self, address: Address) -> Room | None:
        """The room that is there."""
        return next((room for room in self.rooms() if self._now(room) == address), None)

    def of_chat(self, chat: int) -> tuple[Room, ...]:
        """Every room in a chat: one for each topic that is one."""
        return tuple(r for r in self.rooms() if (at := self._now(r)) and at.chat == chat)

    def left(self, chat: int) -> tuple[Room, ...]:
        """The rooms that are written down in a chat which has moved away."""
        return tuple(r for r in self.rooms() if (at := parse(r.address)) and at.chat == chat)

    def to(self, room: Room) -> Address:
        """Where to say something to a room. Raises `PostFailed` for an address that is none."""
        address = self._now(room)
        if address is None:
            raise PostFailed(
                f"{room.address} is no address on Telegram. Put the number that /whoami shows "
                "there into the configuration."
            )
        return address

    def _now(self, room: Room) -> Address | None:
        address = parse(room.address)
        if address is None or address.chat not in self.moved:
            return address
        return Address(self.moved[address.chat], address.topic)
