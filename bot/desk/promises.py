"""Remind of what the public was promised, before it is due and as long as it is not kept.

Every reminder waits in the outbox from the moment the message is let go, as a subject that is
rendered when its time comes: a crash loses none, and what was kept meanwhile says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.playing import ENDED_AT, is_frozen
from bot.desk.turn import Turn
from bot.domain.centre import Centre
from bot.domain.content import MessageClass
from bot.domain.draft import Draft
from bot.domain.promise import Due, Promise, keeper, promises_of
from bot.domain.room import Duty
from bot.ports import Lane, Post, Unit


@dataclass(frozen=True, slots=True)
class Reminder:
    """A promise that is not kept, to be told now; `is_first` before it is due."""

    promise: Promise
    is_first: bool


async def remember(turn: Turn, released: Draft) -> None:
    """Queue the reminders of what a message promises as it is let go, and show anew the cards of
    those whose promise it keeps."""
    for promise in promises_of(released, turn.centre.timezone):
        for number, at in enumerate(promise.steps(turn.centre.leads)):
            subject = f"promise/{promise.draft}/{promise.due}/{number}"
            await _wait(turn, subject, subject, at, Duty.DRAFTING, Duty.APPROVAL)
        if promise.due is Due.UPDATE:
            card = f"draft/{promise.draft}"
            await _wait(turn, f"{card}/overdue", card, promise.at, Duty.APPROVAL)
    if released.content.answers is None and released.content.kind is not MessageClass.ALL_CLEAR:
        return
    for draft in await turn.unit.drafts.out():
        kept = [
            each
            for each in promises_of(draft, turn.centre.timezone)
            if each.is_overdue(turn.now) and keeper(each, draft, [released])
        ]
        if kept and draft.number != released.number:
            tag = f"kept-{released.number}"
            await turn.show(f"draft/{draft.number}", tag, Lane.APPROVAL, Duty.APPROVAL)


async def reminder(unit: Unit, centre: Centre, subject: str, now: datetime) -> Reminder | None:
    """What the subject `promise/DRAFT/DUE/STEP` says now; None when there is nothing to say: it
    was kept, its incident is over, or a later step says it too."""
    _, number, due, step = subject.split("/")
    draft = await unit.drafts.get(int(number))
    if draft is None or await is_frozen(unit):
        return None
    promise = next((p for p in promises_of(draft, centre.timezone) if p.due == due), None)
    if promise is None or not await _is_owed(unit, draft, promise, await unit.drafts.out()):
        return None
    later = promise.steps(centre.leads)[int(step) + 1 : int(step) + 2]
    if later and later[0] <= now:
        return None
    return Reminder(promise, is_first=not promise.is_overdue(now))


async def overdue(unit: Unit, centre: Centre, now: datetime) -> tuple[Promise, ...]:
    """The promises of a next word whose time is over, the oldest first."""
    out = await unit.drafts.out()
    past = [(d, p) for d in out for p in promises_of(d, centre.timezone) if _is_past(p, now)]
    owed = [promise for draft, promise in past if await _is_owed(unit, draft, promise, out)]
    return tuple(sorted(owed, key=lambda promise: promise.at))


async def overdue_of(unit: Unit, centre: Centre, draft: Draft, now: datetime) -> Promise | None:
    """That of one message, if its time is over."""
    past = [p for p in promises_of(draft, centre.timezone) if _is_past(p, now)]
    if not past or not await _is_owed(unit, draft, past[0], await unit.drafts.out()):
        return None
    return past[0]


def _is_past(promise: Promise, now: datetime) -> bool:
    return promise.due is Due.UPDATE and promise.is_overdue(now)


async def _is_owed(unit: Unit, draft: Draft, promise: Promise, out: Sequence[Draft]) -> bool:
    """Whether nobody kept it yet, and its incident, or its exercise, still runs."""
    incident = await unit.incidents.get(draft.incident)
    ended = await unit.settings.get(ENDED_AT)
    if (incident and incident.closed_at) or (
        ended and promise.since <= datetime.fromisoformat(ended)
    ):
        return False
    return keeper(promise, draft, out) is None


async def _wait(turn: Turn, key: str, subject: str, at: datetime, *duties: Duty) -> None:
    for room in turn.centre.team.rooms_for(*duties):
        post = Post(f"{key}/{room.name}", room.name, Lane.APPROVAL, subject=subject)
        await turn.unit.outbox.add(post, at)
