"""What passes between centres, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.exchange import Request, Way
from bot.domain.partner import Share, Shareable
from tests.memory_tables import Table, must_be_there


class Shares(Table):
    async def put(self, share: Share) -> Share:
        place = share.room, share.what, share.subject
        known = [s for s in self._kept.shares.values() if (s.room, s.what, s.subject) == place]
        number = known[0].number if known else self._kept.next("shares")
        kept = replace(share, number=number)
        self._kept.shares[number] = kept
        return kept

    async def get(self, number: int) -> Share | None:
        return self._kept.shares.get(number)

    async def of(self, what: Shareable, subject: int) -> Sequence[Share]:
        shares = self._kept.shares.values()
        return [share for share in shares if (share.what, share.subject) == (what, subject)]

    async def in_room(self, room: str) -> Sequence[Share]:
        shares = self._kept.shares.values()
        return [share for share in shares if share.room == room and share.ended_at is None]


class Requests(Table):
    async def add(self, request: Request) -> Request | None:
        if await self.keyed(request.way, request.partner, request.key):
            return None
        kept = replace(request, number=self._kept.next("requests"))
        self._kept.requests[kept.number] = kept
        return kept

    async def get(self, number: int) -> Request | None:
        return self._kept.requests.get(number)

    async def called(self, reference: str) -> Sequence[Request]:
        return [r for r in self._kept.requests.values() if r.reference == reference][::-1]

    async def keyed(self, way: Way, partner: str, key: str) -> Request | None:
        wanted = way, partner, key
        every = self._kept.requests.values()
        return next((r for r in every if (r.way, r.partner, r.key) == wanted), None)

    async def save(self, request: Request) -> None:
        must_be_there(request.number, self._kept.requests)
        self._kept.requests[request.number] = request

    async def open(self) -> Sequence[Request]:
        return [request for request in self._kept.requests.values() if request.is_open]

    async def since(self, at: datetime) -> Sequence[Request]:
        every = self._kept.requests.values()
        return [r for r in every if max(r.asked_at, r.answered_at or r.asked_at) >= at]
