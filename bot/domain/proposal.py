"""Words that a machine proposes for a draft: never more than a proposal, until people take and
read them.

    waiting --answer--> made --/adopt--> taken (a new version, marked until somebody read it)
          \\--no answer--> failed
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

# More is no message to the public, and no small machine words it well.
LONGEST_SOURCE = 4000


class ProposalState(StrEnum):
    """How far a proposal is."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One text worded anew: simpler where both languages are the same, else translated. `source`
    and `replaced` are what the draft said when it was asked for, so that a proposal for other
    words is never taken; `why` is what kept it from being made."""

    number: int
    draft: int
    source_language: str
    language: str
    source: str
    replaced: str
    room: str
    by: str
    asked_at: datetime
    state: ProposalState = ProposalState.WAITING
    text: str = ""
    why: str = ""

    @property
    def is_simpler(self) -> bool:
        """Whether it is the same language in simpler words."""
        return self.language == self.source_language

    @property
    def again(self) -> str:
        """What to type to ask for it anew."""
        if self.is_simpler:
            return f"/simplify {self.draft} {self.language}"
        return f"/translate {self.draft} {self.source_language} {self.language}"

    def made(self, text: str) -> "Proposal":
        """The proposal with its words."""
        return replace(self, state=ProposalState.MADE, text=text)

    def failed(self, why: str) -> "Proposal":
        """The proposal that nobody made."""
        return replace(self, state=ProposalState.FAILED, why=why)

    def taken(self) -> "Proposal":
        """The proposal whose words are in the draft now."""
        return replace(self, state=ProposalState.TAKEN)


class WritingFailed(Exception):
    """No words came. `why` is a phrase of our own: what the other side said is not repeated."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
