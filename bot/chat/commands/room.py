"""Commands about the room, the person and the desk itself."""

from bot.chat.commands.session import Session
from bot.chat.views import promises
from bot.chat.views.accuracy import in_short
from bot.chat.views.approvals import owed as owed_rows
from bot.chat.views.clock import at
from bot.chat.views.drafts import draft_list
from bot.chat.views.reasons import judge_rows
from bot.chat.views.requests import line
from bot.chat.words import Say, spoken
from bot.desk.alone import owed
from bot.desk.duty import on_duty
from bot.desk.health import is_troubled
from bot.desk.month import in_room
from bot.desk.playing import is_frozen, is_over
from bot.desk.promises import overdue
from bot.domain.errors import UnknownLanguage
from bot.domain.flag import Priority
from bot.domain.message import Message, Paragraph, Phrase, Rows, mark
from bot.domain.room import ACTIVE, Member
from bot.domain.situation import UNSETTLED

_NOBODY = mark(
    "on duty: nobody has taken it yet. One duty officer types /handover, another accepts it"
)
OWN = mark("You are answered in {language}.")


async def status(session: Session) -> Message:
    """Say how the desk is doing, and what is on its way."""
    session.arguments.nothing_more()
    turn, say = session.turn, session.say
    unit, centre = turn.unit, turn.centre
    incident = await turn.incident()
    kept = await unit.feeds.all()
    troubled = [feed for feed in kept if is_troubled(feed)]
    open_rows = await unit.publications.in_state(*UNSETTLED)
    late = await overdue(unit, centre, turn.now)
    since = at(session.context.started_at, centre.timezone, turn.now)
    rows = (
        say("mode: {mode}, since {time}", mode=Phrase(centre.mode), time=since),
        say("incident: {number} {title}", number=incident.number, title=incident.called),
        *(await _officer(session)),
        say("feeds: {count}, in trouble: {bad}", count=len(kept), bad=len(troubled)),
        say("flags to decide on: {count}", count=await unit.flags.undecided_count()),
        say("cases of high priority: {count}", count=await _high(session, incident.number)),
        say("publications not settled: {count}", count=len(open_rows)),
        *owed_rows(await owed(unit), centre.timezone, turn.now, say),
        *(promises.overdue(each, centre.timezone, turn.now, say) for each in late),
        *judge_rows(session.context.judge.standing, say),
        *in_short(await in_room(unit, turn.said_in, turn.now), say),
    )
    drafts = draft_list(await unit.drafts.unfinished(), turn.now, say)
    lines = tuple(row for b in drafts.blocks if isinstance(b, Rows) for row in b.lines)
    requests = [line(each, centre, turn.now, say) for each in await unit.requests.open()]
    blocks = (Rows((*rows, *requests)), Paragraph(drafts.headline), Rows(lines))
    head = mark("{centre}: the desk is at work.")
    if await is_over(unit):
        head = mark("{centre}: the exercise has ended.")
    elif await is_frozen(unit):
        head = mark("{centre}: NO PLAY, the exercise is stopped.")
    return Message(say(head, centre=centre.name), blocks)


async def whoami(session: Session) -> Message:
    """Say who the bot takes you for."""
    who, room = session.turn.who, session.turn.room
    say = session.say
    sentence = mark("You are {name}, here in {room}. Your roles: {roles}.")
    return Message(
        say(
            sentence,
            name=who.name,
            room=room.name if room else "-",
            roles=_roles(who, say),
        )
    )


async def language(session: Session) -> Message:
    """Show or set the language of the room, or of the answers to whoever types."""
    room, say = session.turn.room, session.say
    code = session.arguments.word().casefold()
    assert room is not None  # a command is always said in a room
    if code == "mine":
        return await _own_language(session)
    if not code:
        own = say(OWN, language=session.turn.own_language) if session.turn.own_language else ""
        rest = (Paragraph(own),) if own else ()
        return Message(say("This room speaks {language}.", language=room.language), rest)
    session.turn.who.must(*ACTIVE)
    _must_be_spoken(session, code)
    await session.turn.unit.settings.put(f"language/{room.name}", code)
    await session.turn.note("room.language", code, 0, room=room.name)
    own = "" if room.with_partners else session.turn.own_language
    return Message(
        session.context.words(own or code, "This room speaks {language}.", language=code)
    )


async def _own_language(session: Session) -> Message:
    """Show, set or give up what the person is answered in. Cards, notices and what is typed keep
    the room's."""
    turn, words = session.turn, session.context.words
    code = session.arguments.word().casefold()
    session.arguments.nothing_more()
    if code:
        if code != "off":
            _must_be_spoken(session, code)
        own = "" if code == "off" else code
        await turn.unit.settings.put(own_language(turn.who.name), own)
        await turn.note("person.language", code, 0)
    else:
        own = turn.own_language
    sentence = OWN if own else mark("You are answered in the language of each room.")
    return Message(words(own or turn.language, sentence, language=own))


def own_language(name: str) -> str:
    """The name of the setting that holds what a member is answered in."""
    return f"own-language/{name}"


def _must_be_spoken(session: Session, code: str) -> None:
    known = session.turn.centre.languages
    if code not in known:
        raise UnknownLanguage(language=code, languages=", ".join(known))


async def duty(session: Session) -> Message:
    """Say what this room is for, and who can do what."""
    turn, say = session.turn, session.say
    room = turn.room
    assert room is not None  # a command is always said in a room
    people = tuple(spoken(m.name, _roles(m, say), say) for m in turn.centre.team.members)
    sentence = mark("This room, {room}, is for: {duties}")
    head = say(sentence, room=room.name, duties=", ".join(map(say, sorted(room.duties))) or "-")
    return Message(head, (Rows((*(await _officer(session)), *people)),))


async def _officer(session: Session) -> tuple[str, ...]:
    """Who is on duty, as a line; before the first handover, how somebody takes it."""
    turn, now_on = session.turn, await on_duty(session.turn.unit)
    if now_on is None:
        return (session.say(_NOBODY),)
    since = at(now_on.since, turn.centre.timezone, turn.now)
    return (session.say("on duty: {name}, since {time}", name=now_on.name, time=since),)


async def _high(session: Session, incident: int) -> int:
    """How many cases of the incident are urgent; a part of another counts with it."""
    cases = await session.turn.unit.cases.of_incident(incident)
    return sum(c.priority is Priority.HIGH and c.merged_into is None for c in cases)


def _roles(member: Member, say: Say) -> str:
    return ", ".join(say(role.said) for role in sorted(member.roles)) or "-"
