"""Decide on flags, and keep their cases. Every decision is a label."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.desk.gathering import wake, whole
from bot.desk.meant import meant
from bot.desk.turn import Turn
from bot.domain.errors import BadArguments, CaseMerged, NotFound
from bot.domain.flag import Case, Decision, Dismissal, Flag, Priority
from bot.domain.message import mark
from bot.domain.mode import unframed
from bot.domain.room import Duty, Role
from bot.domain.usage import Usage
from bot.ports import Lane
from classifiers.learning import is_aside, mark_of


async def decide(turn: Turn, number: int, dismissal: Dismissal | None) -> tuple[Flag, Case]:
    """Confirm a flag, or dismiss it with a reason; a later decision replaces an earlier one."""
    turn.who.must(Role.MONITOR)
    flag = await the_flag(turn, number)
    case = await the_case(turn, flag.case)
    decided = flag.decide(Decision(turn.who.name, turn.now, dismissal, turn.said_in))
    await turn.unit.flags.save(decided)
    kind = "flag.dismissed" if dismissal else "flag.confirmed"
    text = dismissal.value if dismissal else ""
    await turn.note(kind, text, case.incident, flag=number, case=case.number)
    await redraw(turn, case)
    return decided, case


@dataclass(frozen=True, slots=True)
class Judged:
    """A flag as it was judged, and what became of it. `aside` says that its decisions teach the
    judge nothing, and are kept to see how it does."""

    flag: Flag
    decisions: Sequence[Decision]
    aside: bool


async def why(turn: Turn, number: int) -> Judged:
    """What made a text a flag, and what people decided on it."""
    flag = await the_flag(turn, number)
    decisions = await turn.unit.flags.decisions(number)
    mark = flag.faded or mark_of(unframed(flag.text, turn.centre.mode))
    return Judged(flag, decisions, is_aside(mark))


async def take(turn: Turn, number: int) -> Case:
    """Become the owner of a case."""
    turn.who.must(Role.MONITOR, Role.EDITOR)
    case = replace(await the_case(turn, number), owner=turn.who.name)
    await turn.unit.cases.save(case)
    await turn.note("case.taken", "", case.incident, case=number)
    await redraw(turn, case)
    return case


async def set_priority(turn: Turn, number: int, priority: Priority, reason: str) -> Case:
    """Set how soon a case needs people, with the reason; the room is told."""
    turn.who.must(Role.MONITOR)
    if not reason:
        usage = Usage(f"/priority {number} {'|'.join(Priority)} REASON")
        raise BadArguments(why=mark("the reason is missing"), usage=usage)
    before = await the_case(turn, number)
    usage = Usage(f"/priority {number} {priority} anyway REASON")
    reason, private = await meant(turn, reason, usage)
    case = replace(before, priority=priority, priority_reason=reason)
    await turn.unit.cases.save(case)
    if case.priority is Priority.HIGH:
        await wake(turn, case)
    await turn.note("case.priority", f"{priority}: {reason}", case.incident, case=number, **private)
    await redraw(turn, case)
    return case


async def the_flag(turn: Turn, number: int) -> Flag:
    """One flag, or `NotFound`."""
    flag = await turn.unit.flags.get(number)
    if flag is None:
        raise NotFound(what=mark("flag"), number=number, list="/flags")
    return flag


async def a_case(turn: Turn, number: int) -> Case:
    """One case, merged or not, or `NotFound`."""
    case = await turn.unit.cases.get(number)
    if case is None:
        raise NotFound(what=mark("case"), number=number, list="/cases")
    return case


async def the_case(turn: Turn, number: int) -> Case:
    """One case to work on, or `NotFound`; `CaseMerged` when it is a part of another."""
    case = await a_case(turn, number)
    if case.merged_into is not None:
        raise CaseMerged(number=number, into=(await whole(turn.unit, case)).number)
    return case


async def redraw(turn: Turn, case: Case) -> None:
    """Show the card's newest state."""
    await turn.show(f"case/{case.number}", "now", Lane.FLAG, Duty.MONITORING)
