"""Warnings of the authorities, as they come in CAP feeds: shown once, and followed to their end.

    in force --Update--> changed --Cancel--> cancelled       (or its time is over: expired)

Nothing follows from absence: a warning that a feed no longer lists is still in force until it is
cancelled or expires.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitors.feed import Alert, Item, SourceRole

# Receipts and reports of errors between machines (msgType Ack, Error) tell people nothing.
TELLING = frozenset({"Alert", "Update", "Cancel"})
# What is in force when a feed is added is worth a card only if it is as grave as this.
GRAVE = frozenset({"Severe", "Extreme"})


class WarningState(StrEnum):
    """How far a warning is."""

    IN_FORCE = "in force"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One alert on a warning, as it came: the item that carries it, and the feed that said it."""

    number: int
    feed: int
    source: str
    role: SourceRole
    at: datetime
    item: Item
    alert: Alert

    @property
    def kind(self) -> str:
        """Its msgType as the standard spells it."""
        return self.alert.kind.capitalize()

    @property
    def sent(self) -> datetime:
        """When it was sent; when it was first seen, if it does not say."""
        return self.item.published or self.at


@dataclass(frozen=True, slots=True)
class PublicWarning:
    """A warning: the bulletins on it, in the order in which they were sent."""

    number: int
    bulletins: tuple[Bulletin, ...]

    @property
    def newest(self) -> Bulletin:
        """The last word on it."""
        return self.bulletins[-1]

    @property
    def in_words(self) -> Bulletin:
        """What it warns of: the last bulletin that is more than a cancellation."""
        telling = [b for b in self.bulletins if b.kind != "Cancel"]
        return telling[-1] if telling else self.newest

    def state_at(self, now: datetime) -> WarningState:
        """Where it stands. A cancellation is never undone by time."""
        if self.newest.kind == "Cancel":
            return WarningState.CANCELLED
        expires = self.newest.alert.expires
        if expires is not None and expires <= now:
            return WarningState.EXPIRED
        changed = self.newest.kind == "Update"
        return WarningState.CHANGED if changed else WarningState.IN_FORCE


@dataclass(frozen=True, slots=True)
class Consequence:
    """What an alert leads to: a new warning, or a word on these that are known, or nothing."""

    opens: bool = False
    follows: tuple[PublicWarning, ...] = ()


def consequence(
    bulletin: Bulletin, known: Sequence[PublicWarning], *, backlog: bool
) -> Consequence:
    """What follows from an alert. `known` are the warnings that it names, or that name it.

    The same alert in a second feed is shown once. `backlog` is what a feed held when it was added.
    """
    alert = bulletin.alert
    if bulletin.kind not in TELLING or any(_says_the_same(bulletin, w) for w in known):
        return Consequence()
    mine = tuple(w for w in known if _may_change(bulletin, w))
    if mine:
        return Consequence(follows=mine)
    over = alert.expires is not None and alert.expires <= bulletin.at
    quiet = backlog and (over or alert.severity not in GRAVE)
    return Consequence(opens=bulletin.kind != "Cancel" and not quiet)


def in_order(bulletins: Iterable[Bulletin]) -> tuple[Bulletin, ...]:
    """The bulletins as they were sent: feeds mostly list the newest first."""
    return tuple(sorted(bulletins, key=lambda b: (b.sent, b.kind != "Alert", b.number)))


def _may_change(bulletin: Bulletin, warning: PublicWarning) -> bool:
    """Anyone can write a Cancel with somebody else's identifier in it: only the feed that warned
    is believed, or an official one. Nor may anyone hide an alert in a warning of his own."""
    if any(other.feed != bulletin.feed for other in warning.bulletins):
        return bulletin.role is SourceRole.OFFICIAL and bulletin.kind != "Alert"
    return True


def _says_the_same(bulletin: Bulletin, warning: PublicWarning) -> bool:
    """Whether another feed said it before, which nobody but an official can do for an official."""
    return any(
        other.alert.identifier == bulletin.alert.identifier
        and other.feed != bulletin.feed
        and (other.role is SourceRole.OFFICIAL or bulletin.role is not SourceRole.OFFICIAL)
        for other in warning.bulletins
    )
