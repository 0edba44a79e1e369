"""What the store keeps of what passes between us and other centres."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.exchange import Request, Way
from bot.domain.partner import Share, Shareable


class Shares(Protocol):
    """What partners were given, numbered from 1; one for each thing and room."""

    async def put(self, share: Share) -> Share:
        """Keep it in the place of an earlier one of the same thing in the same room (its number is
        ignored); returns it with its number."""

    async def get(self, number: int) -> Share | None:
        """One share."""

    async def of(self, what: Shareable, subject: int) -> Sequence[Share]:
        """Every share of a thing, by number, ended or not."""

    async def in_room(self, room: str) -> Sequence[Share]:
        """All that was shared in a room and not ended, by number."""


class Requests(Protocol):
    """Questions between us and partners, numbered from 1."""

    async def add(self, request: Request) -> Request | None:
        """Keep one (its number is ignored); None when its way, partner and key are known: a
        repeated question is asked once."""

    async def get(self, number: int) -> Request | None:
        """One request."""

    async def called(self, reference: str) -> Sequence[Request]:
        """All that people call so, the newest first: two centres may give the same name."""

    async def keyed(self, way: Way, partner: str, key: str) -> Request | None:
        """The one that an envelope names."""

    async def save(self, request: Request) -> None:
        """Keep its reference, its receipt and its answer."""

    async def open(self) -> Sequence[Request]:
        """Those without an answer, by number."""

    async def since(self, at: datetime) -> Sequence[Request]:
        """Those that were asked or answered at that moment or later, by number."""
