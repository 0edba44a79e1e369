"""What an approval covers: the class of a message, its words, and each outlet's exact rendering."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain import errors
from bot.domain.document import Document
from bot.domain.document_errors import NeverPublic
from bot.domain.filling import Filling
from bot.domain.mode import Mode
from bot.domain.room import Role

_OPEN_SLOT = re.compile(r"\{[^{}\n]{1,60}\}")


# Whoever knows what happened writes it down; what the public reads is for editors.
DOCUMENT_WRITERS = (Role.MONITOR, Role.EDITOR, Role.APPROVER, Role.DUTY_OFFICER)


class MessageClass(StrEnum):
    """What kind of message or document it is; each has its own quorum."""

    WARNING = "warning"
    INFORMATION = "information"
    REBUTTAL = "rebuttal"
    ALL_CLEAR = "all_clear"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    SITREP = "sitrep"
    ANALYSIS = "analysis"

    @property
    def is_internal(self) -> bool:
        """Whether it is a document of the desk: for rooms, and never for the public."""
        return self in (MessageClass.SITREP, MessageClass.ANALYSIS)

    @property
    def writers(self) -> tuple[Role, ...]:
        """Who may begin it, change it and lay it before the approvers."""
        return DOCUMENT_WRITERS if self.is_internal else (Role.EDITOR,)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many people must approve, and whether one of them must hold the legal power."""

    approvals: int
    authority: bool = False


DEFAULT_QUORUM: Mapping[MessageClass, Quorum] = {
    MessageClass.WARNING: Quorum(2, authority=True),
    MessageClass.INFORMATION: Quorum(1),
    MessageClass.REBUTTAL: Quorum(2),
    MessageClass.ALL_CLEAR: Quorum(2),
    MessageClass.CORRECTION: Quorum(1),
    MessageClass.RETRACTION: Quorum(1),
    MessageClass.SITREP: Quorum(1),
    MessageClass.ANALYSIS: Quorum(1),
}


@dataclass(frozen=True, slots=True)
class Content:
    """Everything an approval covers: the words, where and until when they hold, and each outlet's
    exact rendering. `renderings` maps an outlet's name to the very text it will carry; `alert`
    holds what was chosen for machines that read warnings; `waived` names the languages that may be
    missing, or differ from the others, because somebody said so; `machine` names those whose words
    a machine proposed. `follows` is the draft it brings up to date, `next_at` when the next word is
    promised; `said` maps "fr.hazard" to words shown to say it, `read` a language to who has read it
    as it stands; a document of the desk has its lines in `document`, and their words as its text;
    `quoted` maps a language whose words nobody has written yet to the one that its text quotes.
    """

    kind: MessageClass
    mode: Mode
    texts: Mapping[str, str]
    renderings: Mapping[str, str] = field(default_factory=dict)
    area: str = ""
    until: datetime | None = None
    amends: int | None = None
    alert: Mapping[str, str] = field(default_factory=dict)
    filling: Filling | None = None
    waived: tuple[str, ...] = ()
    machine: tuple[str, ...] = ()
    follows: int | None = None
    next_at: datetime | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)
    document: Document | None = None
    quoted: Mapping[str, str] = field(default_factory=dict)

    @property
    def answers(self) -> int | None:
        """The draft that this one corrects, retracts or brings up to date, if any."""
        return self.amends or self.follows

    @property
    def unread(self) -> tuple[str, ...]:
        """The languages that nobody has read as they stand."""
        return tuple(language for language in self.texts if language not in self.read)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form of all of it."""
        canonical: dict[str, object] = {
            "kind": self.kind,
            "mode": self.mode,
            "texts": dict(self.texts),
            "renderings": dict(self.renderings),
            "area": self.area,
            "until": self.until.isoformat() if self.until else None,
            "amends": self.amends,
        }
        later = {
            "alert": dict(self.alert),
            "filling": self.filling.canonical() if self.filling else None,
            "waived": list(self.waived),
            "machine": list(self.machine),
            "follows": self.follows,
            "next_at": self.next_at.isoformat() if self.next_at else None,
            "said": dict(self.said),
            "read": dict(self.read),
            "document": self.document.canonical() if self.document else None,
            "quoted": dict(self.quoted),
        }
        # Only where there is one, so that a digest of a text without them never changes.
        canonical |= {name: value for name, value in later.items() if value}
        form = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(form.encode()).hexdigest()

    @property
    def open_slot(self) -> str | None:
        """The first place still to be filled, written {so}."""
        found = (_OPEN_SLOT.search(text) for text in self.texts.values())
        return next((match.group() for match in found if match), None)


def obstacles(content: Content, number: int, at: datetime) -> Iterator[errors.DeskError]:
    """What keeps any text from going out, whatever its words say."""
    # What people wrote in the log may well have braces; a document has no places to be filled.
    if (slot := content.open_slot) and not content.kind.is_internal:
        yield errors.Unfinished(number=number, slot=slot)
    if content.kind is MessageClass.WARNING:
        if not content.area.strip():
            yield errors.NoArea(number=number)
        if content.until is None:
            yield errors.NoExpiry(number=number)
    if content.until is not None and content.until <= at:
        yield errors.ExpiryPast(number=number, until=f"{content.until:%Y-%m-%d %H:%M} UTC")
    if content.kind.is_internal:
        if content.renderings or content.document is None:
            yield NeverPublic(number=number)
    elif not content.renderings:
        yield errors.NoOutlet(number=number, languages=", ".join(sorted(content.texts)) or "-")
