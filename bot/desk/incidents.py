"""Open and close incidents, and write in their log by hand."""

from bot.desk.meant import meant
from bot.desk.pace import CRISIS_EVERY, CRISIS_ROLES
from bot.desk.playing import begin
from bot.desk.turn import Turn
from bot.domain.errors import BadArguments
from bot.domain.incident import DAILY_WATCH, Incident
from bot.domain.log import Entry
from bot.domain.message import Message, mark
from bot.domain.restraint import Why
from bot.domain.room import ACTIVE, Role
from bot.domain.usage import Usage


async def open_incident(turn: Turn, title: str, *, planned: bool = False) -> Incident:
    """Open an incident: from now on cases, drafts and log lines belong to it.

    `planned`: an event that was known beforehand. Where people talk, feeds are asked more often;
    the first time within a minute from now.
    """
    turn.who.must(Role.DUTY_OFFICER)
    if not title.strip():
        raise BadArguments(why=mark("a title is missing"), usage=Usage("/incident open TITLE"))
    title, private = await meant(turn, title, Usage("/incident open anyway TITLE"))
    draft = Incident(
        0, title.strip(), turn.centre.mode, turn.who.name, turn.now, is_planned=planned
    )
    incident = await turn.unit.incidents.add(draft)
    await begin(turn)
    # The daily watch's log names every incident, so that none can vanish with its log.
    await turn.note("incident.opened", incident.title, DAILY_WATCH, opened=incident.number,
                    **private)  # fmt: skip
    await turn.note("incident.opened", incident.title, incident.number, **private)
    # A room that slept until now reads at once what it was not told.
    await turn.unit.outbox.wake_held(Why.QUIET, turn.now)
    await turn.unit.feeds.hurry(CRISIS_ROLES, turn.now + CRISIS_EVERY)
    for room in turn.centre.team.ours:
        if room != turn.room:
            head = turn.words(
                room.language,
                "Incident {number} is open: {title}",
                number=incident.number,
                title=incident.title,
            )
            await turn.tell(f"incident/{incident.number}/opened", room, Message(head))
    return incident


async def close_incident(turn: Turn, number: int) -> Incident:
    """Close an incident; what still happens to its drafts goes on in its log."""
    turn.who.must(Role.DUTY_OFFICER)
    closed = (await turn.the_incident(number)).close(turn.now)
    await turn.unit.incidents.save(closed)
    await turn.note("incident.closed", closed.title, number)
    return closed


async def write(turn: Turn, text: str) -> Entry:
    """Write a line in the log of the current incident."""
    turn.who.must(*ACTIVE)
    incident = await turn.incident()
    text, private = await meant(turn, text, Usage("/log anyway TEXT"))
    return await turn.note("log.written", text, incident.number, **private)
