"""What a machine proposes for drafts: the rows of `proposals`."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, insert, select, update

from bot.domain.proposal import Proposal, ProposalState
from bot.store.columns import keepable
from bot.store.public_tables import proposals
from bot.store.sql import Sql, claimable, is_free, lease

_WAITING = claimable(
    select(proposals.c.number)
    .where(is_free(proposals), proposals.c.state == ProposalState.WAITING)
    .order_by(proposals.c.number)
)
_ONE = select(proposals).where(proposals.c.number == bindparam("number"))


class SqlProposals:
    """What was asked and what came of it is one JSON value: nothing is looked up by it."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, proposal: Proposal) -> Proposal:
        kept = insert(proposals).values(draft=proposal.draft, **_row(proposal))
        return replace(proposal, number=await self._sql.number(kept.returning(proposals.c.number)))

    async def get(self, number: int) -> Proposal | None:
        row = await self._sql.row(_ONE, number=number)
        return None if row is None else _proposal(row)

    async def save(self, proposal: Proposal) -> None:
        values = _row(proposal) | {"lease_owner": None, "lease_until": None}
        mine = update(proposals).where(proposals.c.number == proposal.number)
        await self._sql.change(mine.values(values), f"proposal {proposal.number}")

    async def of_draft(self, draft: int) -> Sequence[Proposal]:
        mine = select(proposals).where(proposals.c.draft == draft).order_by(proposals.c.number)
        return [_proposal(row) for row in await self._sql.rows(mine)]

    async def claim(self, owner: str, now: datetime, until: datetime) -> Proposal | None:
        rows = await lease(self._sql, proposals, _WAITING, owner, now, until, 1, alone=True)
        return _proposal(rows[0]) if rows else None


def _row(proposal: Proposal) -> dict[str, object]:
    asked = {name: keepable(value) for name, value in asdict(proposal).items()
             if isinstance(value, str)}  # fmt: skip
    asked |= {"asked_at": proposal.asked_at.isoformat()}
    return {"state": proposal.state, "asked": asked}


def _proposal(row: RowMapping) -> Proposal:
    asked = row["asked"]
    return Proposal(**{
        **asked, "number": row["number"], "draft": row["draft"],
        "asked_at": datetime.fromisoformat(asked["asked_at"]),
        "state": ProposalState(row["state"]),
    })  # fmt: skip
