"""Who is called next when nobody answers.

Deputies stand in for whoever has not answered, in the order of the configuration; then everyone
else who may still say yes. Each person is called once for one submission, one after another.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.draft import Act, Draft, State
from bot.domain.room import Member, Role, Team


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to call. `draft` has the call among its steps; `is_last`: nobody is left after."""

    draft: Draft
    member: Member
    since: datetime
    is_last: bool


def next_call(draft: Draft, team: Team, within: timedelta, now: datetime) -> Call | None:
    """The call that is due now, if any; none are when `within` is nothing."""
    due = call_due(draft, within, now)
    if due is None or now < due:
        return None
    line = in_line(draft, team)
    if not line:
        return None
    called = draft.step(Act.CALL, line[0].name, now)
    return Call(called, line[0], draft.since_laid[0].at, is_last=len(line) == 1)


def call_due(draft: Draft, within: timedelta, now: datetime) -> datetime | None:
    """When somebody is to be called for a draft that waits now, if nobody answers until then."""
    if not within or draft.state_at(now) is not State.SUBMITTED:
        return None
    laid, *after = draft.since_laid
    return max([laid.at, *(step.at for step in after if step.act is Act.CALL)]) + within


def in_line(draft: Draft, team: Team) -> tuple[Member, ...]:
    """Who can still be called for this text, the next first.

    While the legal power's yes is missing, those who hold it come first, and alone when one more
    yes is all that is missing.
    """
    quorum, yes = draft.quorum, draft.approvals
    power = quorum.authority and not any(each.authority for each in yes)
    alone = power and quorum.approvals - len(yes) <= 1
    gone = {
        *draft.hands,
        *draft.approvers,
        *(step.by for step in draft.since_laid if step.act is Act.CALL),
    }

    def holds(member: Member) -> bool:
        return Role.AUTHORITY in member.roles

    silent = [m for m in team.members if m.has(Role.APPROVER) and m.name not in draft.approvers]
    deputies = (team.named(name) for member in silent for name in member.deputies)
    line = dict.fromkeys(
        member.name
        for member in (*deputies, *silent)
        if member and member.has(Role.APPROVER) and member.name not in gone
        if holds(member) or not alone
    )
    found = [member for name in line if (member := team.named(name))]
    return tuple(sorted(found, key=lambda member: power and not holds(member)))
