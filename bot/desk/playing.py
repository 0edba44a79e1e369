"""Stop and resume an exercise: NO PLAY freezes it, because something real happened."""

from bot.desk.turn import Turn
from bot.domain.errors import NoExercise
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import Message, Phrase, mark
from bot.domain.mode import Mode
from bot.domain.publication import Delivery
from bot.domain.room import Role
from bot.ports import Unit

FROZEN = "exercise.frozen"


async def is_frozen(unit: Unit) -> bool:
    """Whether the exercise is stopped: nothing is taken in, and nothing goes out."""
    return await unit.settings.get(FROZEN) == "yes"


async def no_play(turn: Turn, reason: str) -> None:
    """Freeze the exercise at once. Anyone of the team may: a real emergency does not wait."""
    _must_be_exercise(turn)
    await turn.unit.settings.put(FROZEN, "yes")
    await turn.note("exercise.frozen", reason, DAILY_WATCH)
    await _announce(turn, mark("NO PLAY. The exercise is stopped: {reason}"), reason or "-")


async def resume(turn: Turn) -> None:
    """Go on with a stopped exercise."""
    _must_be_exercise(turn)
    turn.who.must(Role.DUTY_OFFICER)
    await turn.unit.settings.put(FROZEN, "no")
    await turn.note("exercise.resumed", "", DAILY_WATCH)
    await _announce(turn, mark("The exercise goes on. {reason}"), "")


async def end(turn: Turn) -> int:
    """End the exercise: what is still due at an outlet is cancelled. Returns how many were."""
    _must_be_exercise(turn)
    turn.who.must(Role.DUTY_OFFICER)
    waiting = await turn.unit.publications.in_state(Delivery.QUEUED)
    for publication in waiting:
        await turn.unit.publications.save(publication.settle(Delivery.CANCELLED, turn.now))
    # What is leaving at this moment cannot be called back; it is not tried again by itself either.
    for publication in await turn.unit.publications.in_state(Delivery.SENDING):
        await turn.unit.publications.save(publication.settle(Delivery.UNCERTAIN, turn.now))
    await turn.unit.settings.put(FROZEN, "no")
    await turn.note("exercise.ended", f"{len(waiting)} publications cancelled", DAILY_WATCH)
    await _announce(turn, mark("END OF EXERCISE. {reason}"), "")
    return len(waiting)


def _must_be_exercise(turn: Turn) -> None:
    if turn.centre.mode is Mode.LIVE:
        raise NoExercise(mode=Phrase(turn.centre.mode))


async def _announce(turn: Turn, sentence: str, reason: str) -> None:
    for room in turn.centre.team.rooms:
        head = turn.words(room.language, sentence, reason=reason).strip()
        await turn.tell(f"exercise/{turn.now.isoformat()}", room, Message(head))
