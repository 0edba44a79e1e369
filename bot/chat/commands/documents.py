"""Commands that write documents: the situation report, the analysis, the
questions, the handover."""

import asyncio
from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.chat.commands.session import Session
from bot.chat.papers.forms import written
from bot.chat.views.analysis import analysis as analysis_view
from bot.chat.views.handover import handover as handover_view
from bot.chat.views.logbook import proof
from bot.chat.views.papers import as_file, paper_of
from bot.chat.views.questions import questions as questions_view
from bot.chat.views.sitrep import sitrep as sitrep_view
from bot.chat.words import Say
from bot.desk import duty
from bot.desk.course import course_of
from bot.desk.situation import next_number, note_document, situation
from bot.domain.message import Message, mark
from bot.domain.paper import Form
from bot.domain.situation import Situation

View = Callable[[Situation, int, str, ZoneInfo, Say], Message]


async def sitrep(session: Session) -> Message:
    """Write the situation report of the current incident."""
    return await _document(session, "sitrep.made", sitrep_view)


async def analysis(session: Session) -> Message:
    """Write the environment analysis of the current incident."""
    return await _document(session, "analysis.made", analysis_view)


async def questions(session: Session) -> Message:
    """Write what call-takers of the current incident may answer."""
    return await _document(session, "questions.made", questions_view)


async def hand_over(session: Session) -> Message:
    """Lay out all that runs for whoever takes over."""
    session.arguments.nothing_more()
    turn = session.turn
    now, offer = await duty.hand_over(turn)
    course = await course_of(turn.unit)
    return handover_view(now, offer, course, turn.centre, turn.answered_in, session.say)


async def accept(session: Session) -> Message:
    """Take the duty over."""
    code = session.arguments.needed(mark("the code at the end of the handover is missing"))
    session.arguments.nothing_more()
    taken = await duty.accept(session.turn, code)
    sentence = mark("You are on duty now, {name}; {giver} is relieved.")
    return Message(session.say(sentence, name=taken.name, giver=taken.giver))


async def _document(session: Session, kind: str, view: View) -> Message:
    """A numbered document of the current incident, said or as a file; the log keeps its digest."""
    form = _form(session)
    turn = session.turn
    incident = await turn.incident()
    number = await next_number(turn, kind, incident)
    now = await situation(turn, incident)
    document = view(now, number, turn.answered_in, turn.centre.timezone, session.say)
    await note_document(turn, kind, incident, document)
    if form is None:
        return document
    last = await turn.unit.log.entries(incident.number, last=1)
    paper = paper_of(
        document, turn.centre.mode, turn.answered_in, turn.now, tuple(proof(last, session.say))
    )
    content = await asyncio.to_thread(written, paper, form)
    return as_file(f"{kind.partition('.')[0]}-{incident.number}-{number}", content, paper, form)


def _form(session: Session) -> Form | None:
    """The form that was asked for; None when it is to be said."""
    word = session.arguments.word().casefold()
    session.arguments.nothing_more()
    if word and word not in set(Form):
        raise session.arguments.wrong(word)
    return Form(word) if word else None
