"""What the bot says unasked: the newest state of a subject, rendered when it is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.chat.views import cases, drafts, facts, feeds, trends, warnings
from bot.chat.words import Catalogues, Say
from bot.desk.casebook import sheet
from bot.desk.checking import found
from bot.desk.facts import resting_on
from bot.desk.trend import trend
from bot.domain.centre import Centre
from bot.domain.message import Message
from bot.domain.room import Room
from bot.ports import Clock, Unit


@dataclass(frozen=True, slots=True)
class Notices:
    """Renders the subjects of posts: `case/3`, `growth/3`, `burst/3`, `contradiction/3`,
    `draft/7`, `publication/9`, `feed/2`, `warning/4`, `amended/4`, `fact/5`, `trend/3/1440`
    (case 3, or 0 for all, over 1440 minutes)."""

    centre: Centre
    words: Catalogues
    clock: Clock
    titles: Mapping[str, str] = field(default_factory=dict)

    async def render(self, unit: Unit, room: Room, subject: str) -> Message | None:
        """The card or notice in the room's language; None when the subject is gone."""
        word, _, number = subject.partition("/")
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
                return drafts.card(draft, rows, self.centre, self.clock.now(), say, doubts)
            case "fact":
                fact = await unit.facts.get(int(number))
                if fact is None:
                    return None
                resting = await resting_on(unit, fact.number)
                return facts.over(fact, resting, self.clock.now(), say)
            case "publication":
                row = await unit.publications.get(int(number))
                return drafts.publication(row, say) if row else None
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
        if case is None:
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
