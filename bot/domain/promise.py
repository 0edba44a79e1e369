"""What the public was promised: the next word at a time, and advice that holds until a time.

    released --a while before--> reminded --kept--> nothing more
                                 reminded --its time is over--> overdue, told ever more rarely

The next word is kept by whatever refers to the promise: an update, a correction, a retraction, an
all-clear. An end is met by what renews the advice or ends it. Silence keeps neither.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.domain.content import MessageClass
from bot.domain.draft import Act, Draft, State
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import folded
from bot.domain.situation import promise_in

# After the due time: told at once, then ever more rarely, the last time after half a day.
_AGAIN = (0, 15, 45, 105, 225, 465, 945)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:h](\d{2})(?!\d)")


class Due(StrEnum):
    """What is due."""

    UPDATE = "update"
    END = "end"


@dataclass(frozen=True, slots=True)
class Leads:
    """How long before it is due people are reminded."""

    before_update: timedelta = timedelta(minutes=10)
    before_end: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that draft `draft`, let go at `since`, promised for `at`."""

    draft: int
    due: Due
    at: datetime
    since: datetime

    def steps(self, leads: Leads) -> tuple[datetime, ...]:
        """When people are told of it: before, when it is due, and again as long as it is not
        kept. An end that is over is told once: nothing is owed any more."""
        lead = leads.before_update if self.due is Due.UPDATE else leads.before_end
        # Promised for so soon that it would be reminded of before it is out: half way then.
        before = max(self.at - lead, self.since + (self.at - self.since) / 2)
        again = _AGAIN if self.due is Due.UPDATE else _AGAIN[:1]
        return (before, *(self.at + timedelta(minutes=minutes) for minutes in again))

    def is_overdue(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.at <= now


def promises_of(draft: Draft, zone: tzinfo) -> tuple[Promise, ...]:
    """What a message that is out promised. What it says only in words is read from them."""
    since = released_at(draft)
    if since is None or draft.state is State.RETRACTED:
        return ()
    found = []
    if (at := draft.content.next_at or _in_words(draft, since, zone)) is not None:
        found.append(Promise(draft.number, Due.UPDATE, at, since))
    if (until := draft.content.until) is not None and draft.content.kind in _ADVICE:
        found.append(Promise(draft.number, Due.END, until, since))
    return tuple(found)


def released_at(draft: Draft) -> datetime | None:
    """When it was let go; None when it was not."""
    return next((step.at for step in draft.steps if step.act is Act.RELEASE), None)


def keeper(promise: Promise, draft: Draft, out: Sequence[Draft]) -> Draft | None:
    """What kept this promise of `draft`: the first of those that are out and did."""
    later = [d for d in out if (at := released_at(d)) is not None and at >= promise.since]
    by_time = sorted(later, key=lambda each: (released_at(each) or promise.since, each.number))
    mine = (each for each in by_time if each.number != draft.number)
    return next((each for each in mine if _keeps(each, promise, draft)), None)


_ADVICE = frozenset({MessageClass.WARNING, MessageClass.INFORMATION, MessageClass.REBUTTAL})


def _keeps(other: Draft, promise: Promise, draft: Draft) -> bool:
    content, same = other.content, other.incident == draft.incident
    if content.kind is MessageClass.ALL_CLEAR:
        alike = folded(content.area) == folded(draft.content.area)
        return same and (draft.incident != DAILY_WATCH or alike)
    if promise.due is Due.END:
        # A correction inherits the end of what it corrects: it is still to come.
        return content.follows == draft.number and content.until is not None
    if draft.number in (content.amends, content.follows):
        return True
    # Whoever says how the incident stands now comes back to everybody who waits for that.
    return same and draft.incident != DAILY_WATCH and content.follows is not None


def _in_words(draft: Draft, since: datetime, zone: tzinfo) -> datetime | None:
    """The time for which a text promises the next word, on the centre's clock."""
    found = _CLOCK.search(promise_in(draft) or "")
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    local = since.astimezone(zone)
    at = datetime.combine(local.date(), time(int(found[1]), int(found[2])), zone)
    if at < local - timedelta(hours=1):
        at = datetime.combine(local.date() + timedelta(days=1), at.timetz())
    return at.astimezone(since.tzinfo)
