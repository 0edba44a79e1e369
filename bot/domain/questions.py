"""What people ask in an incident, and what call-takers may answer: approved words only.

A line may be read out while its message is out and arrived somewhere, was not corrected, brought up
to date or ended since, and every fact it rests on still holds. All else has no answer yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.content import MessageClass
from bot.domain.draft import Draft, State
from bot.domain.flag import Dismissal, Flag
from bot.domain.message import folded
from bot.domain.publication import Delivery
from bot.domain.situation import Situation
from classifiers.verdict import Stance

_ASKING = (Dismissal.QUESTION, Dismissal.TRUE)


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the words of the first post that asks it; `flags` are all that do."""

    text: str
    language: str
    flags: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ApprovedLine:
    """A message that may be read out, the publications that prove it, the facts it rests on, and
    the questions that it answers, the most asked first."""

    draft: Draft
    publications: tuple[int, ...]
    facts: tuple[int, ...]
    questions: tuple[Question, ...]


def asks(flag: Flag) -> bool:
    """Whether somebody wants to know something: the judge or, better, a person says so."""
    if flag.decision is not None:
        return flag.decision.dismissal in _ASKING
    return flag.verdict.stance is Stance.QUESTIONS


def approved_lines(now: Situation) -> tuple[ApprovedLine, ...]:
    """What may be read out now: warnings first, then what was said last."""
    lines = [_line(now, draft) for draft in _standing(now) if not shaken(now, draft)]
    lines.sort(key=lambda line: line.draft.number, reverse=True)
    lines.sort(key=lambda line: line.draft.content.kind is not MessageClass.WARNING)
    return tuple(lines)


def doubtful(now: Situation) -> tuple[Draft, ...]:
    """What is out and rests on a fact that does not hold any more: to be corrected, not read."""
    return tuple(draft for draft in _standing(now) if shaken(now, draft))


def unanswered(now: Situation) -> tuple[Question, ...]:
    """What is asked in cases that no approved line answers, the most asked first."""
    answered = {_whole(now, line.draft.case) for line in approved_lines(now)}
    open_ones = (mine for case, mine in now.flags.items() if case not in answered)
    return _questions(flag for mine in open_ones for flag in mine)


def shaken(now: Situation, draft: Draft) -> tuple[int, ...]:
    """The facts of a message that the public may not be told now."""
    held = {fact.number for fact in now.facts if fact.is_public(now.at)}
    return tuple(number for number in _facts(draft) if number not in held)


def _standing(now: Situation) -> tuple[Draft, ...]:
    renewed = {draft.content.follows for draft in now.in_force}
    return tuple(
        draft
        for draft in now.in_force
        if draft.state is State.PUBLISHED and draft.number not in renewed and _sent(now, draft)
    )


def _line(now: Situation, draft: Draft) -> ApprovedLine:
    case = _whole(now, draft.case)
    asked = now.flags.get(case, ()) if case is not None else ()
    return ApprovedLine(draft, _sent(now, draft), _facts(draft), _questions(asked))


def _questions(flags: Iterable[Flag]) -> tuple[Question, ...]:
    asked: dict[str, list[Flag]] = {}
    for flag in flags:
        if flag.text and asks(flag):
            asked.setdefault(folded(flag.text), []).append(flag)
    found = (
        Question(mine[0].text, mine[0].verdict.lang, tuple(flag.number for flag in mine))
        for mine in asked.values()
    )
    return tuple(sorted(found, key=lambda each: (-len(each.flags), each.flags)))


def _sent(now: Situation, draft: Draft) -> tuple[int, ...]:
    rows = now.publications[draft.number]
    return tuple(row.number for row in rows if row.state is Delivery.SENT)


def _facts(draft: Draft) -> tuple[int, ...]:
    filling = draft.content.filling
    return filling.facts if filling else ()


def _whole(now: Situation, case: int | None) -> int | None:
    """The case that this one is a part of by now."""
    parts = {each.number: each.merged_into for each in now.cases}
    while case is not None and (into := parts.get(case)) is not None:
        case = into
    return case
