"""Commands about flags and cases."""

from dataclasses import replace
from datetime import timedelta

from bot.chat.arguments import duration
from bot.chat.commands.session import Session, Shown
from bot.chat.views import cases as views
from bot.chat.views import choices, flags, partners
from bot.chat.views import drafts as draft_views
from bot.chat.views import traces as traces_view
from bot.chat.views.clock import at
from bot.desk import answering, rumours, shaping, traces, triage
from bot.desk import trend as trends
from bot.desk.casebook import sheet
from bot.desk.instep import in_step_of
from bot.desk.titles import title_of
from bot.domain.errors import BadReason
from bot.domain.flag import Dismissal, Priority
from bot.domain.message import Message, Paragraph, Phrase, Rows, mark


async def show_flags(session: Session) -> Message:
    """List the flags that wait for a decision."""
    session.arguments.nothing_more()
    waiting = session.turn.unit.flags
    return flags.flag_list(await waiting.undecided(), await waiting.undecided_count(), session.say)


async def show_cases(session: Session) -> Message:
    """List the cases of the current incident; where partners read, those that were shared there."""
    session.arguments.nothing_more()
    turn = session.turn
    if turn.room is not None and turn.room.with_partners:
        shares = await turn.unit.shares.in_room(turn.room.name)
        return partners.cases(shares, turn.centre, turn.language, session.say)
    incident = await turn.incident()
    listed = [
        (case, await title_of(turn.unit, case))
        for case in await turn.unit.cases.of_incident(incident.number)
        if case.merged_into is None
    ]
    return views.case_list(listed, session.say, turn.now)


async def show_case(session: Session) -> Message:
    """Show one case's card."""
    turn = session.turn
    case = await triage.a_case(turn, session.arguments.number())
    read = await sheet(turn.unit, case, turn.now, turn.answered_in)
    card = views.card(read, session.say, turn.centre.timezone, turn.now)
    rows = views.in_step_rows(await in_step_of(turn.unit, case, turn.centre.mode), session.say)
    return replace(card, blocks=(*card.blocks, Rows(rows))) if rows else card


async def confirm(session: Session) -> Message:
    """Confirm that a flag carries a suspect narrative."""
    number = session.arguments.number()
    session.arguments.nothing_more()
    return flags.decided(*await triage.decide(session.turn, number, None), session.say)


async def dismiss(session: Session) -> Message:
    """Dismiss a flag with a reason."""
    number = session.arguments.number()
    arguments = session.arguments
    if not arguments.rest():
        flag = await triage.the_flag(session.turn, number)
        return choices.dismissals(flag, session.say)
    reason = arguments.one_of(Dismissal)
    if reason is None:
        reasons = ", ".join(arguments.choices(Dismissal))
        raise BadReason(reason=arguments.word(), reasons=reasons)
    arguments.nothing_more()
    return flags.decided(*await triage.decide(session.turn, number, reason), session.say)


async def take(session: Session) -> Message:
    """Become the owner of a case."""
    case = await triage.take(session.turn, session.arguments.number())
    return Message(
        session.say("Case {number} is yours, {name}.", number=case.number, name=case.owner)
    )


async def priority(session: Session) -> Message:
    """Set a case's priority with a reason."""
    number = session.arguments.number()
    arguments = session.arguments
    if not arguments.rest():
        case = await triage.the_case(session.turn, number)
        return choices.priorities(case, session.say)
    level = arguments.one_of(Priority)
    if level is None:
        raise arguments.wrong("|".join(arguments.choices(Priority)))
    case = await triage.set_priority(session.turn, number, level, arguments.rest())
    sentence = mark("Case {number} has priority {priority}: {reason}")
    return Message(
        session.say(
            sentence, number=number, priority=Phrase(case.priority), reason=case.priority_reason
        )
    )


async def trend(session: Session) -> Shown:
    """Draw how much was seen over time, of every storyline or of one case."""
    arguments, case = session.arguments, 0
    if arguments.peek() and duration(arguments.peek()) is None:
        case = (await triage.the_case(session.turn, arguments.number())).number
    first = arguments.word()
    span = duration(first)
    arguments.nothing_more()
    if first and (span is None or not trends.SHORTEST <= span <= trends.LONGEST):
        raise arguments.wrong(mark("the span is from 1h to 90d"))
    minutes = (span or timedelta(days=1)) // timedelta(minutes=1)
    return Shown(f"trend/{case}/{minutes}", session.say("The trend is being drawn."))


async def why(session: Session) -> Message:
    """Show why something is a flag and where it was shown: a flag, a case, a rumour, or a link."""
    turn, say, zone = session.turn, session.say, session.turn.centre.timezone
    word = session.arguments.peek()
    judge = session.context.judge
    if word.casefold().startswith(("http://", "https://")):
        read = await traces.read_at(turn, session.arguments.word(), judge)
        days = turn.centre.keep_posts.days
        return traces_view.of_item(read, await judge.threshold(), days, say, zone, turn.now)
    if word.casefold() == "case":
        session.arguments.word()
        case = await triage.a_case(turn, session.arguments.number())
        return traces_view.of_case(case, await traces.of_case(turn, case), say, zone, turn.now)
    if word.casefold() == "rumour":
        session.arguments.word()
        rumour = await rumours.the_rumour(turn, session.arguments.number())
        examples = await rumours.examples(turn.unit, rumour)
        told = await traces.of_rumour(turn, rumour)
        return traces_view.of_rumour(rumour, examples, told, say, zone, turn.now)
    judged = await triage.why(turn, session.arguments.number())
    case = await triage.a_case(turn, judged.flag.case)
    shown = traces_view.rows(case, await traces.of_case(turn, case), say, zone, turn.now)
    return flags.why(judged, shown, await judge.threshold(), say)


async def silence(session: Session) -> Message:
    """List the silent cases, let one be silent for a while, or end that."""
    arguments, turn, say = session.arguments, session.turn, session.say
    if not arguments.rest():
        kept = await turn.unit.cases.silenced(turn.now)
        silent = [case for case in kept if case.silenced_at(turn.now)]
        return choices.silences(silent, say, turn.centre.timezone, turn.now)
    number = arguments.number()
    word = arguments.word()
    if not word:
        return choices.silence_lengths(await triage.the_case(turn, number), say)
    if word.casefold() == "off":
        arguments.nothing_more()
        await shaping.speak(turn, number)
        return Message(say("Case {number} may speak again.", number=number))
    length = duration(word)
    if length is None:
        raise arguments.wrong(mark("how long is missing, such as 2h"))
    case = await shaping.silence(turn, number, length, arguments.rest())
    assert case.silence is not None  # it was set a moment ago
    time = at(case.silence.until, turn.centre.timezone, turn.now)
    sentence = mark(
        "Case {number} is silent until {time}. It goes on counting, and speaks if it becomes "
        "urgent. End it with /silence {number} off"
    )
    return Message(say(sentence, number=number, time=time))


async def merge(session: Session) -> Message:
    """Make a case a part of another."""
    number, other = session.arguments.number(), session.arguments.number()
    session.arguments.nothing_more()
    into, part = await shaping.merge(session.turn, number, other)
    sentence = mark(
        "Case {part} is part of case {into} now, which has {count} posts. Undo: /split {part}"
    )
    return Message(session.say(sentence, part=part.number, into=into.number, count=into.count))


async def split(session: Session) -> Message:
    """Take flags out of a case into a new one, or a merged case out of the other."""
    number, flags = session.arguments.number(), []
    while session.arguments.rest():
        flags.append(session.arguments.number())
    if flags:
        case, left = await shaping.split(session.turn, number, flags)
    else:
        case, left = await shaping.unmerge(session.turn, number)
    sentence = mark(
        "Case {number} stands by itself (×{count}); case {left} keeps {rest}. /case {number}"
    )
    details = {"number": case.number, "count": case.count, "left": left.number, "rest": left.count}
    return Message(session.say(sentence, **details))


async def answer(session: Session) -> Message:
    """Begin a rebuttal for a case."""
    case = session.arguments.number()
    draft = await answering.answer(session.turn, case, session.arguments.rest())
    turn, say = session.turn, session.say
    shown = draft_views.brief(draft, turn.language, turn.centre, turn.now, say)
    hint = say("The headline is the fact, never the claim; the claim is named once.")
    return Message(shown.headline, (*shown.blocks, Paragraph(hint)), shown.buttons)
