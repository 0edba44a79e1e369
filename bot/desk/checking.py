"""Hold a draft against contacts, facts, its case and the rules, before people are asked and again
before anything goes out."""

from datetime import datetime

from bot.domain import errors
from bot.domain.centre import Centre
from bot.domain.checks.all import concerns
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.draft import Draft
from bot.ports import Unit


async def found(unit: Unit, centre: Centre, draft: Draft, now: datetime) -> tuple[Concern, ...]:
    """Everything the checks find in the draft as it is now, what blocks first."""
    filling = draft.content.filling
    numbers = filling.facts if filling else ()
    facts = [fact for number in numbers if (fact := await unit.facts.get(number))]
    case = await unit.cases.get(draft.case) if draft.case else None
    return concerns(
        Sheet(
            draft, now, await unit.contacts.all(), facts, case,
            centre.templates.get(filling.template) if filling else None,
            (centre.name,), centre.missing_languages(draft.content), centre.too_long(draft.content),
        )
    )  # fmt: skip


def refuse_blocked(draft: Draft, concerns: tuple[Concern, ...]) -> None:
    """Refuse with every reason at once; one reason alone in its own words."""
    blocks = tuple(concern.why for concern in concerns if concern.blocks)
    if len(blocks) == 1:
        raise blocks[0]
    if blocks:
        raise errors.Several(number=draft.number, count=len(blocks), reasons=errors.Reasons(blocks))
