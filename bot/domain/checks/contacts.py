"""Numbers, links and addresses: known ones only, and tested ones rather than not."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain import check_errors, errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.contact import Contact, in_text, is_phone, strays
from bot.domain.content import MessageClass

LATELY = timedelta(days=30)
# A number in a warning: callers have no time to try another.
FOR_WARNINGS = timedelta(days=7)


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
        age = sheet.now - contact.tested_at if contact.tested_at else timedelta.max
        within = _within(sheet)
        if within is not None and is_phone(contact.value) and age > within:
            yield Concern(_must_be_called(contact, within))
        elif age > (FOR_WARNINGS if within else LATELY):
            why = errors.ContactUntested(value=contact.value, contact=contact.number)
            yield Concern(why, blocks=False)


def _within(sheet: Sheet) -> timedelta | None:
    """How lately its numbers must have been called; None where that is only asked."""
    if sheet.content.kind is not MessageClass.WARNING:
        return None
    own = sheet.template.tested_within if sheet.template else None
    return own or FOR_WARNINGS


def _must_be_called(contact: Contact, within: timedelta) -> errors.DeskError:
    if within < timedelta(days=2):
        minutes = int(within.total_seconds() // 60)
        return check_errors.NotCalledNow(
            value=contact.value, contact=contact.number, minutes=minutes
        )
    return check_errors.NotCalledLately(
        value=contact.value, contact=contact.number, days=within.days
    )
