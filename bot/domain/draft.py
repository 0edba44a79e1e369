"""A draft, its versions, and the approvals of one exact text.

    draft --submit--> submitted --quorum--> approved --release--> published
      ^                  |  \\--return (reason)--> returned --submit--> ...
      |--- revise -------+   \\--reject (reason)--> rejected (end)
    withdraw (end) from everything that is not published

A document for the rooms goes the same way, and ends as issued where a message is published.

A draft is its steps: the state is computed from them and never assigned, so it cannot contradict
its history. An approval is of one digest; a change makes a new version, and old approvals count
for nothing. A published draft becomes corrected or retracted by a later publication that names it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import errors
from bot.domain.approval_errors import YesLapsed
from bot.domain.content import Content, MessageClass, Quorum, obstacles
from bot.domain.message import Phrase
from bot.domain.room import Member, Role
from bot.domain.usage import Usage

SHORTEST_DIGEST = 6
APPROVAL_AGE = timedelta(minutes=30)


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
    ISSUED = "issued"


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
    VERBAL = "verbal"
    ANNUL = "annul"
    CALL = "call"
    LOOK = "look"
    LAPSE = "lapse"


# The state after each act; the others change it only by what they do to the quorum.
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
    State.ISSUED: "What went to the rooms stays as it is; the next one begins from it: /sitrep",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody did to a draft. `digest` names the text it was done to.

    What somebody said by phone is theirs: `entered` and `read_back` name who typed it. A release
    with a reason was made alone, without a quorum.
    """

    act: Act
    by: str
    at: datetime
    digest: str
    reason: str = ""
    authority: bool = False
    entered: str = ""
    read_back: str = ""


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
    def since_laid(self) -> tuple[Step, ...]:
        """What happened since the text was last changed or laid before the approvers, that too."""
        laid = (Act.REVISE, Act.SUBMIT)
        last = max(no for no, step in enumerate(self.steps) if step.act in laid)
        return self.steps[last:]

    @property
    def approvals(self) -> tuple[Step, ...]:
        """The newest approval of each person for the text as it was last submitted."""
        newest: dict[str, Step] = {}
        for step in self.since_laid:
            if step.act is Act.APPROVE and step.digest == self.digest:
                newest[step.by] = step
            elif step.act in (Act.ANNUL, Act.LAPSE):
                newest.pop(step.by, None)
        return tuple(newest.values())

    @property
    def lapsed(self) -> tuple[str, ...]:
        """Those whose yes to it counts no more, when it has too few without them. What one person
        released rests on no yes."""
        alone = any(step.act is Act.RELEASE and step.reason for step in self.since_laid)
        if alone or self.is_met(self.approvals):
            return ()
        gone = (step.by for step in self.since_laid if step.act is Act.LAPSE)
        return tuple(dict.fromkeys(name for name in gone if name not in self.approvers))

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
        acts = [step.act for step in self.steps if step.act in _AFTER]
        state = _AFTER[acts[-1]]
        if state is State.SUBMITTED and self.is_met(self.approvals):
            return State.APPROVED
        if state is State.PUBLISHED and self.content.kind.is_internal:
            return State.ISSUED
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
        self.must_be(State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)
        if not any(text.strip() for text in content.texts.values()):
            raise errors.EmptyText(number=self.number)
        # Two versions must never answer to one short digest: an approval typed for the first
        # could otherwise be taken for the second.
        short = {old.digest[:SHORTEST_DIGEST] for old in self.versions if old != content}
        if content.digest[:SHORTEST_DIGEST] in short:
            raise errors.BadArguments(
                why="this text cannot be told apart from an earlier version",
                usage=Usage(f"/revise {self.number} TEXT"),
            )
        step = Step(Act.REVISE, by, at, content.digest)
        return replace(self, versions=(*self.versions, content), steps=(*self.steps, step))

    def submit(self, by: str, at: datetime) -> "Draft":
        """The draft laid before the approvers; refuses what must not go out as it is."""
        self.must_be(State.DRAFT, State.RETURNED)
        self.must_be_sendable(at)
        return self.step(Act.SUBMIT, by, at)

    def approve(self, who: Member, at: datetime, digest: str) -> "Draft":
        """The draft with one more person's yes to the text that `digest` (or its start) names."""
        who.must(Role.APPROVER)
        self.must_want(at, digest)
        if who.names & self.hands:
            raise errors.OwnDraft(number=self.number)
        # Whoever was only heard by phone may still say it in person.
        if who.names & {yes.by for yes in self.counting(at) if not yes.entered}:
            raise errors.AlreadyApproved(
                number=self.number, approvals=f"{len(self.approvals)}/{self.quorum.approvals}"
            )
        self.must_be_sendable(at)
        return self.step(Act.APPROVE, who.name, at, authority=Role.AUTHORITY in who.roles)

    def send_back(self, act: Act, who: Member, at: datetime, reason: str) -> "Draft":
        """The draft returned for changes or rejected for good; both need a reason."""
        who.must(Role.APPROVER)
        self.must_be(State.SUBMITTED, State.APPROVED)
        if not reason.strip():
            word = "return" if act is Act.RETURN else "reject"
            raise errors.NeedsReason(usage=Usage(f"/{word} {self.number} REASON"))
        return self.step(act, who.name, at, reason=reason)

    def withdraw(self, by: str, at: datetime, reason: str = "") -> "Draft":
        """The draft taken back before anything went out."""
        self.must_be(State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)
        return self.step(Act.WITHDRAW, by, at, reason=reason)

    def release(self, by: str, at: datetime) -> "Draft":
        """The draft let go to its outlets: once, and only with a quorum of this text.

        A warning asks again for approvals older than `APPROVAL_AGE`.
        """
        self.must_be_backed()
        self.must_be(State.APPROVED)
        self.must_be_sendable(at)
        if self.needs_typed_publish:
            fresh = self.counting(at)
            if not self.is_met(fresh):
                raise errors.OldApproval(
                    names=", ".join(a.by for a in self.approvals if a not in fresh),
                    minutes=int(APPROVAL_AGE.total_seconds() // 60),
                    number=self.number,
                    digest=self.digest[:SHORTEST_DIGEST],
                )
        return self.step(Act.RELEASE, by, at)

    def amended(self, act: Act, by: str, at: datetime) -> "Draft":
        """The published draft, marked as corrected or retracted by a later one."""
        self.must_be_out()
        return self.step(act, by, at)

    def must_be_out(self) -> None:
        """Refuse unless something of this draft was published and still stands."""
        if self.state in (State.RETRACTED, State.ISSUED):
            self.must_be(State.PUBLISHED, State.CORRECTED)
        if self.state not in (State.PUBLISHED, State.CORRECTED):
            raise errors.NothingPublished(number=self.number)

    # --- the rules behind them ---

    def step(
        self, act: Act, by: str, at: datetime, *, reason: str = "", authority: bool = False,
        entered: str = "", read_back: str = "",
    ) -> "Draft":  # fmt: skip
        """The draft with one step more; the rules were asked before."""
        step = Step(act, by, at, self.digest, reason, authority, entered, read_back)
        return replace(self, steps=(*self.steps, step))

    def must_be(self, *states: State) -> None:
        """Refuse unless it is in one of these states."""
        if self.state not in states:
            raise errors.WrongState(
                number=self.number, state=Phrase(self.state), next=Phrase(NEXT[self.state])
            )

    def must_be_backed(self) -> None:
        """Refuse while it has too few approvals because somebody's yes counts no more."""
        if self.lapsed:
            raise YesLapsed(
                names=", ".join(self.lapsed), number=self.number,
                digest=self.digest[:SHORTEST_DIGEST],
            )  # fmt: skip

    def must_want(self, at: datetime, digest: str) -> None:
        """Refuse unless a yes to this very text is still wanted."""
        full = self.state is State.APPROVED and self.is_met(self.counting(at))
        # Let go, it may still wait for an outlet when a yes lapses.
        wanted_again = self.state is State.PUBLISHED and bool(self.lapsed)
        if full or (self.state in (State.PUBLISHED, State.ISSUED) and not wanted_again):
            raise errors.AlreadyFull(
                number=self.number, state=Phrase(self.state), approvers=", ".join(self.approvers)
            )
        if not wanted_again:
            self.must_be(State.SUBMITTED, State.APPROVED)
        self.must_name(digest)

    def must_name(self, digest: str) -> None:
        """Refuse unless `digest`, or its start, names the text as it is now."""
        typed = digest.strip("[]").casefold()
        named = {v.digest for v in self.versions if v.digest.startswith(typed)}
        if len(typed) < SHORTEST_DIGEST or not named:
            raise errors.BadDigest(number=self.number, digest=self.digest[:SHORTEST_DIGEST])
        if named != {self.digest}:
            raise errors.StaleText(number=self.number, digest=self.digest[:SHORTEST_DIGEST])

    def counting(self, at: datetime) -> tuple[Step, ...]:
        """The approvals that count at this moment: a warning's age, and may then be given again,
        by the same person or by another."""
        aged = self.needs_typed_publish
        return tuple(a for a in self.approvals if not aged or at - a.at <= APPROVAL_AGE)

    def must_be_sendable(self, at: datetime) -> None:
        """Refuse a text that must not go out as it is."""
        for why in obstacles(self.content, self.number, at):
            raise why
