"""Give cases the shape that people see in them: silence one, merge two, take posts out of one.

Nothing is lost by it and all of it can be undone: a post remembers which case gathered it, and
later copies find their way by that case.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.desk import shared
from bot.desk.aftermath import await_effects
from bot.desk.gathering import family, trace_of, wake, whole
from bot.desk.meant import meant
from bot.desk.triage import a_case, redraw, the_case, the_flag
from bot.desk.turn import Turn
from bot.domain.errors import BadArguments, NeverSilent
from bot.domain.flag import Case, Priority, Silence
from bot.domain.message import mark
from bot.domain.room import Role
from bot.domain.usage import Usage

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=7)
MERGING = "/merge N M"
_RANKED = tuple(Priority)


async def silence(turn: Turn, number: int, length: timedelta, reason: str) -> Case:
    """Let a case tell nothing of itself for so long, unless it becomes urgent; it goes on to
    gather and to count."""
    turn.who.must(Role.MONITOR)
    usage = Usage(f"/silence {number} 2h REASON")
    if not SHORTEST <= length <= LONGEST:
        raise BadArguments(why=mark("a silence is from 5m to 7d"), usage=usage)
    if not reason:
        raise BadArguments(why=mark("the reason is missing"), usage=usage)
    case = await the_case(turn, number)
    if case.priority is Priority.HIGH:
        raise NeverSilent(number=number)
    reason, private = await meant(turn, reason, Usage(f"/silence {number} 2h anyway REASON"))
    until = turn.now + length
    case = replace(case, silence=Silence(until, turn.who.name, reason))
    await turn.unit.cases.save(case)
    await turn.note("case.silenced", reason, case.incident, case=number, until=until.isoformat(),
                    **private)  # fmt: skip
    await redraw(turn, case)
    return case


async def speak(turn: Turn, number: int) -> Case:
    """End the silence of a case; what it held back is told."""
    turn.who.must(Role.MONITOR)
    case = replace(await the_case(turn, number), silence=None)
    await turn.unit.cases.save(case)
    await turn.note("case.speaks", "", case.incident, case=number)
    await wake(turn, case)
    await redraw(turn, case)
    return case


async def merge(turn: Turn, number: int, other: int) -> tuple[Case, Case]:
    """Make a case a part of another: the whole, and the part. Its posts, its drafts and what
    comes later count there; of two priorities the higher one stays."""
    turn.who.must(Role.MONITOR)
    into, part = await the_case(turn, number), await the_case(turn, other)
    if into.number == part.number:
        raise BadArguments(why=mark("it is the same case twice"), usage=MERGING)
    if into.incident != part.incident:
        raise BadArguments(why=mark("they are of two incidents"), usage=MERGING)
    moved = await turn.unit.flags.merge(part.number, into.number)
    sooner = min(into, part, key=lambda case: _RANKED.index(case.priority))
    into = replace(
        into.grown(moved),
        priority=sooner.priority,
        priority_reason=sooner.priority_reason,
        contradicts=into.contradicts or part.contradicts,
        owner=into.owner or part.owner,
    )
    part = replace(part, count=0, merged_into=into.number, silence=None)
    await turn.unit.cases.save(into)
    await turn.unit.cases.save(part)
    if into.priority is Priority.HIGH:
        await wake(turn, into)
    await turn.note("case.merged", "", into.incident, case=number, part=other, flags=moved)
    await _redraw(turn, into, part)
    return into, part


async def unmerge(turn: Turn, number: int) -> tuple[Case, Case]:
    """Take a case out of the one it was merged into, with all it gathered before and since: the
    case, and the one it was a part of."""
    turn.who.must(Role.MONITOR)
    part = await a_case(turn, number)
    if part.merged_into is None:
        usage = Usage(f"/split {number} FLAG [FLAG …]")
        raise BadArguments(why=mark("name the flags to take out of it"), usage=usage)
    held = await whole(turn.unit, part)
    kin = [each.number for each in await family(turn.unit, part)]
    moved = await turn.unit.flags.unmerge(kin, number)
    part = replace(part.grown(moved), merged_into=None)
    held = held.grown(-moved)
    await turn.unit.cases.save(part)
    await turn.unit.cases.save(held)
    refs = {"case": number, "from": held.number, "flags": moved}
    await turn.note("case.unmerged", "", part.incident, **refs)
    await _redraw(turn, part, held)
    return part, held


async def split(turn: Turn, number: int, flags: Sequence[int]) -> tuple[Case, Case]:
    """Take flags out of a case into a new one, which gathers their copies from now on: the new
    case, and what is left of the old one."""
    turn.who.must(Role.MONITOR)
    held = await the_case(turn, number)
    usage = Usage(f"/split {number} FLAG [FLAG …]")
    found = [await the_flag(turn, each) for each in dict.fromkeys(flags)]
    if any(flag.case != number for flag in found):
        raise BadArguments(why=mark("a flag there is of another case"), usage=usage)
    if len(found) >= held.count:
        raise BadArguments(why=mark("no flag would be left in it"), usage=usage)
    first = min(flag.raised_at for flag in found)
    case = await turn.unit.cases.add(
        Case(
            0, held.incident, None, first, len(found),
            priority=held.priority, priority_reason=held.priority_reason, split_from=number,
        )
    )  # fmt: skip
    await turn.unit.flags.take_out([flag.number for flag in found], case.number)
    for flag in found:
        await turn.unit.cases.tell(case.number, trace_of(turn, flag.text).keys())
    held = held.grown(-len(found))
    await turn.unit.cases.save(held)
    names = " ".join(str(flag.number) for flag in found)
    refs = {"case": case.number, "from": number, "flags": names}
    await turn.note("case.split", "", case.incident, **refs)
    await _redraw(turn, held, case)
    return case, held


async def _redraw(turn: Turn, *cases: Case) -> None:
    """Show anew what each of them is now, to partners too where it was shared; the first of them
    also when there is more to say of the answers that are its own now."""
    kin = await family(turn.unit, cases[0])
    await await_effects(turn, await turn.unit.drafts.of_cases([each.number for each in kin]))
    for case in cases:
        await redraw(turn, case)
        await shared.redraw(turn.unit, {"case": str(case.number)}, turn.now)
