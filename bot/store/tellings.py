"""What became of every notice in its room."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Column, Index, Integer, RowMapping, delete, func, select

from bot.domain.restraint import Hold, Telling, Why
from bot.store.columns import Moment, Number, Words
from bot.store.schema import table
from bot.store.sql import Sql

# What became of each notice in its room: the row of the outbox it was, the last hold, the telling.
tellings = table(
    "tellings",
    Column("post", Number, primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("room", Words, nullable=False),
    Column("subject", Words, nullable=False, index=True),
    Column("at", Moment, nullable=False, index=True),
    Column("held", Words),
    Column("held_until", Moment),
    Column("told_at", Moment),
    Column("digest", Words, nullable=False, server_default=""),
)
Index("ix_tellings_room_told_at", tellings.c.room, tellings.c.told_at)


class SqlTellings:
    """The rows of `tellings`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def get(self, post: int, no: int) -> Telling | None:
        mine = tellings.c.post == post, tellings.c.round == no
        row = await self._sql.row(select(tellings).where(*mine))
        return None if row is None else _telling(row)

    async def put(self, telling: Telling) -> None:
        hold = telling.hold
        state = {
            "held": hold.why if hold else None,
            "held_until": hold.until if hold else None,
            "told_at": telling.told_at,
            "digest": telling.digest,
        }
        row = {
            "post": telling.post, "round": telling.round, "room": telling.room,
            "subject": telling.subject, "at": telling.at, **state,
        }  # fmt: skip
        kept = self._sql.insert(tellings).values(row)
        await self._sql.run(
            kept.on_conflict_do_update(index_elements=["post", "round"], set_=state)
        )

    async def told(self, room: str, since: datetime) -> Sequence[datetime]:
        here = select(tellings.c.told_at).where(tellings.c.room == room, tellings.c.told_at > since)
        alone = await self._sql.rows(here.where(tellings.c.digest == ""))
        gathered = (
            select(func.min(tellings.c.told_at).label("told_at"))
            .where(tellings.c.room == room, tellings.c.told_at > since, tellings.c.digest != "")
            .group_by(tellings.c.digest)
        )
        found = [*alone, *await self._sql.rows(gathered)]
        return sorted(row["told_at"] for row in found)

    async def of_subjects(self, subjects: Collection[str]) -> Sequence[Telling]:
        mine = select(tellings).where(tellings.c.subject.in_(list(subjects)))
        ordered = mine.order_by(tellings.c.at, tellings.c.post, tellings.c.round)
        return [_telling(row) for row in await self._sql.rows(ordered)]

    async def forget(self, before: datetime) -> None:
        await self._sql.run(delete(tellings).where(tellings.c.at < before))


def _telling(row: RowMapping) -> Telling:
    hold = Hold(Why(row["held"]), row["held_until"]) if row["held"] else None
    return Telling(
        row["post"], row["round"], row["room"], row["subject"], row["at"], hold,
        row["told_at"], row["digest"],
    )  # fmt: skip
