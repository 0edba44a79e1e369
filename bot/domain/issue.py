"""What went out on one outlet, in order: what each message ends or replaces, and what still holds.

Nothing here changes what was issued. A correction updates its message, and so does a warning that
follows an earlier one; a retraction cancels it. An all-clear ends every message of its incident
that still holds; on the daily watch, whose messages have nothing to do with one another, only those
of its own area.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from uuid import NAMESPACE_DNS, uuid5

from bot.domain.alert import Area
from bot.domain.content import Content, MessageClass
from bot.domain.draft import Act, Draft, State
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import folded

# How long the end of something is shown where nobody said until when: long enough to be read.
_END_SHOWN = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Issue:
    """One draft as it went out on one outlet."""

    draft: Draft
    text: str

    @property
    def number(self) -> int:
        """The draft's."""
        return self.draft.number

    @property
    def content(self) -> Content:
        """What was approved."""
        return self.draft.content

    @property
    def sent(self) -> datetime:
        """When it was let go, to the second: this never changes, however late it is read."""
        step = next(step for step in self.draft.steps if step.act is Act.RELEASE)
        return step.at.replace(microsecond=0)

    @property
    def name(self) -> str:
        """What it is called for ever, in addresses and identifiers."""
        return f"{self.number}-{self.draft.digest[:16]}"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who warns: the address it is known by, its name, where its pages are, the areas it drew."""

    sender: str
    name: str
    base: str
    zone: tzinfo
    areas: tuple[Area, ...] = ()

    def identifier(self, issue: Issue) -> str:
        """The message's name in the world, for ever: a URN, which CAP and Atom both take."""
        return uuid5(NAMESPACE_DNS, f"{self.sender.rpartition('@')[2]}/{issue.name}").urn


@dataclass(frozen=True, slots=True)
class Standing:
    """An issue among the others: what it refers to, the message it is about in the end, until when
    it holds, and what became of it. `changed` is when that was."""

    issue: Issue
    root: Issue
    refers: tuple[Issue, ...]
    expires: datetime
    state: State
    changed: datetime

    @property
    def area(self) -> str:
        """Where it holds: its own area, else that of what it is about."""
        areas = [each.content.area.strip() for each in (self.issue, self.root, *self.refers)]
        return next((area for area in areas if area), "")

    def holds(self, now: datetime) -> bool:
        """Whether readers should still go by it."""
        return self.state is State.PUBLISHED and now < self.expires


def standings(issues: Sequence[Issue]) -> tuple[Standing, ...]:
    """All issues of one outlet, oldest first, each with its place among them."""
    found: dict[int, Standing] = {}
    for issue in sorted(issues, key=lambda each: (each.sent, each.number)):
        root = _root(issue, found)
        refers = tuple(s for s in found.values() if _is_met(s, issue, root))
        original = found.get(_about(issue) or 0)
        if not refers and original is not None:
            refers = (original,)
        for each in refers:
            found[each.issue.number] = _after(each, issue)
        found[issue.number] = Standing(
            issue, root, tuple(each.issue for each in refers), _expires(issue, root),
            State.PUBLISHED, issue.sent,
        )  # fmt: skip
    return tuple(found.values())


def _root(issue: Issue, found: Mapping[int, Standing]) -> Issue:
    original = found.get(_about(issue) or 0)
    return original.root if original else issue


def _about(issue: Issue) -> int | None:
    """The message that it takes the place of. An information about a warning takes none: what it
    does not repeat still holds."""
    if issue.content.kind is MessageClass.WARNING:
        return issue.content.answers
    return issue.content.amends


def _is_met(earlier: Standing, issue: Issue, root: Issue) -> bool:
    """Whether an issue ends or replaces this earlier one."""
    if not earlier.holds(issue.sent) or earlier.issue.content.kind is MessageClass.RETRACTION:
        return False
    if _about(issue) is not None:
        return earlier.root.number == root.number
    if issue.content.kind is not MessageClass.ALL_CLEAR:
        return False
    same = earlier.issue.draft.incident == issue.draft.incident
    if issue.draft.incident != DAILY_WATCH:
        return same
    return same and folded(earlier.area) == folded(issue.content.area)


def _after(earlier: Standing, issue: Issue) -> Standing:
    states = {MessageClass.CORRECTION: State.CORRECTED, MessageClass.RETRACTION: State.RETRACTED}
    state = states.get(issue.content.kind, State.EXPIRED)
    return Standing(
        earlier.issue, earlier.root, earlier.refers, earlier.expires, state, issue.sent
    )  # fmt: skip


def _expires(issue: Issue, root: Issue) -> datetime:
    """Its own end; an amendment ends with what it amends, but not before it could be read."""
    shown = issue.sent + _END_SHOWN
    own = issue.content.until
    if own is not None:
        return own.replace(microsecond=0)
    inherited = root.content.until
    return max(shown, inherited.replace(microsecond=0)) if inherited else shown
