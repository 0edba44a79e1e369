"""A led exercise on a real store: one program leads, and a restart repeats nothing."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp

from bot.app import Desk, opened
from bot.desk import course as courses
from bot.domain.room import Duty, Room
from bot.drill.leader import Leader
from bot.drill.stage import PEOPLE, centre
from bot.platforms.console import Console, Speaking
from monitors.watch import poll
from tests.clock import ManualClock
from tests.stories.play import SCRIPTS, judge

CONTROL = Room("control", "console", "control", "en", frozenset({Duty.CONTROL}))


@asynccontextmanager
async def a_desk(folder: Path, clock: ManualClock) -> AsyncIterator[Desk]:
    """A desk in exercise mode with a room for those who lead."""
    place = centre("http://127.0.0.1:1/hook")
    team = replace(place.team, rooms=(*place.team.rooms, CONTROL))
    console = Console(Speaking(next(iter(PEOPLE)), "control"), run="test", stream=None)
    async with opened(
        replace(place, team=team), f"sqlite:///{folder}/desk.db", lambda *_: {"console": console},
        {}, clock, allow_private=("127.0.0.0/8",), make_judge=judge,
    ) as desk:  # fmt: skip
        yield desk


async def begun(leader: Leader, clock: ManualClock) -> None:
    """Load the script, let its feeds be read once, and start it."""
    async with leader.desk.units() as unit:
        await courses.wish(unit, courses.Wish("smoke.json", "control"))
        await unit.commit()
    await leader.step()
    await watched(leader)
    async with leader.desk.units() as unit:
        course = await courses.course_of(unit)
        assert course is not None
        await courses.keep(unit, course.start(clock.now()))
        await unit.commit()


async def watched(leader: Leader) -> None:
    """Poll what is due."""
    desk = leader.desk
    for claimed in await desk.ledger.due(desk.clock.now(), 10):
        await desk.intake.take_in(claimed.number, await poll(claimed, desk.fetcher, desk.clock))


async def let_out(desk: Desk) -> list[str]:
    """The injects that the log says came out, in its order."""
    async with desk.units() as unit:
        entries = await unit.log.entries(0)
    return [entry.text for entry in entries if entry.kind == "exercise.inject"]


async def shown(leader: Leader) -> str:
    """What the feed of the exercise shows now."""
    async with aiohttp.ClientSession() as web, web.get(leader.street.url("street")) as answer:
        return await answer.text()


def scripts(folder: Path) -> Path:
    """A folder with the scripts of the stories."""
    return shutil.copytree(SCRIPTS, folder / "exercises")


async def test_of_two_programs_one_leads_and_the_other_takes_over_when_it_is_gone(
    tmp_path: Path, clock: ManualClock
) -> None:
    folder = scripts(tmp_path)
    async with a_desk(tmp_path, clock) as desk:
        first, second = Leader(desk, folder, "first"), Leader(desk, folder, "second")
        async with first.open(), second.open():
            await begun(first, clock)
            for leader in (second, first, second, first):
                await leader.step()
            assert await let_out(desk) == ["1"]
            clock.advance(minutes=10)
            await second.step()
            assert await let_out(desk) == ["1", "2"]
            await first.step()
            assert await let_out(desk) == ["1", "2"]


async def test_after_a_restart_the_feeds_are_elsewhere_and_show_what_they_showed(
    tmp_path: Path, clock: ManualClock
) -> None:
    folder = scripts(tmp_path)
    async with a_desk(tmp_path, clock) as desk:
        first = Leader(desk, folder, "first")
        async with first.open():
            await begun(first, clock)
            clock.advance(minutes=10)
            await first.step()
            before = await shown(first)
            assert "poisoned" in before
    clock.advance(timedelta(minutes=5).total_seconds())
    async with a_desk(tmp_path, clock) as desk:
        second = Leader(desk, folder, "second")
        async with second.open():
            await second.step()
            assert await shown(second) == before
            assert await let_out(desk) == ["1", "2"]
            async with desk.units() as unit:
                (kept,) = await unit.feeds.all()
            assert kept.feed.url == second.street.url("street")
            await watched(second)
            async with desk.units() as unit:
                assert [flag.text for flag in await unit.flags.undecided()] != []


async def test_a_script_that_vanished_lets_the_exercise_stand(
    tmp_path: Path, clock: ManualClock
) -> None:
    folder = scripts(tmp_path)
    async with a_desk(tmp_path, clock) as desk:
        first = Leader(desk, folder, "first")
        async with first.open():
            await begun(first, clock)
        (folder / "smoke.json").unlink()
        clock.advance(minutes=20)
        second = Leader(desk, folder, "second")
        async with second.open():
            await second.step()
            await second.step()
        async with desk.units() as unit:
            course = await courses.course_of(unit)
            notes = [e.kind for e in await unit.log.entries(0)]
        assert course is not None
        assert not course.is_running
        assert notes.count("exercise.paused") == 1
