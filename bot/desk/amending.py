"""Correct or retract what is out: at once, on the same outlets, with one approval and a reason."""

from dataclasses import replace

from bot.desk.checking import found
from bot.desk.drafting import approvers_of, begin, lay_before, the_draft
from bot.desk.turn import Turn
from bot.desk.wording import amendment
from bot.domain import errors
from bot.domain.content import Content, MessageClass
from bot.domain.draft import Draft
from bot.domain.message import Message, Paragraph, Quote
from bot.domain.room import Duty, Role
from bot.domain.usage import Usage


async def amend(turn: Turn, number: int, kind: MessageClass, language: str, reason: str) -> Draft:
    """Prepare a correction or retraction of draft `number` and lay it before the approvers.

    It goes to every language the first message had: the words that frame it are translated, and
    what was typed in one language is quoted in the others, which say so, until an editor writes
    theirs. All approvers are told.
    """
    turn.who.must(Role.DUTY_OFFICER, Role.APPROVER)
    original = await the_draft(turn, number)
    original.must_be_out()
    is_correction = kind is MessageClass.CORRECTION
    word, wanted = ("correct", "TEXT") if is_correction else ("retract", "REASON")
    if not reason.strip():
        raise errors.NoAmendment(usage=Usage(f"/{word} {number} {wanted}"))
    content = _content(turn, original, kind, language, reason.strip())
    draft = await begin(turn, content, original.incident, case=original.case)
    # Named by the number that stays: a refusal leaves no draft of the correction behind.
    doubts = await found(turn.unit, turn.centre, replace(draft, number=number), turn.now)
    if blocks := tuple(each.why for each in doubts if each.blocks):
        raise errors.NotAmended(number=number, command=word, reasons=errors.Reasons(blocks))
    submitted = await lay_before(turn, draft.submit(turn.who.name, turn.now), doubts)
    await _tell_approvers(turn, original, submitted, reason)
    return submitted


def _content(
    turn: Turn, original: Draft, kind: MessageClass, language: str, reason: str
) -> Content:
    out = original.content
    texts = amendment(turn, kind, original, reason, language, out.texts)
    renderings = turn.centre.renderings(kind, texts, frozenset(out.renderings))
    return Content(
        kind, turn.centre.mode, texts, renderings, out.area, None, original.number, out.alert,
        quoted={each: language for each in texts if each != language},
    )  # fmt: skip


async def _tell_approvers(turn: Turn, original: Draft, draft: Draft, reason: str) -> None:
    names = ", ".join(member.name for member in approvers_of(turn))
    for room in turn.centre.team.rooms_for(Duty.APPROVAL):
        head = turn.words(
            room.language,
            "{names}: draft {number} is out and is to be corrected or retracted. "
            "Read draft {amendment}: one approval sends it.",
            names=names, number=original.number, amendment=draft.number,
        )  # fmt: skip
        said = turn.words(room.language, "{source} says:", source=turn.who.name)
        message = Message(head, (Paragraph(said), Quote(reason)))
        await turn.tell(f"amend/{draft.number}", room, message)
