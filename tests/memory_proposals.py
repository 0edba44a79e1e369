"""What a machine proposes for drafts, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.proposal import Proposal, ProposalState
from tests.memory_tables import Table, must_be_there


class Proposals(Table):
    async def add(self, proposal: Proposal) -> Proposal:
        kept = replace(proposal, number=self._kept.next("proposals"))
        self._kept.proposals[kept.number] = kept
        return kept

    async def get(self, number: int) -> Proposal | None:
        return self._kept.proposals.get(number)

    async def save(self, proposal: Proposal) -> None:
        must_be_there(proposal.number, self._kept.proposals)
        self._kept.proposals[proposal.number] = proposal
        self._kept.proposal_leases.pop(proposal.number, None)

    async def of_draft(self, draft: int) -> Sequence[Proposal]:
        return [kept for kept in self._kept.proposals.values() if kept.draft == draft]

    async def claim(self, owner: str, now: datetime, until: datetime) -> Proposal | None:
        for number, kept in self._kept.proposals.items():
            free = self._kept.proposal_leases.get(number, now) <= now
            if kept.state is ProposalState.WAITING and free:
                self._kept.proposal_leases[number] = until
                return kept
        return None
