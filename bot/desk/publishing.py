"""Let an approved text go, correct it, retract it, and settle what nobody is sure of."""

import re
import unicodedata
from dataclasses import replace

from bot.desk.aftermath import await_effects
from bot.desk.checking import found, lapsed, refuse_blocked
from bot.desk.issuing import issue
from bot.desk.promises import remember
from bot.desk.seats import seated, waits
from bot.desk.turn import Turn
from bot.domain import errors
from bot.domain.draft import SHORTEST_DIGEST, Act, Draft, State
from bot.domain.message import Phrase, mark
from bot.domain.publication import Delivery, Publication
from bot.domain.room import Duty, Role
from bot.ports import Lane


async def queue(turn: Turn, released: Draft) -> Draft:
    """Write the publications of a released draft, in this transaction and under their unique
    keys, so that a quorum that is met once is published once. A document goes to our rooms."""
    content = released.content
    if content.kind.is_internal:
        return await issue(turn, released)
    await turn.unit.drafts.save(released)
    for outlet, text in content.renderings.items():
        row = Publication(
            0, released.number, released.digest, outlet, content.mode, text, due=turn.now,
            wanted_at=turn.now,
        )  # fmt: skip
        await turn.unit.publications.add(row)
    outlets = ", ".join(content.renderings)
    await turn.note(
        "draft.released", outlets, released.incident, draft=released.number,
        digest=released.digest,
    )  # fmt: skip
    await _mark_amended(turn, released)
    await remember(turn, released)
    return released


async def release(turn: Turn, number: int, mode: str, area: str, *, pressed: bool = False) -> Draft:
    """Publish a warning: typed in full, with this desk's mode and the draft's area."""
    turn.who.must(Role.APPROVER, Role.DUTY_OFFICER)
    draft = await turn.unit.drafts.get(number)
    if draft is None:
        raise errors.NotFound(what=mark("draft"), number=number, list="/status")
    draft = await seated(turn, draft) if waits(draft, turn.now) else draft
    content = draft.content
    word = turn.centre.mode.upper()
    if pressed and draft.needs_typed_publish:
        raise errors.ButtonCannot(number=number, mode=word, area=content.area)
    if draft.state is State.APPROVED and not is_typed(draft, word, mode, area):
        raise errors.NotConfirmed(number=number, mode=word, area=content.area)
    if draft.state is State.APPROVED:
        # A fact may have been withdrawn since the last approval.
        refuse_blocked(draft, await found(turn.unit, turn.centre, draft, turn.now))
    released = await queue(turn, draft.release(turn.who.name, turn.now))
    await turn.show(f"draft/{number}", str(len(released.steps)), Lane.APPROVAL, Duty.APPROVAL)
    return released


async def posted(turn: Turn, number: int, outlet: str) -> Publication:
    """Settle an uncertain publication: somebody looked, and it is there."""
    row = await _uncertain(turn, number, outlet)
    settled = row.settle(Delivery.SENT, turn.now, receipt=f"seen by {turn.who.name}")
    seen = await _settle(turn, settled, "publication.seen")
    if draft := await turn.unit.drafts.get(number):
        await await_effects(turn, [draft])
    return seen


async def resend(turn: Turn, number: int, outlet: str) -> Publication:
    """Send an uncertain, failed or held publication again: somebody looked, and it is not there,
    and it should be."""
    row = await _uncertain(turn, number, outlet, or_failed=True)
    draft = await turn.unit.drafts.get(number)
    if draft is None or draft.state_at(turn.now) is not State.PUBLISHED:
        state = draft.state_at(turn.now) if draft else State.WITHDRAWN
        hint = mark("Its text no longer stands, so it is not sent again: /show {number}")
        raise errors.WrongState(number=number, state=Phrase(state), next=hint)
    (await seated(turn, draft)).must_be_backed()
    refuse_blocked(draft, await lapsed(turn.unit, draft, turn.now))
    # Who typed this looked: earlier attempts whose answer was lost are no doubt any more.
    for attempt in await turn.unit.publications.attempts(row.number):
        if attempt.is_doubtful:
            looked = replace(attempt, outcome="not there", detail=f"seen by {turn.who.name}")
            await turn.unit.publications.settle_attempt(looked)
    again = replace(row, state=Delivery.QUEUED, due=turn.now, settled_at=None, wanted_at=turn.now)
    return await _settle(turn, again, "publication.resent")


async def _settle(turn: Turn, row: Publication, kind: str) -> Publication:
    await turn.unit.publications.save(row)
    draft = await turn.unit.drafts.get(row.draft)
    incident = draft.incident if draft else 0
    await turn.note(kind, row.outlet, incident, draft=row.draft, publication=row.number)
    return row


async def _uncertain(
    turn: Turn, number: int, outlet: str, *, or_failed: bool = False
) -> Publication:
    turn.who.must(Role.APPROVER, Role.DUTY_OFFICER)
    rows = await turn.unit.publications.of_draft(number)
    mine = [row for row in rows if row.outlet == outlet]
    if not mine:
        known = ", ".join(row.outlet for row in rows) or "-"
        raise errors.UnknownOutlet(number=number, outlet=outlet, outlets=known)
    settled_by_hand = {Delivery.UNCERTAIN} | (
        {Delivery.FAILED, Delivery.HELD} if or_failed else set()
    )
    if mine[-1].state not in settled_by_hand:
        raise errors.NotUncertain(number=number, outlet=outlet, state=Phrase(mine[-1].state))
    return mine[-1]


async def _mark_amended(turn: Turn, released: Draft) -> None:
    """A correction or retraction marks the draft it names, which is never changed or removed."""
    amends = released.content.amends
    if amends is None:
        return
    original = await turn.unit.drafts.get(amends)
    if original is None:
        raise errors.NotFound(what=mark("draft"), number=amends, list="/status")
    act = Act.RETRACT if released.content.kind == "retraction" else Act.CORRECT
    marked = original.amended(act, turn.who.name, turn.now)
    await turn.unit.drafts.save(marked)
    await turn.note(
        f"draft.{marked.state}", f"by draft {released.number}", original.incident,
        draft=amends, digest=original.digest[:SHORTEST_DIGEST], amendment=released.number,
    )  # fmt: skip
    await turn.show(f"draft/{amends}", str(len(marked.steps)), Lane.APPROVAL, Duty.APPROVAL)


def is_typed(draft: Draft, word: str, mode: str, area: str) -> bool:
    """Whether the mode's word and the draft's area were typed, whatever the case and the marks."""
    return mode == word and _folded(area) == _folded(draft.content.area)


def _folded(area: str) -> str:
    """The area as it is compared: what a phone or a word processor writes for a sign is that sign,
    and a hyphen that only breaks lines is none."""
    plain = unicodedata.normalize("NFKC", area.casefold()).replace("\u00ad", "")
    plain = re.sub("[\u2010-\u2015]", "-", re.sub("[’‘]", "'", plain))
    return " ".join(re.sub('[,"“”„«»]', " ", plain).split())
