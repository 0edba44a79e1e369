"""Rooms, the people in them, and who may do what.

A person is one person on every platform: votes count members, not accounts. Roles come from the
configuration alone; a room's own powers never grant one.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.domain.errors import NotYours
from bot.domain.message import Phrase, Phrases
from bot.domain.restraint import Restraint


class Role(StrEnum):
    """What a member may do."""

    OBSERVER = "observer"
    MONITOR = "monitor"
    EDITOR = "editor"
    APPROVER = "approver"
    AUTHORITY = "authority"
    DUTY_OFFICER = "duty_officer"
    ADMIN = "admin"

    @property
    def said(self) -> Phrase:
        """As people call it; the configuration has it with a "_"."""
        return Phrase(self.value.replace("_", " "))


# Who does more than read.
ACTIVE = (Role.MONITOR, Role.EDITOR, Role.APPROVER, Role.DUTY_OFFICER, Role.ADMIN)


class Duty(StrEnum):
    """What a room is for."""

    MONITORING = "monitoring"
    DRAFTING = "drafting"
    APPROVAL = "approval"
    COORDINATION = "coordination"
    PARTNER = "partner"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team. `accounts` maps a platform to the person's id there; `deputies` are
    the names of those who stand in, the first to be called first; `formerly` are other names under
    which these accounts spoke."""

    name: str
    roles: frozenset[Role]
    accounts: Mapping[str, str] = field(default_factory=dict)
    deputies: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every name under which this person may have written or approved something."""
        return frozenset((self.name, *self.formerly))

    def has(self, *roles: Role) -> bool:
        """Whether the member holds one of the roles; an authority is an approver too."""
        held = self.roles | ({Role.APPROVER} if Role.AUTHORITY in self.roles else set())
        return bool(held & set(roles))

    def must(self, *roles: Role) -> None:
        """Refuse with `NotYours` unless the member holds one of the roles."""
        if not self.has(*roles):
            yours = Phrases(role.said for role in sorted(self.roles)) or "-"
            raise NotYours(roles=Phrases(role.said for role in roles), yours=yours)


@dataclass(frozen=True, slots=True)
class Room:
    """A chat where the team works."""

    name: str
    platform: str
    address: str
    language: str
    duties: frozenset[Duty] = frozenset()
    restraint: Restraint = field(default_factory=Restraint)

    @property
    def with_partners(self) -> bool:
        """Whether people of other centres read here, whoever types."""
        return Duty.PARTNER in self.duties


@dataclass(frozen=True, slots=True)
class Team:
    """Everyone and every room this desk knows, as configured."""

    rooms: tuple[Room, ...]
    members: tuple[Member, ...]

    def room(self, name: str) -> Room | None:
        """The room of this name."""
        return next((room for room in self.rooms if room.name == name), None)

    @property
    def ours(self) -> tuple[Room, ...]:
        """The rooms where no partner reads."""
        return tuple(room for room in self.rooms if not room.with_partners)

    def rooms_for(self, *duties: Duty) -> tuple[Room, ...]:
        """Our rooms with one of these duties; all of ours when none has it, so no notice is lost.
        Never one where partners read: what goes there is shared by hand."""
        fit = tuple(room for room in self.ours if room.duties & set(duties))
        return fit or self.ours

    def member(self, platform: str, account: str) -> Member | None:
        """The person behind an account of a platform."""
        return next((m for m in self.members if m.accounts.get(platform) == account), None)

    def named(self, name: str) -> Member | None:
        """The person of this name, or whom it means when it is written as one word."""
        exact = next((member for member in self.members if member.name == name), None)
        # A name in other letters leaves no word, and must never be taken for another such name.
        word = handle(name) or None
        return exact or next((m for m in self.members if handle(m.name) == word), None)

    def rooms_of(self, member: Member) -> tuple[Room, ...]:
        """The rooms where this person can be: those of the team, where they have an account."""
        apart = {Duty.PARTNER, Duty.CONTROL}
        return tuple(
            r for r in self.rooms if r.platform in member.accounts and not r.duties & apart
        )

    def speaking(self, languages: Mapping[str, str]) -> "Team":
        """The same team with the rooms' languages as people set them with /language."""
        rooms = tuple(replace(r, language=languages.get(r.name, r.language)) for r in self.rooms)
        return replace(self, rooms=rooms)


def handle(name: str) -> str:
    """The name as one typed word: "Press officer 1" becomes "press-officer-1"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said to the bot in a room. `key` is the same when the platform repeats it.

    `account` is the person's id on the platform, known to the team or not; `pressed` is true when
    a button or a reaction said it. `thread` is where within the room an answer belongs, in the
    platform's own words; "" for the room itself.
    """

    key: str
    room: str
    account: str
    text: str
    pressed: bool = False
    thread: str = ""
