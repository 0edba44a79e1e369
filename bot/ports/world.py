"""The clock, the judge and the words, as the desk needs them."""

from datetime import datetime
from typing import Protocol

from bot.domain.proposal import Proposal
from classifiers.verdict import Verdict


class Clock(Protocol):
    """The only way to know the time."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of this clock."""


class Judge(Protocol):
    """What the classifier is to the desk. Called in a thread: it must not touch the loop."""

    def judge(self, text: str, *, lang: str | None = None, role: str = "unknown") -> Verdict:
        """The verdict on one text; never raises for what a text contains."""


class Words(Protocol):
    """The bot's own words in a language."""

    def __call__(self, language: str, sentence: str, /, **details: object) -> str:
        """The English sentence translated and filled; English where a translation is missing."""


class Writer(Protocol):
    """A machine that words texts anew: the operator's own endpoint."""

    async def write(self, asked: Proposal) -> str:
        """The words it gives for the source, neither checked nor read. Within about a minute;
        raises `WritingFailed`, and nothing else."""
