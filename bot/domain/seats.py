"""Whose yes still counts: roles come from the configuration, and people leave it.

A yes is by somebody who holds the role when the text goes out, not only when they said it: whoever
was taken out of the configuration, or lost the role with which they said it, said it for nobody.
"""

from datetime import datetime

from bot.domain.draft import Act, Draft, Step
from bot.domain.room import Role, Team


def unseated(draft: Draft, team: Team) -> tuple[str, ...]:
    """The names behind approvals of the text as it is now who hold their role no more."""
    power = draft.quorum.authority
    return tuple(yes.by for yes in draft.approvals if not _holds(yes, team, power=power))


def without(draft: Draft, names: tuple[str, ...], at: datetime) -> Draft:
    """The draft without the approvals of these people; it may then want others."""
    for name in names:
        draft = draft.step(Act.LAPSE, name, at)
    return draft


def _holds(yes: Step, team: Team, *, power: bool) -> bool:
    """By the exact name: nobody inherits a yes by being called nearly the same. Where the legal
    `power` must say yes, theirs is worth nothing without it."""
    needed = Role.AUTHORITY if yes.authority and power else Role.APPROVER
    return any(member.name == yes.by and member.has(needed) for member in team.members)
