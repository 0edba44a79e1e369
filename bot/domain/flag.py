"""Flags and the cases they gather in.

    open --confirm--> confirmed
         --dismiss (reason)--> dismissed

A flag never says that a text is false: it says "suspect, check" and why. People decide, and every
decision is kept as a label. A case is all flags of one narrative in one incident: one living card.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.domain.errors import AlreadyDecided, WordsGone
from bot.domain.message import Phrase, mark
from classifiers.verdict import Verdict
from monitors.feed import SourceRole

# Official sources and fact-checkers answer narratives; they never open a case.
ANSWERING = frozenset({SourceRole.OFFICIAL, SourceRole.FACT_CHECKER})


class Dismissal(StrEnum):
    """Why an item is no suspect narrative; each teaches something else."""

    QUESTION = "question"
    SATIRE = "satire"
    TRUE = "true"
    OPINION = "opinion"
    DUPLICATE = "duplicate"
    DENIAL = "denial"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person made of a flag: confirmed when there is no dismissal. Also a label. `room` is
    where it was made, "" where that is not known."""

    by: str
    at: datetime
    dismissal: Dismissal | None = None
    room: str = ""

    @property
    def word(self) -> str:
        """`confirmed`, or the reason of the dismissal."""
        return self.dismissal.value if self.dismissal else "confirmed"


@dataclass(frozen=True, slots=True)
class Flag:
    """An item that seems to carry a narrative, until a person decides.

    `text` is what was judged, kept as evidence even if the source changes or removes it. `faded`
    is the mark of that text once its words are let go of, and "" while they are kept.
    """

    number: int
    case: int
    item: int
    feed: str
    link: str | None
    text: str
    verdict: Verdict
    raised_at: datetime
    decision: Decision | None = None
    faded: str = ""

    @property
    def host(self) -> str:
        """The site it was read on: of its link, so that the feeds of one site are one; of a link
        that names none, the feed."""
        return site(self.link) or self.feed

    def decide(self, decision: Decision) -> "Flag":
        """The flag with a person's decision; the same decision again is refused, and any where
        nobody can read any more what it would be about."""
        if self.faded:
            raise WordsGone(number=self.number)
        if self.decision and self.decision.word == decision.word:
            undo = f"/confirm {self.number}, /dismiss {self.number} REASON"
            raise AlreadyDecided(
                what=mark("flag"),
                number=self.number,
                decision=Phrase(decision.word),
                by=self.decision.by,
                undo=undo,
            )
        return replace(self, decision=decision)

    def fade(self, mark: str) -> "Flag":
        """The flag without the words of the post: it can still be counted, by time, site, language,
        score and decision, and tells no more what was written or exactly where."""
        findings = tuple(
            finding if finding.code == "role" else replace(finding, quote="")
            for finding in self.verdict.findings
        )
        where = site(self.link)
        return replace(
            self,
            text="",
            link=f"https://{where}/" if where else None,
            verdict=replace(self.verdict, findings=findings),
            faded=mark,
        )


@dataclass(frozen=True, slots=True)
class Spotting:
    """One flag as a point in time: what it counts for where only numbers are asked."""

    case: int
    narrative: str | None
    feed: str
    link: str | None
    lang: str
    at: datetime

    @property
    def host(self) -> str:
        """The site it was read on, as `Flag.host`."""
        return site(self.link) or self.feed


def site(link: str | None) -> str:
    """The name of the site that a link leads to, without `www.`; "" when it names none."""
    try:
        host = (urlsplit(link or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    try:
        ip_address(host)
    except ValueError:
        return host
    return ""


class Priority(StrEnum):
    """How soon a case needs people."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


# A notice when the case grows past each of these, not one for every copy.
GROWTH_STEPS = (5, 15, 50, 150, 500, 1500, 5000)


@dataclass(frozen=True, slots=True)
class Silence:
    """A case tells nothing of itself until then, because somebody said why."""

    until: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """All flags of one narrative in one incident. `narrative` is None for one without a name.

    `contradicts` is the draft of ours that a post of it contradicts; `merged_into` the case that it
    is a part of by now; `split_from` the case that it was taken out of by hand.
    """

    number: int
    incident: int
    narrative: str | None
    opened_at: datetime
    count: int = 0
    owner: str | None = None
    priority: Priority = Priority.MEDIUM
    priority_reason: str = ""
    silence: Silence | None = None
    contradicts: int | None = None
    merged_into: int | None = None
    split_from: int | None = None

    def grown(self, by: int = 1) -> "Case":
        """The case with so many flags more."""
        return replace(self, count=self.count + by)

    def silenced_at(self, now: datetime) -> Silence | None:
        """The silence that lies on it at that moment; what is urgent is never silent."""
        if self.silence is None or self.priority is Priority.HIGH:
            return None
        return self.silence if self.silence.until > now else None

    def contradicting(self, draft: int) -> "Case":
        """The case, now that a post of it contradicts a text of ours: nothing is more urgent."""
        # A person's own reason for a high priority holds beside it; for a lower one, no longer.
        why = self.priority_reason if self.priority is Priority.HIGH else ""
        return replace(self, priority=Priority.HIGH, priority_reason=why, contradicts=draft)


@dataclass(frozen=True, slots=True)
class Figures:
    """A case in numbers. `hour` and `hour_before` are the posts of the last hour and of the one
    before it; `newest` is the newest flag, `newest_open` the newest that nobody decided on;
    `languages` and `decided` count by language and by the word of the decision."""

    count: int
    hosts: int
    hour: int
    hour_before: int
    languages: Mapping[str, int]
    decided: Mapping[str, int]
    newest: int | None
    newest_open: int | None
    first_decided: datetime | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What happened after an answer of ours was out: the posts of the case in the hour and in the
    day before it, and in the same span after it, as far as that is over."""

    draft: int
    at: datetime
    hour: tuple[int, int]
    day: tuple[int, int]


@dataclass(frozen=True, slots=True)
class OfficialWord:
    """What an official source or a fact-checker said on the storyline of a case. `title` is how it
    begins where it has no title of its own, `language` "" where nobody said."""

    case: int
    item: int
    feed: str
    link: str | None
    title: str
    at: datetime
    text: str = ""
    language: str = ""
