"""Possible new rumours, and the items among which they are looked for."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select, update

from bot.domain.rumour import Fate, Rumour, Sounding
from bot.store.flags import verdict_of
from bot.store.items import item_of
from bot.store.rumour_tables import rumours, soundings
from bot.store.sql import Sql
from bot.store.tables import feeds, item_revisions, items
from classifiers.verdict import Verdict
from monitors.feed import SourceRole

_FIRST = (item_revisions.c.item == items.c.number) & (item_revisions.c.no == 1)
_SOUNDED = (
    select(
        soundings.c.verdict, soundings.c.at.label("sounded"), feeds.c.name.label("feed_name"),
        feeds.c.role, items.c.key, item_revisions,
    )
    .select_from(soundings)
    .join(items, items.c.number == soundings.c.item)
    .join(item_revisions, _FIRST)
    .join(feeds, feeds.c.number == items.c.feed)
)  # fmt: skip


class SqlRumours:
    """The rows of `rumours` and `soundings`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, rumour: Rumour) -> Rumour:
        kept = insert(rumours).values(_row(rumour)).returning(rumours.c.number)
        return replace(rumour, number=await self._sql.number(kept))

    async def get(self, number: int) -> Rumour | None:
        row = await self._sql.row(select(rumours).where(rumours.c.number == number))
        return None if row is None else _rumour(row)

    async def save(self, rumour: Rumour) -> None:
        change = update(rumours).where(rumours.c.number == rumour.number).values(_row(rumour))
        await self._sql.change(change, f"rumour {rumour.number}")

    async def since(self, opened: datetime) -> Sequence[Rumour]:
        found = select(rumours).where(rumours.c.opened_at >= opened).order_by(rumours.c.number)
        return [_rumour(row) for row in await self._sql.rows(found)]

    async def sound(self, item: int, verdict: Verdict | None, at: datetime) -> None:
        row = {"item": item, "at": at, "verdict": asdict(verdict) if verdict else None}
        await self._sql.run(self._sql.insert(soundings).values(row).on_conflict_do_nothing())

    async def soundings(self, after: int, since: datetime, limit: int) -> Sequence[Sounding]:
        news = _SOUNDED.where(soundings.c.item > after, soundings.c.at >= since)
        rows = await self._sql.rows(news.order_by(soundings.c.item).limit(limit))
        return [_sounding(row) for row in rows]

    async def sounding(self, item: int) -> Sounding | None:
        row = await self._sql.row(_SOUNDED.where(soundings.c.item == item))
        return None if row is None else _sounding(row)

    async def forget(self, before: datetime) -> None:
        await self._sql.run(delete(soundings).where(soundings.c.at < before))


def _row(rumour: Rumour) -> dict[str, object]:
    row = asdict(rumour)
    del row["number"]
    return row


def _rumour(row: RowMapping) -> Rumour:
    listed = {name: tuple(row[name]) for name in ("core", "items", "examples", "languages")}
    return Rumour(**{**row, **listed, "fate": Fate(row["fate"])})


def _sounding(row: RowMapping) -> Sounding:
    verdict = verdict_of(row["verdict"]) if row["verdict"] else None
    role = SourceRole(row["role"])
    return Sounding(row["item"], row["sounded"], row["feed_name"], role, item_of(row), verdict)
