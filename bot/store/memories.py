"""What the desk was taught and told to remember: narratives, contacts, cards, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping, Select, Table, bindparam, func, insert, or_, select, update

from bot.domain.contact import Contact
from bot.ports import Card
from bot.store.public_tables import contacts
from bot.store.sql import Sql
from bot.store.tables import cards, narratives, settings
from classifiers.narrative import Narrative

# Built once, because every command and every poll asks it.
_SETTING = select(settings).where(settings.c.name == bindparam("name"))


class SqlNarratives:
    """The rows of `narratives`; a closed one stays, so that its name is not taken again."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def all(self) -> Sequence[Narrative]:
        followed = select(narratives).where(narratives.c.closed.is_(False))
        rows = await self._sql.rows(followed.order_by(narratives.c.slug))
        return [_narrative(row) for row in rows]

    async def get(self, slug: str) -> Narrative | None:
        row = await self._sql.row(select(narratives).where(narratives.c.slug == slug))
        return None if row is None else _narrative(row)

    async def save(self, narrative: Narrative, closed: bool = False) -> None:
        row = {
            "title": narrative.title,
            "description": narrative.description,
            "examples": _listed(narrative.examples),
            "counterexamples": _listed(narrative.counterexamples),
            "closed": closed,
        }
        await _upsert(self._sql, narratives, {"slug": narrative.id}, row)


class SqlContacts:
    """The rows of `contacts`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, contact: Contact) -> Contact:
        row = {"value": contact.value, "purpose": contact.purpose, "owner": contact.owner}
        kept = insert(contacts).values(row | _changing(contact)).returning(contacts.c.number)
        return replace(contact, number=await self._sql.number(kept))

    async def get(self, number: int) -> Contact | None:
        row = await self._sql.row(select(contacts).where(contacts.c.number == number))
        return None if row is None else Contact(**row)

    async def save(self, contact: Contact) -> None:
        mine = contacts.c.number == contact.number
        change = update(contacts).where(mine).values(_changing(contact))
        await self._sql.change(change, f"contact {contact.number}")

    async def all(self) -> Sequence[Contact]:
        in_use = select(contacts).where(contacts.c.removed.is_(False))
        rows = await self._sql.rows(in_use.order_by(contacts.c.number))
        return [Contact(**row) for row in rows]


class SqlCards:
    """The rows of `cards`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def get(self, room: str, subject: str) -> Card | None:
        mine = cards.c.room == room, cards.c.subject == subject
        row = await self._sql.row(select(cards).where(*mine))
        return None if row is None else Card(row["reference"], row["shown"])

    async def save(self, room: str, subject: str, card: Card) -> None:
        row = {"reference": card.reference, "shown": card.shown}
        await _upsert(self._sql, cards, {"room": room, "subject": subject}, row)

    async def forget(self, subjects: Sequence[str]) -> None:
        mine = update(cards).where(cards.c.subject.in_(subjects))
        await self._sql.run(mine.values(shown=""))


class SqlSettings:
    """The rows of `settings`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def get(self, name: str) -> str | None:
        row = await self._sql.row(_SETTING, name=name)
        return None if row is None else row["value"]

    async def put(self, name: str, value: str) -> None:
        await _upsert(self._sql, settings, {"name": name}, {"value": value})

    async def under(self, prefix: str) -> Mapping[str, str]:
        (found,) = await self.under_each(prefix)
        return found

    async def under_each(self, *prefixes: str) -> Sequence[Mapping[str, str]]:
        rows = await self._sql.rows(_under(prefixes))
        kept = {row["name"]: row["value"] for row in rows}
        return [
            {name[len(start) :]: kept[name] for name in kept if name.startswith(start)}
            for start in prefixes
        ]


@lru_cache
def _under(prefixes: tuple[str, ...]) -> Select[Any]:
    """The settings whose names begin with one of these. Kept, because some are asked every second,
    and building costs more than asking."""
    # LIKE would take capitals for small letters on SQLite.
    begins = [func.substr(settings.c.name, 1, len(start)) == start for start in prefixes]
    return select(settings).where(or_(*begins)).order_by(settings.c.name)


async def _upsert(
    sql: Sql, table: Table, key: Mapping[str, object], values: Mapping[str, object]
) -> None:
    """Set a row's values, whether it is there or not."""
    row = sql.insert(table).values({**key, **values})
    await sql.run(row.on_conflict_do_update(index_elements=list(key), set_=dict(values)))


def _listed(texts: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {language: list(of_it) for language, of_it in texts.items()}


def _tupled(kept: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(of_it) for language, of_it in kept.items()}


def _narrative(row: RowMapping) -> Narrative:
    return Narrative(
        row["slug"],
        row["title"],
        row["description"],
        _tupled(row["examples"]),
        _tupled(row["counterexamples"]),
    )


def _changing(contact: Contact) -> dict[str, object]:
    return {
        "tested_by": contact.tested_by,
        "tested_at": contact.tested_at,
        "removed": contact.removed,
    }
