"""The refusals about other centres: what is shared with them, what is asked between us;
see `bot.domain.errors`."""

from bot.domain.errors import DeskError


class UnknownPartner(DeskError):
    """There is no partner {name}. Partners: {partners}."""


class WhichRoom(DeskError):
    """Say which partners: to=ROOM. Rooms with partners: {rooms}."""


class NotReleased(DeskError):
    """Fact {number} is {why}, so partners may not be told. Release it first: /fact confirm {number}
    release=partner"""


class NotShared(DeskError):
    """{what} {number} is not shared with partners. See /cases and /facts in their room."""


class UnfitForPartners(DeskError):
    """This cannot go to partners: {why}. Write it otherwise."""


class UnknownTechnique(DeskError):
    """I do not know the DISARM technique {technique}. Use "none", or of these: {techniques}."""
