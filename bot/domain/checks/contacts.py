"""Numbers, links and addresses: known ones only, and tested ones rather than not."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain import errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.contact import in_text, strays

LATELY = timedelta(days=30)


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block what nobody owns, with the nearest known; warn of what nobody tested lately."""
    blocked: set[str] = set()
    for text in sheet.texts.values():
        for typed, nearest in strays(text, sheet.contacts):
            if typed not in blocked:
                blocked.add(typed)
                known = errors.UnknownContact(typed=typed, nearest=nearest) if nearest else None
                yield Concern(known or errors.StrayContact(typed=typed))
    used = {c.number: c for text in sheet.texts.values() for c in in_text(text, sheet.contacts)}
    for contact in used.values():
        if contact.tested_at is None or sheet.now - contact.tested_at > LATELY:
            why = errors.ContactUntested(value=contact.value, contact=contact.number)
            yield Concern(why, blocks=False)
