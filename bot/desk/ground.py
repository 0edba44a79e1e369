"""How that stands now on which the lines of a document rest."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.domain.document import FACT, MESSAGE, Source, fact_source
from bot.ports import Unit


async def states(
    unit: Unit, sources: Iterable[Source], now: datetime
) -> Mapping[tuple[str, int], str]:
    """The state of each fact and message among them, as a source keeps it; one that is gone from
    the store has none."""
    found: dict[tuple[str, int], str] = {}
    for source in sources:
        if source.kind == FACT and (fact := await unit.facts.get(source.number)):
            found[FACT, fact.number] = fact_source(fact, now).state
        elif source.kind == MESSAGE and (row := await unit.publications.get(source.number)):
            draft = await unit.drafts.get(row.draft)
            found[MESSAGE, row.number] = draft.state_at(now).value if draft else ""
    return found
