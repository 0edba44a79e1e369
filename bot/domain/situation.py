"""Where an incident stands at one moment: everything that its documents are made of.

A document invents nothing: each of its lines names the line of the log, the case, the draft or the
publication that it comes from.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.contact import Contact
from bot.domain.content import MessageClass
from bot.domain.draft import Draft, State
from bot.domain.fact import Fact, Standing
from bot.domain.flag import Case, Effect, Flag, Priority
from bot.domain.incident import Incident
from bot.domain.log import Entry
from bot.domain.publication import Delivery, Publication

UNSETTLED = (
    Delivery.QUEUED, Delivery.SENDING, Delivery.UNCERTAIN, Delivery.FAILED, Delivery.HELD,
)  # fmt: skip
# The verbs by which somebody decides; the rest of the log is how it was done.
DECISIONS = frozenset({
    "incident.opened", "incident.closed", "case.priority", "draft.rejected", "draft.corrected",
    "draft.retracted", "draft.released_alone", "handover.accepted", "exercise.started",
    "exercise.frozen", "exercise.resumed", "exercise.ended",
})  # fmt: skip
# "Next update at 14:30", in the five languages: the sentence up to the time.
_PROMISE = re.compile(
    r"(?:\b(?:next (?:update|information)|we come back"
    r"|prochaine? (?:point|message|information|mise à jour)|nous revenons"
    r"|volgende? (?:update|bericht|informatie)|(?:wij|we) komen terug"
    r"|nächste (?:meldung|information)|wir melden uns"
    r"|nächst (?:meldung|informatioun)|mir mellen eis)\b[^.!?:\n]{0,40}?"
    # Of the short forms, which are common words, the time must follow at once.
    r"|\b(?:suite|vervolg|weiter|weider) (?:à |om |um |ëm )?)"
    r"(?<!\d)\d{1,2}[:h]\d{2}(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Situation:
    """One incident at one moment. `cases` are those that are no part of another, `homes` the case
    that each counts in by now; `flags` are by case, `publications` by draft; `out` are the drafts
    that were published and not retracted, `waiting` those on their way; `effects`, by case, what
    happened after our answers; `titles`, by case, what people call it."""

    at: datetime
    incident: Incident
    entries: tuple[Entry, ...]
    cases: tuple[Case, ...]
    flags: Mapping[int, tuple[Flag, ...]]
    out: tuple[Draft, ...]
    waiting: tuple[Draft, ...]
    publications: Mapping[int, tuple[Publication, ...]]
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Fact, ...] = ()
    homes: Mapping[int, int] = field(default_factory=dict)
    effects: Mapping[int, tuple[Effect, ...]] = field(default_factory=dict)
    titles: Mapping[int, str | None] = field(default_factory=dict)

    def answers(self, case: int, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
        """Those of the drafts that answer a case, or one that is a part of it by now."""
        return tuple(d for d in drafts if d.case and self.homes.get(d.case, d.case) == case)

    @property
    def in_force(self) -> tuple[Draft, ...]:
        """What the public was told and still holds."""
        return holding(self.out, self.at)

    @property
    def urgent(self) -> tuple[Case, ...]:
        """The cases with priority high or medium, the high ones first."""
        chosen = (case for case in self.cases if case.priority is not Priority.LOW)
        return tuple(sorted(chosen, key=lambda case: case.priority is not Priority.HIGH))

    @property
    def unsettled(self) -> tuple[Publication, ...]:
        """Publications of which nobody knows yet that they arrived."""
        every = (row for rows in self.publications.values() for row in rows)
        return tuple(row for row in every if row.state in UNSETTLED)

    @property
    def undecided(self) -> tuple[Flag, ...]:
        """Flags that wait for a decision."""
        return tuple(
            f for mine in self.flags.values() for f in mine if f.decision is None and not f.faded
        )

    def facts_that_are(self, standing: Standing) -> tuple[Fact, ...]:
        """The facts with this standing at that moment."""
        return tuple(fact for fact in self.facts if fact.standing_at(self.at) is standing)

    def of_kinds(self, kinds: frozenset[str]) -> tuple[Entry, ...]:
        """The lines of the log with one of these verbs."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)


def holding(out: Iterable[Draft], at: datetime) -> tuple[Draft, ...]:
    """Those of the drafts that are out which still tell the public something: none that is over,
    no retraction, which only takes something back, and no correction of what was taken back. A
    correction may outlast its message, whose end it may have put off."""
    there: dict[int, Draft] = {}
    for draft in sorted(out, key=lambda draft: draft.number):
        amends = draft.content.amends
        if draft.content.kind is not MessageClass.RETRACTION and (
            amends is None or amends in there
        ):
            there[draft.number] = draft
    return tuple(draft for draft in there.values() if draft.state_at(at) is not State.EXPIRED)


def promise_in(draft: Draft) -> str | None:
    """The words with which a message promises the next one, and when; None when it does not.

    A template has a place for that time; it counts as long as the time still stands in a text.
    """
    texts, filling = draft.content.texts.values(), draft.content.filling
    found = (_PROMISE.search(text) for text in texts)
    words = next((match.group() for match in found if match), None)
    time = filling.slots.get("next") if filling else None
    return words or (time if time and any(time in text for text in texts) else None)
