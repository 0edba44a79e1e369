"""The situation report: where an incident stands, each line with the source it comes from."""

from zoneinfo import ZoneInfo

from bot.chat.views.cases import effect_line
from bot.chat.views.clock import at, dated
from bot.chat.views.documents import (
    case_line,
    decision,
    document,
    newest,
    reported,
    section,
    short,
    source,
    told,
    written,
)
from bot.chat.views.drafts import DELIVERIES, STATES
from bot.chat.words import Say, spoken
from bot.domain.draft import Act, Draft
from bot.domain.fact import Fact, Release, Standing
from bot.domain.flag import Priority
from bot.domain.message import Message, Phrase, mark
from bot.domain.situation import DECISIONS, Situation, promise_in

_WRITTEN = frozenset({"log.written"})


def sitrep(now: Situation, number: int, language: str, zone: ZoneInfo, say: Say) -> Message:
    """The report as the room reads it, to be corrected and decided on by people."""
    sentence = mark("Situation report {number}: {title}, {time}")
    title = say(sentence, number=number, title=now.incident.title, time=at(now.at, zone))
    known = [_fact(fact, say) for fact in now.facts_that_are(Standing.CONFIRMED)]
    log = [written(entry, zone, now.at, say) for entry in now.of_kinds(_WRITTEN)]
    decided = [decision(entry, zone, now.at, say) for entry in now.of_kinds(DECISIONS)]
    sections = (
        section(say("1. In short"), _short(now, zone, say)),
        section(
            say("2. What we know"), [*known, *newest(log, say)],
            say("Nothing is written in the log yet: /log TEXT"),
        ),
        section(say("3. Decisions"), newest(decided, say), say("None.")),
        section(
            say("4. What the public was told"), _public(now, language, zone, say), say("Nothing.")
        ),
        section(say("5. What is being said"), _said(now, zone, say), say("No case is open.")),
        section(say("6. Open"), _open(now, say), say("Nothing.")),
    )  # fmt: skip
    return document(title, sections, now.incident.mode, language)


def _fact(fact: Fact, say: Say) -> str:
    """What is known and who says so; what the public may not be told says that first."""
    words = f"{short(fact.statement)} ({fact.source})"
    if fact.release is not Release.PUBLIC:
        words = spoken(say(fact.release.value), words, say)
    return f"{words} {source('fact', fact.number)}"


def _short(now: Situation, zone: ZoneInfo, say: Say) -> list[str]:
    high = [case.number for case in now.cases if case.priority is Priority.HIGH]
    opened = now.entries[:1]
    lines = [
        say(
            "open since {time}, by {name}",
            time=at(now.incident.opened_at, zone, now.at), name=now.incident.opened_by,
        ) + "".join(f" {source('log', entry.seq)}" for entry in opened),
        say("cases: {count}, of high priority: {high}", count=len(now.cases), high=len(high))
        + f" {source('case', *(case.number for case in now.cases))}",
        say("messages that hold: {count}", count=len(now.in_force))
        + f" {source('pub', *_published(now, now.in_force))}",
        say("drafts on their way: {count}", count=len(now.waiting))
        + f" {source('draft', *(draft.number for draft in now.waiting))}",
    ]  # fmt: skip
    return [line.rstrip() for line in lines]


def _public(now: Situation, language: str, zone: ZoneInfo, say: Say) -> list[str]:
    lines = []
    for draft in now.out:
        lines.append(_message(now, draft, language, zone, say))
        if promise := promise_in(draft):
            sentence = mark("promised there: “{words}”")
            lines.append(f"{say(sentence, words=promise)} {_sources(now, draft)}")
    lines += [
        f"{spoken(row.outlet, say(DELIVERIES[row.state]), say)} {source('pub', row.number)}"
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
    return f"{dated(at(released, zone, now.at), say)}  {words} {_sources(now, draft)}"


def _said(now: Situation, zone: ZoneInfo, say: Say) -> list[str]:
    lines = []
    for case in sorted(now.cases, key=lambda case: [*Priority].index(case.priority)):
        answers = [d.number for d in now.answers(case.number, (*now.out, *now.waiting))]
        line = case_line(now, case, say)
        lines.append(f"{line} {source('draft', *answers)}".rstrip())
        for effect in now.effects.get(case.number, ()):
            words = effect_line(effect, case, say, zone, now.at)
            lines.append(f"{words} {source('draft', effect.draft)}")
    if now.undecided:
        count = say("flags to decide on: {count}", count=len(now.undecided))
        lines.append(f"{count} {source('flag', *(flag.number for flag in now.undecided))}")
    return lines


def _open(now: Situation, say: Say) -> list[str]:
    waiting = [
        say(
            "draft {number}, {kind}, is {state}", number=draft.number,
            kind=Phrase(draft.content.kind), state=Phrase(STATES[draft.state_at(now.at)]),
        ) + f" {source('draft', draft.number)}"
        for draft in now.waiting
    ]  # fmt: skip
    untested = [
        f"{say('never tested: {value}', value=contact.value)} {source('contact', contact.number)}"
        for contact in now.contacts
        if contact.tested_at is None
    ]
    unsure = [reported(fact, say) for fact in now.facts_that_are(Standing.REPORTED)]
    return [*unsure, *waiting, *untested]


def _sources(now: Situation, draft: Draft) -> str:
    return source("pub", *_published(now, (draft,)))


def _published(now: Situation, drafts: tuple[Draft, ...]) -> list[int]:
    return [row.number for draft in drafts for row in now.publications[draft.number]]
