"""Outlets: the places the public reads. Never the same type as a room, on purpose."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.content import MessageClass
from bot.domain.lengths import Length, Measure, measured

# Mastodon knows a key for an hour from its arrival; five minutes are for slow clocks.
MASTODON_REMEMBERS = timedelta(minutes=55)
# What the Common Alerting Protocol is for; amendments follow the message that they amend.
_ALERTS = frozenset({MessageClass.WARNING, MessageClass.ALL_CLEAR})


@dataclass(frozen=True, slots=True)
class Outlet:
    """A place the public reads, and the languages it carries, in the order they appear there.

    `repeatable` promises that the same publication sent twice appears once (the receiver knows it
    by its key); only then is a send whose answer was lost tried again without asking a person, and
    only for as long as the receiver remembers the key: `remembers`, None for ever.
    `measure` says by whose rule its texts are counted, None where any length will do; `longest` is
    the most it takes in that rule's unit, 0 for what is usual.
    """

    name: str
    platform: str
    address: str
    languages: tuple[str, ...]
    repeatable: bool = False
    remembers: timedelta | None = None
    measure: Measure | None = None
    longest: int = 0

    def carries(self, kind: MessageClass) -> bool:
        """Whether messages of this class belong there when they are not about an earlier one."""
        return self.platform != "cap" or kind in _ALERTS

    def length(self, text: str) -> Length | None:
        """How much of its room the text takes; None where any length will do."""
        return measured(self.measure, text, self.longest) if self.measure else None

    def still_knows(self, sent_at: datetime, now: datetime) -> bool:
        """Whether what was perhaps sent then can be sent again now without showing twice."""
        return self.repeatable and (self.remembers is None or now - sent_at < self.remembers)
