"""What is done about each thing heard: words, presses, and what becomes of rooms."""

from dataclasses import replace

from bot.chat.context import Context
from bot.chat.dispatch import once_a_day, settle, turn_of, work_off
from bot.chat.pressing import meaning
from bot.desk import asking, rooms
from bot.desk.posting import Posting
from bot.desk.turn import VIGIE, Turn
from bot.domain.hearing import Enveloped, Lasting, Pressed, RoomBack, RoomLost, RoomMoved, Unread
from bot.domain.message import mark
from bot.domain.room import Member, Utterance

UNREADABLE = mark(
    "I could not read a message of {account}: its key never came. What it said is not done; "
    "say it again."
)


async def attend(context: Context, posting: Posting, heard: Lasting) -> None:
    """Work off one thing of the inbox. Raises `StoreError`; it then still waits."""
    match heard:
        case Utterance():
            await work_off(context, heard)
        case Pressed():
            await _pressed(context, posting, heard)
        case Unread():
            await _unread(context, heard)
        case RoomLost() | RoomBack() | RoomMoved():
            await _room(context, posting, heard)
        case Enveloped():
            await _enveloped(context, heard)


async def _enveloped(context: Context, heard: Enveloped) -> None:
    """Take an envelope of a partner's bot. Whatever does not count is logged, once a day for each
    sender: nobody may fill the log."""
    async with context.units() as unit:
        now = context.clock.now()
        if not await unit.inbox.done(heard.key, now):
            return
        said = Utterance(heard.key, heard.room, heard.account, "")
        turn = await turn_of(context, unit, said)
        turn = replace(turn, who=Member(heard.account, frozenset()))
        why = await asking.take(turn, heard.account, heard.envelope) if turn.room else "no room"
        if why and await once_a_day(unit, f"refused/{heard.room}/{heard.account}/{why}", now):
            await asking.refuse(turn, heard.account, why)
        await unit.commit()


async def _unread(context: Context, heard: Unread) -> None:
    """Say, once a day for each person in a room, that their words could not be read."""
    unheard = Utterance(heard.key, heard.room, heard.account, "")
    name, now = f"unread/{heard.room}/{heard.account}", context.clock.now()
    async with context.units() as unit:
        new = await once_a_day(unit, name, now)
    # Said before it counts: a crash between the two says it once more.
    await settle(context, unheard, None, UNREADABLE if new else None, account=heard.account)
    async with context.units() as unit:
        await once_a_day(unit, name, now)
        await unit.commit()


async def _pressed(context: Context, posting: Posting, press: Pressed) -> None:
    """Carry out what the button says, and answer the one who pressed.

    The room hears what came of it too, unless it was a refusal that the presser alone can be told.
    """
    async with context.units() as unit:
        buttons = await unit.spoken.get(press.room, press.reference)
    says, sentence = (press.says, "") if press.says else meaning(buttons, press.button)
    aloud = not press.answer_to
    said = Utterance(press.key, press.room, press.account, says, pressed=True)
    if sentence:
        words = await settle(context, said, None, sentence, aloud=aloud)
    else:
        words = await work_off(context, said, aloud=aloud)
    room = context.centre.team.room(press.room)
    if press.answer_to and room is not None:
        posting.answer(room.platform, press.answer_to, words)


async def _room(context: Context, posting: Posting, heard: RoomLost | RoomBack | RoomMoved) -> None:
    async with context.units() as unit:
        now = context.clock.now()
        if not await unit.inbox.done(heard.key, now):
            return
        await posting.whereabouts.look(unit)
        centre = replace(context.centre, team=posting.whereabouts.team)
        turn = Turn(unit, centre, context.words, VIGIE, now)
        room = context.centre.team.room(heard.room)
        if room is not None:
            match heard:
                case RoomLost():
                    await rooms.lost(turn, room, heard.why)
                case RoomBack():
                    await rooms.back(turn, room)
                case RoomMoved():
                    await rooms.moved(turn, room, heard.address)
        # Platforms ask where rooms are: they must know before the next word is said.
        await posting.whereabouts.look(unit)
        await unit.commit()
