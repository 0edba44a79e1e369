"""One utterance in, one reply out: in one transaction with everything it changes.

The reply, the change, its line in the log and the mark that the utterance is worked off are
committed together. A crash before that leaves the utterance waiting in the inbox, and it is worked
off again; a crash after it leaves the reply in the outbox. So a word or a vote counts exactly once.
"""

import logging
import secrets
from dataclasses import replace
from datetime import datetime

from bot.chat.arguments import Arguments
from bot.chat.commands.room import own_language
from bot.chat.commands.session import Command, Session, Shown
from bot.chat.context import Context
from bot.chat.typed import after_sign, find, must_be_alone, unknown
from bot.desk.names import known_as, remember
from bot.desk.playing import is_frozen, is_over
from bot.desk.turn import Turn
from bot.domain.errors import (
    Anonymous,
    DeskError,
    NotWritten,
    PartnersRead,
    UnknownPerson,
)
from bot.domain.exercise_errors import ExerciseOver, Frozen
from bot.domain.message import Message, mark
from bot.domain.private import found as private
from bot.domain.room import Member, Room, Utterance
from bot.ports import Lane, Post, StoreError, Unit

log = logging.getLogger(__name__)
# What still works when an exercise is stopped.
WHILE_FROZEN = frozenset({"noplay", "exercise resume", "exercise end", "exercise"})
# What works when it is over: reading, writing in the log, and beginning the next one.
AFTER_END = frozenset({
    "help", "status", "whoami", "duty", "language", "log", "feeds", "flags", "cases", "case",
    "why", "trend", "show", "delivery", "contacts", "facts", "templates", "narratives",
    "incident", "incident open", "incident close", "sitrep show", "analysis show", "questions",
    "handover", "handover accept", "exercise load", "exercise start", "requests",
    "rumours", "rumour",
})  # fmt: skip


async def work_off(context: Context, heard: Utterance, *, aloud: bool = True) -> str:
    """Carry out one utterance of the inbox and queue the reply; returns what it says in short.

    A refusal that is not `aloud` is not said in the room: its words are only returned. Raises
    `StoreError` when the store cannot write; the utterance then still waits.
    """
    typed = after_sign(heard.text)
    if typed is None:
        return await settle(context, heard)
    try:
        async with context.units() as unit:
            if not await unit.inbox.done(heard.key, context.clock.now()):
                return ""
            turn = await turn_of(context, unit, heard)
            reply = await _carry_out(context, turn, heard, typed)
            await _reply(turn, heard, reply)
            await unit.commit()
            return reply.headline
    except DeskError as refusal:
        return await settle(context, heard, refusal, aloud=aloud)
    except StoreError:
        raise
    except Exception:
        number = secrets.token_hex(2)
        log.exception("bug number=%s command=%s", number, _command_of(heard))
        sentence = mark("Something broke on my side (#{number}); nothing was changed. Try again.")
        return await settle(context, heard, None, sentence, aloud=aloud, number=number)


async def _carry_out(context: Context, turn: Turn, heard: Utterance, typed: str) -> Message | Shown:
    found = find(typed)
    if not heard.account:
        raise Anonymous()
    if not turn.who.roles:
        return _meet(context, turn, heard, asked=found is not None and found[0].words == "whoami")
    say = context.words.into(turn.answered_in)
    if found is None:
        raise unknown(typed, context.words)
    row, rest = found
    if turn.room is not None and turn.room.with_partners and not row.partners:
        raise PartnersRead()
    await _must_be_playing(turn, row)
    must_be_alone(typed)
    arguments = Arguments(rest, row.usage, say, context.words.into(turn.language), exact=row.exact)
    reply = await row.run(Session(turn, arguments, context, say, pressed=heard.pressed))
    arguments.must_be_read()
    return reply


def _command_of(heard: Utterance) -> str:
    """The words of the command alone, as far as they are any."""
    found = find(after_sign(heard.text) or "")
    return found[0].words if found else ""


def _meet(context: Context, turn: Turn, heard: Utterance, *, asked: bool) -> Message:
    """Tell strangers who ask what to give to an administrator; refuse them anything else."""
    assert turn.room is not None  # a command is always said in a room
    if not asked or not context.door.opens(f"{turn.room.platform}/{heard.account}", turn.now):
        raise UnknownPerson(id=heard.account)
    return introduction(context, turn.room, heard.account)


def introduction(context: Context, room: Room, account: str) -> Message:
    """What an administrator must be given to let somebody, or a place, into the team."""
    sentence = mark(
        "I do not know you yet. Your id here is {id}, and the address of this place is {address}. "
        "Give both to an administrator."
    )
    return Message(context.words(room.language, sentence, id=account, address=room.address))


async def _must_be_playing(turn: Turn, row: Command) -> None:
    """Refuse what would change an exercise that is stopped or over."""
    if row.words not in AFTER_END and await is_over(turn.unit):
        raise ExerciseOver()
    if row.words not in WHILE_FROZEN | AFTER_END and await is_frozen(turn.unit):
        raise Frozen()


async def settle(
    context: Context,
    heard: Utterance,
    refusal: DeskError | None = None,
    sentence: str | None = None,
    *,
    aloud: bool = True,
    **details: object,
) -> str:
    """Mark an utterance worked off that changed nothing; say and log the refusal, if any.

    Returns the words of it, said in the room or not.
    """
    async with context.units() as unit:
        if not await unit.inbox.done(heard.key, context.clock.now()):
            return ""
        turn = await turn_of(context, unit, heard)
        met = isinstance(refusal, UnknownPerson) and await _met_today(turn, heard)
        if refusal is not None:
            sentence, details = refusal.sentence, dict(refusal.details)
        words = context.words(turn.answered_in, sentence, **details) if sentence else ""
        if refusal is not None and not met:
            # What was said to them, in the words in which it was said.
            typed, told = heard.text[:200], words
            known = await unit.contacts.all()
            if isinstance(refusal, NotWritten) or private(heard.text, known):
                # What the log is not to hold is not to get into it as a refusal, nor to wait here.
                typed = f"/{_command_of(heard)} …"
                told = "…" if private(words, known) else words
                await unit.inbox.blank(heard.key)
            incident = (await turn.incident()).number
            await turn.note("refused", f"{typed} -> {told}", incident,
                            refusal=type(refusal).__name__)  # fmt: skip
        if words and aloud and not met:
            await _reply(turn, heard, Message(words))
        await unit.commit()
        return words


async def turn_of(context: Context, unit: Unit, heard: Utterance) -> Turn:
    """A turn at the desk for whoever said this, where it was said."""
    languages = await unit.settings.under("language/")
    team = context.centre.team.speaking(languages)
    room = team.room(heard.room)
    known = team.member(room.platform, heard.account) if room else None
    # Whoever is not of the team has no role, and the log names the account.
    who = known or Member(heard.account, frozenset())
    if room and known:
        await remember(unit, room.platform, heard.account, known)
        who = await known_as(unit, known)
    centre = replace(context.centre, team=team)
    own = await unit.settings.get(own_language(known.name)) if known else None
    return Turn(unit, centre, context.words, who, context.clock.now(), room, own or "")


async def _met_today(turn: Turn, heard: Utterance) -> bool:
    """Whether this stranger had today's one refusal: nobody may fill a room or the log."""
    return not await once_a_day(turn.unit, f"stranger/{heard.room}/{heard.account}", turn.now)


async def once_a_day(unit: Unit, name: str, now: datetime) -> bool:
    """Whether this is the first time today; then it counts."""
    name, today = name[:200], f"{now:%Y-%m-%d}"
    if await unit.settings.get(name) == today:
        return False
    await unit.settings.put(name, today)
    return True


async def _reply(turn: Turn, heard: Utterance, reply: Message | Shown) -> None:
    ready = reply if isinstance(reply, Message) else None
    subject = None if isinstance(reply, Message) else reply.subject
    key, thread = f"reply/{heard.key}", heard.thread
    post = Post(key, heard.room, Lane.REPLY, ready, subject, thread)
    await turn.unit.outbox.add(post, turn.now)
