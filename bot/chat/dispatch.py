"""One utterance in, one reply out: in one transaction with everything it changes.

The reply, the change, its line in the log and the mark that the utterance is worked off are
committed together. A crash before that leaves the utterance waiting in the inbox, and it is worked
off again; a crash after it leaves the reply in the outbox. So a word or a vote counts exactly once.
"""

import logging
import re
import secrets
from dataclasses import replace

from bot.chat.arguments import Arguments
from bot.chat.commands.session import Command, Session
from bot.chat.context import Context
from bot.chat.table import COMMANDS
from bot.desk.playing import is_frozen, is_over
from bot.desk.turn import Turn
from bot.domain.errors import (
    BadArguments,
    DeskError,
    ExerciseOver,
    Frozen,
    UnknownCommand,
    UnknownPerson,
)
from bot.domain.message import Message, mark
from bot.domain.room import Member, Utterance
from bot.ports import Lane, Post, StoreError, Unit

log = logging.getLogger(__name__)
# What still works when an exercise is stopped.
WHILE_FROZEN = frozenset({"noplay", "exercise resume", "exercise end"})
# What works when it is over: reading, writing in the log, and beginning the next one.
AFTER_END = frozenset({
    "help", "status", "whoami", "duty", "language", "log", "feeds", "flags", "cases", "case",
    "why", "show", "delivery", "contacts", "facts", "templates", "narratives",
    "incident", "incident open", "incident close",
})  # fmt: skip


def find(text: str) -> tuple[Command, str] | None:
    """The command a text begins with and what follows it; the longest words win."""
    said = re.sub(r"\s+", " ", text[:80]).casefold()
    for row in sorted(COMMANDS, key=lambda row: -len(row.words)):
        if said == row.words or said.startswith(row.words + " "):
            return row, text.split(None, len(row.words.split()))[-1] if said != row.words else ""
    return None


async def work_off(context: Context, heard: Utterance) -> None:
    """Carry out one utterance of the inbox and queue the reply.

    Raises `StoreError` when the store cannot write; the utterance then still waits.
    """
    if not re.match(r"\s*(/|!\s*\w)", heard.text):
        await _settle(context, heard, None)
        return
    try:
        async with context.units() as unit:
            if not await unit.inbox.done(heard.key, context.clock.now()):
                return
            turn = await _turn(context, unit, heard)
            reply = await _carry_out(context, turn, heard)
            await _reply(turn, heard, reply)
            await unit.commit()
    except DeskError as refusal:
        await _settle(context, heard, refusal)
    except StoreError:
        raise
    except Exception:
        number = secrets.token_hex(2)
        log.exception("bug number=%s command=%s", number, heard.text.split(None, 1)[0][:20])
        sentence = mark("Something broke on my side (#{number}); nothing was changed. Try again.")
        await _settle(context, heard, None, sentence, number=number)


async def _carry_out(context: Context, turn: Turn, heard: Utterance) -> Message:
    text = heard.text.lstrip()[1:].strip()
    # Telegram adds the bot's name to a command in a group.
    text = re.sub(r"^(\w+)@\w+", r"\1", text)
    if not turn.who.roles:
        raise UnknownPerson(id=heard.account)
    found = find(text)
    if found is None:
        raise _unknown(text)
    row, rest = found
    await _must_be_playing(turn, row)
    say = context.words.into(turn.language)
    return await row.run(
        Session(turn, Arguments(rest, row.usage), context, say, pressed=heard.pressed)
    )


async def _must_be_playing(turn: Turn, row: Command) -> None:
    """Refuse what would change an exercise that is stopped or over."""
    if row.words not in AFTER_END and await is_over(turn.unit):
        raise ExerciseOver()
    if row.words not in WHILE_FROZEN | AFTER_END and await is_frozen(turn.unit):
        raise Frozen()


def _unknown(text: str) -> DeskError:
    """The refusal of words that are no command: what they may have been meant for, if anything."""
    word = text.split(None, 1)[0][:30] if text else ""
    near = [row.usage for row in COMMANDS if row.words.split()[0] == word.casefold()]
    if near:
        return BadArguments(why=f"/{text[:60]}", usage=" · ".join(near))
    return UnknownCommand(word=word)


async def _settle(
    context: Context,
    heard: Utterance,
    refusal: DeskError | None,
    sentence: str | None = None,
    **details: object,
) -> None:
    """Mark an utterance worked off that changed nothing; say and log the refusal, if any."""
    async with context.units() as unit:
        if not await unit.inbox.done(heard.key, context.clock.now()):
            return
        turn = await _turn(context, unit, heard)
        if isinstance(refusal, UnknownPerson) and await _met_today(turn, heard):
            sentence = refusal = None
        if refusal is not None:
            sentence, details = refusal.sentence, dict(refusal.details)
            incident = (await turn.incident()).number
            await turn.note("refused", f"{heard.text[:200]} -> {refusal}", incident,
                            refusal=type(refusal).__name__)  # fmt: skip
        if sentence is not None:
            words = context.words(turn.language, sentence, **details)
            await _reply(turn, heard, Message(words))
        await unit.commit()


async def _turn(context: Context, unit: Unit, heard: Utterance) -> Turn:
    languages = await unit.settings.under("language/")
    team = context.centre.team.speaking(languages)
    room = team.room(heard.room)
    known = team.member(room.platform, heard.account) if room else None
    # Whoever is not of the team has no role, and the log names the account.
    who = known or Member(heard.account, frozenset())
    centre = replace(context.centre, team=team)
    return Turn(unit, centre, context.words, who, context.clock.now(), room)


async def _met_today(turn: Turn, heard: Utterance) -> bool:
    """Whether this stranger had today's one refusal: nobody may fill a room or the log."""
    name, today = f"stranger/{heard.room}/{heard.account}"[:200], f"{turn.now:%Y-%m-%d}"
    if await turn.unit.settings.get(name) == today:
        return True
    await turn.unit.settings.put(name, today)
    return False


async def _reply(turn: Turn, heard: Utterance, message: Message) -> None:
    post = Post(f"reply/{heard.key}", heard.room, Lane.REPLY, message=message)
    await turn.unit.outbox.add(post, turn.now)
