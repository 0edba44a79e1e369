"""Play a scenario: let the injects come in through the watch, and the people do their part.

Time is the exercise's own. Between two events the drill polls exactly the feeds that are due, and
works off everything that follows, with the same parts that `vigie run` keeps in loops.
"""

import asyncio
import re
import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from bot.app import Desk, opened
from bot.chat.papers import forms
from bot.chat.table import COMMANDS
from bot.chat.words import Catalogues
from bot.desk import duty
from bot.domain.exercise import Course
from bot.domain.room import Utterance, handle
from bot.drill import injects, report
from bot.drill.debrief import debrief
from bot.drill.hints import Newcomer
from bot.drill.scenario import Act, Inject, Scenario
from bot.drill.script import load
from bot.drill.stage import PEOPLE, PUBLIC_PAGE, DrillClock, centre, start_of, watched
from bot.drill.street import SECRET, Street
from bot.drill.traces import found
from bot.outlets.file import FileOutlet
from bot.outlets.webhook import WebhookOutlet
from bot.platforms.console import Console, ConsoleReader, Speaking, words_to_complete
from bot.ports import Due, OutletPort
from monitors.watch import poll

_PLACE = re.compile(r"\{(draft|digest|before|case|flag|code):([^}]+)\}")
WARM_UP = timedelta(minutes=12)
# Seconds a newcomer waits at the most when nothing happens for long.
LONGEST_PAUSE = 4.0
PATIENCE = timedelta(minutes=4)
MANY = 100
# Finer than anybody reads a clock, and coarse enough that feeds come in company.
STEP = timedelta(seconds=5)


@dataclass(slots=True)
class Played:
    """What happened, for the report. `refused` pairs each act with the refusal it met, if any."""

    names: dict[str, int] = field(default_factory=dict)
    digests: dict[str, list[str]] = field(default_factory=dict)
    refused: list[tuple[Inject, Act, str | None]] = field(default_factory=list)
    skipped: list[Act] = field(default_factory=list)


@dataclass(slots=True)
class Play:
    """One run of a scenario on an open desk."""

    scenario: Scenario
    desk: Desk
    console: Console
    street: Street
    clock: DrillClock
    newcomer: Newcomer | None
    speed: float
    played: Played = field(default_factory=Played)
    course: Course = field(init=False)
    _said: int = 0

    def __post_init__(self) -> None:
        first = self.scenario.script[0].t
        self.course = Course("", self.scenario.name, first).start(self.clock.now())

    async def run(self) -> None:
        """Play every inject, in order."""
        if self.newcomer is not None:
            self.newcomer.welcome(self.scenario.name)
        start = start_of(self.scenario)
        for inject in self.scenario.script:
            await self._until(start + inject.t)
            self._announce(inject)
            self._release(inject)
            for act in inject.acts:
                await self._until(self.clock.now() + timedelta(seconds=20))
                await self._carry_out(inject, act)
        await self._until(self.clock.now() + timedelta(minutes=10))

    # --- time ---

    async def _until(self, when: datetime) -> None:
        """Let time pass up to `when`, polling what falls due on the way."""
        gap = (when - self.clock.now()).total_seconds()
        speed = max(self.speed, gap / LONGEST_PAUSE)
        due = await self._due()
        while (now := self.clock.now()) < when:
            out = injects.next_item(self.scenario, self.course, now) or when
            stop = min(when, max(min(due.poll or when, due.work or when, out), now + STEP))
            await self._pass((stop - now).total_seconds() / speed)
            self.clock.move_to(stop)
            if out <= stop:
                self._lend()
            due = await self._work(due)

    async def _due(self) -> Due:
        async with self.desk.units() as unit:
            return await unit.agenda.next()

    async def _pass(self, seconds: float) -> None:
        if self.newcomer is not None:
            await asyncio.sleep(seconds)

    async def _work(self, due: Due) -> Due:
        """Poll the feeds that are due, as the watch does, and do all that follows; returns what is
        due then. Where nothing is, nothing is asked: that is most of the time."""
        now = self.clock.now()
        if due.poll is not None and due.poll <= now:
            for claimed in await self.desk.ledger.due(now, MANY):
                seen = await poll(claimed, self.desk.fetcher, self.clock)
                await self.desk.intake.take_in(claimed.number, seen)
            due = await self._due()
        if due.work is not None and due.work <= now:
            await self.desk.rounds.settle()
            due = await self._due()
        else:
            await self.desk.rounds.prompt()
        return due

    # --- what the world says ---

    def _announce(self, inject: Inject) -> None:
        if inject.no > injects.STORYLINE:
            return
        time = f"{self.clock.now().astimezone(self.desk.centre.timezone):%H:%M}"
        self.console.remark(f"{time}  inject {inject.no}: {inject.from_} → {inject.to}")
        self.console.remark(f"       {inject.text}")

    def _release(self, inject: Inject) -> None:
        self.course = self.course.release([inject.no], self.clock.now())
        self._lend()

    def _lend(self) -> None:
        injects.lend(self.street, self.scenario, self.course, self.clock.now())

    # --- what the people do ---

    async def _carry_out(self, inject: Inject, act: Act) -> None:
        if act.unless_missed:
            await self._wait_for_flag(act.unless_missed)
        text = await self._filled(act)
        if text is None:
            self.played.skipped.append(act)
            return
        before = await self._log_length()
        asked = act.hint and self.newcomer and act.expect is None
        if not (asked and self.newcomer and await self.newcomer.does(act, text)):
            await self._say(act.who, act.room, text)
        refusal = await self._refusal_since(before)
        self.played.refused.append((inject, act, refusal))
        await self._bind(act)

    async def _wait_for_flag(self, label: str) -> None:
        """People act on what they see: give the watch a few minutes to see it first."""
        patience = self.clock.now() + PATIENCE
        while self.clock.now() < patience and await self._case_of(label) is None:
            await self._until(self.clock.now() + timedelta(seconds=30))

    async def _say(self, who: str, room: str, text: str) -> None:
        self._said += 1
        heard = Utterance(f"drill/{self._said}", room, who, text)
        self.console.echo(Speaking(who, room), text)
        await self.desk.rounds.hear(heard)
        await self.desk.rounds.settle()

    async def _filled(self, act: Act) -> str | None:
        """The act's words with numbers and digests filled in; None when they name what is not."""
        if act.unless_missed and await self._case_of(act.unless_missed) is None:
            return None
        text = act.say
        for kind, name in _PLACE.findall(act.say):
            value = await self._value(kind, name)
            if value is None:
                return None
            text = text.replace(f"{{{kind}:{name}}}", value)
        return text

    async def _value(self, kind: str, name: str) -> str | None:
        match kind:
            case "case" | "flag":
                found = await self._case_of(name)
                return str(found[0 if kind == "case" else 1]) if found else None
            case "code":
                return await self._code()
            case "before":
                # The text that was submitted before the one that stands now.
                submitted = self.played.digests.get(name, [])
                return submitted[-2] if len(submitted) > 1 else None
            case _:
                number = self.played.names.get(name)
                if number is None:
                    return None
                return str(number) if kind == "draft" else await self._digest(number)

    async def _digest(self, number: int) -> str | None:
        async with self.desk.units() as unit:
            draft = await unit.drafts.get(number)
        return draft.digest[:6] if draft else None

    async def _code(self) -> str | None:
        """What whoever takes over the duty has read at the end of the handover."""
        async with self.desk.units() as unit:
            offer = await duty.offer_of(unit)
        return offer.code if offer else None

    async def _case_of(self, label: str) -> tuple[int, int] | None:
        """The case and first flag that an item of this label led to."""
        guids = {
            i.guid for inject in self.scenario.injects for i in inject.items if i.label == label
        }
        for flag in await report.all_flags(self.desk):
            if report.guid_of(flag) in guids:
                return flag.case, flag.number
        return None

    async def _bind(self, act: Act) -> None:
        """Remember the draft an act made, and the digest of every named draft as it is now."""
        if act.named and (newest := await report.newest_draft(self.desk)):
            self.played.names[act.named] = newest
        for name, number in self.played.names.items() if act.say.startswith("/submit") else ():
            known = self.played.digests.setdefault(name, [])
            digest = await self._digest(number)
            if digest and digest not in known:
                known.append(digest)

    async def _log_length(self) -> int:
        async with self.desk.units() as unit:
            return sum(head.seq for head in await unit.log.heads())

    async def _refusal_since(self, before: int) -> str | None:
        """The refusal that the last act met: read from the log, where every refusal is."""
        if await self._log_length() == before:
            return None
        async with self.desk.units() as unit:
            entries = [
                entry
                for head in await unit.log.heads()
                for entry in await unit.log.entries(head.incident, last=5)
                if entry.kind == "refused" and entry.at == self.clock.now()
            ]
        return entries[-1].refs.get("refusal") if entries else None


async def play(
    path: Path | None, *, speed: float, auto: bool, out: TextIO = sys.stdout,
    write: tuple[Path, str] | None = None,
) -> bool:  # fmt: skip
    """Play a scenario; True when every expected refusal and publication happened.

    `auto` plays the people too, as fast as it goes; else a newcomer at the terminal plays the
    press officer, and `speed` seconds of the exercise pass in one. `write` is a file for the
    after-action report, and its language. Raises `ScenarioError` before anything is played.
    """
    scenario = load(path)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vigie-drill-")))
        street = Street(scenario.feeds)
        await street.open()
        stack.push_async_callback(street.close)
        place = centre(f"{street.address}/hook")
        first = min(inject.t for inject in scenario.injects)
        clock = DrillClock(start_of(scenario) + first - WARM_UP)
        console = Console(Speaking(handle(next(iter(PEOPLE))), "desk"), run="drill", stream=None)
        outlets: dict[str, OutletPort] = {
            # No name of this folder gets into the log: two plays of a script are the same.
            "file": FileOutlet(clock.now, folder),
            "webhook": WebhookOutlet({"partner-site": SECRET}, clock.now),
        }
        desk = await stack.enter_async_context(
            opened(
                place, f"sqlite:///{folder}/drill.db", lambda *_: {"console": console}, outlets,
                clock,
                feeds=[watched(feed, street.url(feed.id)) for feed in scenario.feeds],
                allow_private=("127.0.0.0/8",),
                throw_away=True,
            )
        )  # fmt: skip
        newcomer = None if auto else Newcomer(desk, console)
        run = Play(scenario, desk, console, street, clock, newcomer, speed)
        await _played(run, newcomer)
        outcome = await report.outcome(scenario, desk, street, run.played, folder / PUBLIC_PAGE)
        out.write("\n".join(report.lines(outcome)) + "\n")
        if write is not None:
            await _write_report(run, *write)
            out.write(f"The after-action report is in {write[0]}\n")
        return outcome.as_planned


async def _write_report(run: Play, file: Path, language: str) -> None:
    """Write the after-action report of a play that is over."""
    assert run.course.began_at is not None  # it started at once
    async with run.desk.units() as unit:
        seen = await found(unit, run.course.began_at, run.clock.now())
    say = Catalogues().into(language)
    now, place = run.clock.now(), run.desk.centre

    def report_it() -> None:
        paper = debrief(run.scenario, run.course, seen, now, place, language, say)
        forms.write(paper, file)

    await asyncio.to_thread(report_it)


async def _played(run: Play, newcomer: Newcomer | None) -> None:
    """Run the play; a newcomer's lines are heard meanwhile, and the end of them plays on alone."""
    if newcomer is None:
        await run.run()
        return
    words = (command.words for command in COMMANDS)
    known = words_to_complete(words, run.desk.centre.team)
    reader = ConsoleReader(run.console.prompt, known)
    listening = asyncio.create_task(newcomer.listen(reader))
    try:
        await run.run()
    finally:
        listening.cancel()
