"""Approvals that were given by phone: entered, read back by somebody else, annulled."""

from bot.desk.drafting import approvers_of, count, redraw, the_draft
from bot.desk.names import known_as
from bot.desk.turn import Turn
from bot.domain import verbal
from bot.domain.approval_errors import NoApprover, TypedOnly
from bot.domain.draft import SHORTEST_DIGEST, Draft, State
from bot.domain.message import Mention, Message, mark
from bot.domain.room import Member, Role
from bot.domain.usage import Usage

ENTERED = mark(
    "{name}: {by} enters that you said yes by phone to draft {number} [{digest}]. It counts when "
    "somebody else has read it back to you. If you did not say so, type at once: /annul {number}"
)
COUNTED = mark(
    "{name}: your yes by phone to draft {number} [{digest}] counts: {by} entered it, {reader} read "
    "it back to you. If you did not say so, type at once: /annul {number}"
)
OUT = mark(
    "{name}: your yes by phone to draft {number} [{digest}] counts: {by} entered it, {reader} read "
    "it back to you, and the text goes out now. If you did not say so: /retract {number} REASON"
)


async def enter(turn: Turn, number: int, digest: str, name: str, *, pressed: bool) -> Draft:
    """Enter that somebody said yes by phone; they are told wherever they can be."""
    _must_be_typed(pressed, Usage(f'/verbal {number} DIGEST "NAME"'))
    draft, named = await the_draft(turn, number), await _approver(turn, name)
    entered = verbal.enter(draft, named, turn.who, turn.now, digest)
    await turn.unit.drafts.save(entered)
    await turn.note(
        "draft.verbal", named.name, draft.incident, draft=number, digest=draft.digest,
        named=named.name,
    )  # fmt: skip
    await _tell(turn, entered, named, ENTERED, by=turn.who.name)
    await redraw(turn, entered)
    return entered


async def read_back(turn: Turn, number: int, digest: str, name: str, *, pressed: bool) -> Draft:
    """Confirm what another entered, having read it back; only now does it count."""
    _must_be_typed(pressed, Usage(f'/readback {number} DIGEST "NAME"'))
    draft, named = await the_draft(turn, number), await _approver(turn, name)
    approved = verbal.read_back(draft, named, turn.who, turn.now, digest)
    by = approved.steps[-1].entered
    text = f"verbal: {named.name}, entered by {by}, read back by {turn.who.name}"
    counted = await count(turn, draft, approved, "draft.read_back", text, named=named.name,
                          entered=by, read_back=turn.who.name)  # fmt: skip
    sentence = OUT if counted.state in (State.PUBLISHED, State.ISSUED) else COUNTED
    await _tell(turn, counted, named, sentence, by=by, reader=turn.who.name)
    return counted


async def annul(turn: Turn, number: int) -> Draft:
    """Take away what others entered in this person's name; everyone who approves is told."""
    turn.who.must(Role.APPROVER)
    draft = await the_draft(turn, number)
    annulled = verbal.annul(draft, turn.who, turn.now)
    await turn.unit.drafts.save(annulled)
    await turn.note("draft.annulled", "", draft.incident, draft=number, digest=draft.digest)
    await redraw(turn, annulled)
    return annulled


def _must_be_typed(pressed: bool, usage: Usage) -> None:
    if pressed:
        raise TypedOnly(usage=usage)


async def _approver(turn: Turn, name: str) -> Member:
    named = turn.centre.team.named(name)
    if named is None or not named.has(Role.APPROVER):
        names = ", ".join(member.name for member in approvers_of(turn))
        raise NoApprover(name=name, names=names)
    return await known_as(turn.unit, named)


async def _tell(turn: Turn, draft: Draft, named: Member, sentence: str, **details: object) -> None:
    """Tell the person in whose name it was typed, in every room where they can be."""
    mention = Mention(named.name, named.accounts)
    for room in turn.centre.team.rooms_of(named):
        head = turn.words(
            room.language, sentence, name=named.name, number=draft.number,
            digest=draft.digest[:SHORTEST_DIGEST], **details,
        )  # fmt: skip
        key = f"verbal/{draft.number}/{len(draft.steps)}"
        await turn.tell(key, room, Message(head, mentions=(mention,)))
