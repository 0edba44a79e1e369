"""Who may do what in a room, by the rules of its version.

For a look at a room alone: a power in a room never grants a role at the desk. The rules are those
of the specification's room versions; from version 12 on, who created a room stands above all levels
and is not listed among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.platforms.matrix.json import Json, child, number, text, texts

ABOVE_ALL = 2**53
_CREATORS_RULE = 12


@dataclass(frozen=True, slots=True)
class Powers:
    """The powers in one room: `create` and `levels` are the contents of its state events, `creator`
    is who sent the first; `levels` is None where a room has none."""

    creator: str
    create: Json
    levels: Json | None

    @property
    def version(self) -> str:
        """The room's version; a room that names none is of the first."""
        return text(self.create, "room_version") or "1"

    def of(self, user: str) -> int:
        """The level of somebody."""
        if self._has_creators:
            if user == self.creator or user in texts(self.create, "additional_creators"):
                return ABOVE_ALL
            if self.levels is None:
                return 0
        elif self.levels is None:
            return 100 if user == self.creator else 0
        own = number(child(self.levels, "users"), user)
        return number(self.levels, "users_default", 0) if own is None else own

    def may_send(self, user: str, kind: str) -> bool:
        """Whether somebody may send events of this type that are no state."""
        levels = self.levels or {}
        needed = number(child(levels, "events"), kind)
        return self.of(user) >= (number(levels, "events_default", 0) if needed is None else needed)

    def may_set(self, user: str, kind: str) -> bool:
        """Whether somebody may set state of this type, such as what is pinned."""
        if self.levels is None:
            return True
        needed = number(child(self.levels, "events"), kind)
        return self.of(user) >= (
            number(self.levels, "state_default", 50) if needed is None else needed
        )

    def may_redact(self, user: str) -> bool:
        """Whether somebody may take away what others said."""
        return self.of(user) >= number(self.levels or {}, "redact", 50)

    @property
    def _has_creators(self) -> bool:
        # Versions that are no number are experiments; they follow the older rule here.
        return self.version.isdigit() and int(self.version) >= _CREATORS_RULE


def powers(state: Mapping[str, tuple[str, Json]]) -> Powers:
    """The powers by a room's state: each type of event with its sender and its content."""
    creator, create = state.get("m.room.create", ("", {}))
    levels = state.get("m.room.power_levels")
    return Powers(creator or text(create, "creator"), create, levels[1] if levels else None)
