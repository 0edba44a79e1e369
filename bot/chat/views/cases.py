"""Cases as the room reads them: suspect, never false; with reasons, never a verdict."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at, dated, span
from bot.chat.views.drafts import STATES
from bot.chat.views.flags import GONE, QUOTED
from bot.chat.views.reasons import quoted_reasons
from bot.chat.words import Say, named, spoken
from bot.desk.casebook import DAY, HOUR, Sheet
from bot.domain.flag import Case, Effect, Priority
from bot.domain.message import Block, Button, Message, Paragraph, Phrase, Quote, Rows, mark, short
from classifiers.bursts import Burst
from classifiers.instep import InStep

MOST_OFFICIAL = 3
MOST_HOSTS = 10


def card(sheet: Sheet, say: Say, zone: ZoneInfo, now: datetime) -> Message:
    """A case as its living card: what, how much, why, what was done, and what can be done."""
    case = sheet.case
    if case.merged_into is not None:
        return _merged(sheet, say)
    facts = (
        *_seen(sheet, say, zone),
        *_standing(sheet, say, zone, now),
        *_done(sheet, say, zone, now),
        *_waiting(sheet, say),
    )
    quoted: tuple[Block, ...] = ()
    reasons_shown: tuple[Block, ...] = ()
    if sheet.quoted is not None:
        quoted = (Quote(short(sheet.quoted.text, QUOTED)),)
        reasons_shown = (
            Paragraph(say("Why:")), quoted_reasons(sheet.quoted.verdict, say, most=5),
        )  # fmt: skip
    elif sheet.first is not None:
        quoted = (Paragraph(say(GONE)),)
    blocks = (*quoted, Rows(tuple(fact.strip() for fact in facts)), *reasons_shown)
    return Message(_headline(sheet, say), blocks, _buttons(sheet, say))


def _merged(sheet: Sheet, say: Say) -> Message:
    """A case that is a part of another one says only where it went."""
    number, into = sheet.case.number, sheet.whole.number
    sentence = mark("Case {number} is part of case {into} now. /case {into}")
    hint = say("To take it out again: /split {number}", number=number)
    return Message(say(sentence, number=number, into=into), (Paragraph(hint),))


def _seen(sheet: Sheet, say: Say, zone: ZoneInfo) -> tuple[str, ...]:
    """How it began, how much there is of it, and how it grows."""
    case, figures = sheet.case, sheet.figures
    counts = mark(
        "posts: {count}, hosts: {hosts}; in the last hour: {hour}, in the hour before: {before}"
    )
    began = say(
        "first seen {time} on {feed}",
        time=at(case.opened_at, zone),
        feed=sheet.first.feed if sheet.first else "-",
    )
    link = sheet.first.link if sheet.first else None
    languages = ", ".join(f"{lang} ×{count}" for lang, count in figures.languages.items())
    return (
        spoken(began, link, say) if link else began,
        say(counts, count=figures.count, hosts=figures.hosts, hour=figures.hour,
            before=figures.hour_before),
        say("languages: {languages}", languages=languages),
        *(
            [f"{dated(at(sheet.burst[1], zone), say)}  {_faster(sheet.burst[0], say)}"]
            if sheet.burst
            else []
        ),
    )  # fmt: skip


def _standing(sheet: Sheet, say: Say, zone: ZoneInfo, now: datetime) -> tuple[str, ...]:
    """How soon it needs people, whose it is, and what was made of its posts."""
    case, rows = sheet.case, []
    why = f"({case.priority_reason})" if case.priority_reason else ""
    if not why and case.contradicts is not None and case.priority is Priority.HIGH:
        why = say("because a post contradicts our draft {draft}", draft=case.contradicts)
    rows.append(say("priority: {priority} {reason}", priority=Phrase(case.priority), reason=why))
    if case.contradicts is not None and case.priority_reason:
        rows.append(say("a post contradicts our draft {draft}", draft=case.contradicts))
    rows.append(say("owner: {owner}", owner=case.owner or mark("nobody yet")))
    if silence := case.silenced_at(now):
        sentence = mark("silent until {time}, by {name}: {reason}")
        time = at(silence.until, zone, now)
        rows.append(say(sentence, time=time, name=silence.by, reason=silence.reason))
    if sheet.parts:
        parts = ", ".join(f"{part.number}" for part in sheet.parts)
        rows.append(say("merged into it: {cases}", cases=parts))
    if case.split_from is not None:
        rows.append(say("taken out of case {number}", number=case.split_from))
    counted = ", ".join(f"{say(word)} ×{count}" for word, count in sheet.figures.decided.items())
    if counted:
        rows.append(say("decided: {counted}", counted=counted))
    if first := sheet.figures.first_decided:
        rows.append(say("first decision: after {time}", time=span(first - case.opened_at)))
    return tuple(rows)


def _done(sheet: Sheet, say: Say, zone: ZoneInfo, now: datetime) -> tuple[str, ...]:
    """What others said of it, what we wrote, and what happened after that was out."""
    official = [
        spoken(
            say("officially: {feed}, {time}", feed=word.feed, time=at(word.at, zone, now)),
            f"{short(word.title, 90)} {word.link or ''}",
            say,
        )
        for word in sheet.official[:MOST_OFFICIAL]
    ]
    drafts = [
        say("draft {number}: {state}", number=draft.number, state=STATES[draft.state_at(now)])
        for draft in sheet.drafts
    ]
    effects = [effect_line(effect, sheet.case, say, zone, now) for effect in sheet.effects]
    return (*official, *drafts, *effects)


def _waiting(sheet: Sheet, say: Say) -> tuple[str, ...]:
    """What the buttons decide on: nobody is to judge words that they have not read."""
    flag = sheet.waiting
    if flag is None or not flag.text:
        return ()
    sentence = mark("to decide on next, flag {number}: “{words}”")
    return (say(sentence, number=flag.number, words=short(flag.text, 140)),)


def effect_line(effect: Effect, case: Case, say: Say, zone: ZoneInfo, now: datetime) -> str:
    """What happened in a case after an answer of ours was out."""
    sentence = mark(
        "draft {number} was out at {time}, {after} after the first post; posts in the hour before "
        "and after: {hour}; in the day: {day}"
    )
    return say(
        sentence,
        number=effect.draft,
        time=at(effect.at, zone, now),
        after=span(effect.at - case.opened_at),
        hour=_compared(effect.hour, HOUR, now - effect.at, say),
        day=_compared(effect.day, DAY, now - effect.at, say),
    )


def _compared(posts: tuple[int, int], span: timedelta, gone: timedelta, say: Say) -> str:
    """Before and after; "so far" until as much time is gone after as was counted before."""
    before, after = posts
    if gone < span:
        return say("{before} → {after} so far", before=before, after=after)
    return f"{before} → {after}"


def growth(sheet: Sheet, say: Say) -> Message:
    """The notice that a case grew past a step."""
    sentence = mark(
        "Case {number} ({name}) has grown to {count} posts. Hosts: {hosts}. /case {number}"
    )
    number, figures = sheet.case.number, sheet.figures
    name, count = _name(sheet.title, say), figures.count
    return Message(say(sentence, number=number, name=name, count=count, hosts=figures.hosts))


def burst_notice(sheet: Sheet, say: Say) -> Message | None:
    """The notice that a case is seen in more places than usual."""
    if sheet.burst is None:
        return None
    sentence = mark("Case {number} ({name}) {faster}. /case {number}")
    name, faster = _name(sheet.title, say), _faster(sheet.burst[0], say)
    return Message(say(sentence, number=sheet.case.number, name=name, faster=faster))


def contradiction(sheet: Sheet, say: Say) -> Message | None:
    """The notice that a post tells people to do the opposite of what we told them."""
    if sheet.case.contradicts is None:
        return None
    sentence = mark(
        "Case {number} ({name}) has high priority now: a post contradicts our draft {draft}, which "
        "still stands. /case {number}"
    )
    name, draft = _name(sheet.title, say), sheet.case.contradicts
    return Message(say(sentence, number=sheet.case.number, name=name, draft=draft))


def in_step_rows(groups: Sequence[InStep], say: Say) -> tuple[str, ...]:
    """A line for each group of sites that keep time; agencies do so in all honesty."""
    sentence = mark("posted in step: {count} texts or links, minutes apart, on {hosts}")
    return tuple(
        say(sentence, count=group.shared, hosts=", ".join(group.hosts[:MOST_HOSTS]))
        for group in groups
    )


def _faster(burst: Burst, say: Say) -> str:
    usual = f"{burst.usual:.0f}" if burst.usual >= 1 else say("less than 1")
    if burst.slow:
        sentence = mark("keeps growing: {hosts} hosts in an hour, usually {usual}")
    else:
        sentence = mark(
            "grows faster than usual: {hosts} hosts in {minutes} min, usually {usual} in an hour"
        )
    return say(sentence, hosts=burst.hosts, minutes=burst.minutes, usual=usual)


def case_list(cases: Sequence[tuple[Case, str | None]], say: Say, now: datetime) -> Message:
    """The cases of an incident, each with its title."""
    if not cases:
        return Message(say("No case is open in this incident."))
    rows = tuple(
        f"{case.number}  {_name(title, say)}  ×{case.count}  {say(case.priority.value)}  "
        f"{case.owner or '-'}{_mute(case, say, now)}"
        for case, title in cases
    )
    return Message(say("Cases:"), (Rows(rows),))


def _mute(case: Case, say: Say, now: datetime) -> str:
    return f"  ({say('silent')})" if case.silenced_at(now) else ""


def _headline(sheet: Sheet, say: Say) -> str:
    sentence = mark("Case {number}: suspect, check: {name} (×{count})")
    name = _name(sheet.title, say)
    return say(sentence, number=sheet.case.number, name=name, count=sheet.case.count)


def _name(title: str | None, say: Say) -> str:
    return named(title or mark("a storyline without a name"), say)


def _buttons(sheet: Sheet, say: Say) -> tuple[Button, ...]:
    number, newest = sheet.case.number, sheet.newest
    if newest is None:
        return ()
    return (
        Button(say("Take"), f"/take {number}"),
        Button(say("Confirm"), f"/confirm {newest}"),
        Button(say("Dismiss"), f"/dismiss {newest}"),
        Button(say("Answer"), f"/answer {number}"),
        Button(say("Why?"), f"/why {newest}"),
        Button(say("Silence"), f"/silence {number}"),
        Button(say("Priority"), f"/priority {number}"),
    )
