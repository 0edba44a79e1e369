"""A draft, its versions, and the approvals of one exact text.

    draft --submit--> submitted --quorum--> approved --release--> published
      ^                  |  \\--return (reason)--> returned --submit--> ...
      |--- revise -------+   \\--reject (reason)--> rejected (end)
    withdraw (end) from everything that is not published

A draft is its steps: the state is computed from them and never assigned, so it cannot contradict
its history. An approval is of one digest; a change makes a new version, and old approvals count
for nothing. A published draft becomes corrected or retracted by a later publication that names it.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import errors
from bot.domain.filling import Filling
from bot.domain.message import Phrase
from bot.domain.mode import Mode
from bot.domain.room import Member, Role

SHORTEST_DIGEST = 6
APPROVAL_AGE = timedelta(minutes=30)
_OPEN_SLOT = re.compile(r"\{[^{}\n]{1,60}\}")


class MessageClass(StrEnum):
    """What kind of message it is; each has its own quorum."""

    WARNING = "warning"
    INFORMATION = "information"
    REBUTTAL = "rebuttal"
    ALL_CLEAR = "all_clear"
    CORRECTION = "correction"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many people must approve, and whether one of them must hold the legal power."""

    approvals: int
    authority: bool = False


DEFAULT_QUORUM: Mapping[MessageClass, Quorum] = {
    MessageClass.WARNING: Quorum(2, authority=True),
    MessageClass.INFORMATION: Quorum(1),
    MessageClass.REBUTTAL: Quorum(2),
    MessageClass.ALL_CLEAR: Quorum(2),
    MessageClass.CORRECTION: Quorum(1),
    MessageClass.RETRACTION: Quorum(1),
}


class State(StrEnum):
    """Where a draft stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Act(StrEnum):
    """What somebody did to a draft."""

    REVISE = "revise"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    RELEASE = "release"
    CORRECT = "correct"
    RETRACT = "retract"


# The state after each act; an approval alone changes it only when the quorum is met.
_AFTER = {
    Act.REVISE: State.DRAFT,
    Act.SUBMIT: State.SUBMITTED,
    Act.RETURN: State.RETURNED,
    Act.REJECT: State.REJECTED,
    Act.WITHDRAW: State.WITHDRAWN,
    Act.RELEASE: State.PUBLISHED,
    Act.CORRECT: State.CORRECTED,
    Act.RETRACT: State.RETRACTED,
}
# What can be done instead; `{number}` is filled where the refusal is worded.
NEXT = {
    State.DRAFT: "Submit it first: /submit {number}",
    State.SUBMITTED: "It waits for approval: /show {number}",
    State.RETURNED: "Change it and submit it again: /revise {number} TEXT",
    State.APPROVED: "See /show {number}",
    State.PUBLISHED: "What is out is corrected, never changed: /correct {number} TEXT",
    State.CORRECTED: "See /show {number}",
    State.RETRACTED: "See /show {number}",
    State.REJECTED: "Write a new one: /draft TEXT",
    State.WITHDRAWN: "Write a new one: /draft TEXT",
}


@dataclass(frozen=True, slots=True)
class Content:
    """Everything an approval covers: the words, where and until when they hold, and each outlet's
    exact rendering. `renderings` maps an outlet's name to the very text it will carry, `alert` is
    for machines; `waived` languages may be missing or differ, as somebody said. `follows` is the
    draft it brings up to date, `next_at` when the next word is promised; `said` maps
    "fr.hazard" to words shown to say it, `read` a language to who had a native speaker read it."""

    kind: MessageClass
    mode: Mode
    texts: Mapping[str, str]
    renderings: Mapping[str, str] = field(default_factory=dict)
    area: str = ""
    until: datetime | None = None
    amends: int | None = None
    alert: Mapping[str, str] = field(default_factory=dict)
    filling: Filling | None = None
    waived: tuple[str, ...] = ()
    follows: int | None = None
    next_at: datetime | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)

    @property
    def answers(self) -> int | None:
        """The draft that this one corrects, retracts or brings up to date, if any."""
        return self.amends or self.follows

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form of all of it."""
        canonical: dict[str, object] = {
            "kind": self.kind,
            "mode": self.mode,
            "texts": dict(self.texts),
            "renderings": dict(self.renderings),
            "area": self.area,
            "until": self.until.isoformat() if self.until else None,
            "amends": self.amends,
        }
        later = {
            "alert": dict(self.alert),
            "filling": self.filling.canonical() if self.filling else None,
            "waived": list(self.waived),
            "follows": self.follows,
            "next_at": self.next_at.isoformat() if self.next_at else None,
            "said": dict(self.said),
            "read": dict(self.read),
        }
        # Only where there is one, so that a digest of a text without them never changes.
        canonical |= {name: value for name, value in later.items() if value}
        form = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(form.encode()).hexdigest()

    @property
    def open_slot(self) -> str | None:
        """The first place still to be filled, written {so}."""
        found = (_OPEN_SLOT.search(text) for text in self.texts.values())
        return next((match.group() for match in found if match), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody did to a draft. `digest` names the text it was done to."""

    act: Act
    by: str
    at: datetime
    digest: str
    reason: str = ""
    authority: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A text for the public on its way. `versions` and `steps` only ever grow."""

    number: int
    incident: int
    quorum: Quorum
    versions: tuple[Content, ...]
    steps: tuple[Step, ...]
    case: int | None = None

    # --- what can be read from it ---

    @property
    def content(self) -> Content:
        """The text as it is now."""
        return self.versions[-1]

    @property
    def digest(self) -> str:
        """The digest of the text as it is now."""
        return self.content.digest

    @property
    def opened_at(self) -> datetime:
        """When the first version was written."""
        return self.steps[0].at

    @property
    def hands(self) -> frozenset[str]:
        """Everyone who wrote or changed the text, and who submitted it as it is now."""
        return frozenset(
            step.by
            for step in self.steps
            if step.act is Act.REVISE or (step.act is Act.SUBMIT and step.digest == self.digest)
        )

    @property
    def approvals(self) -> tuple[Step, ...]:
        """The newest approval of each person for the text as it was last submitted."""
        newest: dict[str, Step] = {}
        for step in self.steps:
            if step.act in (Act.REVISE, Act.SUBMIT):
                newest = {}
            elif step.act is Act.APPROVE and step.digest == self.digest:
                newest[step.by] = step
        return tuple(newest.values())

    @property
    def approvers(self) -> tuple[str, ...]:
        """The names behind the approvals."""
        return tuple(step.by for step in self.approvals)

    def is_met(self, approvals: tuple[Step, ...]) -> bool:
        """Whether these approvals are enough."""
        enough = len(approvals) >= self.quorum.approvals
        return enough and (not self.quorum.authority or any(a.authority for a in approvals))

    @property
    def state(self) -> State:
        """Where the draft stands, read from its steps."""
        acts = [step.act for step in self.steps if step.act is not Act.APPROVE]
        state = _AFTER[acts[-1]]
        if state is State.SUBMITTED and self.is_met(self.approvals):
            return State.APPROVED
        return state

    def state_at(self, now: datetime) -> State:
        """Where it stands at this moment: what is over is expired, whatever was done to it."""
        ended = self.content.until is not None and self.content.until <= now
        still_on = self.state not in (State.REJECTED, State.WITHDRAWN, State.RETRACTED)
        return State.EXPIRED if ended and still_on else self.state

    @property
    def needs_typed_publish(self) -> bool:
        """Warnings go out only when somebody types it in full."""
        return self.content.kind is MessageClass.WARNING

    # --- what can be done to it ---

    def revise(self, by: str, at: datetime, content: Content) -> "Draft":
        """The draft with a new version; approvals of the old one no longer count."""
        self._must_be(State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)
        if not any(text.strip() for text in content.texts.values()):
            raise errors.EmptyText(number=self.number)
        # Two versions must never answer to one short digest: an approval typed for the first
        # could otherwise be taken for the second.
        short = {old.digest[:SHORTEST_DIGEST] for old in self.versions if old != content}
        if content.digest[:SHORTEST_DIGEST] in short:
            raise errors.BadArguments(
                why="this text cannot be told apart from an earlier version",
                usage=f"/revise {self.number} TEXT",
            )
        step = Step(Act.REVISE, by, at, content.digest)
        return replace(self, versions=(*self.versions, content), steps=(*self.steps, step))

    def submit(self, by: str, at: datetime) -> "Draft":
        """The draft laid before the approvers; refuses what must not go out as it is."""
        self._must_be(State.DRAFT, State.RETURNED)
        self._must_be_sendable(at)
        return self._step(Act.SUBMIT, by, at)

    def approve(self, who: Member, at: datetime, digest: str) -> "Draft":
        """The draft with one more person's yes to the text that `digest` (or its start) names."""
        who.must(Role.APPROVER)
        counting = self._counting(at)
        if self.state is State.PUBLISHED or (
            self.state is State.APPROVED and self.is_met(counting)
        ):
            raise errors.AlreadyFull(
                number=self.number, state=Phrase(self.state), approvers=", ".join(self.approvers)
            )
        self._must_be(State.SUBMITTED, State.APPROVED)
        self._must_name(digest)
        if who.name in self.hands:
            raise errors.OwnDraft(number=self.number)
        if who.name in (approval.by for approval in counting):
            raise errors.AlreadyApproved(
                number=self.number, approvals=f"{len(self.approvals)}/{self.quorum.approvals}"
            )
        self._must_be_sendable(at)
        return self._step(Act.APPROVE, who.name, at, authority=Role.AUTHORITY in who.roles)

    def send_back(self, act: Act, who: Member, at: datetime, reason: str) -> "Draft":
        """The draft returned for changes or rejected for good; both need a reason."""
        who.must(Role.APPROVER)
        self._must_be(State.SUBMITTED, State.APPROVED)
        if not reason.strip():
            word = "return" if act is Act.RETURN else "reject"
            raise errors.NeedsReason(usage=f"/{word} {self.number} REASON")
        return self._step(act, who.name, at, reason=reason)

    def withdraw(self, by: str, at: datetime) -> "Draft":
        """The draft taken back before anything went out."""
        self._must_be(State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)
        return self._step(Act.WITHDRAW, by, at)

    def release(self, by: str, at: datetime) -> "Draft":
        """The draft let go to its outlets: once, and only with a quorum of this text.

        A warning asks again for approvals older than `APPROVAL_AGE`.
        """
        self._must_be(State.APPROVED)
        self._must_be_sendable(at)
        if self.needs_typed_publish:
            fresh = self._counting(at)
            if not self.is_met(fresh):
                raise errors.OldApproval(
                    names=", ".join(a.by for a in self.approvals if a not in fresh),
                    minutes=int(APPROVAL_AGE.total_seconds() // 60),
                    number=self.number,
                    digest=self.digest[:SHORTEST_DIGEST],
                )
        return self._step(Act.RELEASE, by, at)

    def amended(self, act: Act, by: str, at: datetime) -> "Draft":
        """The published draft, marked as corrected or retracted by a later one."""
        self.must_be_out()
        return self._step(act, by, at)

    def must_be_out(self) -> None:
        """Refuse unless something of this draft was published and still stands."""
        if self.state is State.RETRACTED:
            self._must_be(State.PUBLISHED, State.CORRECTED)
        if self.state not in (State.PUBLISHED, State.CORRECTED):
            raise errors.NothingPublished(number=self.number)

    # --- the rules behind them ---

    def _step(
        self, act: Act, by: str, at: datetime, *, reason: str = "", authority: bool = False
    ) -> "Draft":
        step = Step(act, by, at, self.digest, reason, authority)
        return replace(self, steps=(*self.steps, step))

    def _must_be(self, *states: State) -> None:
        if self.state not in states:
            raise errors.WrongState(
                number=self.number, state=Phrase(self.state), next=Phrase(NEXT[self.state])
            )

    def _must_name(self, digest: str) -> None:
        typed = digest.strip("[]").casefold()
        named = {v.digest for v in self.versions if v.digest.startswith(typed)}
        if len(typed) < SHORTEST_DIGEST or not named:
            raise errors.BadDigest(number=self.number, digest=self.digest[:SHORTEST_DIGEST])
        if named != {self.digest}:
            raise errors.StaleText(number=self.number, digest=self.digest[:SHORTEST_DIGEST])

    def _counting(self, at: datetime) -> tuple[Step, ...]:
        """The approvals that count at this moment: a warning's age, and may then be given again,
        by the same person or by another."""
        aged = self.needs_typed_publish
        return tuple(a for a in self.approvals if not aged or at - a.at <= APPROVAL_AGE)

    def _must_be_sendable(self, at: datetime) -> None:
        for why in obstacles(self.content, self.number, at):
            raise why


def obstacles(content: Content, number: int, at: datetime) -> Iterator[errors.DeskError]:
    """What keeps any text from going out, whatever its words say."""
    if slot := content.open_slot:
        yield errors.Unfinished(number=number, slot=slot)
    if content.kind is MessageClass.WARNING:
        if not content.area.strip():
            yield errors.NoArea(number=number)
        if content.until is None:
            yield errors.NoExpiry(number=number)
    if content.until is not None and content.until <= at:
        yield errors.ExpiryPast(number=number, until=f"{content.until:%Y-%m-%d %H:%M} UTC")
    if not content.renderings:
        yield errors.NoOutlet(number=number, languages=", ".join(sorted(content.texts)) or "-")
