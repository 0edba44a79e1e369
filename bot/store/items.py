"""Every wording of what feeds published, and the warnings that some of it carries."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, insert, select, update

from bot.domain.health import Sighting
from bot.domain.warning import Bulletin, PublicWarning, in_order
from bot.store.sql import Sql
from bot.store.tables import (
    feeds,
    flags,
    item_revisions,
    items,
    warning_items,
    warning_names,
    warnings,
)
from monitors.decide import Novelty
from monitors.feed import Alert, Claim, DateTrust, Item, Seal, SourceRole

# Well below what either database takes as values of one statement.
_KEYS_AT_ONCE = 1000
# Items as last worded, and when they were first seen.
_LAST = (item_revisions.c.item == items.c.number) & (item_revisions.c.no == items.c.wordings)
_FIRST = (item_revisions.c.item == items.c.number) & (item_revisions.c.no == 1)
_WORDED = select(items.c.key, item_revisions).join(item_revisions, _LAST)


class SqlItems:
    """The rows of `items`, each with its wordings in `item_revisions`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def known(self, feed: int, keys: Sequence[str]) -> Mapping[str, str]:
        return {row["key"]: row["digest"] for row in await self._of_keys(feed, keys)}

    async def recent(self, feed: int, limit: int) -> Mapping[str, str]:
        mine = select(items.c.key, items.c.digest).where(items.c.feed == feed)
        rows = await self._sql.rows(mine.order_by(items.c.number.desc()).limit(limit))
        return {row["key"]: row["digest"] for row in rows}

    async def rename(self, feed: int, renamed: Mapping[str, str]) -> None:
        for old, new in renamed.items():
            mine = items.c.feed == feed, items.c.key == old
            await self._sql.run(update(items).where(*mine).values(key=new))

    async def edits(self, feed: int, keys: Sequence[str]) -> Mapping[str, int]:
        return {row["key"]: row["wordings"] - 1 for row in await self._of_keys(feed, keys)}

    async def keep(self, feed: int, item: Item, novelty: Novelty, at: datetime) -> int:
        mine = items.c.feed == feed, items.c.key == item.key
        row = await self._sql.row(select(items).where(*mine))
        if row is None:
            number, wordings = await self._new(feed, item), 1
        elif row["digest"] == item.digest:
            return int(row["number"])
        else:
            number, wordings = row["number"], row["wordings"] + 1
            changed = update(items).where(items.c.number == number)
            await self._sql.run(changed.values(digest=item.digest, wordings=wordings))
        wording = _written(item) | {"item": number, "no": wordings, "novelty": novelty, "at": at}
        await self._sql.run(insert(item_revisions).values(wording))
        return number

    async def get(self, number: int) -> Item | None:
        row = await self._sql.row(_WORDED.where(items.c.number == number))
        return None if row is None else item_of(row)

    async def at(self, link: str) -> tuple[int, int, datetime] | None:
        found = (
            select(items.c.number, items.c.feed, item_revisions.c.at)
            .join(item_revisions, _FIRST)
            .where(item_revisions.c.link == link)
            .order_by(items.c.number.desc())
        )
        row = await self._sql.row(found.limit(1))
        return (row["number"], row["feed"], row["at"]) if row else None

    async def sightings(self, feed: int, limit: int) -> Sequence[Sighting]:
        seen = select(item_revisions.c.at, item_revisions.c.published).select_from(items)
        newest = seen.join(item_revisions, _FIRST).where(items.c.feed == feed)
        rows = await self._sql.rows(newest.order_by(items.c.number.desc()).limit(limit))
        return [Sighting(row["at"], row["published"]) for row in rows]

    async def forget(self, before: datetime) -> int:
        worded = select(flags.c.item).where(flags.c.faded == "")
        needed = worded.union_all(select(warning_items.c.item))
        gone = update(item_revisions).where(
            item_revisions.c.at < before,
            (item_revisions.c.text != "") | (item_revisions.c.title != ""),
            item_revisions.c.item.not_in(needed),
        )
        # Nulls of JSON columns are SQL's own there.
        return await self._sql.run(gone.values(title="", text="", link=None, claim=None))

    async def _of_keys(self, feed: int, keys: Sequence[str]) -> Sequence[RowMapping]:
        found: list[RowMapping] = []
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            some = items.c.key.in_(keys[start : start + _KEYS_AT_ONCE])
            found += await self._sql.rows(select(items).where(items.c.feed == feed, some))
        return found

    async def _new(self, feed: int, item: Item) -> int:
        row = {"feed": feed, "key": item.key, "digest": item.digest, "wordings": 1}
        number = await self._sql.number(insert(items).values(row).returning(items.c.number))
        mine = feeds.c.number == feed
        await self._sql.run(update(feeds).where(mine).values(item_count=feeds.c.item_count + 1))
        return number


class SqlWarnings:
    """The rows of `warnings`, with the items and the names on each."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def open(self, at: datetime) -> int:
        new = insert(warnings).values(opened_at=at).returning(warnings.c.number)
        return await self._sql.number(new)

    async def put(self, number: int, item: int, names: Sequence[str]) -> None:
        line = self._sql.insert(warning_items).values(warning=number, item=item)
        await self._sql.run(line.on_conflict_do_nothing())
        for name in names:
            known = self._sql.insert(warning_names).values(identifier=name, warning=number)
            await self._sql.run(known.on_conflict_do_nothing())

    async def get(self, number: int) -> PublicWarning | None:
        found = await self._read(warning_items.c.warning == number)
        return found[0] if found else None

    async def newest(self, most: int) -> Sequence[PublicWarning]:
        last = select(warnings.c.number).order_by(warnings.c.number.desc()).limit(most)
        return await self._read(warning_items.c.warning.in_(last.scalar_subquery()))

    async def _read(self, which: ColumnElement[bool]) -> list[PublicWarning]:
        first = select(item_revisions.c.at).where(_FIRST).correlate(items).scalar_subquery()
        found = (
            _WORDED.add_columns(
                warning_items.c.warning,
                items.c.feed,
                feeds.c.name.label("source"),
                feeds.c.role,
                first.label("first_seen"),
            )
            .join(feeds, feeds.c.number == items.c.feed)
            .join(warning_items, warning_items.c.item == items.c.number)
            .where(which)
        )
        told: dict[int, list[Bulletin]] = {}
        for row in await self._sql.rows(found):
            if (bulletin := _bulletin(row)) is not None:
                told.setdefault(row["warning"], []).append(bulletin)
        return [PublicWarning(number, in_order(told[number])) for number in sorted(told)]

    async def named(self, names: Sequence[str]) -> Sequence[PublicWarning]:
        some = warning_names.c.identifier.in_(names)
        found = select(warning_names.c.warning).where(some).distinct()
        rows = await self._sql.rows(found.order_by(warning_names.c.warning))
        read = [await self.get(row["warning"]) for row in rows]
        return [warning for warning in read if warning is not None]


def _written(item: Item) -> dict[str, object]:
    """The columns of a wording."""
    row = asdict(item)
    del row["key"]
    if item.alert is not None:
        expires = item.alert.expires
        row["alert"] |= {
            "expires": expires.isoformat() if expires else None,
            "words": dict(item.alert.words),
        }
    return row


def item_of(row: RowMapping) -> Item:
    return Item(
        key=row["key"],
        digest=row["digest"],
        title=row["title"],
        text=row["text"],
        link=row["link"],
        published=row["published"],
        language=row["language"],
        trust=DateTrust(row["trust"]),
        alert=_alert(row["alert"]) if row["alert"] else None,
        claim=Claim(**row["claim"]) if row["claim"] else None,
    )


def _alert(kept: Mapping[str, Any]) -> Alert:
    expires = datetime.fromisoformat(kept["expires"]) if kept["expires"] else None
    return replace(
        Alert(**kept),
        expires=expires,
        references=tuple(kept["references"]),
        seal=Seal(kept.get("seal", "")),
    )


def _bulletin(row: RowMapping) -> Bulletin | None:
    item = item_of(row)
    if item.alert is None:
        return None
    return Bulletin(
        number=row["item"],
        feed=row["feed"],
        source=row["source"],
        role=SourceRole(row["role"]),
        at=row["first_seen"],
        item=item,
        alert=item.alert,
    )
