"""What changes between the yes of people and the public: held back, and never sent quietly."""

import re
from dataclasses import replace

import pytest

from bot.domain.publication import Delivery
from bot.ports import Units
from tests.clock import ManualClock
from tests.desk import SITE, Fate, OpenDesk, World, centre

WARNING = "/draft Crisis Centre Test, 10:00: smoke, Quay. Stay inside."
UPDATE = ("/draft T08 en", "/fill 1 2", "/fill 1 stay inside", "/fill 1 nothing")


@pytest.fixture
def world(clock: ManualClock) -> World:
    return World(clock=clock)


@pytest.fixture
def desk(world: World, units: Units) -> OpenDesk:
    return world.open(units)


async def digest(desk: OpenDesk, number: int) -> str:
    async with desk.units() as unit:
        draft = await unit.drafts.get(number)
    assert draft is not None
    return draft.digest[:6]


async def states(desk: OpenDesk, number: int) -> set[Delivery]:
    async with desk.units() as unit:
        return {row.state for row in await unit.publications.of_draft(number)}


async def waits_for_its_outlets(desk: OpenDesk, world: World) -> None:
    """An update that rests on a fact and a contact is let go, and no outlet takes it yet."""
    for words in (
        "/incident open Fire",
        '/contact add https://site.example.org purpose="site" owner="us"',
        "/fact add The bridge is closed",
        '/fact confirm 1 source="Fire chief" release=public',
    ):
        await desk.says("Duty officer", words)
        await desk.says("Editor", words)
    for words in (*UPDATE, "/submit 1"):
        await desk.says("Editor", words)
    world.outlet.script = [Fate.LATER, Fate.LATER]
    await desk.says("Approver", f"/approve 1 {await digest(desk, 1)}")
    assert await states(desk, 1) == {Delivery.QUEUED}


@pytest.mark.parametrize("gone", ["/fact withdraw 1", "/contact remove 1"])
async def test_what_rests_on_something_that_no_longer_holds_is_held_back(
    desk: OpenDesk, world: World, gone: str
) -> None:
    await waits_for_its_outlets(desk, world)
    await desk.says("Editor", gone)
    world.clock.advance(minutes=10)
    await desk.rounds.settle()
    assert (await states(desk, 1), world.outlet.public(SITE)) == ({Delivery.HELD}, [])
    told = [m.headline for m in world.rooms.read("approval") if "is held back" in m.headline]
    assert len(told) == 2
    refused = await desk.says("Duty officer", "/resend 1 site")
    assert ("fact 1" in refused) or ("not in the contacts" in refused)
    assert (await states(desk, 1), world.outlet.public(SITE)) == ({Delivery.HELD}, [])


async def test_what_holds_again_is_sent_on_a_word(desk: OpenDesk, world: World) -> None:
    await waits_for_its_outlets(desk, world)
    await desk.says("Editor", "/contact remove 1")
    world.clock.advance(minutes=10)
    await desk.rounds.settle()
    await desk.says("Editor", '/contact add https://site.example.org purpose="site" owner="us"')
    await desk.says("Duty officer", "/resend 1 site")
    assert len(world.outlet.public(SITE)) == 1


async def test_who_withdraws_a_fact_hears_what_is_out_with_it(desk: OpenDesk, world: World) -> None:
    await waits_for_its_outlets(desk, world)
    said = "Fact 1 is withdrawn, and stands in what is out: 1. If that is wrong now: /correct 1"
    assert said in await desk.says("Editor", "/fact withdraw 1")
    assert any(said in message.headline for message in world.rooms.read("approval"))


async def a_warning(desk: OpenDesk, area: str = "Quay") -> None:
    await desk.says("Editor", WARNING)
    await desk.says("Editor", f'/fill 1 class=warning area="{area}" until=2h waive=fr')
    await desk.says("Editor", "/submit 1")


async def test_a_code_read_before_somebody_returned_the_draft_releases_nothing(
    desk: OpenDesk, world: World
) -> None:
    await a_warning(desk)
    asked = await desk.says("Duty officer", '/release 1 LIVE Quay reason="nobody answers"')
    found = re.search(r"/release now 1 (\w+)", asked)
    assert found
    await desk.says("Approver", "/return 1 wrong street")
    world.clock.advance(minutes=1)
    await desk.says("Editor", "/submit 1")
    refused = await desk.says("Duty officer", f"/release now 1 {found[1]}")
    assert refused.startswith("That is not the code")
    assert await states(desk, 1) == set()


async def test_an_area_from_a_word_processor_can_be_typed(desk: OpenDesk, world: World) -> None:
    await a_warning(desk, "Quai de l’Indus\u00adtrie – Quay")
    await desk.says("Approver", f"/approve 1 {await digest(desk, 1)}")
    await desk.says("Mayor", f"/approve 1 {await digest(desk, 1)}")
    await desk.says("Mayor", "/publish 1 LIVE quai de l'industrie - quay")
    assert len(world.outlet.public(SITE)) == 1


@pytest.mark.parametrize("sign", ["\u200b", "\u202e"])
async def test_an_area_with_a_sign_that_nobody_sees_is_not_submitted(
    desk: OpenDesk, sign: str
) -> None:
    await desk.says("Editor", WARNING)
    await desk.says("Editor", f'/fill 1 class=warning area="Quay{sign}" until=2h waive=fr')
    assert f"U+{ord(sign):04X}" in await desk.says("Editor", "/submit 1")


@pytest.mark.parametrize("typed", ['Place="Rue Haute"', 'place = "Rue Haute"'])
async def test_a_named_place_is_filled_however_a_phone_wrote_it(desk: OpenDesk, typed: str) -> None:
    await desk.says("Editor", "/draft T01 en")
    said = await desk.says("Editor", f"/fill 1 {typed}")
    assert "{hazard}, Rue Haute." in said


async def test_what_reads_like_a_named_place_is_no_answer(desk: OpenDesk) -> None:
    await desk.says("Editor", "/draft T01 en")
    assert "could not read" in await desk.says("Editor", "/fill 1 place = Quay")
    # Where the name is that of an option, nothing else can be meant.
    assert "people in Quay." in await desk.says("Editor", "/fill 1 area = Quay")


async def test_a_yes_by_phone_of_somebody_no_longer_of_the_team_does_not_count(
    world: World, units: Units
) -> None:
    desk = world.open(units)
    await a_warning(desk)
    await desk.says("Duty officer", f'/verbal 1 {await digest(desk, 1)} "Mayor"')
    here = centre()
    left = tuple(member for member in here.team.members if member.name != "Mayor")
    again = world.open(units, centre_now=replace(here, team=replace(here.team, members=left)))
    said = await again.says("Monitor", f'/readback 1 {await digest(again, 1)} "Mayor"')
    assert "nobody who may approve" in said
