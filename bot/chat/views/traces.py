"""Why something was shown in a room or was not, as the room reads it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at
from bot.chat.views.feeds import role_of
from bot.chat.views.reasons import reasons
from bot.chat.views.rumours import counted, decided
from bot.chat.words import Say, spoken
from bot.desk.traces import Read, Trace
from bot.domain.flag import ANSWERING, Case
from bot.domain.message import Block, Message, Paragraph, Quote, Rows, mark
from bot.domain.restraint import Telling, Why
from bot.domain.rumour import Rumour, Sounding
from bot.ports import Late
from classifiers.rising import FEWEST, WINDOW

# What the kinds of notices on a case are called, and why one waits.
NOTICES = {
    "case": mark("its card"),
    "growth": mark("that it grew"),
    "burst": mark("that it grows faster than usual"),
    "contradiction": mark("that it contradicts us"),
}
HELD = {
    Why.SILENCE: mark("silence"),
    Why.QUIET: mark("quiet hours"),
    Why.BUDGET: mark("as many notices as the room wants in an hour"),
}


def of_case(
    case: Case, traces: Sequence[Trace], say: Say, zone: ZoneInfo, now: datetime
) -> Message:
    """What became of a case in each room."""
    head = say("Case {number}: why it was shown, or was not.", number=case.number)
    return Message(head, (Rows(tuple(rows(case, traces, say, zone, now))),))


def of_rumour(
    rumour: Rumour,
    examples: Sequence[Sounding],
    traces: Sequence[Trace],
    say: Say,
    zone: ZoneInfo,
    now: datetime,
) -> Message:
    """Why posts became a possible new rumour, what was decided, and what the rooms were told."""
    head = say("Rumour {number}: why it was shown, or was not.", number=rumour.number)
    rule = mark(
        "a rumour is shown when {fewest} sources say within {hours} h what is rare on other days, "
        "talk as rumours do, and no storyline is like it"
    )
    scores = ", ".join(f"{post.verdict.score:.2f}" for post in examples if post.verdict)
    why = (
        say(rule, fewest=FEWEST, hours=WINDOW // timedelta(hours=1)),
        *counted(rumour, say),
        *([say("its examples scored {scores}", scores=scores)] if scores else []),
        *decided(rumour, say),
    )
    return Message(head, (Rows((*why, *_in_rooms(traces, say, zone, now))),))


def rows(case: Case, traces: Sequence[Trace], say: Say, zone: ZoneInfo, now: datetime) -> list[str]:
    """A line for the silence on a case, and lines for each room."""
    found = []
    if silence := case.silenced_at(now):
        sentence = mark("silent until {time}, by {name}: {reason}")
        time = at(silence.until, zone, now)
        found.append(say(sentence, time=time, name=silence.by, reason=silence.reason))
    if case.merged_into is not None:
        sentence = mark("Case {number} is part of case {into} now. /case {into}")
        found.append(say(sentence, number=case.number, into=case.merged_into))
    return [*found, *_in_rooms(traces, say, zone, now)]


def _in_rooms(traces: Sequence[Trace], say: Say, zone: ZoneInfo, now: datetime) -> list[str]:
    found = []
    for trace in traces:
        card = say("its card is there") if trace.has_card else say("it has no card there yet")
        unsaid = {late.subject: late for late in trace.late}
        lines = [card, *(_told(each, unsaid, say, zone, now) for each in trace.tellings)]
        lines += [_waits(late, say, zone, now) for late in trace.late if _is_stuck(late, trace)]
        found += [spoken(trace.room, line, say) for line in lines]
    return found


def _is_stuck(late: Late, trace: Trace) -> bool:
    """Whether it waits for something else than its hold: for a platform, mostly."""
    held = any(each.subject == late.subject and not each.told_at for each in trace.tellings)
    return bool(late.why) or not held


def _waits(late: Late, say: Say, zone: ZoneInfo, now: datetime) -> str:
    if late.why:
        return say("not said yet: {why}", why=late.why)
    return say("not said yet; next tried at {time}", time=at(max(late.due, now), zone, now))


def _told(
    telling: Telling, unsaid: Mapping[str, Late], say: Say, zone: ZoneInfo, now: datetime
) -> str:
    what = say(NOTICES.get(telling.subject.partition("/")[0], NOTICES["case"]))
    time = at(telling.told_at, zone, now) if telling.told_at else ""
    held = say(HELD[telling.hold.why]) if telling.hold else ""
    if telling.told_at is None and telling.hold is not None:
        until = at(telling.hold.until, zone, now)
        return say("{what}: held back until {time} ({why})", what=what, time=until, why=held)
    if telling.digest:
        sentence = mark("{what}: named in a digest at {time}")
    elif telling.subject in unsaid:
        # It passed the gate; that a platform took it is another matter.
        sentence = mark("{what}: due at {time}")
    else:
        sentence = mark("{what}: told at {time}")
    said = say(sentence, what=what, time=time)
    return f"{said} ({say('held back before: {why}', why=held)})" if held else said


def of_item(
    read: Read | None,
    threshold: float,
    days: int,
    say: Say,
    zone: ZoneInfo,
    now: datetime,
) -> Message:
    """Why a post became a flag, or did not; what nobody flagged is forgotten after so many days."""
    if read is None:
        sentence = mark(
            "None of our feeds has said this link, or it is forgotten: what nobody flagged is kept "
            "for {days} days. See /feeds for what we read, and how often."
        )
        return Message(say(sentence, days=days))
    where = say(
        "source: {feed}",
        feed=f"{read.feed.feed.name} ({role_of(read.feed.feed.role, say)})" if read.feed else "-",
    )
    facts = Rows((where, say("read at {time}", time=at(read.seen, zone, now)), *_risen(read, say)))
    blocks: tuple[Block, ...] = (Quote(" ".join(read.item.words.split())[:280]), facts)
    if read.flag is not None:
        sentence = mark("This post is flag {flag} of case {case}. /why {flag}")
        return Message(say(sentence, flag=read.flag.number, case=read.flag.case), blocks)
    blocks = (*blocks, Paragraph(_unflagged(read, threshold, say)))
    if read.verdict is not None:
        blocks = (*blocks, reasons(read.verdict, say))
    return Message(say("This post is no flag."), blocks)


def _risen(read: Read, say: Say) -> tuple[str, ...]:
    """The rumour that a post is part of, and what people made of that."""
    if read.rumour is None:
        return ()
    sentence = mark("part of possible new rumour {number}. /why rumour {number}")
    return (say(sentence, number=read.rumour.number), *decided(read.rumour, say))


def _unflagged(read: Read, threshold: float, say: Say) -> str:
    if read.feed is not None and read.feed.feed.role in ANSWERING:
        return say("Official sources and fact-checkers never open a case.")
    score = round(read.verdict.score, 2) if read.verdict else None
    if score is not None and read.of_then:
        sentence = mark("When it was read it scored {score}; a post is a flag from {threshold} on.")
        return say(sentence, score=score, threshold=round(threshold, 2))
    if read.verdict is None:
        return say("The judge has judged nothing since the desk was started. Ask again later.")
    least = round(threshold, 2)
    if not read.verdict.suspect:
        sentence = mark("As of now it scores {score}; a post is a flag from {threshold} on.")
        return say(sentence, score=score, threshold=least)
    return say(
        "As of now it scores {score}, which is enough. It was read before the feed was watched, "
        "or judged when less was known.",
        score=score,
    )
