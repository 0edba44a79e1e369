"""Stop and resume an exercise: NO PLAY freezes it, because something real happened."""

from bot.desk import course as courses
from bot.desk.turn import Turn
from bot.domain.exercise_errors import ExerciseOver, NoExercise
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import Message, Phrase, mark
from bot.domain.mode import Mode
from bot.domain.publication import Delivery
from bot.domain.room import Role
from bot.ports import Unit

FROZEN = "exercise.frozen"
# When the last exercise ended: what it promised, nobody waits for.
ENDED_AT = "exercise/ended_at"
PLAYING, STOPPED, OVER = "no", "yes", "over"


async def is_frozen(unit: Unit) -> bool:
    """Whether the exercise is stopped or over: nothing is taken in, and nothing goes out."""
    return await unit.settings.get(FROZEN) in (STOPPED, OVER)


async def is_over(unit: Unit) -> bool:
    """Whether the exercise has ended and no new one has begun."""
    return await unit.settings.get(FROZEN) == OVER


async def begin(turn: Turn) -> None:
    """Go on after the end of an earlier exercise: a new incident begins a new one."""
    if await is_over(turn.unit):
        await turn.unit.settings.put(FROZEN, PLAYING)


async def no_play(turn: Turn, reason: str) -> None:
    """Freeze the exercise at once. Anyone of the team may: a real emergency does not wait."""
    await _must_be_on(turn)
    await turn.unit.settings.put(FROZEN, STOPPED)
    course = await courses.course_of(turn.unit)
    if course is not None:
        await courses.keep(turn.unit, course.pause(turn.now))
    await turn.note("exercise.frozen", reason, DAILY_WATCH)
    await _announce(turn, mark("NO PLAY. The exercise is stopped: {reason}"), reason or "-")


async def resume(turn: Turn) -> None:
    """Go on with an exercise that is stopped or paused."""
    await _must_be_on(turn)
    turn.who.must(Role.DUTY_OFFICER)
    await turn.unit.settings.put(FROZEN, PLAYING)
    course = await courses.course_of(turn.unit)
    if course is not None and course.began_at is not None:
        await courses.keep(turn.unit, course.start(turn.now))
    await turn.note("exercise.resumed", "", DAILY_WATCH)
    await _announce(turn, mark("The exercise goes on. {reason}"), "")


async def end(turn: Turn) -> int:
    """End the exercise: what is due at an outlet is cancelled, drafts on their way are withdrawn,
    no inject comes out any more and its feeds are let go.

    Returns how many publications were cancelled."""
    await _must_be_on(turn)
    turn.who.must(Role.DUTY_OFFICER)
    waiting = await turn.unit.publications.in_state(Delivery.QUEUED, Delivery.HELD)
    for publication in waiting:
        await turn.unit.publications.save(publication.settle(Delivery.CANCELLED, turn.now))
    # What is leaving at this moment cannot be called back; it is not tried again by itself either.
    for publication in await turn.unit.publications.in_state(Delivery.SENDING):
        await turn.unit.publications.save(publication.settle(Delivery.UNCERTAIN, turn.now))
    # A text that was written for this exercise must not turn up in the next one.
    for draft in await turn.unit.drafts.unfinished():
        await turn.unit.drafts.save(draft.withdraw(turn.who.name, turn.now))
        await turn.note("draft.withdrawn", "end of exercise", draft.incident, draft=draft.number)
    await turn.unit.settings.put(FROZEN, OVER)
    await turn.unit.settings.put(ENDED_AT, turn.now.isoformat())
    course = await courses.course_of(turn.unit)
    if course is not None:
        await courses.end(turn.unit, course.pause(turn.now))
    await courses.wish(turn.unit, None)
    await turn.note("exercise.ended", f"{len(waiting)} publications cancelled", DAILY_WATCH)
    await _announce(turn, mark("END OF EXERCISE. {reason}"), "")
    return len(waiting)


def must_be_exercise(turn: Turn) -> None:
    """Refuse on a live desk."""
    if turn.centre.mode is Mode.LIVE:
        raise NoExercise(mode=Phrase(turn.centre.mode))


async def _must_be_on(turn: Turn) -> None:
    must_be_exercise(turn)
    if await is_over(turn.unit):
        raise ExerciseOver()


async def _announce(turn: Turn, sentence: str, reason: str) -> None:
    for room in turn.centre.team.rooms:
        # Partners who play must stop too; why is ours.
        told = "-" if room.with_partners and reason else reason
        head = turn.words(room.language, sentence, reason=told).strip()
        await turn.tell(f"exercise/{turn.now.isoformat()}", room, Message(head))
