"""Which case a text belongs to, whatever people merged or split; and whether it is urgent."""

from datetime import datetime, timedelta

from bot.desk.turn import Turn
from bot.domain.content import MessageClass
from bot.domain.contradiction import contradicts
from bot.domain.draft import Draft, State
from bot.domain.flag import Case, Flag
from bot.domain.incident import DAILY_WATCH
from bot.domain.mode import unframed
from bot.domain.room import Duty
from bot.ports import Lane, Unit
from classifiers.stories import Trace, same_story
from classifiers.verdict import Stance, Verdict

# With so many posts of a case a new one is compared: copies are copies of the first ones.
COMPARED = 20
# Longer chains of merged cases are not made: a case is merged into one that is whole.
_LONGEST_CHAIN = 50
_HEEDED = timedelta(days=7)
_INSTRUCTING = frozenset(
    {MessageClass.WARNING, MessageClass.INFORMATION, MessageClass.REBUTTAL, MessageClass.CORRECTION}
)


async def case_for(turn: Turn, verdict: Verdict, trace: Trace) -> Case:
    """The case in the current incident that gathers this narrative or, without a name, this story;
    opened when it is the first. It may be a part of another by now: see `whole`."""
    incident = (await turn.incident()).number
    known = await gathering(turn, incident, verdict, trace)
    if known is not None:
        return known
    case = await turn.unit.cases.add(Case(0, incident, verdict.narrative, turn.now))
    await turn.note("case.opened", verdict.narrative or "", incident, case=case.number)
    return case


async def gathering(turn: Turn, incident: int, verdict: Verdict, trace: Trace) -> Case | None:
    """The case that gathers a text. What people took out of a case by hand goes before its
    narrative, so that later copies join the case that they made."""
    cases = turn.unit.cases
    for case in await cases.of_story(incident, trace.keys()):
        if verdict.narrative is not None and case.split_from is None:
            continue
        flags = await turn.unit.flags.gathered(case.number, COMPARED)
        if any(same_story(trace_of(turn, flag.text), trace) for flag in flags):
            return case
    if verdict.narrative is None:
        return None
    return await cases.of_narrative(incident, verdict.narrative)


def in_log(flag: Flag, case: Case) -> str:
    """What the log has of a post: how it begins. Of the daily watch only how to read it, since its
    posts are let go of one day, and the log never is."""
    return f"/why {flag.number}" if case.incident == DAILY_WATCH else flag.text[:200]


def trace_of(turn: Turn, text: str) -> Trace:
    """What a text is compared by, without the markers of an exercise."""
    return Trace.of(unframed(text, turn.centre.mode))


async def whole(unit: Unit, case: Case) -> Case:
    """The case that this one is a part of by now; itself when it was not merged."""
    for _ in range(_LONGEST_CHAIN):
        if case.merged_into is None:
            return case
        into = await unit.cases.get(case.merged_into)
        if into is None:
            return case
        case = into
    return case


async def family(unit: Unit, case: Case) -> list[Case]:
    """A case and all that were merged into it, by way of others too."""
    found = [case]
    for each in found:
        known = {one.number for one in found}
        found += [one for one in await unit.cases.merged_into(each.number)
                  if one.number not in known]  # fmt: skip
    return found


async def look_for_contradiction(turn: Turn, case: Case, flag: Flag) -> Case:
    """The case; of high priority from now on, and told so, when this post of it contradicts what
    we told the public and still stands."""
    if case.contradicts is not None or flag.verdict.stance is not Stance.SPREADS:
        return case
    draft = await _contradicted(turn, flag.text)
    if draft is None:
        return case
    case = case.contradicting(draft)
    await turn.note(
        "case.contradicts", in_log(flag, case), case.incident,
        case=case.number, draft=draft, flag=flag.number,
    )  # fmt: skip
    await wake(turn, case)
    await turn.show(f"contradiction/{case.number}", f"{draft}", Lane.FLAG, Duty.MONITORING)
    return case


async def _contradicted(turn: Turn, text: str) -> int | None:
    said = unframed(text, turn.centre.mode)
    for draft in await turn.unit.drafts.out():
        warned = draft.content.kind is MessageClass.WARNING
        if _stands(draft, turn.now) and contradicts(
            said, draft.content.texts.values(), warned=warned
        ):
            return draft.number
    return None


def _stands(draft: Draft, now: datetime) -> bool:
    """Whether people are still to act by it; what has no end of its own, for a week."""
    if draft.state_at(now) is not State.PUBLISHED or draft.content.kind not in _INSTRUCTING:
        return False
    return draft.content.until is not None or now - draft.steps[-1].at < _HEEDED


async def wake(turn: Turn, case: Case) -> None:
    """What was held back of a case need not wait any more: it is looked at anew."""
    subjects = [f"{word}/{case.number}" for word in ("case", "growth", "burst")]
    await turn.unit.outbox.wake(subjects, turn.now)
