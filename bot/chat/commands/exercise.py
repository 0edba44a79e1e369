"""Commands of those who lead an exercise."""

from bot.chat.commands.session import Session
from bot.chat.views.clock import at
from bot.chat.views.handover import course_line
from bot.desk import leading, playing
from bot.desk.course import course_of
from bot.domain.exercise import Course, clock_words
from bot.domain.exercise_errors import NothingLoaded
from bot.domain.message import Message, Paragraph, Rows, mark

SHOWN_INJECTS = 8


async def show(session: Session) -> Message:
    """Say how the exercise stands, with a stopwatch for each of its newest injects."""
    session.arguments.nothing_more()
    playing.must_be_exercise(session.turn)
    course = await course_of(session.turn.unit)
    if course is None:
        raise NothingLoaded()
    return _standing(session, course)


async def load(session: Session) -> Message:
    """Load a script."""
    script = session.arguments.needed(mark("the name of the script is missing"))
    session.arguments.nothing_more()
    await leading.load(session.turn, script)
    sentence = mark("I read {script}. What I find is said in the room of those who lead.")
    return Message(session.say(sentence, script=script))


async def start(session: Session) -> Message:
    """Start the loaded exercise."""
    session.arguments.nothing_more()
    begun = await leading.start(session.turn)
    if isinstance(begun, str):
        sentence = mark(
            "The duty has just changed hands, so both shifts must say yes. Yours is counted; "
            "{name} must type it too: /exercise start"
        )
        return Message(session.say(sentence, name=begun))
    return _standing(session, begun)


async def pause(session: Session) -> Message:
    """Let the exercise's clock stand."""
    session.arguments.nothing_more()
    return _standing(session, await leading.pause(session.turn))


async def skip(session: Session) -> Message:
    """Leave out an inject."""
    number = session.arguments.number()
    session.arguments.nothing_more()
    await leading.skip(session.turn, number)
    return Message(session.say("Inject {number} is left out.", number=number))


async def speed(session: Session) -> Message:
    """Set how fast the exercise's clock runs."""
    word = session.arguments.needed(mark("the speed is a number from 0.1 to 120"))
    session.arguments.nothing_more()
    return _standing(session, await leading.set_speed(session.turn, _number(word)))


def _standing(session: Session, course: Course) -> Message:
    say, turn = session.say, session.turn
    newest = sorted(course.out.items(), key=lambda each: (each[1], each[0]))[-SHOWN_INJECTS:]
    rows = tuple(
        say(
            "inject {number}: out at {time}, {minutes} min ago",
            number=number, time=at(out, turn.centre.timezone, turn.now),
            minutes=int((turn.now - out).total_seconds() // 60),
        )
        for number, out in newest
    )  # fmt: skip
    sentence = mark("clock {clock}, speed {speed}, injects out: {out}, left out: {skipped}")
    facts = say(
        sentence,
        clock=clock_words(course.clock(turn.now)), speed=f"{course.speed:g}",
        out=len(course.out), skipped=len(course.skipped),
    )  # fmt: skip
    blocks = (Paragraph(facts), Rows(rows)) if rows else (Paragraph(facts),)
    return Message(course_line(course, turn.now, say), blocks)


def _number(word: str) -> float:
    """What was typed as a number; nothing sensible is 0, which is refused."""
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return 0.0
