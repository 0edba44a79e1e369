"""The environment analysis: what people ask, what they are pressed to do, what it means to them.

The three headings are the goals of crisis communication in the Netherlands (information need,
limiting harm, giving meaning). It counts what was flagged and quotes it without names; people
interpret.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at
from bot.chat.views.documents import case_line, closing, newest, part
from bot.chat.views.reasons import REASONS
from bot.chat.words import Say
from bot.domain.document import Document, Line, numbered
from bot.domain.flag import Flag, Priority
from bot.domain.message import mark, short
from bot.domain.questions import asks
from bot.domain.situation import Situation
from classifiers.verdict import Finding

WINDOW = timedelta(hours=1)
MOST_REASONS = 4
_BEHAVIOUR = ("urgency.", "request.", "distrust.")
_MEANING = ("hidden.", "accusation.", "hearsay.", "insinuation.", "numbers.", "officialese.")


def analysis(
    now: Situation, number: int, before: Document | None, language: str, zone: ZoneInfo, say: Say
) -> Document:  # fmt: skip
    """The analysis as the desk writes it, for people to interpret; `before` is the last one that
    went to the rooms."""
    sentence = mark("Environment analysis {number}: {title}, {time}")
    title = say(sentence, number=number, title=now.incident.title, time=at(now.at, zone))
    flags = [flag for mine in now.flags.values() for flag in mine]
    asking = [flag for flag in flags if asks(flag)]
    counted = [flag for flag in flags if flag.decision is None or flag.decision.dismissal is None]
    none = say("Nothing in what was flagged.")
    sections = (
        part(say("1. Sources and volume"), _volume(now, flags, say), say),
        part(say("2. Information need: what is asked"), _questions(asking, say), say, none),
        part(
            say("3. Behaviour: what people are pressed to do"),
            _reasons(counted, _BEHAVIOUR, say), say, none,
        ),
        part(say("4. Meaning: how it is felt"), _reasons(counted, _MEANING, say), say, none),
        part(say("5. Storylines"), _storylines(now, say), say, say("No case is open.")),
        part(say("6. Advice for each goal"), _advice(now, asking, counted, say), say),
    )  # fmt: skip
    notes = (say("Counted is what was flagged: what nobody flagged is not in it."),)
    document = Document(number, title, language, now.at, sections, notes)
    return closing(document, before, zone, say)


def _volume(now: Situation, flags: Sequence[Flag], say: Say) -> list[Line]:
    languages = Counter(flag.verdict.lang for flag in flags)
    shown = ", ".join(f"{lang} ×{count}" for lang, count in languages.most_common())
    feeds = len({flag.feed for flag in flags})
    recent = sum(now.at - flag.raised_at <= WINDOW for flag in flags)
    before = sum(WINDOW < now.at - flag.raised_at <= 2 * WINDOW for flag in flags)
    return [
        Line(
            say("posts flagged: {count}, on feeds: {feeds}", count=len(flags), feeds=feeds),
            numbered("case", [case.number for case in now.cases]),
        ),
        *([Line(say("languages: {languages}", languages=shown))] if shown else []),
        Line(say("in the last hour: {recent}, in the hour before: {before}",
                 recent=recent, before=before)),
    ]  # fmt: skip


def _questions(asking: Sequence[Flag], say: Say) -> list[Line]:
    lines = [
        Line(
            f"[{flag.verdict.lang}] {say('“{words}”', words=short(flag.text))}",
            numbered("flag", (flag.number,)),
        )
        for flag in asking
        if flag.text
    ]
    return newest(lines, say)


def _reasons(flags: Iterable[Flag], kinds: tuple[str, ...], say: Say) -> list[Line]:
    """The reasons of these kinds that were found most often, each with its strongest quote."""
    found: dict[str, list[tuple[Flag, Finding]]] = {}
    for flag in flags:
        for finding in flag.verdict.findings:
            if finding.code.startswith(kinds) and finding.code in REASONS and finding.quote:
                found.setdefault(finding.code, []).append((flag, finding))
    most = sorted(found.values(), key=lambda mine: -len(mine))[:MOST_REASONS]
    return [_reason(mine, say) for mine in most]


def _reason(mine: Sequence[tuple[Flag, Finding]], say: Say) -> Line:
    finding = max((finding for _, finding in mine), key=lambda finding: finding.weight)
    words = say(REASONS[finding.code], quote=short(finding.quote, 60), about=finding.about)
    numbers = sorted({flag.number for flag, _ in mine})
    return Line(f"{words} ×{len(numbers)}", numbered("flag", numbers))


def _storylines(now: Situation, say: Say) -> list[Line]:
    return [case_line(now, case, say) for case in sorted(now.cases, key=lambda case: -case.count)]


def _advice(
    now: Situation, asking: Sequence[Flag], counted: Sequence[Flag], say: Say
) -> list[Line]:
    """One line or more for each goal; what the figures do not support is not advised."""
    lines = []
    if asking:
        advice = say("Inform: answer in the next message what is asked most.")
        lines.append(Line(advice, numbered("flag", [flag.number for flag in asking])))
    if not now.in_force:
        advice = say("Inform: no message holds now; say what is known and what is not yet.")
        lines.append(Line(advice))
    first = [
        case.number
        for case in now.cases
        if case.priority is Priority.HIGH and not now.answers(case.number, now.out)
    ]
    if first:
        advice = say("Limit harm: of high priority and not answered in public; answer these first.")
        lines.append(Line(advice, numbered("case", first)))
    if _reasons(counted, _MEANING, say):
        advice = say("Give meaning: take the worry seriously, and say who checked what and when.")
        lines.append(Line(advice))
    return lines or [Line(say("These figures call for nothing: go on watching."))]
