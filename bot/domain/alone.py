"""A release by one duty officer alone, when nobody answers and waiting would hurt people.

Four eyes are the rule. This is the exception, and it is owed afterwards: somebody else must look
at what is out, and is reminded until they have, or until it is corrected or retracted.
"""

from datetime import datetime

from bot.domain.approval_errors import HasQuorum, NeverAlone, NothingToLook, OwnLook
from bot.domain.content import MessageClass
from bot.domain.draft import SHORTEST_DIGEST, Act, Draft, State, Step
from bot.domain.message import Phrase
from bot.domain.room import Member, Role

# What ends a danger in people's minds, or argues, is never so urgent.
LONE = frozenset({MessageClass.WARNING, MessageClass.INFORMATION})


def release_alone(draft: Draft, who: Member, at: datetime, reason: str) -> Draft:
    """The draft let go by one person, who may have written it, with a reason."""
    who.must(Role.DUTY_OFFICER)
    if draft.content.kind not in LONE:
        kind, short = Phrase(draft.content.kind), draft.digest[:SHORTEST_DIGEST]
        raise NeverAlone(kind=kind, number=draft.number, digest=short)
    if draft.state is State.APPROVED and draft.is_met(draft.counting(at)):
        raise HasQuorum(number=draft.number)
    draft.must_be(State.SUBMITTED, State.APPROVED)
    draft.must_be_sendable(at)
    return draft.step(Act.RELEASE, who.name, at, reason=reason)


def lone_release(draft: Draft) -> Step | None:
    """Its release, if one person made it alone."""
    return next((s for s in draft.steps if s.act is Act.RELEASE and s.reason), None)


def look_of(draft: Draft) -> Step | None:
    """The second look at it, if somebody gave it one."""
    return next((step for step in draft.steps if step.act is Act.LOOK), None)


def awaits_look(draft: Draft) -> bool:
    """Whether somebody must still look at what one person let go."""
    alone = draft.state is State.PUBLISHED and lone_release(draft) is not None
    return alone and look_of(draft) is None


def looked(draft: Draft, who: Member, at: datetime) -> Draft:
    """The draft that somebody else has read since it is out, and lets stand."""
    who.must(Role.APPROVER, Role.DUTY_OFFICER)
    released = lone_release(draft)
    if released is None or not awaits_look(draft):
        raise NothingToLook(number=draft.number)
    if who.names & {released.by, *draft.hands}:
        raise OwnLook(number=draft.number)
    return draft.step(Act.LOOK, who.name, at)
