"""Publications and every attempt at them."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, and_, bindparam, insert, or_, select, update

from bot.domain.mode import Mode
from bot.domain.publication import Attempt, Delivery, Publication
from bot.store.public_tables import attempts, publications
from bot.store.sql import Sql, claimable, is_free, lease

_QUEUED = and_(publications.c.state == Delivery.QUEUED, publications.c.due <= bindparam("now"))
_LEFT = publications.c.state == Delivery.SENDING
# Built once, because it is asked after every command, and building costs more than asking.
_DUE = claimable(
    select(publications.c.number)
    .where(is_free(publications), or_(_QUEUED, _LEFT))
    .order_by(publications.c.due, publications.c.number)
)


class SqlPublications:
    """The rows of `publications` and `attempts`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, publication: Publication) -> Publication | None:
        row = {
            "key": publication.key,
            "draft": publication.draft,
            "digest": publication.digest,
            "outlet": publication.outlet,
            "mode": publication.mode,
            "text": publication.text,
        }
        kept = self._sql.insert(publications).values(row | _moved_on(publication))
        unless_known = kept.on_conflict_do_nothing(index_elements=["key"])
        new = await self._sql.row(unless_known.returning(publications.c.number))
        return None if new is None else replace(publication, number=new["number"])

    async def get(self, number: int) -> Publication | None:
        found = await self._found(select(publications).where(publications.c.number == number))
        return found[0] if found else None

    async def of_draft(self, draft: int) -> Sequence[Publication]:
        return await self._found(select(publications).where(publications.c.draft == draft))

    async def in_state(self, *states: Delivery) -> Sequence[Publication]:
        return await self._found(select(publications).where(publications.c.state.in_(states)))

    async def out(self, outlet: str, limit: int) -> Sequence[Publication]:
        sent = publications.c.outlet == outlet, publications.c.state == Delivery.SENT
        newest = select(publications).where(*sent).order_by(publications.c.number.desc())
        return [_publication(row) for row in await self._sql.rows(newest.limit(limit))]

    async def save(self, publication: Publication) -> None:
        values = _moved_on(publication)
        # While it is being sent the lease runs on: only its end tells that the sender is gone.
        if publication.state is not Delivery.SENDING:
            values |= {"lease_owner": None, "lease_until": None}
        mine = publications.c.number == publication.number
        change = update(publications).where(mine).values(values)
        await self._sql.change(change, f"publication {publication.number}")

    async def claim(self, owner: str, now: datetime, until: datetime) -> Publication | None:
        rows = await lease(self._sql, publications, _DUE, owner, now, until, 1, alone=True)
        return _publication(rows[0]) if rows else None

    async def add_attempt(self, attempt: Attempt) -> None:
        await self._sql.run(insert(attempts).values(asdict(attempt)))

    async def settle_attempt(self, attempt: Attempt) -> None:
        mine = attempts.c.publication == attempt.publication, attempts.c.no == attempt.no
        settled = update(attempts).where(*mine)
        await self._sql.change(
            settled.values(outcome=attempt.outcome, detail=attempt.detail),
            f"attempt {attempt.no} at publication {attempt.publication}",
        )

    async def attempts(self, publication: int) -> Sequence[Attempt]:
        found = select(attempts).where(attempts.c.publication == publication)
        return [Attempt(**row) for row in await self._sql.rows(found.order_by(attempts.c.no))]

    async def _found(self, found: Select[*tuple[Any, ...]]) -> list[Publication]:
        rows = await self._sql.rows(found.order_by(publications.c.number))
        return [_publication(row) for row in rows]


def _moved_on(publication: Publication) -> dict[str, object]:
    return {
        "due": publication.due,
        "state": publication.state,
        "attempts": publication.attempts,
        "receipt": publication.receipt,
        "settled_at": publication.settled_at,
        "wanted_at": publication.wanted_at,
    }


def _publication(row: RowMapping) -> Publication:
    return Publication(
        number=row["number"],
        draft=row["draft"],
        digest=row["digest"],
        outlet=row["outlet"],
        mode=Mode(row["mode"]),
        text=row["text"],
        due=row["due"],
        state=Delivery(row["state"]),
        attempts=row["attempts"],
        receipt=row["receipt"],
        settled_at=row["settled_at"],
        wanted_at=row["wanted_at"],
    )
