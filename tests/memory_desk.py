"""What people decide on and what they write, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.contact import Contact
from bot.domain.draft import Act, Draft, State
from bot.domain.fact import Fact
from bot.domain.incident import Incident
from bot.domain.log import GENESIS, Head
from bot.domain.publication import Attempt, Delivery, Publication
from bot.ports import Card, StoreError
from classifiers.narrative import Narrative
from tests.memory_tables import Table, must_be_there

_FINISHED = {
    State.PUBLISHED, State.CORRECTED, State.RETRACTED, State.ISSUED, State.REJECTED,
    State.WITHDRAWN,
}  # fmt: skip


class Incidents(Table):
    async def add(self, incident: Incident) -> Incident:
        kept = replace(incident, number=self._kept.next("incidents"))
        self._kept.incidents[kept.number] = kept
        self._kept.heads[kept.number] = Head(kept.number, 0, GENESIS)
        return kept

    async def get(self, number: int) -> Incident | None:
        return self._kept.incidents.get(number)

    async def opened(self, start: datetime, end: datetime) -> Sequence[Incident]:
        every = sorted(self._kept.incidents.items())
        return [each for number, each in every if number and start <= each.opened_at < end]

    async def save(self, incident: Incident) -> None:
        must_be_there(incident.number, self._kept.incidents)
        kept = self._kept.incidents[incident.number]
        self._kept.incidents[incident.number] = replace(kept, closed_at=incident.closed_at)

    async def open(self) -> Sequence[Incident]:
        newest = reversed(self._kept.incidents.values())
        return [incident for incident in newest if incident.closed_at is None]


class Drafts(Table):
    async def add(self, draft: Draft) -> Draft:
        kept = replace(draft, number=self._kept.next("drafts"))
        self._kept.drafts[kept.number] = kept
        return kept

    async def get(self, number: int) -> Draft | None:
        return self._kept.drafts.get(number)

    async def save(self, draft: Draft) -> None:
        kept = self._kept.drafts.get(draft.number)
        if (
            kept is None
            or draft.versions[: len(kept.versions)] != kept.versions
            or draft.steps[: len(kept.steps)] != kept.steps
        ):
            raise StoreError(f"Draft {draft.number} was changed by somebody else; read it again.")
        self._kept.drafts[draft.number] = replace(draft, incident=kept.incident)

    async def unfinished(self) -> Sequence[Draft]:
        return [draft for draft in self._kept.drafts.values() if draft.state not in _FINISHED]

    async def released(self, start: datetime, end: datetime) -> Sequence[Draft]:
        return [
            draft
            for draft in self._kept.drafts.values()
            if any(step.act is Act.RELEASE and start <= step.at < end for step in draft.steps)
        ]

    async def of_cases(self, cases: Sequence[int]) -> Sequence[Draft]:
        return [draft for draft in self._kept.drafts.values() if draft.case in cases]

    async def issued(self, incident: int) -> Sequence[Draft]:
        drafts = self._kept.drafts.values()
        return [d for d in drafts if d.state is State.ISSUED and d.incident == incident]

    async def out(self) -> Sequence[Draft]:
        out = (State.PUBLISHED, State.CORRECTED)
        return [draft for draft in self._kept.drafts.values() if draft.state in out]


class Publications(Table):
    async def add(self, publication: Publication) -> Publication | None:
        if any(kept.key == publication.key for kept in self._kept.publications.values()):
            return None
        kept = replace(publication, number=self._kept.next("publications"))
        self._kept.publications[kept.number] = kept
        return kept

    async def get(self, number: int) -> Publication | None:
        return self._kept.publications.get(number)

    async def of_draft(self, draft: int) -> Sequence[Publication]:
        return [p for p in self._kept.publications.values() if p.draft == draft]

    async def in_state(self, *states: Delivery) -> Sequence[Publication]:
        return [p for p in self._kept.publications.values() if p.state in states]

    async def out(self, outlet: str, limit: int) -> Sequence[Publication]:
        newest = reversed(self._kept.publications.values())
        return [p for p in newest if (p.outlet, p.state) == (outlet, Delivery.SENT)][:limit]

    async def save(self, publication: Publication) -> None:
        must_be_there(publication.number, self._kept.publications)
        self._kept.publications[publication.number] = publication
        if publication.state is not Delivery.SENDING:
            self._kept.leases.pop(publication.number, None)

    async def claim(self, owner: str, now: datetime, until: datetime) -> Publication | None:
        waiting = [
            kept
            for kept in self._kept.publications.values()
            if self._kept.leases.get(kept.number, ("", now))[1] <= now
            and (
                kept.state is Delivery.SENDING
                or (kept.state is Delivery.QUEUED and kept.due <= now)
            )
        ]
        oldest = min(waiting, key=lambda kept: (kept.due, kept.number), default=None)
        if oldest is not None:
            self._kept.leases[oldest.number] = owner, until
        return oldest

    async def add_attempt(self, attempt: Attempt) -> None:
        if (attempt.publication, attempt.no) in self._kept.attempts:
            raise StoreError("This attempt is there already; nothing was kept.")
        self._kept.attempts[attempt.publication, attempt.no] = attempt

    async def settle_attempt(self, attempt: Attempt) -> None:
        key = attempt.publication, attempt.no
        must_be_there(key, self._kept.attempts)
        kept = self._kept.attempts[key]
        settled = replace(kept, outcome=attempt.outcome, detail=attempt.detail)
        self._kept.attempts[key] = settled

    async def attempts(self, publication: int) -> Sequence[Attempt]:
        found = sorted(self._kept.attempts.items())
        return [attempt for (of, _), attempt in found if of == publication]


class Narratives(Table):
    async def all(self) -> Sequence[Narrative]:
        return [kept for _, (kept, closed) in sorted(self._kept.narratives.items()) if not closed]

    async def get(self, slug: str) -> Narrative | None:
        return self._kept.narratives[slug][0] if slug in self._kept.narratives else None

    async def save(self, narrative: Narrative, closed: bool = False) -> None:
        self._kept.narratives[narrative.id] = narrative, closed


class Contacts(Table):
    async def add(self, contact: Contact) -> Contact:
        kept = replace(contact, number=self._kept.next("contacts"))
        self._kept.contacts[kept.number] = kept
        return kept

    async def get(self, number: int) -> Contact | None:
        return self._kept.contacts.get(number)

    async def save(self, contact: Contact) -> None:
        must_be_there(contact.number, self._kept.contacts)
        kept = self._kept.contacts[contact.number]
        self._kept.contacts[contact.number] = replace(
            kept,
            tested_by=contact.tested_by,
            tested_at=contact.tested_at,
            removed=contact.removed,
        )

    async def all(self) -> Sequence[Contact]:
        return [contact for contact in self._kept.contacts.values() if not contact.removed]


class Facts(Table):
    async def add(self, fact: Fact) -> Fact:
        kept = replace(fact, number=self._kept.next("facts"))
        self._kept.facts[kept.number] = kept
        return kept

    async def get(self, number: int) -> Fact | None:
        return self._kept.facts.get(number)

    async def save(self, fact: Fact) -> None:
        must_be_there(fact.number, self._kept.facts)
        self._kept.facts[fact.number] = fact

    async def of_incident(self, incident: int) -> Sequence[Fact]:
        return [fact for fact in self._kept.facts.values() if fact.incident == incident]


class Cards(Table):
    async def get(self, room: str, subject: str) -> Card | None:
        return self._kept.cards.get((room, subject))

    async def save(self, room: str, subject: str, card: Card) -> None:
        self._kept.cards[room, subject] = card

    async def forget(self, subjects: Sequence[str]) -> None:
        for (room, subject), card in list(self._kept.cards.items()):
            if subject in subjects:
                self._kept.cards[room, subject] = replace(card, shown="")


class Settings(Table):
    async def get(self, name: str) -> str | None:
        return self._kept.settings.get(name)

    async def put(self, name: str, value: str) -> None:
        self._kept.settings[name] = value

    async def under(self, prefix: str) -> Mapping[str, str]:
        found = sorted(self._kept.settings.items())
        return {n.removeprefix(prefix): value for n, value in found if n.startswith(prefix)}

    async def under_each(self, *prefixes: str) -> Sequence[Mapping[str, str]]:
        return [await self.under(prefix) for prefix in prefixes]
