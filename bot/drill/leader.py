"""Lend a desk the exercise that its people lead: read the script, let injects out, report.

What is to be done stands in the store (`bot/desk/course.py`), and what was done is written there in
the same transaction as the words to the leaders: after a crash nothing is said twice, and the feeds
show again what they showed. One program at a time leads.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from bot.app import Desk
from bot.chat.papers import forms
from bot.chat.words import Catalogues
from bot.desk import course as courses
from bot.desk.leading import leading
from bot.desk.owners import own_name
from bot.desk.playing import is_frozen
from bot.desk.turn import VIGIE, Turn
from bot.domain.exercise import Course
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import Message, Rows, mark
from bot.domain.mode import Mode
from bot.domain.paper import Form
from bot.drill import injects
from bot.drill.debrief import debrief
from bot.drill.scenario import Inject, Scenario
from bot.drill.script import BUILT_IN, ScenarioError, load
from bot.drill.street import Street
from bot.drill.traces import Found, found
from bot.ports import Unit
from monitors.feed import Feed, Progress

log = logging.getLogger(__name__)
EARS = "exercise"
LEASE = timedelta(seconds=30)
STEP = 1.0
# What the leaders can read of a script that has many mistakes.
MOST_MISTAKES = 30
# Players must see it soon, and the machine they ask is this one.
EVERY = timedelta(minutes=1)


async def lead(desk: Desk, folder: Path) -> None:
    """Lead the exercises of a desk for as long as it runs."""
    await Leader(desk, folder).for_ever()


@dataclass(slots=True)
class Leader:
    """Leads the exercises of one desk, from scripts and into reports in one folder."""

    desk: Desk
    folder: Path
    owner: str = field(default_factory=own_name)
    street: Street = field(default_factory=lambda: Street(()))
    _words: Catalogues = field(default_factory=Catalogues)
    _scripts: dict[str, Scenario] = field(default_factory=dict)

    async def for_ever(self) -> None:
        """The loop behind an exercise."""
        async with self.open():
            while True:
                await self.step()
                await self.desk.clock.sleep(STEP)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """The street with the exercise's feeds, while this lasts."""
        await self.street.open()
        try:
            yield
        finally:
            await self.street.close()

    async def step(self) -> None:
        """Do what is due now."""
        if self.desk.centre.mode is Mode.LIVE or not await self._leads():
            return
        await self._read_wished()
        await self._go_on()
        await self._conclude()

    async def _leads(self) -> bool:
        """Whether there is something to lead, and no other program does."""
        now = self.desk.clock.now()
        async with self.desk.units() as unit:
            wanted = (
                await courses.wish_of(unit)
                or await courses.course_of(unit)
                or await courses.ended(unit)
            )
            if not wanted or not await unit.ears.take(EARS, self.owner, now, now + LEASE):
                self.street.published = []
                return False
            await unit.commit()
            return True

    async def _read_wished(self) -> None:
        """Load the script that somebody wished for, or say what is wrong with it."""
        async with self.desk.units() as unit:
            wish = await courses.wish_of(unit)
        if wish is None:
            return
        try:
            scenario = await self._read(wish.script, anew=True)
        except ScenarioError as error:
            async with self.desk.units() as unit:
                turn = await self._turn(unit)
                await courses.wish(unit, None)
                sentence = mark("{script} cannot be played:")
                lines = Rows(error.lines[:MOST_MISTAKES])
                await self._say(turn, f"script/{wish.script}", sentence, lines, script=wish.script)
                await unit.commit()
            self.desk.rounds.ring()
            return
        async with self.desk.units() as unit:
            turn = await self._turn(unit)
            await self._put_up(turn, wish.script, scenario)
            await unit.commit()
        self.desk.rounds.ring()

    async def _put_up(self, turn: Turn, script: str, scenario: Scenario) -> None:
        """Watch the feeds of a script, and keep its course; one that has begun is left alone."""
        unit = turn.unit
        before = await courses.course_of(unit)
        await courses.wish(unit, None)
        if before is not None and before.began_at is not None:
            return
        for number in before.feeds.values() if before else ():
            await unit.feeds.remove(number)
        feeds = {
            each.id: await unit.feeds.add(
                Feed(self.street.url(each.id), each.name, each.role, each.language, EVERY),
                Progress(next_poll=turn.now),
            )
            for each in scenario.feeds
        }
        first = scenario.script[0].t
        await courses.keep(unit, Course(script, scenario.name, first, feeds))
        await turn.note("exercise.loaded", script, DAILY_WATCH)
        for room in leading(turn):
            message = injects.loaded(scenario, self._words.into(room.language))
            await turn.tell(f"script/{turn.now.isoformat()}", room, message)

    async def _go_on(self) -> None:
        """Let out what is due, and let the feeds show it."""
        async with self.desk.units() as unit:
            course = await courses.course_of(unit)
        if course is None:
            return
        try:
            scenario = await self._read(course.script)
        except ScenarioError as error:
            await self._stand(course, error)
            return
        self.street.feeds = scenario.feeds
        async with self.desk.units() as unit:
            turn = await self._turn(unit)
            # Read again: people may have paused it meanwhile.
            course = await courses.course_of(unit)
            if course is None:
                return
            changed = await self._follow(unit, course)
            if await self._is_open(unit, course):
                out = injects.due(scenario, course, turn.now)
                course = course.release((inject.no for inject in out), turn.now)
                for inject in out:
                    await self._let_out(turn, course, inject)
                if out:
                    await courses.keep(unit, course)
                changed = changed or bool(out)
            if changed:
                await unit.commit()
        injects.lend(self.street, scenario, course, self.desk.clock.now())
        self.desk.rounds.ring()

    async def _let_out(self, turn: Turn, course: Course, inject: Inject) -> None:
        incident = (await turn.incident()).number
        # The team reads the log too: it must not learn there what is expected of it.
        await turn.note("exercise.inject", str(inject.no), incident, inject=inject.no)
        if inject.no > injects.STORYLINE:
            return
        for room in leading(turn):
            message = injects.briefing(inject, self._words.into(room.language))
            key = f"inject/{course.script}/{course.began_at}/{inject.no}"
            await turn.tell(key, room, message)

    async def _is_open(self, unit: Unit, course: Course) -> bool:
        """Whether injects may come out. A feed that was never read imports in silence what it finds
        at first, so nothing is put in it before."""
        if not course.is_running or await is_frozen(unit):
            return False
        kept = [await unit.feeds.get(number) for number in course.feeds.values()]
        return all(feed is None or feed.muted or feed.progress.imported for feed in kept)

    async def _follow(self, unit: Unit, course: Course) -> bool:
        """Watch the feeds where this program shows them: after a restart that is another port."""
        moved = False
        for name, number in course.feeds.items():
            kept = await unit.feeds.get(number)
            if kept is not None and kept.feed.url != self.street.url(name):
                await unit.feeds.move(number, self.street.url(name))
                moved = True
        return moved

    async def _stand(self, course: Course, error: ScenarioError) -> None:
        """The script is gone or spoilt: the clock stands, and the leaders are told once."""
        if not course.is_running:
            return
        async with self.desk.units() as unit:
            turn = await self._turn(unit)
            await courses.keep(unit, course.pause(turn.now))
            await turn.note("exercise.paused", str(error)[:200], DAILY_WATCH)
            sentence = mark("The script cannot be read any more, so the exercise stands:")
            await self._say(turn, "script/lost", sentence, Rows(error.lines[:MOST_MISTAKES]))
            await unit.commit()

    async def _conclude(self) -> None:
        """Write the report of an exercise that is over."""
        async with self.desk.units() as unit:
            course = await courses.ended(unit)
            begun, now = course and course.began_at, self.desk.clock.now()
            seen = await found(unit, begun, now) if begun else None
            rooms = leading(await self._turn(unit))
        if course is None:
            return
        language = rooms[0].language if rooms else self.desk.centre.languages[0]
        lines = await self._report(course, seen, language) if seen else ()
        async with self.desk.units() as unit:
            turn = await self._turn(unit)
            await courses.reported(unit)
            for sentence, details in lines:
                await self._say(turn, "report", sentence, **details)
            await unit.commit()
        self.street.published = []
        self.desk.rounds.ring()

    async def _report(
        self, course: Course, seen: Found, language: str
    ) -> tuple[tuple[str, dict[str, object]], ...]:
        """Write the file; returns what to tell the leaders."""
        try:
            scenario = await self._read(course.script)
            centre, now = self.desk.centre, self.desk.clock.now()
            name = f"report-{course.began_at:%Y%m%d-%H%M%S}"
            say = self._words.into(language)

            def report_it() -> None:
                paper = debrief(scenario, course, seen, now, centre, language, say)
                for form in Form:
                    forms.write(paper, self.folder / f"{name}.{form}")

            await asyncio.to_thread(report_it)
            file = self.folder / f"{name}.{Form.HTML}"
        except (OSError, ScenarioError) as error:
            log.warning("no report why=%s", error)
            sentence = mark("The report of the exercise could not be written: {why}")
            return ((sentence, {"why": str(error)}),)
        return ((mark("The report of the exercise is in {file}"), {"file": str(file)}),)

    async def _say(
        self, turn: Turn, key: str, sentence: str, *rows: Rows, **details: object
    ) -> None:
        for room in leading(turn):
            message = Message(turn.words(room.language, sentence, **details), rows)
            await turn.tell(f"{key}/{turn.now.isoformat()}", room, message)

    async def _turn(self, unit: Unit) -> Turn:
        """A turn of our own, in rooms that speak as people set them."""
        spoken = self.desk.centre.team.speaking(await unit.settings.under("language/"))
        centre = replace(self.desk.centre, team=spoken)
        return Turn(unit, centre, self._words, VIGIE, self.desk.clock.now())

    async def _read(self, script: str, *, anew: bool = False) -> Scenario:
        """A script of the folder; without one of that name, the built-in one if it is that."""
        if anew or script not in self._scripts:
            file = self.folder / script
            built_in = script == BUILT_IN and not file.exists()
            self._scripts[script] = await asyncio.to_thread(load, None if built_in else file)
        return self._scripts[script]
