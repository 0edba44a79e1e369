"""Hold a draft against contacts, facts, its case and the rules, before people are asked and again
before anything goes out."""

from datetime import datetime
from urllib.parse import urlsplit

from bot.desk.ground import states
from bot.desk.neighbours import heard
from bot.domain import errors
from bot.domain.centre import Centre
from bot.domain.checks.all import concerns
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.contact import unknown
from bot.domain.content import MessageClass
from bot.domain.draft import Draft
from bot.ports import Unit


async def found(unit: Unit, centre: Centre, draft: Draft, now: datetime) -> tuple[Concern, ...]:
    """Everything the checks find in the draft as it is now, what blocks first."""
    filling = draft.content.filling
    numbers = filling.facts if filling else ()
    facts = [fact for number in numbers if (fact := await unit.facts.get(number))]
    case = await unit.cases.get(draft.case) if draft.case else None
    content = draft.content
    answered = case.number if case and content.kind is MessageClass.REBUTTAL else None
    return concerns(
        Sheet(
            draft, now, await unit.contacts.all(), facts, case,
            centre.templates.get(filling.template) if filling else None,
            (centre.name,), centre.missing_languages(content), centre.lengths(content),
            centre.carriers(content), await _sites(unit, answered) if answered else (),
            await heard(unit, centre, draft, now),
            await states(unit, content.document.sources, now) if content.document else {},
        )
    )  # fmt: skip


async def lapsed(unit: Unit, draft: Draft, now: datetime) -> tuple[Concern, ...]:
    """What no longer holds of that on which the words rest, however many said yes to them: a fact
    that was withdrawn or is over, a contact that is out of use."""
    filling = draft.content.filling
    concerns: list[Concern] = []
    for number in filling.facts if filling else ():
        fact = await unit.facts.get(number)
        if fact is not None and (state := fact.obstacle(now)):
            why = errors.FactNotPublic(number=draft.number, fact=number, state=state)
            concerns.append(Concern(why))
    contacts = await unit.contacts.all()
    concerns += [
        Concern(errors.StrayContact(typed=stray[0]))
        for text in draft.content.texts.values()
        if (stray := unknown(text, contacts)) is not None
    ]
    return tuple(concerns)


async def _sites(unit: Unit, case: int) -> tuple[str, ...]:
    """Where a case was seen: the hosts of what was flagged."""
    links = [flag.link for flag in await unit.flags.of_case(case) if flag.link]
    hosts = {(urlsplit(link).hostname or "").removeprefix("www.") for link in links}
    return tuple(sorted(hosts - {""}))


def refuse_blocked(draft: Draft, concerns: tuple[Concern, ...]) -> None:
    """Refuse with every reason at once; one reason alone in its own words."""
    blocks = tuple(concern.why for concern in concerns if concern.blocks)
    if len(blocks) == 1:
        raise blocks[0]
    if blocks:
        raise errors.Several(number=draft.number, count=len(blocks), reasons=errors.Reasons(blocks))
