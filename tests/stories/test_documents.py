"""Documents of the desk: edited and approved like drafts, given to the rooms once, never public."""

from pathlib import Path

import pytest

from bot.domain.draft import Draft, State
from bot.domain.message import Message
from bot.domain.mode import Mode
from bot.domain.room import Room
from bot.ports import Units
from bot.store.unit import Store
from tests.clock import START, ManualClock
from tests.desk import ROOMS, SITE, WIRE, OpenDesk, PaperRooms, World
from tests.fuse import Fuse, FusedUnits, SimulatedCrash
from tests.memory_store import MemoryUnits
from tests.program import CONFIGURATION, Program

ISSUED = "Situation report 1: Fire"


@pytest.fixture
def world(clock: ManualClock) -> World:
    return World(clock=clock)


@pytest.fixture
def units() -> Units:
    """That every store keeps documents alike is shown in the contract."""
    return MemoryUnits(Mode.LIVE, START)


@pytest.fixture
def desk(world: World, units: Units) -> OpenDesk:
    return world.open(units)


class RememberingRooms(PaperRooms):
    """Rooms of a platform that knows what it was told under a key, and shows it once."""

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        """Write it where it stands already, if it does."""
        return await self.edit(room, key, message, key)


async def the_draft(units: Units, number: int = 1) -> Draft:
    async with units() as unit:
        draft = await unit.drafts.get(number)
    assert draft is not None
    return draft


async def submitted(desk: OpenDesk) -> str:
    """A situation report lies before the approvers; returns its digest."""
    await desk.says("Duty officer", "/incident open Fire")
    await desk.says("Monitor", "/log Smoke over the quay.")
    await desk.says("Monitor", "/sitrep")
    await desk.says("Editor", "/revise 1 7 The wind turns.")
    await desk.says("Editor", "/submit 1")
    return (await the_draft(desk.units)).digest[:6]


async def approved(desk: OpenDesk) -> Draft:
    await desk.says("Approver", f"/approve 1 {await submitted(desk)}", "approval")
    return await the_draft(desk.units)


async def test_an_approved_report_is_in_every_room_once_with_its_file(
    desk: OpenDesk, world: World
) -> None:
    draft = await approved(desk)
    assert draft.state is State.ISSUED
    for room in ROOMS:
        read = [m for m in world.rooms.read(room.name) if m.headline.startswith(ISSUED)]
        assert len(read) == 1, room.name
    [name] = {file.name for file in world.rooms.files}
    assert name == "sitrep-1-1.pdf"
    assert len({file.content for file in world.rooms.files}) == 1
    assert all(file.content.startswith(b"%PDF") for file in world.rooms.files)


async def test_no_way_of_a_message_takes_a_report_to_the_public(
    desk: OpenDesk, world: World, units: Units
) -> None:
    await desk.says("Editor", "/draft The quay is closed.")
    await desk.says("Editor", "/withdraw 1")
    await desk.says("Duty officer", "/incident open Fire")
    await desk.says("Editor", "/sitrep")
    tries = (
        ("Editor", "/fill 2 class=information"), ("Editor", '/fill 2 area="Quay"'),
        ("Editor", "/fill 2 follows=1"), ("Editor", "/fill 2 language=fr"),
        ("Editor", "/simplify 2"), ("Editor", "/translate 2 en fr"), ("Editor", "/submit 2"),
        ("Duty officer", "/publish 2 LIVE Quay"),
        ("Duty officer", '/release 2 LIVE Quay reason="late"'),
        ("Approver", "/approve 2 {digest}"), ("Duty officer", "/publish 2 LIVE Quay"),
        ("Duty officer", "/correct 2 Wrong."), ("Duty officer", "/retract 2 Wrong."),
        ("Duty officer", "/resend 2 site"), ("Duty officer", "/posted 2 site"),
        ("Editor", "/draft Another."), ("Editor", "/fill 3 follows=2"),
        ("Editor", "/fill 3 class=sitrep"), ("Editor", "/revise 3 2.1 Fire"),
    )  # fmt: skip
    for who, text in tries:
        digest = (await the_draft(units, 2)).digest[:6]
        await desk.says(who, text.format(digest=digest))
    assert (await the_draft(units, 2)).state is State.ISSUED
    assert (await the_draft(units, 3)).content.kind == "information"
    async with units() as unit:
        assert await unit.publications.of_draft(2) == []
        assert await unit.drafts.out() == []
    assert (world.outlet.public(SITE), world.outlet.public(WIRE)) == ([], [])


@pytest.mark.parametrize(
    ("who", "text", "answer"),
    [
        ("Editor", "/revise 1 10 TEXT", "There is no place 10 in it."),
        ("Editor", "/revise 1 2.40 TEXT", "There is no place 2.40 in it."),
        ("Editor", "/revise 1 0 TEXT", "I could not read that: 0."),
        ("Editor", "/revise 1 2.1", "I could not read that: 2.1."),
        ("Editor", "/revise 1 6 -", "There is no place 6 in it."),
        ("Editor", "/refresh 9", "There is no draft 9."),
        ("Editor", "/show 1 docx", "I could not read that: docx."),
        ("Nobody", "/sitrep", "I do not know you"),
        ("Mayor", "/incident open Flood", "This needs the role duty officer."),
        ("Editor", "/approve 1 {digest}", "This needs the role approver."),
        ("Second editor", "/approve 1 000000", "An approval names the exact text"),
    ],
)
async def test_what_cannot_be_done_to_a_report_says_what_can(
    desk: OpenDesk, units: Units, who: str, text: str, answer: str
) -> None:
    digest = await submitted(desk)
    before = await the_draft(units)
    said = await desk.says(who, text.format(digest=digest))
    assert said.startswith(answer), said
    assert await the_draft(units) == before


async def test_whoever_wrote_a_line_of_it_cannot_approve_it(desk: OpenDesk, units: Units) -> None:
    await submitted(desk)
    await desk.says("Second editor", "/revise 1 8 It will be over by noon.")
    await desk.says("Editor", "/submit 1")
    digest = (await the_draft(units)).digest[:6]
    assert "wrote" in await desk.says("Second editor", f"/approve 1 {digest}")
    await desk.says("Mayor", f"/approve 1 {digest}")
    assert (await the_draft(units)).state is State.ISSUED


async def test_a_line_changed_after_the_submission_makes_a_yes_worth_nothing(
    desk: OpenDesk, units: Units
) -> None:
    digest = await submitted(desk)
    await desk.says("Editor", "/revise 1 7.1 The wind has turned.")
    await desk.says("Editor", "/submit 1")
    assert "changed after the text you name" in await desk.says("Approver", f"/approve 1 {digest}")
    assert (await the_draft(units)).state is State.SUBMITTED


async def _report_on_a_fact(desk: OpenDesk) -> None:
    """Report 1 rests on fact 1, in its line 2.1."""
    await desk.says("Duty officer", "/incident open Fire")
    await desk.says("Editor", "/fact add Nobody is hurt.")
    await desk.says("Editor", '/fact confirm 1 source="hospital"')
    await desk.says("Editor", "/sitrep")


async def test_a_fact_withdrawn_after_the_submission_stops_the_approval(
    desk: OpenDesk, units: Units
) -> None:
    await _report_on_a_fact(desk)
    await desk.says("Editor", "/submit 1")
    digest = (await the_draft(units)).digest[:6]
    await desk.says("Second editor", "/fact withdraw 1")
    said = await desk.says("Approver", f"/approve 1 {digest}")
    assert said.startswith("Line 2.1 rests on fact 1, which changed")
    assert (await the_draft(units)).state is State.SUBMITTED


async def test_a_line_left_out_and_written_again_rests_on_its_ground_as_it_is_now(
    desk: OpenDesk, units: Units
) -> None:
    await _report_on_a_fact(desk)
    await desk.says("Editor", "/revise 1 2.1 -")
    await desk.says("Editor", "/fact withdraw 1")
    await desk.says("Editor", "/revise 1 2.1 The hospital took its word back.")
    await desk.says("Editor", "/submit 1")
    assert (await the_draft(units)).state is State.SUBMITTED


async def test_a_message_corrected_since_blocks_the_report_that_tells_of_it(
    desk: OpenDesk, units: Units
) -> None:
    await desk.says("Duty officer", "/incident open Fire")
    await desk.says("Editor", "/draft The quay is closed.")
    await desk.says("Editor", "/submit 1")
    await desk.says("Approver", f"/approve 1 {(await the_draft(units)).digest[:6]}")
    await desk.says("Editor", "/sitrep")
    await desk.says("Duty officer", "/correct 1 The quay is open.")
    await desk.says("Approver", f"/approve 3 {(await the_draft(units, 3)).digest[:6]}")
    assert "which changed since it was written" in await desk.says("Editor", "/submit 2")
    await desk.says("Editor", "/refresh 2")
    await desk.says("Editor", "/submit 2")
    assert (await the_draft(units, 2)).state is State.SUBMITTED


async def test_a_private_word_in_a_line_is_not_kept_in_the_log_for_ever(
    desk: OpenDesk, units: Units
) -> None:
    await submitted(desk)
    await desk.says("Editor", "/revise 1 7 Victime : Marie Dupont, 0475 12 34 56.")
    document = (await the_draft(units)).content.document
    assert document is not None
    assert "Marie Dupont" in document.plain()
    async with units() as unit:
        revised = [e for e in await unit.log.entries(1) if e.kind == "draft.revised"]
    assert [entry.text for entry in revised] == ["7 The wind turns.", "7 047…, M… D…"]
    assert revised[-1].refs["digest"] == (await the_draft(units)).digest


async def test_a_report_whose_end_is_over_is_not_issued(desk: OpenDesk, world: World) -> None:
    digest = await submitted(desk)
    world.clock.advance(minutes=241)
    await desk.says("Approver", f"/approve 1 {digest}")
    assert (await the_draft(desk.units)).state is not State.ISSUED
    await desk.says("Editor", "/refresh 1")
    await desk.says("Editor", "/submit 1")
    await desk.says("Approver", f"/approve 1 {(await the_draft(desk.units)).digest[:6]}")
    assert (await the_draft(desk.units)).state is State.ISSUED


async def test_a_desk_that_dies_at_any_moment_of_the_approval_issues_a_report_once() -> None:
    moment, died = 0, True
    while died:
        moment += 1
        kept, fuse = MemoryUnits(Mode.LIVE, START), Fuse()
        world = World(clock=ManualClock(START), rooms=RememberingRooms())
        digest = await submitted(world.open(kept))
        heard = world.utterance("Approver", f"/approve 1 {digest}", "approval")
        fuse.blow_after(moment)
        died = False
        desk = world.open(FusedUnits(kept, fuse))
        try:
            await desk.rounds.hear(heard)
            await desk.rounds.settle()
        except SimulatedCrash:
            died = True
        world.clock.advance(minutes=2)
        again = world.open(kept)
        await again.rounds.hear(heard)
        await again.rounds.settle()
        async with kept() as unit:
            kinds = [entry.kind for entry in await unit.log.entries(1)]
        assert kinds.count("draft.issued") == 1, moment
        for room in ROOMS:
            read = [m for m in world.rooms.read(room.name) if m.headline.startswith(ISSUED)]
            assert len(read) == 1, (moment, room.name)
    assert moment > 4


async def test_the_program_killed_between_the_yes_and_the_rooms_gives_them_the_report(
    tmp_path: Path,
) -> None:
    (tmp_path / "vigie.toml").write_text(CONFIGURATION, "utf-8")
    desk = await Program.start(tmp_path)
    await desk.type("editor@desk: /sitrep", until="Next:")
    await desk.type("/submit 1", until="approvers have it")
    said = await desk.read(until="Approve")
    digest = said.partition("/approve 1 ")[2][:6]
    await desk.type(f"approver@desk: /approve 1 {digest}", until="counts: issued")
    await desk.kill()

    again = await Program.start(tmp_path)
    await again.read(until="sitrep-0-1.pdf")
    await again.kill()
    store = await Store.open(f"sqlite:///{tmp_path / 'vigie.db'}", Mode.LIVE)
    async with store.units() as unit:
        kinds = [entry.kind for entry in await unit.log.entries(0)]
    await store.close()
    assert (kinds.count("draft.issued"), kinds.count("draft.approved")) == (1, 1)
    assert not (tmp_path / "public.txt").exists()
