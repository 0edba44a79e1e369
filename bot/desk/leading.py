"""Lead an exercise: load a script, start it, pause, skip, set its speed."""

import re

from bot.desk import duty
from bot.desk.course import Wish, course_of, keep, wish
from bot.desk.playing import begin, is_frozen, is_over, must_be_exercise
from bot.desk.turn import Turn
from bot.domain import errors, exercise_errors
from bot.domain.exercise import FASTEST, HANDOVER_WINDOW, Course
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import Message, mark
from bot.domain.room import Duty, Role, Room

YES = "exercise/yes"
_SCRIPT = re.compile(r"[A-Za-z0-9_][\w.-]{0,80}")


def leading(turn: Turn) -> tuple[Room, ...]:
    """The rooms of those who lead the exercise: nobody else may read what is planned."""
    return tuple(room for room in turn.centre.team.rooms if Duty.CONTROL in room.duties)


async def load(turn: Turn, script: str) -> None:
    """Wish for a script of the exercise folder; what came of it is said in the leaders' room."""
    must_be_exercise(turn)
    turn.who.must(Role.DUTY_OFFICER)
    if not _SCRIPT.fullmatch(script):
        usage = "/exercise load tripoint.json"
        raise errors.BadArguments(why=mark("that is no name of a script"), usage=usage)
    if not leading(turn):
        raise exercise_errors.NoLeadersRoom()
    known = await course_of(turn.unit)
    if known is not None and known.began_at is not None:
        raise exercise_errors.ExerciseRunning(title=known.title)
    room = leading(turn)[0].name
    await wish(turn.unit, Wish(script, room))
    await turn.note("exercise.wished", script, DAILY_WATCH)


async def start(turn: Turn) -> Course | str:
    """Start the loaded exercise; returns its course, or the name of who must say yes too.

    Shortly after a handover it starts only when both shifts said so: drills begun at a change of
    shift were taken for reality (Hawaii 2018, Ontario 2020).
    """
    course = await _loaded(turn)
    if course.began_at is not None:
        raise exercise_errors.ExerciseRunning(title=course.title)
    if await is_frozen(turn.unit) and not await is_over(turn.unit):
        raise exercise_errors.Frozen()
    if other := await _other_shift(turn):
        return other
    await begin(turn)
    begun = course.start(turn.now)
    await keep(turn.unit, begun)
    await turn.note("exercise.started", course.title, DAILY_WATCH, script=course.script)
    for room in turn.centre.team.rooms:
        head = turn.words(room.language, mark("START OF EXERCISE: {title}"), title=course.title)
        await turn.tell(f"exercise/started/{turn.now.isoformat()}", room, Message(head))
    return begun


async def pause(turn: Turn) -> Course:
    """Let the exercise's clock stand: no inject comes out; the desk works on."""
    paused = (await _running(turn)).pause(turn.now)
    await keep(turn.unit, paused)
    await turn.note("exercise.paused", "", DAILY_WATCH)
    return paused


async def skip(turn: Turn, number: int) -> Course:
    """Leave out an inject that is not out yet."""
    course = await _loaded(turn)
    if number in course.out:
        raise exercise_errors.InjectOut(number=number)
    skipped = course if number in course.skipped else course.skip(number)
    await keep(turn.unit, skipped)
    await turn.note("exercise.skipped", str(number), DAILY_WATCH, inject=number)
    return skipped


async def set_speed(turn: Turn, speed: float) -> Course:
    """Let the exercise's clock run so many times as fast as the wall's."""
    course = await _loaded(turn)
    if not 0.1 <= speed <= FASTEST:
        why = mark("the speed is a number from 0.1 to 120")
        raise errors.BadArguments(why=why, usage="/exercise speed 2")
    faster = course.at_speed(speed, turn.now)
    await keep(turn.unit, faster)
    await turn.note("exercise.speed", f"{speed:g}", DAILY_WATCH)
    return faster


async def _loaded(turn: Turn) -> Course:
    must_be_exercise(turn)
    turn.who.must(Role.DUTY_OFFICER)
    course = await course_of(turn.unit)
    if course is None:
        raise exercise_errors.NothingLoaded()
    return course


async def _running(turn: Turn) -> Course:
    course = await _loaded(turn)
    if not course.is_running:
        raise exercise_errors.NotRunning(title=course.title)
    return course


async def _other_shift(turn: Turn) -> str | None:
    """Who must still say yes to a start; None when nobody must. Refuses during a handover."""
    offer = await duty.offer_of(turn.unit)
    if offer is not None and turn.now - offer.at <= duty.READ_BACK:
        raise errors.HandoverOpen(giver=offer.by)
    now_on = await duty.on_duty(turn.unit)
    if now_on is None or turn.now - now_on.since > HANDOVER_WINDOW:
        return None
    # A yes is about this handover and no later one.
    kept = f"{YES}/{now_on.since.isoformat()}"
    said = {turn.who.name, *(await turn.unit.settings.get(kept) or "").split("\n")}
    await turn.unit.settings.put(kept, "\n".join(sorted(filter(None, said))))
    await turn.note("exercise.agreed", "", DAILY_WATCH)
    missing = [name for name in (now_on.giver, now_on.name) if name not in said]
    return missing[0] if missing else None
