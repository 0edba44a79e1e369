"""Flags and cases as the room reads them: suspect, never false; with reasons, never a verdict."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at
from bot.chat.views.reasons import chance, quoted_reasons, reasons
from bot.chat.words import Say
from bot.desk.triage import Judged
from bot.domain.flag import Case, Flag
from bot.domain.message import Block, Button, Message, Paragraph, Phrase, Quote, Rows, mark
from classifiers.bursts import Burst

SHOWN_WORDS = 280


def card(
    case: Case,
    flags: Sequence[Flag],
    say: Say,
    zone: ZoneInfo,
    burst: tuple[Burst, datetime] | None = None,
) -> Message:
    """A case as its living card: what, how much, why, and what can be done. `burst` is the last
    time it grew faster than usual."""
    first = flags[0]
    languages = ", ".join(sorted({flag.verdict.lang for flag in flags}))
    facts = [
        say("first seen {time} on {feed}", time=at(case.opened_at, zone), feed=first.feed),
        say("languages: {languages}", languages=languages),
        say(
            "priority: {priority} {reason}",
            priority=Phrase(case.priority),
            reason=case.priority_reason,
        ),
        say("owner: {owner}", owner=case.owner or mark("nobody yet")),
        *([f"{at(burst[1], zone)}  {_faster(burst[0], say)}"] if burst else []),
        *(_decided(flags, say)),
    ]
    blocks = (
        Quote(_short(first.text)),
        Rows(tuple(fact.strip() for fact in facts)),
        Paragraph(say("Why:")),
        quoted_reasons(first.verdict, say, most=5),
    )
    return Message(_headline(case, say), blocks, _buttons(case, flags, say))


def growth(case: Case, feeds: int, say: Say) -> Message:
    """The notice that a case grew past a step."""
    sentence = mark("Case {number} has grown to {count} posts on {feeds} feeds. /case {number}")
    return Message(say(sentence, number=case.number, count=case.count, feeds=feeds))


def burst_notice(case: Case, burst: Burst, say: Say) -> Message:
    """The notice that a case is seen in more places than usual."""
    sentence = mark("Case {number} ({name}) {faster}. /case {number}")
    name = case.narrative or say("a storyline without a name")
    return Message(say(sentence, number=case.number, name=name, faster=_faster(burst, say)))


def _faster(burst: Burst, say: Say) -> str:
    usual = f"{burst.usual:.0f}" if burst.usual >= 1 else say("less than 1")
    if burst.slow:
        sentence = mark("keeps growing: {hosts} hosts in an hour, usually {usual}")
    else:
        sentence = mark(
            "grows faster than usual: {hosts} hosts in {minutes} min, usually {usual} in an hour"
        )
    return say(sentence, hosts=burst.hosts, minutes=burst.minutes, usual=usual)


def decided(flag: Flag, case: Case, say: Say) -> Message:
    """The answer to a decision on a flag."""
    assert flag.decision is not None  # it was decided a moment ago
    sentence = mark("Flag {number} of case {case}: {decision}. Next: /answer {case}")
    if flag.decision.dismissal:
        sentence = mark("Flag {number} of case {case} is dismissed: {decision}. Kept as a label.")
    return Message(
        say(sentence, number=flag.number, case=case.number, decision=Phrase(flag.decision.word))
    )


def why(judged: Judged, say: Say) -> Message:
    """Everything that made a text a flag, for and against, and what people decided on it."""
    flag, verdict = judged.flag, judged.flag.verdict
    head = say(
        "Flag {number}: suspect, check. Score {score} of 1: {chance}.",
        number=flag.number,
        score=round(verdict.score, 2),
        chance=chance(verdict),
    )
    facts = Rows(
        (
            say("source: {feed}", feed=flag.feed),
            say("link: {link}", link=flag.link or "-"),
            say("language: {language}", language=verdict.lang),
            say("it seems to: {stance}", stance=Phrase(verdict.stance)),
        )
    )
    shown = (Quote(_short(flag.text)), facts, reasons(verdict, say))
    return Message(head, (*shown, *_lessons(judged, say)))


def _lessons(judged: Judged, say: Say) -> tuple[Block, ...]:
    """Each person's last decision, and what is learned from them."""
    last = {decision.by: decision for decision in judged.decisions}
    if not last:
        return ()
    rows = [
        say("{name}: {decision}", name=decision.by, decision=Phrase(decision.word))
        for decision in last.values()
    ]
    if len({decision.dismissal is None for decision in last.values()}) > 1:
        rows.append(say("You do not agree on it, so it teaches the judge little."))
    if judged.aside:
        rows.append(say("The judge does not learn from it: it is one of those kept for figures."))
    return (Paragraph(say("What you decided:")), Rows(tuple(rows)))


def flag_list(flags: Sequence[Flag], say: Say) -> Message:
    """The flags that wait for somebody."""
    if not flags:
        return Message(say("No flag waits for a decision."))
    rows = tuple(
        f"{flag.number}  [{flag.verdict.lang}] {flag.verdict.score:.2f}  {_short(flag.text, 90)}"
        for flag in flags
    )
    hint = say("Decide with /confirm N or /dismiss N REASON; see /why N.")
    return Message(say("Flags to decide on:"), (Rows(rows), Paragraph(hint)))


def case_list(cases: Sequence[Case], say: Say) -> Message:
    """The cases of an incident."""
    if not cases:
        return Message(say("No case is open in this incident."))
    rows = tuple(
        f"{case.number}  {case.narrative or say('a storyline without a name')}  "
        f"×{case.count}  {say(case.priority.value)}  {case.owner or '-'}"
        for case in cases
    )
    return Message(say("Cases:"), (Rows(rows),))


def _headline(case: Case, say: Say) -> str:
    name = case.narrative or say("a storyline without a name")
    sentence = mark("Case {number}: suspect, check: {name} (×{count})")
    return say(sentence, number=case.number, name=name, count=case.count)


def _decided(flags: Sequence[Flag], say: Say) -> tuple[str, ...]:
    words = [flag.decision.word for flag in flags if flag.decision]
    if not words:
        return ()
    counted = ", ".join(f"{say(word)} ×{words.count(word)}" for word in sorted(set(words)))
    return (say("decided: {counted}", counted=counted),)


def _buttons(case: Case, flags: Sequence[Flag], say: Say) -> tuple[Button, ...]:
    open_flags = [flag for flag in flags if flag.decision is None]
    newest = (open_flags or list(flags))[-1]
    return (
        Button(say("Take"), f"/take {case.number}"),
        Button(say("Confirm"), f"/confirm {newest.number}"),
        Button(say("Dismiss"), f"/dismiss {newest.number}"),
        Button(say("Answer"), f"/answer {case.number}"),
        Button(say("Why?"), f"/why {newest.number}"),
    )


def _short(text: str, most: int = SHOWN_WORDS) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
