"""Take away the yes of those who may no longer say it, before it counts for anything.

Every verb on a draft that waits reads it through here, and so do the look at all that waits and the
last look before an outlet: a configuration with fewer approvers holds from its first moment on.
What is out stays as it was approved.
"""

from datetime import datetime

from bot.desk.turn import Turn
from bot.domain.draft import Draft, State
from bot.domain.room import Duty
from bot.domain.seats import unseated, without
from bot.ports import Lane


def waits(draft: Draft, now: datetime) -> bool:
    """Whether yeses to it are still counted."""
    return draft.state_at(now) in (State.SUBMITTED, State.APPROVED)


async def seated(turn: Turn, draft: Draft) -> Draft:
    """The draft with those approvals alone that still count. What lapses is kept, logged and told
    in the approvers' rooms, in this transaction."""
    names = unseated(draft, turn.centre.team)
    if not names:
        return draft
    draft = without(draft, names, turn.now)
    await turn.unit.drafts.save(draft)
    await turn.note(
        "draft.lapsed", ", ".join(names), draft.incident, draft=draft.number, digest=draft.digest
    )
    for subject in (f"lapsed/{draft.number}", f"draft/{draft.number}"):
        await turn.show(subject, f"{len(draft.steps)}", Lane.APPROVAL, Duty.APPROVAL)
    return draft
