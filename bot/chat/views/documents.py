"""What every document of the desk is made of: sections, lines, and the source behind each line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at, dated
from bot.chat.words import Say, spoken
from bot.domain.document import (
    Document,
    Line,
    Section,
    Source,
    fact_source,
    numbered,
    sourced,
)
from bot.domain.draft import Draft
from bot.domain.editing import News, news
from bot.domain.fact import Fact
from bot.domain.flag import Case
from bot.domain.log import Entry
from bot.domain.message import Block, Message, Paragraph, Phrase, Rows, mark, short
from bot.domain.mode import Mode, marker
from bot.domain.situation import Situation

# More of one kind than this nobody reads in a room; the rest is counted.
MOST_LINES = 12
MOST_NEWS = 2 * MOST_LINES
NEWS = {
    News.NEW: mark("new"),
    News.CHANGED: mark("changed"),
    News.GONE: mark("no longer"),
}
DECIDED = {
    "incident.opened": mark("incident opened"),
    "incident.closed": mark("incident closed"),
    "case.priority": mark("case {case} has priority {priority}: {reason}"),
    "draft.rejected": mark("draft {draft} rejected: {text}"),
    "draft.corrected": mark("draft {draft} corrected"),
    "draft.retracted": mark("draft {draft} retracted"),
    "draft.released_alone": mark("draft {draft} released alone: {text}"),
    "handover.accepted": mark("duty taken over from {giver}"),
    "exercise.started": mark("exercise started"),
    "exercise.frozen": mark("exercise stopped, NO PLAY: {text}"),
    "exercise.resumed": mark("exercise resumed"),
    "exercise.ended": mark("exercise ended"),
}


def document(
    title: str, sections: Sequence[tuple[Block, ...]], mode: Mode, language: str
) -> Message:
    """A document: in an exercise its marker stands first and last, wherever it is copied to."""
    word = marker(mode, language)
    head = f"{word} – {title}" if word else title
    end = (Paragraph(word),) if word else ()
    return Message(head, (*(block for section in sections for block in section), *end))


def section(title: str, lines: Iterable[str] = (), empty: str = "") -> tuple[Block, ...]:
    """A heading and its lines, or what stands there when there are none."""
    shown = tuple(lines) or ((empty,) if empty else ())
    return (Paragraph(title), Rows(shown)) if shown else (Paragraph(title),)


def part(title: str, lines: Iterable[Line], say: Say, empty: str = "") -> Section:
    """A part of a document that people may change."""
    return Section(title, tuple(lines), empty, say("Left out."))


def closing(
    document: Document, before: Document | None, zone: ZoneInfo, say: Say
) -> Document:  # fmt: skip
    """The document with the parts at its end: what people make of it all, and what is new since the
    one before."""
    none = say("Nobody has written anything here.")
    document = replace(
        document,
        sections=(
            *document.sections,
            part(say("7. Assessment"), (), say, none),
            part(say("8. Outlook"), (), say, none),
            part(say("9. What is new"), (), say, say("This is the first one.")),
        ),
    )
    if before is None:
        return document
    # The lines above tell what stands; these only tell that it changed, and lose no ground.
    rows = [
        Line(
            spoken(say(NEWS[what]), line.words, say),
            tuple(replace(each, state="") for each in line.sources),
        )
        for what, line in news(document, before)
    ]
    hidden = len(rows) - MOST_NEWS
    more = [Line(say("… and {count} more", count=hidden))] if hidden > 0 else []
    time = at(before.made_at, zone, document.made_at)
    title = say("9. What is new since number {number}, {time}", number=before.number, time=time)
    last = part(title, (*rows[:MOST_NEWS], *more), say, say("Nothing."))
    return replace(document, sections=(*document.sections[:-1], last))


def newest(lines: Sequence[Line], say: Say) -> list[Line]:
    """The last lines, and how many there were before them."""
    hidden = len(lines) - MOST_LINES
    earlier = [Line(say("… and {count} earlier", count=hidden))] if hidden > 0 else []
    return [*earlier, *lines[-MOST_LINES:]]


def source(kind: str, *numbers: int) -> str:
    """Where a line comes from: [log 12], [case 3, 4]."""
    return sourced(numbered(kind, numbers))


def written(entry: Entry, zone: ZoneInfo, now: datetime, say: Say) -> Line:
    """A line that somebody wrote in the log."""
    words = spoken(entry.by, short(entry.text), say)
    return Line(f"{dated(at(entry.at, zone, now), say)}  {words}", _logged(entry))


def decision(entry: Entry, zone: ZoneInfo, now: datetime, say: Say) -> Line:
    """What somebody decided, as the log has it."""
    # The log is in English; only what people typed in it is shown as it is.
    priority, _, reason = entry.text.partition(": ")
    ranked = entry.kind == "case.priority"
    words = say(
        DECIDED[entry.kind],
        case=entry.refs.get("case"), draft=entry.refs.get("draft"),
        giver=entry.refs.get("giver"), priority=Phrase(priority) if ranked else "",
        reason=short(reason),
        text=short(entry.text),
    )  # fmt: skip
    time = dated(at(entry.at, zone, now), say)
    return Line(f"{time}  {spoken(entry.by, words, say)}", _logged(entry))


def reported(fact: Fact, now: datetime, say: Say) -> Line:
    """What somebody noted and no source has confirmed."""
    sentence = mark("not confirmed: {words}")
    return Line(say(sentence, words=short(fact.statement)), (fact_source(fact, now),))


def case_line(now: Situation, case: Case, say: Say) -> Line:
    """One case of a situation on one line."""
    sentence = mark("{name}: ×{count}, {languages}, priority: {priority}, owner: {owner}")
    languages = sorted({flag.verdict.lang for flag in now.flags[case.number]})
    words = say(
        sentence,
        name=now.titles.get(case.number) or mark("a storyline without a name"), count=case.count,
        languages=", ".join(languages) or "-", priority=Phrase(case.priority),
        owner=case.owner or mark("nobody yet"),
    )  # fmt: skip
    reason = f" ({short(case.priority_reason)})" if case.priority_reason else ""
    return Line(f"{words}{reason}", numbered("case", (case.number,)))


def told(draft: Draft, language: str) -> str:
    """The beginning of what a draft says, in this language if it has it."""
    texts = draft.content.texts
    words = texts.get(language) or next(iter(texts.values()))
    return short(words)


def _logged(entry: Entry) -> tuple[Source, ...]:
    return numbered("log", (entry.seq,))
