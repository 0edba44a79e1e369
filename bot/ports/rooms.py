"""Where the team talks and where the public reads."""

from typing import Protocol

from bot.domain.message import Message
from bot.domain.outlet import Outlet
from bot.domain.publication import Receipt
from bot.domain.room import Room


class Platform(Protocol):
    """Where rooms live. Raises `PostFailed` for what the platform does not take."""

    async def tell(self, room: Room, message: Message) -> str:
        """Say something in a room; returns the reference of what was said."""

    async def edit(self, room: Room, reference: str, message: Message) -> str:
        """Show the newest state in place of an earlier message; returns its reference."""


class OutletPort(Protocol):
    """One kind of place the public reads. Raises `PostFailed` for what it does not take."""

    async def publish(self, outlet: Outlet, text: str, key: str) -> Receipt:
        """Put exactly this text there. `key` names the publication, the same at every attempt."""
