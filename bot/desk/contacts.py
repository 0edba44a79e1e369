"""Keep the numbers, links and addresses that may appear in drafts."""

from dataclasses import replace

from bot.desk.turn import Turn
from bot.domain.contact import Contact, plain
from bot.domain.errors import BadArguments, ContactKnown, NotFound
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import mark
from bot.domain.room import Role
from bot.domain.usage import Usage

USAGE = Usage('/contact add VALUE purpose="…" owner="…"')


async def add(turn: Turn, value: str, purpose: str, owner: str) -> Contact:
    """Keep a contact; it may be used in drafts at once, and shows as untested until it is."""
    turn.who.must(Role.EDITOR, Role.ADMIN)
    if not plain(value) or not purpose or not owner:
        raise BadArguments(why=mark("value, purpose and owner are needed"), usage=USAGE)
    for known in await turn.unit.contacts.all():
        if plain(known.value) == plain(value):
            raise ContactKnown(value=known.value, number=known.number)
    contact = await turn.unit.contacts.add(Contact(0, value, purpose, owner))
    await turn.note("contact.added", value, DAILY_WATCH, contact=contact.number, owner=owner)
    return contact


async def tested(turn: Turn, number: int) -> Contact:
    """Record that somebody called or opened it just now and it answered as it should."""
    turn.who.must(Role.EDITOR, Role.APPROVER, Role.DUTY_OFFICER, Role.ADMIN)
    contact = await the_contact(turn, number)
    fresh = replace(contact, tested_by=turn.who.name, tested_at=turn.now)
    await turn.unit.contacts.save(fresh)
    await turn.note("contact.tested", contact.value, DAILY_WATCH, contact=number)
    return fresh


async def remove(turn: Turn, number: int) -> Contact:
    """Take a contact out of use: a draft that names it is blocked from now on."""
    turn.who.must(Role.EDITOR, Role.ADMIN)
    contact = await the_contact(turn, number)
    await turn.unit.contacts.save(replace(contact, removed=True))
    await turn.note("contact.removed", contact.value, DAILY_WATCH, contact=number)
    return contact


async def the_contact(turn: Turn, number: int) -> Contact:
    """One contact that is in use, or `NotFound`."""
    contact = await turn.unit.contacts.get(number)
    if contact is None or contact.removed:
        raise NotFound(what=mark("contact"), number=number, list="/contacts")
    return contact
