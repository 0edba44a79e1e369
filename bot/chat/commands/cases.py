"""Commands about flags and cases."""

from dataclasses import replace
from datetime import timedelta

from bot.chat.arguments import Arguments, duration
from bot.chat.commands.session import Session, Shown
from bot.chat.views import cases as views
from bot.chat.views import drafts as draft_views
from bot.chat.views import partners
from bot.desk import answering, triage
from bot.desk import trend as trends
from bot.desk.bursts import burst_of
from bot.desk.instep import in_step_of
from bot.domain.flag import Dismissal
from bot.domain.message import Message, Paragraph, Phrase, Rows, mark


async def show_flags(session: Session) -> Message:
    """List the flags that wait for a decision."""
    session.arguments.nothing_more()
    return views.flag_list(await session.turn.unit.flags.undecided(), session.say)


async def show_cases(session: Session) -> Message:
    """List the cases of the current incident; where partners read, those that were shared there."""
    session.arguments.nothing_more()
    turn = session.turn
    if turn.room is not None and turn.room.with_partners:
        shares = await turn.unit.shares.in_room(turn.room.name)
        return partners.cases(shares, turn.centre, turn.language, session.say)
    incident = await turn.incident()
    return views.case_list(await session.turn.unit.cases.of_incident(incident.number), session.say)


async def show_case(session: Session) -> Message:
    """Show one case's card."""
    case = await triage.the_case(session.turn, session.arguments.number())
    flags = await session.turn.unit.flags.of_case(case.number)
    burst = await burst_of(session.turn.unit, case)
    card = views.card(case, flags, session.say, session.turn.centre.timezone, burst)
    turn = session.turn
    rows = views.in_step_rows(await in_step_of(turn.unit, case, turn.centre.mode), session.say)
    return replace(card, blocks=(*card.blocks, Rows(rows))) if rows else card


async def confirm(session: Session) -> Message:
    """Confirm that a flag carries a suspect narrative."""
    number = session.arguments.number()
    session.arguments.nothing_more()
    return views.decided(*await triage.decide(session.turn, number, None), session.say)


async def dismiss(session: Session) -> Message:
    """Dismiss a flag with a reason."""
    number = session.arguments.number()
    reason = Dismissal.read(session.arguments.word())
    return views.decided(*await triage.decide(session.turn, number, reason), session.say)


async def take(session: Session) -> Message:
    """Become the owner of a case."""
    case = await triage.take(session.turn, session.arguments.number())
    return Message(
        session.say("Case {number} is yours, {name}.", number=case.number, name=case.owner)
    )


async def priority(session: Session) -> Message:
    """Set a case's priority with a reason."""
    number = session.arguments.number()
    word = session.arguments.word().casefold()
    case = await triage.set_priority(session.turn, number, word, session.arguments.rest())
    sentence = mark("Case {number} has priority {priority}: {reason}")
    return Message(
        session.say(
            sentence, number=number, priority=Phrase(case.priority), reason=case.priority_reason
        )
    )


async def trend(session: Session) -> Shown:
    """Draw how much was seen over time, of every storyline or of one case."""
    arguments, first = session.arguments, session.arguments.word()
    case, span = 0, duration(first)
    if first and span is None:
        case = (
            await triage.the_case(session.turn, Arguments(first, arguments.usage).number())
        ).number
        first = arguments.word()
        span = duration(first)
    arguments.nothing_more()
    if first and (span is None or not trends.SHORTEST <= span <= trends.LONGEST):
        raise arguments.wrong(mark("the span is from 1h to 90d"))
    minutes = (span or timedelta(days=1)) // timedelta(minutes=1)
    return Shown(f"trend/{case}/{minutes}", session.say("The trend is being drawn."))


async def why(session: Session) -> Message:
    """Show every reason for and against a flag."""
    return views.why(await triage.why(session.turn, session.arguments.number()), session.say)


async def answer(session: Session) -> Message:
    """Begin a rebuttal for a case."""
    case = session.arguments.number()
    draft = await answering.answer(session.turn, case, session.arguments.rest())
    turn, say = session.turn, session.say
    shown = draft_views.brief(draft, turn.language, turn.centre, turn.now, say)
    hint = say("The headline is the fact, never the claim; the claim is named once.")
    return Message(shown.headline, (*shown.blocks, Paragraph(hint)), shown.buttons)
