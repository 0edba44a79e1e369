"""Call who has not answered, and remind of looks that are owed: every few seconds, from the store.
What those said yes to who may say it no more is asked about anew.

Nothing of it is held in memory: a call is a step of its draft, written with its line in the log
and its notice in one transaction, so that a restart goes on where it was and nobody is called
twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.desk import alone
from bot.desk.drafting import redraw
from bot.desk.playing import is_frozen
from bot.desk.seats import seated, waits
from bot.desk.turn import VIGIE, Turn
from bot.domain.calling import Call, call_due, next_call
from bot.domain.centre import Centre
from bot.domain.draft import SHORTEST_DIGEST, Draft
from bot.domain.message import Mention, Message, Paragraph, mark
from bot.domain.room import Duty
from bot.domain.seats import unseated
from bot.ports import Clock, Unit, Units, Words

EVERY = timedelta(seconds=5)
# What is known to be due is looked at then. The rest is due later than that when it begins, or may
# wait so long: a yes that was taken back, what another program did.
SELDOM = timedelta(seconds=30)
CALLED = mark(
    "{name}, you are called: draft {number} [{digest}] has waited {minutes} min for an approval. "
    "Read it, /show {number}, then type /approve {number} {digest} or /return {number} REASON"
)
NOBODY_LEFT = mark(
    "Nobody is left to call after {name}. Somebody who was reached by phone: "
    '/verbal {number} {digest} "NAME"'
)


@dataclass(slots=True)
class Prompter:
    """Prompts people who have not answered. `look` may be asked as often as anybody likes."""

    units: Units
    centre: Centre
    words: Words
    clock: Clock
    _next: datetime | None = field(default=None)

    async def look(self) -> bool:
        """Call and remind whoever is due; False when nobody is."""
        now = self.clock.now()
        if self._next is not None and now < self._next:
            return False
        self._next = now + EVERY
        async with self.units() as unit:
            waiting = await unit.drafts.unfinished()
            team = self.centre.team
            unbacked = [d for d in waiting if waits(d, now) and unseated(d, team)]
            calls = self._calls([draft for draft in waiting if draft not in unbacked], now)
            owed = await alone.owed(unit)
            overdue = [draft for draft, due in owed if due <= now]
            if not (unbacked or calls or overdue):
                self._next = max(self._next, self._soonest(waiting, [due for _, due in owed], now))
                return False
            if await is_frozen(unit):
                return False
            turn = await self._turn(unit, now)
            for draft in unbacked:
                await seated(turn, draft)
            for call in calls:
                await _tell(turn, call)
            for draft in overdue:
                await alone.remind(turn, draft)
            await unit.commit()
            return True

    async def _turn(self, unit: Unit, now: datetime) -> Turn:
        team = self.centre.team.speaking(await unit.settings.under("language/"))
        return Turn(unit, replace(self.centre, team=team), self.words, VIGIE, now)

    def _calls(self, waiting: Sequence[Draft], now: datetime) -> list[Call]:
        within, team = self.centre.answer_within, self.centre.team
        return [call for draft in waiting if (call := next_call(draft, team, within, now))]

    def _soonest(
        self, waiting: Sequence[Draft], looks: Sequence[datetime], now: datetime
    ) -> datetime:
        """When to look again: a draft that is laid before people now is due `within` from now."""
        within = self.centre.answer_within
        calls = (call_due(draft, within, now) for draft in waiting)
        return min([now + min(SELDOM, within or SELDOM), *looks, *(due for due in calls if due)])


async def _tell(turn: Turn, call: Call) -> None:
    draft, name = call.draft, call.member.name
    await turn.unit.drafts.save(draft)
    await turn.note("draft.called", name, draft.incident, draft=draft.number, digest=draft.digest)
    said = {
        "name": name, "number": draft.number, "digest": draft.digest[:SHORTEST_DIGEST],
        "minutes": int((turn.now - call.since).total_seconds() // 60),
    }  # fmt: skip
    for room in turn.centre.team.rooms_for(Duty.APPROVAL):
        words = Message(
            turn.words(room.language, CALLED, **said),
            (Paragraph(turn.words(room.language, NOBODY_LEFT, **said)),) if call.is_last else (),
            mentions=(Mention(name, call.member.accounts),),
        )
        await turn.tell(f"call/{draft.number}/{len(draft.steps)}", room, words)
    await redraw(turn, draft)
