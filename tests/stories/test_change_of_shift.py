"""What the shift that comes must know; and no exercise starts while the duty changes hands, unless
both shifts say so."""

from dataclasses import replace
from datetime import timedelta

from bot.desk import course
from bot.domain.exercise import Course
from bot.domain.mode import Mode
from bot.domain.room import Member, Role, handle
from tests.desk import PAPER, OpenDesk, World, centre
from tests.memory_store import MemoryUnits


def opened(mode: Mode) -> tuple[OpenDesk, World]:
    """A desk with two duty officers."""
    here = centre(mode)
    night = Member(
        "Night officer", frozenset({Role.DUTY_OFFICER}), {PAPER: handle("Night officer")}
    )
    team = replace(here.team, members=(*here.team.members, night))
    world = World(mode=mode)
    return world.open(MemoryUnits(mode), centre_now=replace(here, team=team)), world


async def loaded() -> tuple[OpenDesk, World]:
    """An exercise that waits for its start, and two duty officers."""
    desk, world = opened(Mode.EXERCISE)
    async with desk.units() as unit:
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


async def issued(desk: OpenDesk, number: int) -> None:
    """A situation report goes to the rooms."""
    await desk.says("Duty officer", f"/submit {number}")
    async with desk.units() as unit:
        draft = await unit.drafts.get(number)
    assert draft is not None
    said = await desk.says("Approver", f"/approve {number} {draft.digest[:6]}")
    assert "It went to the rooms" in said


async def test_the_handover_names_the_newest_report_of_each_incident_and_until_when() -> None:
    desk, world = opened(Mode.LIVE)
    await desk.says("Duty officer", "/incident open Fire")
    await desk.says("Duty officer", "/sitrep")
    waiting = await desk.says("Duty officer", "/handover")
    assert "draft 1, situation report, is draft, 0/1 [draft 1]" in waiting
    assert "issued" not in waiting
    await issued(desk, 1)
    held = await desk.says("Duty officer", "/handover")
    assert "- situation report 1 on Fire: issued 09:00, valid until 13:00 [draft 1]" in held
    world.clock.advance(minutes=241)
    over = await desk.says("Duty officer", "/handover")
    assert "situation report 1 on Fire: issued 09:00, no longer valid since 13:00" in over
    await desk.says("Duty officer", "/sitrep")
    await issued(desk, 2)
    newest = await desk.says("Duty officer", "/handover")
    assert "situation report 2 on Fire: issued 13:01, valid until 17:01 [draft 2]" in newest
    assert "situation report 1" not in newest


async def test_a_report_issued_since_the_reading_or_over_by_then_makes_it_read_again() -> None:
    desk, world = opened(Mode.LIVE)
    await desk.says("Duty officer", "/incident open Fire")
    code = await hand_over(desk)
    await desk.says("Duty officer", "/analysis")
    await issued(desk, 1)
    assert "has changed since" in await desk.says("Night officer", f"/handover accept {code}")
    world.clock.advance(minutes=30)
    code = await hand_over(desk)
    world.clock.advance(minutes=31)
    assert "has changed since" in await desk.says("Night officer", f"/handover accept {code}")
    code = await hand_over(desk)
    accepted = await desk.says("Night officer", f"/handover accept {code}")
    assert accepted.startswith("You are on duty now")


async def approved(desk: OpenDesk, number: int) -> None:
    """It goes out."""
    async with desk.units() as unit:
        draft = await unit.drafts.get(number)
    assert draft is not None
    await desk.says("Approver", f"/approve {number} {draft.digest[:6]}")


async def test_a_correction_that_outlasts_its_message_is_handed_over_until_it_is_taken_back() -> (
    None
):
    desk, world = opened(Mode.LIVE)
    for typed in ("/draft Stay inside until 10:00.", "/fill 1 until=30m", "/submit 1"):
        await desk.says("Editor", typed)
    await approved(desk, 1)
    await desk.says("Duty officer", "/correct 1 Stay inside until noon.")
    await approved(desk, 2)
    world.clock.advance(minutes=40)
    text = await desk.says("Duty officer", "/handover")
    assert "[draft 1]" not in text
    assert "Stay inside until noon.” [draft 2]" in text
    await desk.says("Duty officer", "/retract 2 All is well.")
    await approved(desk, 3)
    assert "[draft" not in await desk.says("Duty officer", "/handover")
