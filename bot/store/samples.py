"""Posts offered by chance, and those from which they are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, insert, select, update

from bot.domain.flag import ANSWERING
from bot.domain.sample import Sample
from bot.store.sample_tables import samples
from bot.store.sql import Sql
from bot.store.tables import feeds, flags, item_revisions, items
from classifiers.label import Share

_FIRST = (item_revisions.c.item == items.c.number) & (item_revisions.c.no == 1)


class SqlSamples:
    """The rows of `samples`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def unseen(self, since: datetime) -> Sequence[int]:
        offered = select(samples.c.item)
        left = _left(since, None).where(items.c.number.not_in(offered)).order_by(items.c.number)
        return [row["number"] for row in await self._sql.rows(left)]

    async def add(self, sample: Sample) -> Sample:
        kept = insert(samples).values(_row(sample)).returning(samples.c.number)
        return replace(sample, number=await self._sql.number(kept))

    async def get(self, number: int) -> Sample | None:
        row = await self._sql.row(select(samples).where(samples.c.number == number))
        return None if row is None else Sample(**row)

    async def save(self, sample: Sample) -> None:
        change = update(samples).where(samples.c.number == sample.number).values(_row(sample))
        await self._sql.change(change, f"sample {sample.number}")

    async def looked(self, start: datetime, end: datetime) -> Mapping[str, Share]:
        mine = samples.c.offered_at >= start, samples.c.offered_at < end
        looked = (
            select(
                samples.c.room,
                func.count().label("whole"),
                func.count(case((samples.c.suspect.is_(True), 1))).label("part"),
            )
            .where(*mine, samples.c.suspect.is_not(None))
            .group_by(samples.c.room)
            .order_by(samples.c.room)
        )
        rows = await self._sql.rows(looked)
        return {row["room"]: Share(row["part"], row["whole"]) for row in rows}

    async def left(self, start: datetime, end: datetime) -> int:
        left = select(func.count()).select_from(_left(start, end).subquery())
        return await self._sql.number(left)


def _left(start: datetime, end: datetime | None) -> Select[*tuple[Any, ...]]:
    """The items that were judged in that time and never flagged. What a feed held when its watch
    began was taken in unjudged."""
    first = select(func.min(items.c.number).label("number")).group_by(items.c.feed).subquery()
    began = (
        select(items.c.feed, item_revisions.c.at)
        .join(first, first.c.number == items.c.number)
        .join(item_revisions, _FIRST)
        .subquery()
    )  # fmt: skip
    left = (
        select(items.c.number)
        .join(item_revisions, _FIRST)
        .join(began, began.c.feed == items.c.feed)
        .join(feeds, feeds.c.number == items.c.feed)
        .where(
            item_revisions.c.at >= start,
            item_revisions.c.at > began.c.at,
            feeds.c.role.not_in(sorted(ANSWERING)),
            items.c.number.not_in(select(flags.c.item)),
        )
    )  # fmt: skip
    return left if end is None else left.where(item_revisions.c.at < end)


def _row(sample: Sample) -> dict[str, object]:
    row = asdict(sample)
    del row["number"]
    return row
