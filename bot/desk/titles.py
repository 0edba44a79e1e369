"""What people call the storyline of a case."""

from bot.domain.flag import Case
from bot.domain.message import SplitOff, Storyline
from bot.ports import Unit
from classifiers.narrative import Narrative


async def title_of(unit: Unit, case: Case) -> str | None:
    """The title of a case's narrative, or of the case it was taken out of; None for a story
    without a name."""
    if case.narrative is None:
        return await _split_off(unit, case)
    own = await unit.narratives.get(case.narrative)
    return own_title(own) if own else Storyline(case.narrative)


async def _split_off(unit: Unit, case: Case) -> str | None:
    whole = await unit.cases.get(case.split_from) if case.split_from is not None else None
    title = await title_of(unit, whole) if whole else None
    if whole is None or title is None:
        return None
    # Of a part of a part, the name at its root.
    return SplitOff(whole.number, title.name if isinstance(title, SplitOff) else title)


def own_title(narrative: Narrative) -> str:
    """The title that people gave a narrative. One that came with Vigie was only given wordings
    by them, under its id."""
    return narrative.title if narrative.title != narrative.id else Storyline(narrative.id)
