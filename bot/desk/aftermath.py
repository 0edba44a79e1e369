"""Show a case anew when what happened after our answer can be told: after an hour, after a day.

Each moment waits in the outbox from when the answer is out, so that a restart loses none. It only
edits the card that a room has: nobody is disturbed by it.
"""

from collections.abc import Sequence

from bot.desk.casebook import DAY, HOUR, out_at
from bot.desk.gathering import whole
from bot.desk.turn import Turn
from bot.domain.draft import Draft
from bot.domain.room import Duty
from bot.ports import Lane, Post


async def await_effects(turn: Turn, drafts: Sequence[Draft]) -> None:
    """Queue the moments that are still to come, for the case that these answers belong to by now.
    Asked again, nothing is queued twice."""
    for draft in drafts:
        case = await turn.unit.cases.get(draft.case) if draft.case is not None else None
        at = await out_at(turn.unit, draft)
        if case is None or at is None:
            continue
        case = await whole(turn.unit, case)
        for span in (HOUR, DAY):
            if at + span <= turn.now:
                continue
            subject = f"after/{case.number}"
            for room in turn.centre.team.rooms_for(Duty.MONITORING):
                key = f"{subject}/{draft.number}/{span.total_seconds():.0f}/{room.name}"
                # Not among the notices: those are held back, counted and gathered in digests.
                post = Post(key, room.name, Lane.APPROVAL, subject=subject)
                await turn.unit.outbox.add(post, at + span)
