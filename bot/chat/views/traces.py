"""Why something was shown in a room or was not, as the room reads it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at
from bot.chat.views.feeds import role_of
from bot.chat.views.reasons import reasons
from bot.chat.words import Say, spoken
from bot.desk.traces import Read, Trace
from bot.domain.flag import ANSWERING, Case
from bot.domain.message import Block, Message, Paragraph, Quote, Rows, mark
from bot.domain.restraint import Telling, Why

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


def rows(case: Case, traces: Sequence[Trace], say: Say, zone: ZoneInfo, now: datetime) -> list[str]:
    """A line for the silence on a case, and lines for each room."""
    found = []
    if silence := case.silenced_at(now):
        sentence = mark("silent until {time}, by {name}: {reason}")
        time = at(silence.until, zone, now)
        found.append(say(sentence, time=time, name=silence.by, reason=silence.reason))
    for trace in traces:
        card = say("its card is there") if trace.has_card else say("it has no card there yet")
        told = [_told(telling, say, zone, now) for telling in trace.tellings]
        late = [say("not said yet: {why}", why=each.why) for each in trace.late if each.why]
        found += [spoken(trace.room, words, say) for words in (card, *told, *late)]
    return found


def _told(telling: Telling, say: Say, zone: ZoneInfo, now: datetime) -> str:
    what = say(NOTICES.get(telling.subject.partition("/")[0], NOTICES["case"]))
    time = at(telling.told_at, zone, now) if telling.told_at else ""
    held = say(HELD[telling.hold.why]) if telling.hold else ""
    if telling.told_at is None and telling.hold is not None:
        until = at(telling.hold.until, zone, now)
        return say("{what}: held back until {time} ({why})", what=what, time=until, why=held)
    if telling.digest:
        sentence = mark("{what}: named in a digest at {time}")
    else:
        sentence = mark("{what}: told at {time}")
    said = say(sentence, what=what, time=time)
    return f"{said} ({say('held back before: {why}', why=held)})" if held else said


def of_item(
    read: Read | None, threshold: float | None, say: Say, zone: ZoneInfo, now: datetime
) -> Message:
    """Why a post became a flag, or did not."""
    if read is None:
        return Message(
            say("None of our feeds has said this link. See /feeds for what we read, and how often.")
        )
    where = say(
        "source: {feed}",
        feed=f"{read.feed.feed.name} ({role_of(read.feed.feed.role, say)})" if read.feed else "-",
    )
    facts = Rows((where, say("read at {time}", time=at(read.seen, zone, now))))
    blocks: tuple[Block, ...] = (Quote(" ".join(read.item.words.split())[:280]), facts)
    if read.flag is not None:
        sentence = mark("This post is flag {flag} of case {case}. /why {flag}")
        return Message(say(sentence, flag=read.flag.number, case=read.flag.case), blocks)
    blocks = (*blocks, Paragraph(_unflagged(read, threshold, say)))
    if read.verdict is not None:
        blocks = (*blocks, reasons(read.verdict, say))
    return Message(say("This post is no flag."), blocks)


def _unflagged(read: Read, threshold: float | None, say: Say) -> str:
    if read.feed is not None and read.feed.feed.role in ANSWERING:
        return say("Official sources and fact-checkers never open a case.")
    score = round(read.verdict.score, 2) if read.verdict else None
    if score is not None and read.of_then:
        return say("When it was read it scored {score}.", score=score)
    if read.verdict is None or threshold is None:
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
