"""Give an approved document to the rooms: numbered, once, and from then on as it is."""

from bot.desk.turn import Turn
from bot.domain.content import MessageClass
from bot.domain.document_errors import NeverPublic, NotFirst
from bot.domain.draft import Draft
from bot.ports import Lane, Post, Unit


async def issue(turn: Turn, released: Draft) -> Draft:
    """Keep it as issued and queue it for every room of ours, in this transaction: a crash leaves
    both or neither. No publication is written, so that no outlet can ever carry it."""
    content = released.content
    document = content.document
    if document is None or content.renderings:
        raise NeverPublic(number=released.number)
    before = await last_issued(turn.unit, released.incident, content.kind)
    if before and _number(before) >= document.number:
        raise NotFirst(report=document.number, number=released.number)
    await turn.unit.drafts.save(released)
    await turn.note(
        "draft.issued", document.title, released.incident, draft=released.number,
        digest=released.digest, **{"class": content.kind.value, "report": document.number},
    )  # fmt: skip
    subject = f"paper/{released.number}"
    for room in turn.centre.team.ours:
        post = Post(f"{subject}/{room.name}", room.name, Lane.APPROVAL, subject=subject)
        await turn.unit.outbox.add(post, turn.now)
    return released


async def last_issued(unit: Unit, incident: int, kind: MessageClass) -> Draft | None:
    """The newest of its kind that went to the rooms in an incident."""
    issued = await unit.drafts.issued(incident)
    return max((d for d in issued if d.content.kind is kind), key=_number, default=None)


def _number(draft: Draft) -> int:
    return draft.content.document.number if draft.content.document else 0
