"""Publications: an approved text due at an outlet, every attempt, and the proof that it arrived.

queued --claim--> sending --> sent
                    |    \\--> queued (refused for now: back-off)
                    |     \\--> failed (refused for ever)
                    \\--> uncertain (the answer was lost) --/posted--> sent
                                                         --/resend--> queued
queued too long --> held (nobody knows whether it is still right) --/resend--> queued
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.mode import Mode

# How an attempt ended that the other side may have taken.
ANSWER_LOST = "answer lost"
# What waited longer for its outlet may no longer be right: as long as an approval counts.
ASK_AFTER = timedelta(minutes=30)


class Delivery(StrEnum):
    """How far a publication got."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Publication:
    """The exact text for one outlet. `key` is unique per draft, digest and outlet, for ever.
    `wanted_at` is when somebody last said that it should go out."""

    number: int
    draft: int
    digest: str
    outlet: str
    mode: Mode
    text: str
    due: datetime
    state: Delivery = Delivery.QUEUED
    attempts: int = 0
    receipt: str = ""
    settled_at: datetime | None = None
    wanted_at: datetime | None = None

    @property
    def key(self) -> str:
        """What makes it one of a kind."""
        return publication_key(self.draft, self.digest, self.outlet)

    def settle(self, state: Delivery, at: datetime, receipt: str = "") -> "Publication":
        """The publication, come to an end of its way for now."""
        return replace(self, state=state, settled_at=at, receipt=receipt or self.receipt)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at one outlet. `outcome` is empty while it runs: a crash leaves it so."""

    publication: int
    no: int
    at: datetime
    text_sha256: str
    outcome: str = ""
    detail: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether it may have arrived without anybody knowing."""
        return self.outcome in ("", ANSWER_LOST)


@dataclass(frozen=True, slots=True)
class Receipt:
    """An outlet's proof that the text arrived: its own id or place of it."""

    reference: str


class PostFailed(Exception):
    """An outlet or a room did not take what was sent.

    `uncertain` means that the answer was lost and it may have arrived; with `retry` too, the other
    side knows it by its key for as long as its outlet says. Otherwise `retry` says whether trying
    again can help, and `after` how many seconds the other side asked to wait.
    """

    def __init__(
        self,
        why: str,
        *,
        retry: bool = False,
        uncertain: bool = False,
        after: float = 0.0,
        gone: bool = False,
    ) -> None:
        super().__init__(why)
        self.why = why
        self.retry = retry
        self.uncertain = uncertain
        self.after = after
        self.gone = gone


def perhaps_sent(attempts: Sequence[Attempt]) -> datetime | None:
    """When it first left without an answer that anybody read; None when it never did."""
    return min((each.at for each in attempts if each.is_doubtful), default=None)


def publication_key(draft: int, digest: str, outlet: str) -> str:
    """The unique key of what one draft's text at one outlet is."""
    return f"{draft}/{digest}/{outlet}"


def back_off(attempts: int, asked: float = 0.0) -> timedelta:
    """How long to wait after so many failed attempts: doubling from 2 s to 5 min, at least what
    the other side asked for."""
    return timedelta(seconds=max(min(2.0 * 2 ** max(attempts - 1, 0), 300.0), asked))
