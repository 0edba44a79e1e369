"""What the bot says unasked: the newest state of a subject, rendered when it is said.

A subject is a word and what it is about: `draft/7`. `SUBJECTS` names a function for each word.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.views import (
    approvals,
    cases,
    deliveries,
    drafts,
    facts,
    feeds,
    partners,
    promises,
    proposals,
    reports,
    requests,
    rumours,
    trends,
    warnings,
)  # fmt: skip
from bot.chat.words import Catalogues, Say
from bot.desk import neighbours
from bot.desk.casebook import Sheet, sheet
from bot.desk.checking import found
from bot.desk.facts import resting_on
from bot.desk.promises import overdue_of, reminder
from bot.desk.rumours import examples
from bot.desk.shared import given
from bot.desk.trend import trend
from bot.desk.writing import faults
from bot.domain.centre import Centre
from bot.domain.draft import State
from bot.domain.given import Given
from bot.domain.message import Message
from bot.domain.paper import Form
from bot.domain.room import Room
from bot.domain.warning import PublicWarning
from bot.ports import Clock, Unit

# What partners may read unasked; all else is for the team alone.
FOR_PARTNERS = frozenset({"shared", "unshared", "request"})


@dataclass(frozen=True, slots=True)
class Notices:
    """Renders the subjects of posts as a room reads them."""

    centre: Centre
    words: Catalogues
    clock: Clock

    async def render(self, unit: Unit, room: Room, subject: str) -> Message | None:
        """The card or notice in the room's language; None when the subject is gone."""
        word, _, named = subject.partition("/")
        if word not in SUBJECTS or (room.with_partners and word not in FOR_PARTNERS):
            return None
        say = self.words.into(room.language)
        here = Here(unit, room, self.centre, say, self.clock.now(), self.words)
        return await SUBJECTS[word](here, named)


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when something is said: the store and the room as they are now."""

    unit: Unit
    room: Room
    centre: Centre
    say: Say
    now: datetime
    words: Catalogues

    @property
    def zone(self) -> ZoneInfo:
        """The centre's time."""
        return self.centre.timezone


Shows = Callable[[Here, str], Awaitable[Message | None]]


def _of_case(show: Callable[[Here, Sheet], Message | None], *, merged: bool = False) -> Shows:
    """What a view makes of a case, by its number; `merged`: even when it is part of another."""

    async def shown(here: Here, number: str) -> Message | None:
        case = await here.unit.cases.get(int(number))
        if case is None or (case.merged_into is not None and not merged):
            return None
        return show(here, await sheet(here.unit, case, here.now, here.room.language))

    return shown


def _of_warning(
    show: Callable[[PublicWarning, Centre, str, datetime, Say], Message | None],
) -> Shows:
    """What a view makes of a public warning, by its number."""

    async def shown(here: Here, number: str) -> Message | None:
        warning = await here.unit.warnings.get(int(number))
        if warning is None:
            return None
        return show(warning, here.centre, here.room.language, here.now, here.say)

    return shown


def _of_share(show: Callable[[Given, Centre, str, datetime, Say], Message | None]) -> Shows:
    """What partners see of a thing; never shown elsewhere than where it was shared."""

    async def shown(here: Here, number: str) -> Message | None:
        share = await here.unit.shares.get(int(number))
        if share is None or share.room != here.room.name:
            return None
        seen = await given(here.unit, share)
        return show(seen, here.centre, here.room.language, here.now, here.say) if seen else None

    return shown


async def _draft(here: Here, number: str) -> Message | None:
    unit, centre, now = here.unit, here.centre, here.now
    draft = await unit.drafts.get(int(number))
    if draft is None:
        return None
    rows = await unit.publications.of_draft(draft.number)
    doubts = await found(unit, centre, draft, now)
    owed = await overdue_of(unit, centre, draft, now)
    return drafts.card(draft, rows, centre, now, here.say, doubts, owed)


async def _lapsed(here: Here, number: str) -> Message | None:
    draft = await here.unit.drafts.get(int(number))
    return approvals.lapsed(draft, here.say) if draft else None


async def _paper(here: Here, number: str) -> Message | None:
    """A document that was approved, with the whole of it as a file, in its own language."""
    draft = await here.unit.drafts.get(int(number))
    if draft is None or draft.content.document is None or draft.state is not State.ISSUED:
        return None
    say = here.words.into(draft.content.document.language)
    message = reports.issued(draft, here.centre, say)
    paper = await reports.draft_as_paper(message, draft, Form.PDF, say)
    return replace(message, file=paper.file)


async def _publication(here: Here, number: str) -> Message | None:
    row = await here.unit.publications.get(int(number))
    return deliveries.notice(row, here.say) if row else None


async def _promise(here: Here, named: str) -> Message | None:
    """`promise/7/update/1`: draft 7, step 1."""
    due = await reminder(here.unit, here.centre, f"promise/{named}", here.now)
    return promises.reminder(due, here.now, here.zone, here.say) if due else None


async def _proposal(here: Here, number: str) -> Message | None:
    proposal = await here.unit.proposals.get(int(number))
    draft = await here.unit.drafts.get(proposal.draft) if proposal else None
    if proposal is None or draft is None:
        return None
    why = await faults(here.unit, here.centre, draft, proposal, here.now)
    return proposals.proposed(proposal, why, here.say)


async def _fact(here: Here, number: str) -> Message | None:
    fact = await here.unit.facts.get(int(number))
    if fact is None:
        return None
    return facts.over(fact, await resting_on(here.unit, fact.number), here.now, here.say)


async def _feed(here: Here, number: str) -> Message | None:
    kept = await here.unit.feeds.get(int(number))
    return feeds.notice(kept, here.say, here.zone, here.now) if kept else None


async def _rumour(here: Here, number: str) -> Message | None:
    rumour = await here.unit.rumours.get(int(number))
    if rumour is None:
        return None
    return rumours.card(rumour, await examples(here.unit, rumour), here.say, here.zone)


async def _request(here: Here, named: str) -> Message | None:
    """`request/7/late`: a part of a request, for its partner in the room that we share, or for us
    in ours."""
    number, _, part = named.partition("/")
    request = await here.unit.requests.get(int(number))
    if request is None or (here.room.with_partners and here.room.name != request.room):
        return None
    if here.room.with_partners:
        language = here.room.language
        return requests.to_partner(request, part, here.centre, language, here.now, here.say)
    return requests.to_us(request, part, here.centre, here.now, here.say)


async def _neighbours(here: Here, number: str) -> Message | None:
    draft = await here.unit.drafts.get(int(number))
    if draft is None or not neighbours.stands(draft, here.now):
        return None
    found = await neighbours.found(here.unit, here.centre, draft, here.now)
    return drafts.differs(draft, found, here.say) if found else None


async def _trend(here: Here, named: str) -> Message | None:
    """`trend/3/1440`: case 3, or 0 for all, over 1440 minutes."""
    case, _, minutes = named.partition("/")
    figures = await trend(here.unit, int(case), timedelta(minutes=int(minutes)), here.now)
    # A terminal shows no pictures: it gets bars.
    show = trends.bars if here.room.platform == "console" else trends.picture
    return show(figures, int(case), here.centre, here.room.language, here.say)


async def _after(here: Here, number: str) -> Message | None:
    """The card of a case where the room has it; None elsewhere: it is for an edit alone."""
    card = await here.unit.cards.get(here.room.name, f"case/{number}")
    return await SUBJECTS["case"](here, number) if card and card.reference else None


SUBJECTS: Mapping[str, Shows] = {
    "case": _of_case(
        lambda here, read: cases.card(read, here.say, here.zone, here.now), merged=True
    ),
    "after": _after,
    "growth": _of_case(lambda here, read: cases.growth(read, here.say)),
    "burst": _of_case(lambda here, read: cases.burst_notice(read, here.say)),
    "contradiction": _of_case(lambda here, read: cases.contradiction(read, here.say)),
    "draft": _draft,
    "lapsed": _lapsed,
    "paper": _paper,
    "publication": _publication,
    "promise": _promise,
    "proposal": _proposal,
    "fact": _fact,
    "feed": _feed,
    "warning": _of_warning(warnings.card),
    "amended": _of_warning(warnings.amended),
    "shared": _of_share(partners.card),
    "unshared": _of_share(partners.gone),
    "request": _request,
    "rumour": _rumour,
    "trend": _trend,
    "neighbours": _neighbours,
}
