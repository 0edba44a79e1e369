"""Partners: other centres, what may be passed on to them, and what was shared.

How far a receiver may pass a thing on is said by the Traffic Light Protocol 2.0 of FIRST
(https://www.first.org/tlp/); its tag stands first in everything that goes to partners.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Tlp(StrEnum):
    """How far a receiver may pass it on (TLP 2.0)."""

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    AMBER_STRICT = "amber+strict"
    RED = "red"

    @property
    def tag(self) -> str:
        """As it is written: TLP:AMBER+STRICT."""
        return f"TLP:{self.value.upper()}"


@dataclass(frozen=True, slots=True)
class Partner:
    """Another centre, and the room that we share with it. `account` is its bot's id on the platform
    of that room; None where bots do not hear one another, and people answer."""

    name: str
    room: str
    account: str | None = None


class Shareable(StrEnum):
    """What can be shared, by the word that is typed."""

    CASE = "case"
    FACT = "fact"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Share:
    """One thing as a partner room was given it: a living card there until it is ended."""

    number: int
    room: str
    what: Shareable
    subject: int
    tlp: Tlp
    by: str
    at: datetime
    ended_at: datetime | None = None

    def end(self, at: datetime) -> "Share":
        """The share, taken back; the card says so."""
        return replace(self, ended_at=at)
