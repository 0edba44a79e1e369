"""What every document of the desk is made of: sections, lines, and the source behind each line."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at, dated
from bot.chat.words import Say, spoken
from bot.domain.draft import Draft
from bot.domain.fact import Fact
from bot.domain.flag import Case
from bot.domain.log import Entry
from bot.domain.message import Block, Message, Paragraph, Phrase, Rows, mark
from bot.domain.mode import Mode, marker
from bot.domain.situation import Situation

# More of one kind than this nobody reads in a room; the rest is counted.
MOST_LINES = 12
MOST_WORDS = 160
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


def newest(lines: Sequence[str], say: Say) -> list[str]:
    """The last lines, and how many there were before them."""
    hidden = len(lines) - MOST_LINES
    earlier = [say("… and {count} earlier", count=hidden)] if hidden > 0 else []
    return [*earlier, *lines[-MOST_LINES:]]


def source(kind: str, *numbers: int) -> str:
    """Where a line comes from: [log 12], [case 3, 4]."""
    if not numbers:
        return ""
    shown = ", ".join(map(str, numbers[:MOST_LINES]))
    return f"[{kind} {shown}{', …' if len(numbers) > MOST_LINES else ''}]"


def short(text: str, most: int = MOST_WORDS) -> str:
    """The words on one line, cut where a reader has seen enough."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def written(entry: Entry, zone: ZoneInfo, now: datetime, say: Say) -> str:
    """A line that somebody wrote in the log."""
    words = spoken(entry.by, short(entry.text), say)
    return f"{dated(at(entry.at, zone, now), say)}  {words} {_logged(entry)}"


def decision(entry: Entry, zone: ZoneInfo, now: datetime, say: Say) -> str:
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
    return f"{time}  {spoken(entry.by, words, say)} {_logged(entry)}"


def reported(fact: Fact, say: Say) -> str:
    """What somebody noted and no source has confirmed."""
    sentence = mark("not confirmed: {words}")
    return f"{say(sentence, words=short(fact.statement))} {source('fact', fact.number)}"


def case_line(now: Situation, case: Case, say: Say) -> str:
    """One case of a situation on one line."""
    sentence = mark("{name}: ×{count}, {languages}, priority {priority}, owner {owner}")
    languages = sorted({flag.verdict.lang for flag in now.flags[case.number]})
    words = say(
        sentence,
        name=now.titles.get(case.number) or mark("a storyline without a name"), count=case.count,
        languages=", ".join(languages) or "-", priority=Phrase(case.priority),
        owner=case.owner or mark("nobody yet"),
    )  # fmt: skip
    reason = f" ({short(case.priority_reason)})" if case.priority_reason else ""
    return f"{words}{reason} {source('case', case.number)}"


def told(draft: Draft, language: str) -> str:
    """The beginning of what a draft says, in this language if it has it."""
    texts = draft.content.texts
    words = texts.get(language) or next(iter(texts.values()))
    return short(words, 90)


def _logged(entry: Entry) -> str:
    return source("log", entry.seq)
