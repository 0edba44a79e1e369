"""Commands about incidents, the log and the exercise."""

import asyncio
import re
from collections.abc import Sequence

from bot.chat.commands.session import Session
from bot.chat.papers.forms import written
from bot.chat.views.clock import at, dated
from bot.chat.views.deeds import deed
from bot.chat.views.logbook import AS_KEPT, as_paper, log_title
from bot.chat.views.papers import as_file
from bot.chat.words import spoken
from bot.desk import incidents, playing
from bot.domain.document_errors import TooLongForRoom
from bot.domain.incident import DAILY_WATCH, IncidentKind
from bot.domain.log import Entry
from bot.domain.message import Message, Rows, mark
from bot.domain.paper import Form

SHOWN_ENTRIES = 15
# Alone or with a form it asks for the file, as does a form alone, which elsewhere follows the
# command itself (/questions pdf); with other words either is the beginning of a line.
EXPORT = re.compile(r"(?=.)(?:export\b\s*)?(md|html|pdf|csv|json)?")
MOST_IN_PDF = 300
SHOWN_HASH = 8


async def show(session: Session) -> Message:
    """List the open incidents."""
    session.arguments.nothing_more()
    say, turn = session.say, session.turn
    rows = tuple(
        f"{i.number}  {i.title}, "
        f"{dated(at(i.opened_at, turn.centre.timezone, turn.now), say)}, {i.opened_by}"
        for i in await turn.unit.incidents.open()
        if i.number != DAILY_WATCH
    )
    if not rows:
        return Message(say("No incident is open. Open one: /incident open TITLE"))
    return Message(say("Open incidents:"), (Rows(rows),))


async def open_incident(session: Session) -> Message:
    """Open an incident."""
    title, _, typed = session.arguments.rest().partition(" kind=")
    kinds = (IncidentKind.INCIDENT, IncidentKind.EVENT)
    kind = session.arguments.meaning(typed or IncidentKind.INCIDENT, kinds)
    if kind is None:
        raise session.arguments.option("kind", kinds)
    planned = kind is IncidentKind.EVENT
    incident = await incidents.open_incident(session.turn, title, planned=planned)
    sentence = mark("Incident {number} is open: {title}")
    return Message(session.say(sentence, number=incident.number, title=incident.title))


async def close_incident(session: Session) -> Message:
    """Close an incident."""
    number = session.arguments.number()
    incident = await incidents.close_incident(session.turn, number)
    sentence = mark("Incident {number} is closed: {title}")
    return Message(session.say(sentence, number=number, title=incident.title))


async def log(session: Session) -> Message:
    """Write in the log, show its last lines, or give it as a file."""
    turn, say = session.turn, session.say
    text = session.arguments.rest()
    if export := EXPORT.fullmatch(text.casefold()):
        return await _exported(session, export[1] or "csv")
    if text:
        entry = await incidents.write(turn, text)
        sentence = mark("Line {seq} of the log [{hash}]")
        return Message(say(sentence, seq=entry.seq, hash=entry.hash[:SHOWN_HASH]))
    incident = await turn.incident()
    entries = await turn.unit.log.entries(incident.number, last=SHOWN_ENTRIES)
    if not entries:
        return Message(say("The log is empty."))
    head = say("Log of incident {number}, {title}:", number=incident.number, title=incident.called)
    return Message(head, (Rows(_lines(session, entries)),))


async def no_play(session: Session) -> Message:
    """Stop the exercise: something real happened."""
    await playing.no_play(session.turn, session.arguments.rest())
    return Message(
        session.say("NO PLAY. Nothing is taken in and nothing goes out until /exercise resume.")
    )


async def resume(session: Session) -> Message:
    """Go on with the exercise."""
    await playing.resume(session.turn)
    return Message(session.say("The exercise goes on."))


async def end(session: Session) -> Message:
    """End the exercise; nothing stays queued."""
    cancelled = await playing.end(session.turn)
    sentence = mark("The exercise has ended. Publications cancelled: {count}. Nothing is queued.")
    return Message(session.say(sentence, count=cancelled))


async def _exported(session: Session, form: str) -> Message:
    """The log of the current incident, to be kept and verified elsewhere."""
    turn, say = session.turn, session.say
    incident = await turn.incident()
    number, language = incident.number, turn.answered_in
    entries = await turn.unit.log.entries(number)
    paper = as_paper(
        entries, log_title(number, incident.title, say), turn.centre, language, turn.now, say
    )
    if form in AS_KEPT:
        return as_file(f"log-{number}", AS_KEPT[form](entries).encode(), paper, form)
    # The room waits for the transaction, and everybody else does too.
    if form == Form.PDF and len(entries) > MOST_IN_PDF:
        raise TooLongForRoom(count=len(entries), usage="/log export html")
    content = await asyncio.to_thread(written, paper, Form(form))
    return as_file(f"log-{number}", content, paper, form)


def _lines(session: Session, entries: Sequence[Entry]) -> tuple[str, ...]:
    zone, now, say = session.turn.centre.timezone, session.turn.now, session.say
    return tuple(
        f"{e.seq}  {dated(at(e.at, zone, now), say)}  {spoken(e.by, deed(e, say), say)} "
        f"[{e.hash[:SHOWN_HASH]}]"
        for e in entries
    )
