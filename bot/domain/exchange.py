"""Questions and answers between two centres, as their bots hand them to each other.

    request --> receipt, by the other bot, by itself
            --> answer, by the other centre's people; a later answer takes its place

Only a request sets anything off at the other side, and that is a receipt: so two bots can never
keep each other talking. What a partner wrote is text: shown, kept, never carried out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.mode import Mode, hidden_sign
from bot.domain.partner import Tlp

LONGEST_TEXT = 2000
_REFERENCE = re.compile(r"VIG-[a-z0-9-]{1,40}-[1-9]\d{0,8}")
_KEY = re.compile(r"[0-9a-f]{16,64}")
_VERSION = 1


class Leg(StrEnum):
    """One part of the exchange."""

    REQUEST = "request"
    RECEIPT = "receipt"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What one bot hands another beside the words that people read. `key` names the request for
    ever, `reference` is what people call it; `due` is when an answer is asked for."""

    leg: Leg
    key: str
    reference: str
    mode: Mode
    text: str
    tlp: Tlp
    at: datetime
    due: datetime | None = None

    def written(self) -> dict[str, object]:
        """As JSON."""
        due = {"due": self.due.isoformat()} if self.due else {}
        return {
            "version": _VERSION, "leg": self.leg.value, "key": self.key,
            "reference": self.reference, "mode": self.mode.value, "text": self.text,
            "tlp": self.tlp.value, "at": self.at.isoformat(), **due,
        }  # fmt: skip

    @classmethod
    def read(cls, found: Mapping[str, object]) -> "Envelope | None":
        """What a stranger's JSON says; None when it is none of ours in every part of it."""
        kept = {name: value for name, value in found.items() if isinstance(value, str)}
        try:
            envelope = cls(
                Leg(kept["leg"]), kept["key"], kept["reference"], Mode(kept["mode"]), kept["text"],
                Tlp(kept["tlp"]), _moment(kept["at"]),
                _moment(kept["due"]) if "due" in found else None,
            )  # fmt: skip
        except (KeyError, ValueError, OverflowError):
            return None
        named = _KEY.fullmatch(envelope.key) and _REFERENCE.fullmatch(envelope.reference)
        says = envelope.leg is Leg.RECEIPT or envelope.text.strip()
        readable = len(envelope.text) <= LONGEST_TEXT and hidden_sign(envelope.text) is None
        ours = found.get("version") == _VERSION
        return envelope if ours and named and says and readable else None


class Way(StrEnum):
    """Who asked."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Request:
    """A question between us and a partner. `asked_by` and `answered_by` name people of ours, or
    the partner; `received_at` is when the asked one said that it has it."""

    number: int
    way: Way
    partner: str
    room: str
    key: str
    reference: str
    text: str
    tlp: Tlp
    asked_by: str
    asked_at: datetime
    due: datetime | None = None
    received_at: datetime | None = None
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answered_at is None

    def is_late(self, now: datetime) -> bool:
        """Whether its answer was asked for by a time that is over."""
        return self.is_open and self.due is not None and self.due <= now

    def received(self, at: datetime) -> "Request":
        """The request, known to have arrived; the first receipt counts."""
        return self if self.received_at else replace(self, received_at=at)

    def answered(self, text: str, by: str, at: datetime) -> "Request":
        """The request with its newest answer."""
        return replace(self, answer=text, answered_by=by, answered_at=at)


def reference(centre: str, number: int) -> str:
    """What people call our request; `centre` is our name as one typed word."""
    return f"VIG-{centre[:40]}-{number}"


def _moment(written: str) -> datetime:
    """An aware time, else `ValueError`."""
    at = datetime.fromisoformat(written)
    if at.utcoffset() is None:
        raise ValueError("a time without its zone")
    return at.astimezone(UTC)
