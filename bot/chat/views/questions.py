"""The call-takers' page: what is asked, and the approved words that answer it."""

from zoneinfo import ZoneInfo

from bot.chat.views.clock import at, dated
from bot.chat.views.documents import MOST_LINES, document, section, source
from bot.chat.words import Say
from bot.domain.content import MessageClass
from bot.domain.draft import Act, Draft
from bot.domain.message import Block, Message, mark, short
from bot.domain.questions import (
    ApprovedLine,
    Question,
    approved_lines,
    doubtful,
    shaken,
    unanswered,
)
from bot.domain.situation import Situation

# What a message answers when nobody was seen to ask it.
ASKED = {
    MessageClass.WARNING: mark("What must people do?"),
    MessageClass.INFORMATION: mark("What is known?"),
    MessageClass.REBUTTAL: mark("What do we say to what goes round?"),
    MessageClass.ALL_CLEAR: mark("Is it over?"),
    MessageClass.CORRECTION: mark("What was corrected?"),
    MessageClass.RETRACTION: mark("What was taken back?"),
}


def questions(now: Situation, number: int, language: str, zone: ZoneInfo, say: Say) -> Message:
    """The page as the room reads it: one heading a question, the approved words below it."""
    sentence = mark("Questions and answers {number}: {title}, {time}")
    title = say(sentence, number=number, title=now.incident.title, time=at(now.at, zone))
    lines = approved_lines(now)
    hint = mark(
        "Read out these words only. To anything else: we do not know yet; note the question."
    )
    none = mark("No approved message holds now.")
    asked = unanswered(now)
    shown = [_asked(each, say) for each in asked[:MOST_LINES]]
    if len(asked) > MOST_LINES:
        shown.append(say("… and {count} more", count=len(asked) - MOST_LINES))
    rest = [_shaken(now, draft, say) for draft in doubtful(now)]
    sections = (
        section(say(hint if lines else none), ()),
        *(_answer(line, now, language, zone, say) for line in lines),
        section(say("No answer yet"), shown, say("Nothing in what was flagged.")),
        *([section(say("Not to be read out any more"), rest)] if rest else []),
    )
    return document(title, sections, now.incident.mode, language)


def _answer(
    line: ApprovedLine, now: Situation, language: str, zone: ZoneInfo, say: Say
) -> tuple[Block, ...]:
    content = line.draft.content
    asked = line.questions[0] if line.questions else None
    head = say("“{words}”", words=short(asked.text, 90)) if asked else say(ASKED[content.kind])
    if content.area and not asked:
        head = f"{head} ({content.area})"
    spoken = language if language in content.texts else next(iter(content.texts))
    foreign = "" if spoken == language else f"[{spoken}] "
    words = say("“{words}”", words=" ".join(content.texts[spoken].split()))
    released = next(step.at for step in line.draft.steps if step.act is Act.RELEASE)
    times = [dated(at(released, zone, now.at), say)]
    if content.until:
        times.append(say("until {time}", time=at(content.until, zone, now.at)))
    sources = f"{source('pub', *line.publications)} {source('fact', *line.facts)}".rstrip()
    return section(head, [f"{foreign}{words} ({', '.join(times)}) {sources}"])


def _asked(question: Question, say: Say) -> str:
    words = say("“{words}”", words=short(question.text))
    count = f" ×{len(question.flags)}" if len(question.flags) > 1 else ""
    return f"[{question.language}] {words}{count} {source('flag', *question.flags)}"


def _shaken(now: Situation, draft: Draft, say: Say) -> str:
    sentence = mark("message {number} rests on a fact that does not hold any more: correct it")
    return f"{say(sentence, number=draft.number)} {source('fact', *shaken(now, draft))}"
