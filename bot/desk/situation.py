"""Gather where an incident stands, and note that a document was made of it."""

import hashlib
from dataclasses import replace

from bot.desk.casebook import effect
from bot.desk.gathering import whole
from bot.desk.titles import title_of
from bot.desk.turn import Turn
from bot.domain.content import DOCUMENT_WRITERS
from bot.domain.draft import Draft
from bot.domain.flag import Case, Effect
from bot.domain.incident import Incident
from bot.domain.message import Message
from bot.domain.publication import Publication
from bot.domain.situation import Situation
from bot.ports import Unit

# Of the daily watch, which never ends; no incident has so many lines.
MOST_ENTRIES = 5000
MOST_FLAGS = 2000


async def situation(turn: Turn, incident: Incident) -> Situation:
    """Everything that the documents of one incident are made of, read in this unit."""
    unit, number = turn.unit, incident.number
    every = await unit.cases.of_incident(number)
    cases = tuple(case for case in every if case.merged_into is None)
    homes = {case.number: (await whole(unit, case)).number for case in every}
    out = tuple(d for d in await unit.drafts.out() if d.incident == number)
    now = Situation(
        at=turn.now,
        incident=incident,
        entries=tuple(await unit.log.entries(number, last=MOST_ENTRIES)),
        cases=cases,
        flags={c.number: tuple(await unit.flags.of_case(c.number, MOST_FLAGS)) for c in cases},
        out=out,
        waiting=tuple(d for d in await unit.drafts.unfinished() if _is_of(d, number)),
        publications={d.number: await _rows(unit, d.number) for d in out},
        contacts=tuple(await unit.contacts.all()),
        facts=tuple(await unit.facts.of_incident(number)),
        homes=homes,
        titles={c.number: await title_of(unit, c) for c in cases},
    )
    return replace(now, effects={c.number: await _effects(unit, c, now) for c in cases})


async def next_number(turn: Turn, kind: str, incident: Incident) -> int:
    """The number of the next document of this kind in the incident, from 1."""
    turn.who.must(*DOCUMENT_WRITERS)
    entries = await turn.unit.log.entries(incident.number, last=MOST_ENTRIES)
    return sum(1 for entry in entries if entry.kind == kind) + 1


async def note_document(turn: Turn, kind: str, incident: Incident, document: Message) -> None:
    """Write in the log which document was made, with the digest of its words."""
    digest = hashlib.sha256(document.plain().encode()).hexdigest()
    await turn.note(kind, document.headline, incident.number, sha256=digest)


def _is_of(draft: Draft, incident: int) -> bool:
    """Whether it is a message of the incident; a document does not tell of itself."""
    return draft.incident == incident and not draft.content.kind.is_internal


async def _effects(unit: Unit, case: Case, now: Situation) -> tuple[Effect, ...]:
    found = [await effect(unit, case, draft) for draft in now.answers(case.number, now.out)]
    return tuple(each for each in found if each is not None)


async def _rows(unit: Unit, draft: int) -> tuple[Publication, ...]:
    return tuple(await unit.publications.of_draft(draft))
