"""Work off what was promised to the public: publications to outlets.

A publication is marked `sending` in a transaction of its own before anything leaves, and settled
in another one after. What a crash leaves in `sending` was perhaps sent: it is tried again by
itself only where the outlet promises that a repeat does not show; elsewhere people are asked.
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.aftermath import await_effects
from bot.desk.checking import lapsed
from bot.desk.drafting import AMENDING
from bot.desk.playing import is_frozen
from bot.desk.seats import seated
from bot.desk.turn import VIGIE, Turn
from bot.domain.centre import Centre
from bot.domain.draft import Draft, State
from bot.domain.message import mark
from bot.domain.mode import is_framed
from bot.domain.publication import (
    ANSWER_LOST,
    Attempt,
    Delivery,
    PostFailed,
    Publication,
    back_off,
    perhaps_sent,
)
from bot.domain.room import Duty
from bot.ports import Clock, Lane, OutletPort, Unit, Units, Words

LEASE = timedelta(seconds=60)
# A room hears of a publication that does not get through after so many attempts, then once more.
TELL_AT = frozenset({3, 20})
# What the desk itself writes as the reason why a publication did not go its way.
NO_OUTLET = mark("there is no such outlet in the configuration")
OTHER_MODE = mark("it was prepared in another mode")
INTERRUPTED = mark("I was interrupted while sending")
TOO_LATE = mark("it has waited too long to go out without being asked about again")
LAPSED = mark("a fact or a contact in it no longer holds")
UNBACKED = mark("a yes to it no longer counts")
ALTERED = mark("its text is not the one that was approved: tell the administrator")
REASONS = frozenset({NO_OUTLET, OTHER_MODE, INTERRUPTED, ALTERED, TOO_LATE, LAPSED, UNBACKED})
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Sends publications to outlets, each once."""

    units: Units
    centre: Centre
    words: Words
    outlets: Mapping[str, OutletPort]
    clock: Clock
    owner: str

    async def one(self) -> bool:
        """Send the oldest publication that is due; False when there is none."""
        started = await self._start()
        if started is None:
            return False
        row, answers = started
        if row.state is not Delivery.SENDING:
            return True
        outlet = self.centre.outlet(row.outlet)
        assert outlet is not None  # _start let nothing pass that has no outlet here
        try:
            port = self.outlets[outlet.platform]
            receipt = await port.publish(outlet, row.text, row.key, answers)
        except PostFailed as failure:
            await self._failed(row, failure)
        else:
            await self._settle(row, Delivery.SENT, "sent", receipt.reference)
        return True

    async def _start(self) -> tuple[Publication, str] | None:
        """Claim a publication and mark it `sending`, or settle it if it must not go out. Returns
        with it the receipt, on the same outlet, of what it answers."""
        async with self.units() as unit:
            now = self.clock.now()
            found = await unit.publications.claim(self.owner, now, now + LEASE)
            # An exercise that is stopped keeps nothing of the claim.
            if found is None or await is_frozen(unit):
                return None
            turn = Turn(unit, self.centre, self.words, VIGIE, now)
            started = await self._decide(turn, found)
            await unit.publications.save(started)
            if started.state is Delivery.SENDING:
                await unit.publications.add_attempt(_attempt(started, turn))
            else:
                await _tell(turn, started)
            answers = await _answered(unit, started)
            await unit.commit()
            return started, answers

    async def _decide(self, turn: Turn, found: Publication) -> Publication:
        """What becomes of a claimed publication: sent now, asked about, or never sent."""
        outlet = self.centre.outlet(found.outlet)
        if outlet is None or outlet.platform not in self.outlets:
            return found.settle(Delivery.FAILED, turn.now, NO_OUTLET)
        if found.mode is not self.centre.mode or not is_framed(found.text, self.centre.mode):
            return found.settle(Delivery.CANCELLED, turn.now, OTHER_MODE)
        draft = await turn.unit.drafts.get(found.draft)
        if not await _is_as_approved(turn, found, draft):
            return found.settle(Delivery.CANCELLED, turn.now, ALTERED)
        standing = draft.state_at(turn.now) if draft else State.WITHDRAWN
        stands = standing is State.PUBLISHED
        draft = await seated(turn, draft) if draft and stands else draft
        doubt = perhaps_sent(await turn.unit.publications.attempts(found.number))
        late = draft is not None and self._is_late(found, draft, turn.now)
        over = draft is not None and bool(await lapsed(turn.unit, draft, turn.now))
        unbacked = draft is not None and bool(draft.lapsed)
        sure = stands and not (late or over or unbacked)
        if doubt and not (sure and outlet.still_knows(doubt, turn.now)):
            return found.settle(Delivery.UNCERTAIN, turn.now, INTERRUPTED)
        # While it waited for its outlet, it ended, or was corrected or retracted there already.
        if not stands:
            return found.settle(Delivery.CANCELLED, turn.now, standing.value)
        if unbacked:
            return found.settle(Delivery.HELD, turn.now, UNBACKED)
        if late:
            return found.settle(Delivery.HELD, turn.now, TOO_LATE)
        if over:
            return found.settle(Delivery.HELD, turn.now, LAPSED)
        return replace(found, state=Delivery.SENDING, attempts=found.attempts + 1)

    def _is_late(self, found: Publication, draft: Draft, now: datetime) -> bool:
        """Whether it waited so long that people are asked again. What takes back or corrects
        something wrong is never too late."""
        if draft.content.kind in AMENDING or found.wanted_at is None:
            return False
        return now - found.wanted_at > self.centre.ask_after

    async def _failed(self, row: Publication, failure: PostFailed) -> None:
        outlet = self.centre.outlet(row.outlet)
        if failure.uncertain and failure.retry and outlet and outlet.repeatable:
            await self._settle(row, Delivery.QUEUED, ANSWER_LOST, failure.why, failure.after)
        elif failure.uncertain:
            await self._settle(row, Delivery.UNCERTAIN, "uncertain", failure.why)
        elif failure.retry:
            await self._settle(row, Delivery.QUEUED, "refused for now", failure.why, failure.after)
        else:
            await self._settle(row, Delivery.FAILED, "refused", failure.why)

    async def _settle(
        self, row: Publication, state: Delivery, outcome: str, detail: str, after: float = 0.0
    ) -> None:
        """Keep how an attempt ended, and tell the rooms what they must know."""
        async with self.units() as unit:
            turn = Turn(unit, self.centre, self.words, VIGIE, self.clock.now())
            attempt = _attempt(row, turn)
            await unit.publications.settle_attempt(replace(attempt, outcome=outcome, detail=detail))
            if state is Delivery.QUEUED:
                settled = replace(
                    row, state=state, due=turn.now + back_off(row.attempts, after), receipt=detail
                )
            else:
                settled = row.settle(state, turn.now, detail)
            await unit.publications.save(settled)
            if state is Delivery.SENT and (draft := await unit.drafts.get(row.draft)):
                await await_effects(turn, [draft])
            if state is not Delivery.QUEUED or row.attempts in TELL_AT:
                await _tell(turn, settled)
            await unit.commit()
        log.info("publication %s %s attempt=%d", row.number, outcome, row.attempts)


async def _answered(unit: Unit, row: Publication) -> str:
    """The receipt on the same outlet of what this message answers; "" when there is none."""
    draft = await unit.drafts.get(row.draft)
    if draft is None or draft.content.answers is None:
        return ""
    earlier = await unit.publications.of_draft(draft.content.answers)
    sent = [e for e in earlier if e.outlet == row.outlet and e.state is Delivery.SENT]
    return sent[-1].receipt if sent else ""


async def _is_as_approved(turn: Turn, found: Publication, draft: Draft | None) -> bool:
    """Whether these are the very bytes that were let go: by the draft, and by the log's chain.

    The last look before the public: a text changed in the database goes nowhere.
    """
    if draft is None or draft.content.renderings.get(found.outlet) != found.text:
        return False
    released = await turn.unit.log.of_draft(draft.incident, "draft.released", draft.number)
    return draft.digest == found.digest and any(
        entry.refs.get("digest") == found.digest for entry in released
    )


async def _tell(turn: Turn, row: Publication) -> None:
    """Write in the log how a publication stands, and show it where it was approved."""
    draft = await turn.unit.drafts.get(row.draft)
    await turn.note(
        f"publication.{row.state}", row.text if row.state is Delivery.SENT else row.receipt,
        draft.incident if draft else 0,
        draft=row.draft, publication=row.number, outlet=row.outlet, receipt=row.receipt,
    )  # fmt: skip
    tag = f"{row.state}/{row.attempts}"
    await turn.show(f"publication/{row.number}", tag, Lane.APPROVAL, Duty.APPROVAL)
    await turn.show(f"draft/{row.draft}", f"{row.number}/{tag}", Lane.APPROVAL, Duty.APPROVAL)


def _attempt(row: Publication, turn: Turn) -> Attempt:
    digest = hashlib.sha256(row.text.encode()).hexdigest()
    return Attempt(row.number, row.attempts, turn.now, digest)
