"""What people decide on and what they write, in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.contact import Contact
from bot.domain.draft import Draft, State
from bot.domain.fact import Fact
from bot.domain.flag import Case, Decision, Flag, Spotting
from bot.domain.incident import Incident
from bot.domain.log import GENESIS, Head
from bot.domain.publication import Attempt, Delivery, Publication
from bot.ports import Card, StoreError
from classifiers.label import Label
from classifiers.narrative import Narrative
from classifiers.verdict import log_odds_of
from tests.memory_tables import Table, must_be_there

_FINISHED = {State.PUBLISHED, State.CORRECTED, State.RETRACTED, State.REJECTED, State.WITHDRAWN}


class Flags(Table):
    async def add(self, flag: Flag) -> Flag:
        kept = replace(flag, number=self._kept.next("flags"))
        self._kept.flags[kept.number] = kept
        self._label(kept)
        return kept

    async def get(self, number: int) -> Flag | None:
        return self._kept.flags.get(number)

    async def save(self, flag: Flag) -> None:
        must_be_there(flag.number, self._kept.flags)
        kept = self._kept.flags[flag.number]
        self._kept.flags[flag.number] = replace(kept, decision=flag.decision)
        self._label(flag)

    async def undecided(self, limit: int = 50) -> Sequence[Flag]:
        newest = reversed(self._kept.flags.values())
        return [flag for flag in newest if flag.decision is None][:limit]

    async def of_case(self, case: int, limit: int = 50) -> Sequence[Flag]:
        return [flag for flag in self._kept.flags.values() if flag.case == case][:limit]

    async def spotted(
        self, since: datetime, *, narrative: str | None = None, case: int | None = None
    ) -> Sequence[Spotting]:
        found = [
            Spotting(
                flag.case, self._kept.cases[flag.case].narrative, flag.feed, flag.link,
                flag.verdict.lang, flag.raised_at,
            )
            for flag in self._kept.flags.values()
            if flag.raised_at >= since and case in {None, flag.case}
        ]  # fmt: skip
        return sorted(
            (point for point in found if narrative in {None, point.narrative}),
            key=lambda point: point.at,
        )

    async def of_item(self, item: int) -> Flag | None:
        newest = reversed(self._kept.flags.values())
        return next((flag for flag in newest if flag.item == item), None)

    async def decisions(self, number: int) -> Sequence[Decision]:
        return sorted((d for n, d in self._kept.labels if n == number), key=lambda d: d.at)

    async def label_count(self) -> int:
        return len(self._kept.labels)

    async def labels(self, limit: int) -> Sequence[Label]:
        return [self._as_label(*kept) for kept in self._kept.labels[-limit:]]

    def _label(self, flag: Flag) -> None:
        if flag.decision and (flag.number, flag.decision) not in self._kept.labels:
            self._kept.labels.append((flag.number, flag.decision))

    def _as_label(self, number: int, decision: Decision) -> Label:
        flag = self._kept.flags[number]
        said = log_odds_of(f for f in flag.verdict.findings if not f.code.startswith("room."))
        verdict = flag.verdict
        return Label(
            number, flag.text, decision.word, decision.by, decision.at,
            verdict.lang, verdict.narrative, said,
        )  # fmt: skip


class Cases(Table):
    async def add(self, case: Case) -> Case:
        if case.narrative and await self.of_narrative(case.incident, case.narrative):
            raise StoreError("There is a case of this narrative already; nothing was kept.")
        kept = replace(case, number=self._kept.next("cases"))
        self._kept.cases[kept.number] = kept
        return kept

    async def get(self, number: int) -> Case | None:
        return self._kept.cases.get(number)

    async def save(self, case: Case) -> None:
        must_be_there(case.number, self._kept.cases)
        self._kept.cases[case.number] = case

    async def of_narrative(self, incident: int, narrative: str) -> Case | None:
        found = await self.of_incident(incident)
        return next((case for case in found if case.narrative == narrative), None)

    async def of_story(self, incident: int, keys: Sequence[int]) -> Sequence[Case]:
        shared = Counter(case for case, key in self._kept.case_keys if key in set(keys))
        near = sorted(shared, key=lambda case: (-shared[case], case))
        found = [self._kept.cases[case] for case in near]
        return [c for c in found if c.incident == incident and c.narrative is None][:5]

    async def tell(self, case: int, keys: Sequence[int]) -> None:
        self._kept.case_keys.update((case, key) for key in keys)

    async def of_incident(self, incident: int) -> Sequence[Case]:
        return [case for case in self._kept.cases.values() if case.incident == incident]


class Incidents(Table):
    async def add(self, incident: Incident) -> Incident:
        kept = replace(incident, number=self._kept.next("incidents"))
        self._kept.incidents[kept.number] = kept
        self._kept.heads[kept.number] = Head(kept.number, 0, GENESIS)
        return kept

    async def get(self, number: int) -> Incident | None:
        return self._kept.incidents.get(number)

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


class Settings(Table):
    async def get(self, name: str) -> str | None:
        return self._kept.settings.get(name)

    async def put(self, name: str, value: str) -> None:
        self._kept.settings[name] = value

    async def under(self, prefix: str) -> Mapping[str, str]:
        found = sorted(self._kept.settings.items())
        return {n.removeprefix(prefix): value for n, value in found if n.startswith(prefix)}
