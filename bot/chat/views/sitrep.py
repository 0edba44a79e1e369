"""The situation report: where an incident stands, each line with the source it comes from."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.chat.views.cases import effect_line
from bot.chat.views.clock import at, dated
from bot.chat.views.deliveries import DELIVERIES
from bot.chat.views.documents import (
    case_line,
    closing,
    decision,
    newest,
    part,
    reported,
    told,
    written,
)
from bot.chat.views.drafts import STATES
from bot.chat.words import Say, spoken
from bot.domain.document import MESSAGE, Document, Line, Source, fact_source, numbered
from bot.domain.draft import Act, Draft
from bot.domain.fact import Fact, Release, Standing
from bot.domain.flag import Priority
from bot.domain.message import Phrase, mark, short
from bot.domain.situation import DECISIONS, Situation, promise_in

_WRITTEN = frozenset({"log.written"})


def sitrep(
    now: Situation, number: int, before: Document | None, language: str, zone: ZoneInfo, say: Say
) -> Document:  # fmt: skip
    """The report as the desk writes it, to be changed and decided on by people; `before` is the
    last one that went to the rooms."""
    sentence = mark("Situation report {number}: {title}, {time}")
    title = say(sentence, number=number, title=now.incident.title, time=at(now.at, zone))
    known = [_fact(fact, now, say) for fact in now.facts_that_are(Standing.CONFIRMED)]
    log = [written(entry, zone, now.at, say) for entry in now.of_kinds(_WRITTEN)]
    decided = [decision(entry, zone, now.at, say) for entry in now.of_kinds(DECISIONS)]
    nothing = say("Nothing.")
    sections = (
        part(say("1. In short"), _short(now, zone, say), say),
        part(
            say("2. What we know"), [*known, *newest(log, say)], say,
            say("Nothing is written in the log yet: /log TEXT"),
        ),
        part(say("3. Decisions"), newest(decided, say), say, say("None.")),
        part(
            say("4. What the public was told"), _public(now, language, zone, say), say, nothing
        ),
        part(say("5. What is being said"), _said(now, zone, say), say, say("No case is open.")),
        part(say("6. Open"), _open(now, say), say, nothing),
    )  # fmt: skip
    return closing(Document(number, title, language, now.at, sections), before, zone, say)


def _fact(fact: Fact, now: Situation, say: Say) -> Line:
    """What is known and who says so; what the public may not be told says that first."""
    words = f"{short(fact.statement)} ({fact.source})"
    if fact.release is not Release.PUBLIC:
        words = spoken(say(fact.release.value), words, say)
    return Line(words, (fact_source(fact, now.at),))


def _short(now: Situation, zone: ZoneInfo, say: Say) -> list[Line]:
    high = [case.number for case in now.cases if case.priority is Priority.HIGH]
    time, name = at(now.incident.opened_at, zone, now.at), now.incident.opened_by
    return [
        Line(
            say("open since {time}, by {name}", time=time, name=name),
            numbered("log", [entry.seq for entry in now.entries[:1]]),
        ),
        Line(
            say("cases: {count}, of high priority: {high}", count=len(now.cases), high=len(high)),
            numbered("case", [case.number for case in now.cases]),
        ),
        Line(
            say("messages that hold: {count}", count=len(now.in_force)),
            numbered(MESSAGE, _published(now, now.in_force)),
        ),
        Line(
            say("drafts on their way: {count}", count=len(now.waiting)),
            numbered("draft", [draft.number for draft in now.waiting]),
        ),
    ]


def _public(now: Situation, language: str, zone: ZoneInfo, say: Say) -> list[Line]:
    lines = []
    for draft in now.out:
        lines.append(Line(_message(now, draft, language, zone, say), _sources(now, draft)))
        if promise := promise_in(draft):
            sentence = mark("promised there: “{words}”")
            lines.append(Line(say(sentence, words=promise), _sources(now, draft)))
    lines += [
        Line(spoken(row.outlet, say(DELIVERIES[row.state]), say), numbered(MESSAGE, (row.number,)))
        for row in now.unsettled
    ]
    return newest(lines, say)


def _message(now: Situation, draft: Draft, language: str, zone: ZoneInfo, say: Say) -> str:
    content, state = draft.content, draft.state_at(now.at)
    until = say("until {time}", time=at(content.until, zone, now.at)) if content.until else ""
    released = next(step.at for step in draft.steps if step.act is Act.RELEASE)
    facts = (say(content.kind.value), content.area, until, say(STATES[state]))
    shown = ", ".join(fact for fact in facts if fact)
    words = spoken(shown, say("“{words}”", words=told(draft, language)), say)
    return f"{dated(at(released, zone, now.at), say)}  {words}"


def _said(now: Situation, zone: ZoneInfo, say: Say) -> list[Line]:
    lines = []
    for case in sorted(now.cases, key=lambda case: [*Priority].index(case.priority)):
        answers = [d.number for d in now.answers(case.number, (*now.out, *now.waiting))]
        line = case_line(now, case, say)
        lines.append(replace(line, sources=(*line.sources, *numbered("draft", answers))))
        for effect in now.effects.get(case.number, ()):
            words = effect_line(effect, case, say, zone, now.at)
            lines.append(Line(words, numbered("draft", (effect.draft,))))
    if now.undecided:
        count = say("flags to decide on: {count}", count=len(now.undecided))
        lines.append(Line(count, numbered("flag", [flag.number for flag in now.undecided])))
    return lines


def _open(now: Situation, say: Say) -> list[Line]:
    waiting = [
        Line(
            say(
                "draft {number}, {kind}, is {state}", number=draft.number,
                kind=Phrase(draft.content.kind), state=Phrase(STATES[draft.state_at(now.at)]),
            ),
            numbered("draft", (draft.number,)),
        )
        for draft in now.waiting
    ]  # fmt: skip
    untested = [
        Line(say("never tested: {value}", value=each.value), numbered("contact", (each.number,)))
        for each in now.contacts
        if each.tested_at is None
    ]
    unsure = [reported(fact, now.at, say) for fact in now.facts_that_are(Standing.REPORTED)]
    return [*unsure, *waiting, *untested]


def _sources(now: Situation, draft: Draft) -> tuple[Source, ...]:
    """Its publications, with how the message stands: what is taken back later shakes the line."""
    state = draft.state_at(now.at).value
    return tuple(Source(MESSAGE, number, state) for number in _published(now, (draft,)))


def _published(now: Situation, drafts: tuple[Draft, ...]) -> list[int]:
    return [row.number for draft in drafts for row in now.publications[draft.number]]
