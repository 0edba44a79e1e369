"""What the bot says unasked: the newest state of a subject, rendered when it is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.chat.views import (
    cases,
    drafts,
    facts,
    feeds,
    partners,
    promises,
    proposals,
    requests,
    rumours,
    trends,
    warnings,
)  # fmt: skip
from bot.chat.words import Catalogues, Say
from bot.desk.casebook import sheet
from bot.desk.checking import found
from bot.desk.facts import resting_on
from bot.desk.promises import overdue_of, reminder
from bot.desk.rumours import examples
from bot.desk.shared import given
from bot.desk.trend import trend
from bot.desk.writing import faults
from bot.domain.centre import Centre
from bot.domain.message import Message
from bot.domain.room import Room
from bot.ports import Clock, Unit

# What partners may read unasked; all else is for the team alone.
FOR_PARTNERS = frozenset({"shared", "unshared", "request"})


@dataclass(frozen=True, slots=True)
class Notices:
    """Renders the subjects of posts: `case/3`, `growth/3`, `burst/3`, `draft/7`, `publication/9`,
    `feed/2`, `warning/4`, `amended/4`, `fact/5`, `proposal/6`, `promise/7/update/1` (draft 7, step
    1), `trend/3/1440` (case 3, or 0 for all, over 1440 minutes), `shared/6` and `unshared/6` (what
    partners were given), `request/7/late`, `rumour/2`, `contradiction/3`."""

    centre: Centre
    words: Catalogues
    clock: Clock
    titles: Mapping[str, str] = field(default_factory=dict)

    async def render(self, unit: Unit, room: Room, subject: str) -> Message | None:
        """The card or notice in the room's language; None when the subject is gone."""
        word, _, number = subject.partition("/")
        if room.with_partners and word not in FOR_PARTNERS:
            return None
        say = self.words.into(room.language)
        match word:
            case "case" | "growth" | "burst" | "contradiction":
                return await self._of_case(unit, word, int(number), say)
            case "draft":
                draft = await unit.drafts.get(int(number))
                if draft is None:
                    return None
                rows = await unit.publications.of_draft(draft.number)
                doubts = await found(unit, self.centre, draft, self.clock.now())
                now = self.clock.now()
                owed = await overdue_of(unit, self.centre, draft, now)
                return drafts.card(draft, rows, self.centre, now, say, doubts, owed)
            case "promise":
                now = self.clock.now()
                due = await reminder(unit, self.centre, subject, now)
                return promises.reminder(due, now, self.centre.timezone, say) if due else None
            case "fact":
                fact = await unit.facts.get(int(number))
                if fact is None:
                    return None
                resting = await resting_on(unit, fact.number)
                return facts.over(fact, resting, self.clock.now(), say)
            case "publication":
                row = await unit.publications.get(int(number))
                return drafts.publication(row, say) if row else None
            case "proposal":
                proposal = await unit.proposals.get(int(number))
                draft = await unit.drafts.get(proposal.draft) if proposal else None
                if proposal is None or draft is None:
                    return None
                why = await faults(unit, self.centre, draft, proposal, self.clock.now())
                return proposals.proposed(proposal, why, say)
            case "feed":
                kept = await unit.feeds.get(int(number))
                now, zone = self.clock.now(), self.centre.timezone
                return feeds.notice(kept, say, zone, now) if kept else None
            case "warning" | "amended":
                warning = await unit.warnings.get(int(number))
                if warning is None:
                    return None
                show = warnings.card if word == "warning" else warnings.amended
                return show(warning, self.centre, room.language, self.clock.now(), say)
            case "shared" | "unshared":
                return await self._shared(unit, room, word, int(number))
            case "request":
                return await self._request(unit, room, number)
            case "rumour":
                return await self._rumour(unit, int(number), say)
            case "trend":
                case_number, _, minutes = number.partition("/")
                span, now = timedelta(minutes=int(minutes)), self.clock.now()
                figures = await trend(unit, int(case_number), span, now)
                # A terminal shows no pictures: it gets bars.
                show_trend = trends.bars if room.platform == "console" else trends.picture
                return show_trend(figures, int(case_number), self.centre, room.language, say)
        return None

    async def _of_case(self, unit: Unit, word: str, number: int, say: Say) -> Message | None:
        case = await unit.cases.get(number)
        if case is None or (case.merged_into is not None and word != "case"):
            return None
        now = self.clock.now()
        read = await sheet(unit, case, now, self.titles)
        match word:
            case "growth":
                return cases.growth(read, say)
            case "burst":
                return cases.burst_notice(read, say)
            case "contradiction":
                return cases.contradiction(read, say)
        return cases.card(read, say, self.centre.timezone, now)

    async def _rumour(self, unit: Unit, number: int, say: Say) -> Message | None:
        rumour = await unit.rumours.get(number)
        if rumour is None:
            return None
        return rumours.card(rumour, await examples(unit, rumour), say, self.centre.timezone)

    async def _shared(self, unit: Unit, room: Room, word: str, number: int) -> Message | None:
        """What partners see of a thing; never shown elsewhere than where it was shared."""
        share = await unit.shares.get(number)
        now_given = await given(unit, share) if share and share.room == room.name else None
        if now_given is None:
            return None
        show = partners.card if word == "shared" else partners.gone
        say = self.words.into(room.language)
        return show(now_given, self.centre, room.language, self.clock.now(), say)

    async def _request(self, unit: Unit, room: Room, named: str) -> Message | None:
        """A part of a request: for its partner in the room that we share, or for us in ours."""
        number, _, part = named.partition("/")
        request = await unit.requests.get(int(number))
        say, now = self.words.into(room.language), self.clock.now()
        if request is None or (room.with_partners and room.name != request.room):
            return None
        if room.with_partners:
            return requests.to_partner(request, part, self.centre, room.language, now, say)
        return requests.to_us(request, part, self.centre, now, say)
