"""What people call the storyline of a case."""

from bot.domain.flag import Case
from bot.domain.message import Storyline
from bot.ports import Unit
from classifiers.narrative import Narrative


async def title_of(unit: Unit, case: Case) -> str | None:
    """The title of a case's narrative; None for a story without a name."""
    if case.narrative is None:
        return None
    own = await unit.narratives.get(case.narrative)
    return own_title(own) if own else Storyline(case.narrative)


def own_title(narrative: Narrative) -> str:
    """The title that people gave a narrative. One that came with Vigie was only given wordings
    by them, under its id."""
    return narrative.title if narrative.title != narrative.id else Storyline(narrative.id)
