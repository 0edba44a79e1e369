"""No exercise starts while the duty changes hands, unless both shifts say so."""

from dataclasses import replace
from datetime import timedelta

from bot.desk import course
from bot.domain.exercise import Course
from bot.domain.mode import Mode
from bot.domain.room import Member, Role, handle
from tests.desk import PAPER, OpenDesk, World, centre
from tests.memory_store import MemoryUnits


async def loaded() -> tuple[OpenDesk, World]:
    """An exercise that waits for its start, and two duty officers."""
    here = centre(Mode.EXERCISE)
    night = Member(
        "Night officer", frozenset({Role.DUTY_OFFICER}), {PAPER: handle("Night officer")}
    )
    team = replace(here.team, members=(*here.team.members, night))
    world = World(mode=Mode.EXERCISE)
    units = MemoryUnits(Mode.EXERCISE)
    desk = world.open(units, centre_now=replace(here, team=team))
    async with units() as unit:
        await course.keep(unit, Course("smoke.json", "Smoke", timedelta()))
        await unit.commit()
    return desk, world


async def hand_over(desk: OpenDesk) -> str:
    """The handover is laid out; returns its code."""
    text = await desk.says("Duty officer", "/handover")
    return text.rpartition("/handover accept ")[2].split()[0]


async def test_while_a_handover_is_open_no_exercise_starts() -> None:
    desk, world = await loaded()
    await hand_over(desk)
    for minutes in (1, 31, 27):
        world.clock.advance(minutes=minutes)
        assert "handover" in await desk.says("Duty officer", "/exercise start")
    world.clock.advance(minutes=2)
    assert "Smoke: under way" in await desk.says("Duty officer", "/exercise start")


async def test_shortly_after_a_handover_both_shifts_say_so() -> None:
    desk, _ = await loaded()
    await desk.says("Night officer", f"/handover accept {await hand_over(desk)}")
    assert "Duty officer" in await desk.says("Night officer", "/exercise start")
    assert "Smoke: under way" in await desk.says("Duty officer", "/exercise start")
