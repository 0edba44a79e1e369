"""Facts: what we know, who says so, until when it holds, and who may be told.

A template draws only what is confirmed and public. A fact that is withdrawn or has expired stays
in the store, and blocks every open draft that uses it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain import errors
from bot.domain.message import Phrase, mark


class Standing(StrEnum):
    """How sure a fact is."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Release(StrEnum):
    """Who may be told a fact; each level includes those before it."""

    INTERNAL = "internal"
    PARTNER = "partner"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement. `language` is the one it was written in; `cleared_by` names who allowed it to
    be told where somebody must: the doctor for victims, the judge for a cause."""

    number: int
    incident: int
    statement: str
    language: str
    by: str
    at: datetime
    standing: Standing = Standing.REPORTED
    release: Release = Release.INTERNAL
    source: str = ""
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    expires: datetime | None = None
    cleared_by: str = ""

    def standing_at(self, now: datetime) -> Standing:
        """Its standing at this moment: what has expired is not known any more."""
        over = self.expires is not None and self.expires <= now
        return Standing.EXPIRED if over and self.standing is Standing.CONFIRMED else self.standing

    def is_public(self, now: datetime) -> bool:
        """Whether a message to the public may rest on it now."""
        confirmed = self.standing_at(now) is Standing.CONFIRMED
        return confirmed and self.release is Release.PUBLIC

    def is_for_partners(self, now: datetime) -> bool:
        """Whether other centres may be told it now."""
        return self.standing_at(now) is Standing.CONFIRMED and self.is_released

    @property
    def is_released(self) -> bool:
        """Whether anybody outside the team was to be told it."""
        return self.release is not Release.INTERNAL

    def confirm(
        self, by: str, at: datetime, *, source: str, release: Release | None,
        expires: datetime | None, cleared_by: str,
    ) -> "Fact":  # fmt: skip
        """The fact as its source confirms it now. Confirming again renews it: what is not given
        stays, but an end that is over goes."""
        if self.standing is Standing.WITHDRAWN:
            raise errors.FactWithdrawn(number=self.number)
        named = source.strip() or self.source
        if not named:
            raise errors.BadArguments(
                why=mark("who says so is missing"), usage=f'/fact confirm {self.number} source="…"'
            )
        still = self.expires if self.expires and self.expires > at else None
        return replace(
            self, standing=Standing.CONFIRMED, source=named, release=release or self.release,
            confirmed_by=by, confirmed_at=at, expires=expires or still,
            cleared_by=cleared_by.strip() or self.cleared_by,
        )  # fmt: skip

    def withdraw(self) -> "Fact":
        """The fact, no longer held; it is never removed."""
        if self.standing is Standing.WITHDRAWN:
            raise errors.FactWithdrawn(number=self.number)
        return replace(self, standing=Standing.WITHDRAWN)

    def obstacle(self, now: datetime) -> Phrase | None:
        """Why no message may rest on it now, in a word; None when one may."""
        if self.is_public(now):
            return None
        standing = self.standing_at(now)
        return Phrase(self.release if standing is Standing.CONFIRMED else standing)
