"""Decide on possible new rumours: watch one as a storyline of its own, or dismiss it."""

from dataclasses import replace
from datetime import timedelta

from bot.desk import narratives, shaping
from bot.desk.meant import meant
from bot.desk.triage import the_case
from bot.desk.turn import Turn
from bot.domain.errors import NotFound
from bot.domain.flag import Case, Flag
from bot.domain.message import mark
from bot.domain.room import Duty, Role
from bot.domain.rumour import Fate, Rumour, Sounding
from bot.domain.usage import Usage
from bot.ports import Lane, Unit

LISTED = timedelta(days=7)


async def lately(turn: Turn) -> list[Rumour]:
    """The rumours of the last week that nobody decided on, newest first."""
    found = await turn.unit.rumours.since(turn.now - LISTED)
    return [rumour for rumour in reversed(found) if rumour.is_open]


async def examples(unit: Unit, rumour: Rumour) -> list[Sounding]:
    """The posts that are shown of a rumour, as first worded; fewer once they are forgotten."""
    found = [await unit.rumours.sounding(item) for item in rumour.examples]
    return [each for each in found if each is not None]


async def watch(
    turn: Turn, number: int, title: str, built_in: frozenset[str]
) -> tuple[Rumour, Case]:
    """Make it a narrative with its examples as wordings, and open the case with its posts so
    far."""
    turn.who.must(Role.MONITOR)
    rumour = await the_rumour(turn, number)
    # Refused before anything is made of it.
    rumour.settled(Fate.WATCHED, turn.who.name)
    narrative = await narratives.new(turn, title or rumour.title, built_in)
    for post in await examples(turn.unit, rumour):
        spoken = post.verdict.lang if post.verdict else turn.language
        language = spoken if spoken in turn.centre.languages else turn.language
        await narratives.example(turn, narrative.id, language, post.item.words, built_in)
    watched = rumour.settled(Fate.WATCHED, turn.who.name, narrative=narrative.id)
    await turn.unit.rumours.save(watched)
    case = await _case(turn, watched)
    await turn.note(
        "rumour.watched", narrative.title, case.incident,
        rumour=number, narrative=narrative.id, case=case.number,
    )  # fmt: skip
    await _redraw(turn, watched)
    return watched, case


async def dismiss(turn: Turn, number: int, reason: str) -> Rumour:
    """Leave it alone, until three times as many say it."""
    turn.who.must(Role.MONITOR)
    rumour = await the_rumour(turn, number)
    reason, private = await meant(turn, reason, Usage(f"/rumour dismiss {number} anyway REASON"))
    dismissed = rumour.settled(Fate.DISMISSED, turn.who.name, reason=reason)
    await turn.unit.rumours.save(dismissed)
    await turn.note("rumour.dismissed", reason, rumour.incident, rumour=number, **private)
    await _redraw(turn, dismissed)
    return dismissed


async def the_rumour(turn: Turn, number: int) -> Rumour:
    """One rumour, or `NotFound`."""
    rumour = await turn.unit.rumours.get(number)
    if rumour is None:
        raise NotFound(what=mark("rumour"), number=number, list="/rumours")
    return rumour


async def _case(turn: Turn, rumour: Rumour) -> Case:
    """The case of a rumour that is watched from now on, with a flag for each of its posts. A post
    has one flag: where it is flagged already in a case without a name, that case becomes a part of
    this one; what a named storyline has, it keeps."""
    incident = (await turn.incident()).number
    opened = Case(0, incident, rumour.narrative, rumour.first_seen)
    case = await turn.unit.cases.add(opened)
    await turn.note("case.opened", rumour.narrative, incident, case=case.number)
    for item in rumour.items:
        flag = await turn.unit.flags.of_item(item)
        if flag is not None:
            case = await _with_its_case(turn, case, flag)
            continue
        post = await turn.unit.rumours.sounding(item)
        if post is None or post.verdict is None:
            continue
        verdict = replace(post.verdict, narrative=rumour.narrative, suspect=True)
        await turn.unit.flags.add(
            Flag(0, case.number, item, post.feed, post.item.link, post.item.words, verdict, post.at)
        )
        case = case.grown()
        await turn.unit.cases.save(case)
    if case.count:
        await turn.show(f"case/{case.number}", "now", Lane.FLAG, Duty.MONITORING)
    return case


async def _with_its_case(turn: Turn, case: Case, flag: Flag) -> Case:
    """The case with the nameless one in which a post of it is flagged."""
    held = await the_case(turn, flag.case)
    if held.narrative is not None or held.incident != case.incident or held.number == case.number:
        return case
    into, _ = await shaping.merge(turn, case.number, held.number)
    return into


async def _redraw(turn: Turn, rumour: Rumour) -> None:
    await turn.show(f"rumour/{rumour.number}", "now", Lane.FLAG, Duty.MONITORING)
