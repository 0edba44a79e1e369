"""Commands that write documents: the situation report, the analysis, the
questions, the handover."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.chat.commands.session import Session
from bot.chat.views import reports
from bot.chat.views.analysis import analysis as analysis_view
from bot.chat.views.clock import at
from bot.chat.views.drafts import STATES, card, following
from bot.chat.views.handover import handover as handover_view
from bot.chat.views.logbook import proof
from bot.chat.views.questions import questions as questions_view
from bot.chat.views.sitrep import sitrep as sitrep_view
from bot.chat.words import Say
from bot.desk import documents, duty
from bot.desk.checking import found
from bot.desk.course import course_of
from bot.desk.situation import next_number, note_document, situation
from bot.domain.content import DOCUMENT_WRITERS, MessageClass
from bot.domain.document import Document, spot
from bot.domain.draft import Draft, State
from bot.domain.errors import BadArguments
from bot.domain.incident import Incident
from bot.domain.message import Message, Paragraph, Phrase, mark
from bot.domain.paper import Form
from bot.domain.situation import Situation
from bot.domain.usage import Usage

View = Callable[[Situation, int, Document | None, str, ZoneInfo, Say], Document]
VIEWS: Mapping[MessageClass, View] = {
    MessageClass.SITREP: sitrep_view,
    MessageClass.ANALYSIS: analysis_view,
}
# What stands for "take this line out", as keyboards write it.
_DASHES = (("-",), ("–",), ("—",), ("−",))
NOW = {
    MessageClass.SITREP: mark("Situation now, NOT APPROVED: {title}, {time}"),
    MessageClass.ANALYSIS: mark("Environment now, NOT APPROVED: {title}, {time}"),
}


async def sitrep(session: Session) -> Message:
    """Begin the next situation report of the current incident."""
    return await _begun(session, MessageClass.SITREP)


async def analysis(session: Session) -> Message:
    """Begin the next environment analysis of the current incident."""
    return await _begun(session, MessageClass.ANALYSIS)


async def sitrep_now(session: Session) -> Message:
    """Look at where the current incident stands."""
    return await _looked(session, MessageClass.SITREP)


async def analysis_now(session: Session) -> Message:
    """Look at what people ask, do and feel now."""
    return await _looked(session, MessageClass.ANALYSIS)


async def refresh(session: Session) -> Message:
    """Make a document anew, with what people wrote in it."""
    turn, number = session.turn, session.arguments.number()
    session.arguments.nothing_more()
    draft = await documents.the_document(turn, number)
    language, kind = documents.lines_of(draft).language, draft.content.kind
    incident = await turn.unit.incidents.get(draft.incident)
    assert incident is not None  # incidents are never removed
    fresh, _ = await _fresh(session, kind, incident, language)
    return await _card(session, await documents.refresh(turn, draft, fresh))


async def revise(session: Session, draft: Draft) -> Message:
    """Change, add or take out lines of a document."""
    word, turn, say = session.arguments.word(), session.turn, session.say
    where, text = spot(word), session.arguments.rest()
    if where is None or not text:
        usage = Usage(f"/revise {draft.number} 2.3 TEXT|2.3 -|2+ TEXT|7 TEXT")
        raise BadArguments(why=word or mark("there are no words in it"), usage=usage)
    words = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    changed = await documents.edit(turn, draft, where, () if words in _DASHES else words)
    blocks = reports.body(documents.lines_of(changed), numbers=True, only=where.section)
    after = following(changed, turn.centre, turn.now, say)
    head = card(changed, (), turn.centre, turn.now, say).headline
    return Message(head, (*blocks, Paragraph(after)))


async def as_file(session: Session, draft: Draft, form: Form) -> Message:
    """A document as a file; what nobody approved says so first."""
    document = documents.lines_of(draft)
    turn = session.turn
    say = session.context.words.into(document.language)
    if draft.state is State.ISSUED:
        message = reports.issued(draft, turn.centre, say)
        return await reports.draft_as_paper(message, draft, form, say)
    sentence = mark("NOT APPROVED: draft {number} is {state}.")
    state = Phrase(STATES[draft.state_at(turn.now)])
    warned = say(sentence, number=draft.number, state=state)
    message = reports.said(document, draft.content.mode, warned)
    paper = await reports.draft_as_paper(message, draft, form, say)
    return replace(paper, blocks=(Paragraph(warned), *paper.blocks))


async def questions(session: Session) -> Message:
    """Write what call-takers of the current incident may answer."""
    form = form_named(session)
    turn = session.turn
    incident = await turn.incident()
    number = await next_number(turn, "questions.made", incident)
    now = await situation(turn, incident)
    page = questions_view(now, number, turn.answered_in, turn.centre.timezone, session.say)
    await note_document(turn, "questions.made", incident, page)
    name = f"questions-{incident.number}-{number}"
    return await _in_form(session, page, name, form, incident)


async def hand_over(session: Session) -> Message:
    """Lay out all that runs for whoever takes over."""
    session.arguments.nothing_more()
    turn = session.turn
    now, offer = await duty.hand_over(turn)
    course = await course_of(turn.unit)
    return handover_view(now, offer, course, turn.centre, turn.answered_in, session.say)


async def accept(session: Session) -> Message:
    """Take the duty over."""
    code = session.arguments.code()
    if not code:
        raise session.arguments.wrong(mark("the code at the end of the handover is missing"))
    session.arguments.nothing_more()
    taken = await duty.accept(session.turn, code)
    sentence = mark("You are on duty now, {name}; {giver} is relieved.")
    return Message(session.say(sentence, name=taken.name, giver=taken.giver))


def form_named(session: Session) -> Form | None:
    """The form of a file that is asked for last; None when none is."""
    word = session.arguments.word()
    session.arguments.nothing_more()
    if word and word.casefold() not in set(Form):
        raise session.arguments.wrong(word)
    return Form(word.casefold()) if word else None


async def _begun(session: Session, kind: MessageClass) -> Message:
    session.arguments.nothing_more()
    turn = session.turn
    incident = await turn.incident()
    await documents.must_be_alone(turn, kind, incident)
    fresh, before = await _fresh(session, kind, incident, turn.answered_in)
    return await _card(session, await documents.open_document(turn, kind, incident, fresh, before))


async def _fresh(
    session: Session, kind: MessageClass, incident: Incident, language: str
) -> tuple[Document, Document | None]:
    """The document as the desk writes it now, and the last one that went to the rooms."""
    turn = session.turn
    number, before = await documents.follows(turn, kind, incident.number)
    now = await situation(turn, incident)
    say = session.context.words.into(language)
    return VIEWS[kind](now, number, before, language, turn.centre.timezone, say), before


async def _card(session: Session, draft: Draft) -> Message:
    turn = session.turn
    await documents.note_shown(turn, draft)
    concerns = await found(turn.unit, turn.centre, draft, turn.now)
    return card(draft, (), turn.centre, turn.now, session.say, concerns)


async def _looked(session: Session, kind: MessageClass) -> Message:
    """What the document would say now, without a number and without an approval."""
    turn = session.turn
    turn.who.must(*DOCUMENT_WRITERS)
    form = form_named(session)
    incident = await turn.incident()
    fresh, _ = await _fresh(session, kind, incident, turn.answered_in)
    time = at(turn.now, turn.centre.timezone)
    title = session.say(NOW[kind], title=incident.title, time=time)
    # The parts for people's own words say nothing here.
    sections = (*fresh.sections[:-3], *(each for each in fresh.sections[-3:] if each.shown))
    document = replace(fresh, title=title, sections=sections)
    message = reports.said(document, turn.centre.mode)
    await note_document(turn, f"{kind}.shown", incident, message)
    clock = turn.now.astimezone(turn.centre.timezone)
    name = f"{kind}-now-{incident.number}-{clock:%H%M}"
    return await _in_form(session, message, name, form, incident)


async def _in_form(
    session: Session, page: Message, name: str, form: Form | None, incident: Incident
) -> Message:
    """The page said, or as a file with the last line of the log at its foot."""
    if form is None:
        return page
    turn = session.turn
    last = await turn.unit.log.entries(incident.number, last=1)
    held = proof(last, session.say)
    mode, language = turn.centre.mode, turn.answered_in
    return await reports.as_paper(page, name, form, mode, language, turn.now, *held)
