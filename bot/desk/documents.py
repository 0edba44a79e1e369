"""Begin documents as drafts, bring them up to date, and change their lines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.desk.drafting import begin, change, the_draft
from bot.desk.ground import states
from bot.desk.issuing import last_issued
from bot.desk.turn import Turn
from bot.domain.content import DOCUMENT_WRITERS, Content, MessageClass
from bot.domain.document import Document, Spot
from bot.domain.document_errors import NoSuchDocument, OneAtATime, Overtaken
from bot.domain.draft import Draft
from bot.domain.editing import edited, overtaker, renewed, words_at
from bot.domain.incident import Incident
from bot.domain.message import short
from bot.domain.private import found

# Nobody may rely on it for longer, unless somebody gives it another end.
HOLDS: Mapping[MessageClass, timedelta] = {
    MessageClass.SITREP: timedelta(hours=4),
    MessageClass.ANALYSIS: timedelta(hours=1),
}


async def follows(turn: Turn, kind: MessageClass, incident: int) -> tuple[int, Document | None]:
    """The number of the next document of this kind in an incident, and the last that went out."""
    last = await last_issued(turn.unit, incident, kind)
    document = last.content.document if last else None
    return (document.number if document else 0) + 1, document


async def must_be_alone(turn: Turn, kind: MessageClass, incident: Incident) -> None:
    """Refuse a second one of its kind on its way: they would have the same number."""
    turn.who.must(*DOCUMENT_WRITERS)
    for draft in await turn.unit.drafts.unfinished():
        if draft.incident == incident.number and draft.content.kind is kind:
            raise OneAtATime(number=draft.number)


async def open_document(
    turn: Turn, kind: MessageClass, incident: Incident, fresh: Document, before: Document | None
) -> Draft:
    """Begin a draft of it, with what people wrote in the last one that went out, to be read
    again."""
    await must_be_alone(turn, kind, incident)
    document = renewed(fresh, before) if before else fresh
    content = _with(Content(kind, turn.centre.mode, {}, until=turn.now + HOLDS[kind]), document)
    return await begin(turn, content, incident.number)


async def refresh(turn: Turn, draft: Draft, fresh: Document) -> Draft:
    """Make a draft's document anew, with what people wrote in it; it then holds as long as it did
    before."""
    before, content = lines_of(draft), draft.content
    assert content.until is not None  # every document has an end from its beginning
    until = turn.now + (content.until - before.made_at)
    after = _with(replace(content, until=until), renewed(fresh, before))
    return await change(turn, draft, after)


async def edit(turn: Turn, draft: Draft, where: Spot, words: Sequence[str]) -> Draft:
    """Put a person's words there, in place of what they were shown; none leave it out."""
    turn.who.must(*DOCUMENT_WRITERS)
    before = lines_of(draft)
    # A line that was left out may be written again: its ground is looked at too.
    named = {s for section in before.sections for line in section.lines for s in line.sources}
    now = await states(turn.unit, named, turn.now)
    after = edited(before, where, words, turn.who.name, now)
    await must_have_read(turn, draft, where)
    # The log is for ever: of what reads private it keeps a hint, as where /log asks first. The
    # words themselves stand in the document, and its digest proves them.
    said = await _hinted(turn, words) or "-"
    return await change(turn, draft, _with(draft.content, after), f"{where} {said}")


async def note_shown(turn: Turn, draft: Draft) -> None:
    """Keep that this person is shown all of it as it is now, with its numbers."""
    if draft.content.document:
        await turn.unit.settings.put(_shown(turn, draft), str(len(draft.versions)))


async def must_have_read(turn: Turn, draft: Draft, *places: Spot) -> None:
    """Refuse who would change, or stand by, a line that somebody else changed since they were last
    shown the document: its number may be another line's by now."""
    shown = int(await turn.unit.settings.get(_shown(turn, draft)) or 0)
    for where in places:
        if name := overtaker(draft, where, turn.who.names, shown):
            now = await _hinted(turn, words_at(lines_of(draft), where))
            raise Overtaken(name=name, place=str(where), number=draft.number, words=short(now))


async def the_document(turn: Turn, number: int) -> Draft:
    """One draft that is a document."""
    turn.who.must(*DOCUMENT_WRITERS)
    draft = await the_draft(turn, number)
    lines_of(draft)
    return draft


def lines_of(draft: Draft) -> Document:
    """The document that a draft is; refuses a message."""
    if draft.content.document is None:
        raise NoSuchDocument(number=draft.number)
    return draft.content.document


async def _hinted(turn: Turn, words: Sequence[str]) -> str:
    """The words on one line; a hint of what reads private instead of all."""
    line = " / ".join(words)
    private = found(line, await turn.unit.contacts.all())
    return ", ".join(each.hint for each in private) or line


def _shown(turn: Turn, draft: Draft) -> str:
    return f"shown/{draft.number}/{turn.who.name}"


def _with(content: Content, document: Document) -> Content:
    return replace(content, texts={document.language: document.plain()}, document=document)
