"""A yes that was given by phone: one person enters it, another reads it back, and then it counts.

Neither of the two may have had a hand in the text: together they stand for somebody who is not
there to be asked. The named approver is told, and may annul it until the text is out; after that
nobody but themselves can say yes to that text in their name.
"""

from datetime import datetime, timedelta

from bot.domain.approval_errors import (
    Annulled,
    CountedAlready,
    HeardAlready,
    NamedWrote,
    NothingHeard,
    NothingToAnnul,
    NoWitness,
    ReadByAnother,
    SpeakForYourself,
)
from bot.domain.draft import SHORTEST_DIGEST, Act, Draft, State, Step
from bot.domain.room import Member, Role

# The call is hardly over when it is read back.
READ_BACK_WITHIN = timedelta(minutes=10)


def heard(draft: Draft, at: datetime) -> tuple[Step, ...]:
    """What was entered for the text as it is now and waits to be read back."""
    waiting: dict[str, Step] = {}
    for step in draft.since_laid:
        if step.act is Act.VERBAL and step.digest == draft.digest:
            waiting[step.by] = step
        elif step.act in (Act.ANNUL, Act.APPROVE):
            waiting.pop(step.by, None)
    return tuple(step for step in waiting.values() if at - step.at <= READ_BACK_WITHIN)


def enter(draft: Draft, named: Member, by: Member, at: datetime, digest: str) -> Draft:
    """The draft with what `named` said by phone; it counts for nothing until it is read back."""
    by.must(Role.APPROVER, Role.DUTY_OFFICER)
    _must_be_fit(draft, named, by, at, digest)
    if any(step.by == named.name for step in heard(draft, at)):
        raise HeardAlready(**_named(draft, named))
    return draft.step(Act.VERBAL, named.name, at, entered=by.name)


def read_back(draft: Draft, named: Member, by: Member, at: datetime, digest: str) -> Draft:
    """The draft with the yes of `named`, which a second person read back to them."""
    by.must(Role.APPROVER, Role.DUTY_OFFICER, Role.EDITOR, Role.MONITOR)
    _must_be_fit(draft, named, by, at, digest)
    entered = next((step for step in heard(draft, at) if step.by == named.name), None)
    if entered is None:
        minutes = int(READ_BACK_WITHIN.total_seconds() // 60)
        raise NothingHeard(minutes=minutes, **_named(draft, named))
    if entered.entered in by.names:
        raise ReadByAnother(**_named(draft, named))
    return draft.step(
        Act.APPROVE, named.name, at, authority=Role.AUTHORITY in named.roles,
        entered=entered.entered, read_back=by.name,
    )  # fmt: skip


def annul(draft: Draft, who: Member, at: datetime) -> Draft:
    """The draft without what others entered in the name of `who`, who never said it."""
    draft.must_be(State.SUBMITTED, State.APPROVED)
    counted = {yes.by for yes in draft.approvals if yes.entered}
    if who.name not in counted | {step.by for step in heard(draft, at)}:
        raise NothingToAnnul(number=draft.number)
    return draft.step(Act.ANNUL, who.name, at)


def _must_be_fit(draft: Draft, named: Member, by: Member, at: datetime, digest: str) -> None:
    """Refuse what neither of the two may enter or read back."""
    draft.must_want(at, digest)
    if by.names & named.names:
        raise SpeakForYourself(number=draft.number, digest=draft.digest[:SHORTEST_DIGEST])
    if by.names & draft.hands:
        raise NoWitness(number=draft.number)
    if named.names & draft.hands:
        raise NamedWrote(name=named.name, number=draft.number)
    if named.names & {yes.by for yes in draft.counting(at)}:
        raise CountedAlready(name=named.name)
    if any(step.act is Act.ANNUL and step.by == named.name for step in draft.since_laid):
        raise Annulled(**_named(draft, named))
    draft.must_be_sendable(at)


def _named(draft: Draft, named: Member) -> dict[str, object]:
    return {
        "name": named.name,
        "number": draft.number,
        "digest": draft.digest[:SHORTEST_DIGEST],
    }
