"""One publication as a CAP alert on the command line, with what receivers may say against it."""

from collections.abc import Sequence
from pathlib import Path

from bot.chat.words import Catalogues
from bot.config import ConfigError, load
from bot.domain.centre import Centre
from bot.domain.issue import Issue, Standing, standings
from bot.domain.outlet import Outlet
from bot.places import signature
from bot.ports import StoreError, Unit
from bot.store.unit import Store

_ALL = 1_000_000


async def alert(path: Path, number: int) -> tuple[bytes, tuple[str, ...]]:
    """The alert of draft `number`, and a line for each rule it breaks.

    Read from what went out on the CAP outlets; where none is configured, from all that went out.
    """
    # Here, not above: only this needs lxml.
    from bot.outlets.cap import document
    from bot.outlets.caprules import faults

    config = load(path)
    if config.public is None:
        raise ConfigError(["public: an alert needs its sender and its address: add [public]"])
    centre = config.to_centre()
    outlets = [outlet for outlet in centre.outlets if outlet.platform == "cap"]
    store = await Store.open(config.store.url, config.centre.mode)
    try:
        async with store.units() as unit:
            sent = await _sent(unit, outlets or centre.outlets)
    finally:
        await store.close()
    found = next((each for each in sent if each.issue.number == number), None)
    if found is None:
        raise StoreError(f"Draft {number} did not go out as an alert. See vigie log export.")
    issuer = config.public.to_issuer(centre)
    made = document(found, issuer, _languages(outlets, found, centre), Catalogues())
    made = signature(config)(made)
    return made, tuple(fault.sentence for fault in faults(made))


async def _sent(unit: Unit, outlets: Sequence[Outlet]) -> tuple[Standing, ...]:
    issues: dict[int, Issue] = {}
    for outlet in outlets:
        for row in await unit.publications.out(outlet.name, _ALL):
            draft = await unit.drafts.get(row.draft)
            if draft is not None and draft.digest == row.digest:
                issues[row.draft] = Issue(draft, row.text)
    return standings(tuple(issues.values()))


def _languages(outlets: Sequence[Outlet], found: Standing, centre: Centre) -> tuple[str, ...]:
    """Those of the outlet that carried it, so that the alert is the one it shows."""
    carried = (o.languages for o in outlets if o.name in found.issue.content.renderings)
    return next(carried, centre.languages)
