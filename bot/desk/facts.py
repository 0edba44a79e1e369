"""Keep facts: what was reported, what its source confirms, and what no longer holds."""

from collections.abc import Collection
from datetime import datetime

from bot.desk import shared
from bot.desk.meant import meant
from bot.desk.neighbours import fact_heard
from bot.desk.turn import Turn
from bot.domain import errors
from bot.domain.draft import Act, Draft
from bot.domain.fact import Fact, Release
from bot.domain.message import mark
from bot.domain.room import Duty, Role
from bot.domain.usage import Usage
from bot.ports import Lane, Post, Unit

CONFIRMS = (Role.EDITOR, Role.APPROVER, Role.DUTY_OFFICER)


async def add(turn: Turn, statement: str, source: str = "") -> Fact:
    """Keep what was reported, in the room's language, and by whom if that was said; nothing may
    rest on it yet."""
    turn.who.must(Role.MONITOR, *CONFIRMS)
    if not statement.strip():
        raise errors.BadArguments(
            why=mark("there are no words in it"), usage=Usage("/fact add TEXT")
        )
    text, private = await meant(turn, statement.strip(), Usage("/fact add anyway TEXT"))
    source, named = await meant(turn, source, Usage('/fact add TEXT source="anyway …"'))
    incident = (await turn.incident()).number
    fact = Fact(0, incident, text, turn.language, turn.who.name, turn.now, source=source)
    kept = await turn.unit.facts.add(fact)
    said = {"source": source} if source else {}
    await turn.note("fact.added", kept.statement, incident, fact=kept.number, **said, **private,
                    **named)  # fmt: skip
    return kept


async def confirm(
    turn: Turn, number: int, *, source: str = "", release: Release | None = None,
    expires: datetime | None = None, cleared_by: str = "",
) -> Fact:  # fmt: skip
    """Record that its source stands by it now, who may be told, until when, and who allowed it.

    When it expires, the rooms of the drafts that rest on it are told.
    """
    turn.who.must(*CONFIRMS)
    how = f"/fact confirm {number} "
    source, named = await meant(turn, source, Usage(f'{how}source="anyway …"'))
    cleared_by, doctor = await meant(turn, cleared_by, Usage(f'{how}cleared="anyway …"'))
    fact = (await the_fact(turn, number)).confirm(
        turn.who.name, turn.now, source=source, release=release, expires=expires,
        cleared_by=cleared_by,
    )  # fmt: skip
    await turn.unit.facts.save(fact)
    refs = {**named, **doctor}
    if fact.expires:
        refs["until"] = fact.expires.isoformat()
    await turn.note("fact.confirmed", fact.statement, fact.incident, fact=number,
                    source=fact.source, release=fact.release, cleared=fact.cleared_by or "-",
                    **refs)  # fmt: skip
    if fact.expires is not None:
        await _tell(turn, fact, fact.expires)
    await fact_heard(turn, fact)
    return fact


async def withdraw(turn: Turn, number: int) -> tuple[Fact, tuple[Draft, ...]]:
    """Take a fact back; open drafts that rest on it are blocked, what waits for its outlet is
    held back, and the rooms of both are told. Returns the drafts drawn from it."""
    turn.who.must(*CONFIRMS)
    fact = (await the_fact(turn, number)).withdraw()
    await turn.unit.facts.save(fact)
    resting = await resting_on(turn.unit, number)
    named = ", ".join(str(draft.number) for draft in resting)
    await turn.note(
        "fact.withdrawn", fact.statement, fact.incident, fact=number, drafts=named or "-"
    )
    await _tell(turn, fact, turn.now)
    for draft in resting:
        # What partners have of a document rests on it too.
        await shared.redraw(turn.unit, {"draft": str(draft.number)}, turn.now)
        if any(step.act is Act.SUBMIT for step in draft.steps):
            tag = f"fact-{number}-{turn.now.isoformat()}"
            await turn.show(f"draft/{draft.number}", tag, Lane.APPROVAL, Duty.APPROVAL)
    return fact, resting


async def the_fact(turn: Turn, number: int) -> Fact:
    """One fact, or `NotFound`."""
    fact = await turn.unit.facts.get(number)
    if fact is None:
        raise errors.NotFound(what=mark("fact"), number=number, list="/facts")
    return fact


async def resting_on(unit: Unit, number: int) -> tuple[Draft, ...]:
    """The drafts that were drawn from a fact: those on their way, and those that are out."""
    fact = await unit.facts.get(number)
    issued = await unit.drafts.issued(fact.incident) if fact else ()
    every = [*await unit.drafts.unfinished(), *await unit.drafts.out(), *issued]
    return tuple(
        draft
        for draft in sorted(every, key=lambda draft: draft.number)
        if number in _facts_of(draft)
    )


def _facts_of(draft: Draft) -> Collection[int]:
    content = draft.content
    if content.document:
        return content.document.facts
    return content.filling.facts if content.filling else ()


async def _tell(turn: Turn, fact: Fact, at: datetime) -> None:
    """Show the notice of a fact that no longer holds at that moment, where drafts are made."""
    for room in turn.centre.team.rooms_for(Duty.DRAFTING, Duty.APPROVAL):
        if room != turn.room or at > turn.now:
            key = f"fact/{fact.number}/{at.isoformat()}/{room.name}"
            post = Post(key, room.name, Lane.APPROVAL, subject=f"fact/{fact.number}")
            await turn.unit.outbox.add(post, at)
