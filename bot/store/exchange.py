"""What was shared with partners, and what was asked between us."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import RowMapping, or_, select, update

from bot.domain.exchange import Request, Way
from bot.domain.partner import Share, Shareable, Tlp
from bot.store.exchange_tables import requests, shares
from bot.store.sql import Sql


class SqlShares:
    """The rows of `shares`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def put(self, share: Share) -> Share:
        row = _row(share)
        kept = self._sql.insert(shares).values(row)
        kept = kept.on_conflict_do_update(index_elements=["room", "what", "subject"], set_=row)
        number = await self._sql.number(kept.returning(shares.c.number))
        return replace(share, number=number)

    async def get(self, number: int) -> Share | None:
        row = await self._sql.row(select(shares).where(shares.c.number == number))
        return None if row is None else _share(row)

    async def of(self, what: Shareable, subject: int) -> Sequence[Share]:
        mine = select(shares).where(shares.c.what == what, shares.c.subject == subject)
        return [_share(row) for row in await self._sql.rows(mine.order_by(shares.c.number))]

    async def in_room(self, room: str) -> Sequence[Share]:
        there = select(shares).where(shares.c.room == room, shares.c.ended_at.is_(None))
        return [_share(row) for row in await self._sql.rows(there.order_by(shares.c.number))]


class SqlRequests:
    """The rows of `requests`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, request: Request) -> Request | None:
        row = self._sql.insert(requests).values(_row(request))
        new = row.on_conflict_do_nothing(index_elements=["way", "partner", "key"])
        found = await self._sql.row(new.returning(requests.c.number))
        return None if found is None else replace(request, number=found["number"])

    async def get(self, number: int) -> Request | None:
        row = await self._sql.row(select(requests).where(requests.c.number == number))
        return None if row is None else _request(row)

    async def called(self, reference: str) -> Sequence[Request]:
        named = select(requests).where(requests.c.reference == reference)
        rows = await self._sql.rows(named.order_by(requests.c.number.desc()))
        return [_request(row) for row in rows]

    async def keyed(self, way: Way, partner: str, key: str) -> Request | None:
        mine = requests.c.way == way, requests.c.partner == partner, requests.c.key == key
        row = await self._sql.row(select(requests).where(*mine))
        return None if row is None else _request(row)

    async def save(self, request: Request) -> None:
        change = update(requests).where(requests.c.number == request.number).values(_row(request))
        await self._sql.change(change, f"request {request.number}")

    async def open(self) -> Sequence[Request]:
        waiting = select(requests).where(requests.c.answered_at.is_(None))
        return [_request(row) for row in await self._sql.rows(waiting.order_by(requests.c.number))]

    async def since(self, at: datetime) -> Sequence[Request]:
        late = or_(requests.c.asked_at >= at, requests.c.answered_at >= at)
        found = select(requests).where(late).order_by(requests.c.number)
        return [_request(row) for row in await self._sql.rows(found)]


def _row(value: Share | Request) -> dict[str, object]:
    return {name: each for name, each in asdict(value).items() if name != "number"}


def _share(row: RowMapping) -> Share:
    return Share(**{**row, "what": Shareable(row["what"]), "tlp": Tlp(row["tlp"])})


def _request(row: RowMapping) -> Request:
    return Request(**{**row, "way": Way(row["way"]), "tlp": Tlp(row["tlp"])})
