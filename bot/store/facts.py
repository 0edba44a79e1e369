"""Facts: a row each, never removed."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import RowMapping, insert, select, update

from bot.domain.fact import Fact, Release, Standing
from bot.store.public_tables import facts
from bot.store.sql import Sql


class SqlFacts:
    """The rows of `facts`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, fact: Fact) -> Fact:
        kept = insert(facts).values(_row(fact)).returning(facts.c.number)
        return replace(fact, number=await self._sql.number(kept))

    async def get(self, number: int) -> Fact | None:
        row = await self._sql.row(select(facts).where(facts.c.number == number))
        return None if row is None else _fact(row)

    async def save(self, fact: Fact) -> None:
        change = update(facts).where(facts.c.number == fact.number).values(_row(fact))
        await self._sql.change(change, f"fact {fact.number}")

    async def of_incident(self, incident: int) -> Sequence[Fact]:
        mine = select(facts).where(facts.c.incident == incident).order_by(facts.c.number)
        return [_fact(row) for row in await self._sql.rows(mine)]


def _row(fact: Fact) -> dict[str, object]:
    return {name: value for name, value in asdict(fact).items() if name != "number"}


def _fact(row: RowMapping) -> Fact:
    known = {"standing": Standing(row["standing"]), "release": Release(row["release"])}
    return Fact(**{**row, **known})
