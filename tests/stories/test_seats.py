"""A yes counts as long as whoever said it may still say it: the configuration changes, and the desk
is opened anew with it."""

from dataclasses import replace

import pytest

from bot.domain.centre import Centre
from bot.domain.publication import Delivery
from bot.domain.room import Role
from bot.ports import Units
from tests.clock import ManualClock
from tests.desk import SITE, Fate, OpenDesk, World, centre

WARNING = (
    "/draft fr Crisis Centre Test, 10:00 : fumée, Quay. Restez chez vous.",
    "/revise 1 en Crisis Centre Test, 10:00: smoke, Quay. Stay inside.",
    '/fill 1 class=warning area="Quay" until=2h',
    "/submit 1",
)


@pytest.fixture
def world(clock: ManualClock) -> World:
    return World(clock=clock)


def without(name: str, *roles: Role) -> Centre:
    """The centre where this person has only these roles; without any, is not there at all."""
    here = centre()
    members = [
        replace(member, roles=frozenset(roles)) if member.name == name else member
        for member in here.team.members
        if member.name != name or roles
    ]
    return replace(here, team=replace(here.team, members=tuple(members)))


async def yes(desk: OpenDesk, who: str) -> str:
    async with desk.units() as unit:
        draft = await unit.drafts.get(1)
    assert draft is not None
    return await desk.says(who, f"/approve 1 {draft.digest[:6]}", "approval")


async def states(desk: OpenDesk) -> set[Delivery]:
    async with desk.units() as unit:
        return {row.state for row in await unit.publications.of_draft(1)}


async def approved_warning(desk: OpenDesk) -> None:
    for words in WARNING:
        await desk.says("Editor", words)
    for who in ("Approver", "Mayor"):
        await yes(desk, who)


def told(world: World, words: str) -> int:
    return sum(words in message.headline for message in world.rooms.read("approval"))


@pytest.mark.parametrize(("name", "roles"), [
    ("Approver", ()), ("Approver", (Role.EDITOR,)), ("Mayor", ()), ("Mayor", (Role.APPROVER,)),
])  # fmt: skip
async def test_the_yes_of_whoever_lost_the_role_counts_no_more(
    world: World, units: Units, name: str, roles: tuple[Role, ...]
) -> None:
    await approved_warning(world.open(units))

    desk = world.open(units, centre_now=without(name, *roles))
    refused = await desk.says("Duty officer", "/publish 1 LIVE Quay")
    assert f"The yes of {name} to draft 1 no longer counts" in refused
    assert await states(desk) == set()
    assert told(world, f"The yes of {name} to draft 1") == 1

    world.clock.advance(minutes=1)
    await desk.rounds.settle()
    assert told(world, f"The yes of {name} to draft 1") == 1, "told once"
    card = next(m for m in world.rooms.read("approval") if m.headline.startswith("Draft 1 ["))
    assert "submitted, 1 of 2 approvals" in card.headline
    assert f"no longer counts, the role was taken away: {name}" in card.plain()


async def test_another_yes_takes_its_place(world: World, units: Units) -> None:
    await approved_warning(world.open(units))
    desk = world.open(units, centre_now=without("Approver"))
    assert "counts: approved, 2 of 2" in await yes(desk, "Second editor")
    await desk.says("Duty officer", "/publish 1 LIVE Quay")
    assert await states(desk) == {Delivery.SENT}


async def test_nobody_inherits_a_yes_by_a_name_that_is_nearly_the_same(
    world: World, units: Units
) -> None:
    await approved_warning(world.open(units))
    here = without("Approver")
    other = replace(centre().team.members[4], name="approver")
    here = replace(here, team=replace(here.team, members=(*here.team.members, other)))
    refused = await world.open(units, centre_now=here).says("Duty officer", "/publish 1 LIVE Quay")
    assert "The yes of Approver to draft 1 no longer counts" in refused


async def test_what_is_queued_is_held_until_somebody_else_has_said_yes(
    world: World, units: Units
) -> None:
    before = world.open(units)
    world.outlet.script = [Fate.LATER, Fate.LATER]
    await before.says("Editor", "/draft The bridge is closed.")
    await before.says("Editor", "/submit 1")
    await yes(before, "Approver")
    assert await states(before) == {Delivery.QUEUED}

    desk = world.open(units, centre_now=without("Approver"))
    world.clock.advance(minutes=1)
    await desk.rounds.settle()
    assert (await states(desk), world.outlet.public(SITE)) == ({Delivery.HELD}, [])
    assert told(world, "The yes of Approver to draft 1 [") == 1
    assert told(world, "is held back from site: a yes to it no longer counts") == 1

    refused = await desk.says("Duty officer", "/resend 1 site")
    assert "The yes of Approver to draft 1 no longer counts" in refused
    await yes(desk, "Mayor")
    assert world.outlet.public(SITE) == [], "what was held goes out on a word only"
    await desk.says("Duty officer", "/resend 1 site")
    assert len(world.outlet.public(SITE)) == 1
    async with desk.units() as unit:
        kinds = [entry.kind for entry in await unit.log.entries(0)]
    assert kinds.count("draft.lapsed") == 1
    assert kinds.count("draft.released") == 1


async def test_what_nobody_who_lost_a_role_has_approved_goes_out(
    world: World, units: Units
) -> None:
    await approved_warning(world.open(units))
    desk = world.open(units, centre_now=without("Second editor"))
    await desk.says("Duty officer", "/publish 1 LIVE Quay")
    assert await states(desk) == {Delivery.SENT}


async def test_what_is_out_stays_as_it_was_approved(world: World, units: Units) -> None:
    await approved_warning(world.open(units))
    desk = world.open(units)
    await desk.says("Duty officer", "/publish 1 LIVE Quay")
    later = world.open(units, centre_now=without("Mayor"))
    world.clock.advance(minutes=1)
    shown = await later.says("Duty officer", "/show 1")
    assert "published, 2 of 2 approvals" in shown
    assert told(world, "no longer counts") == 0
    assert "1 of 1" in await _retracted(later)


async def _retracted(desk: OpenDesk) -> str:
    await desk.says("Duty officer", "/retract 1 It was the other quay.")
    async with desk.units() as unit:
        draft = await unit.drafts.get(2)
    assert draft is not None
    return await desk.says("Approver", f"/approve 2 {draft.digest[:6]}", "approval")


async def test_who_is_an_approver_still_has_said_yes_where_no_legal_power_is_wanted(
    world: World, units: Units
) -> None:
    before = world.open(units)
    world.outlet.script = [Fate.LATER, Fate.LATER]
    await before.says("Editor", "/draft The bridge is closed.")
    await before.says("Editor", "/submit 1")
    await yes(before, "Mayor")
    desk = world.open(units, centre_now=without("Mayor", Role.APPROVER))
    world.clock.advance(minutes=1)
    await desk.rounds.settle()
    assert await states(desk) == {Delivery.SENT}


def renamed(name: str, now: str) -> Centre:
    """The centre where this person is called otherwise, with the accounts that they had."""
    here = centre()
    members = [replace(m, name=now) if m.name == name else m for m in here.team.members]
    return replace(here, team=replace(here.team, members=tuple(members)))


async def test_who_wrote_a_text_does_not_approve_it_under_another_name(
    world: World, units: Units
) -> None:
    before = world.open(units)
    await before.says("Second editor", "/draft The bridge is closed.")
    await before.says("Second editor", "/submit 1")
    desk = world.open(units, centre_now=renamed("Second editor", "Press officer"))
    assert "someone else must approve it" in await yes(desk, "Second editor")
    again = world.open(units, centre_now=renamed("Second editor", "Spokesperson"))
    assert "someone else must approve it" in await yes(again, "Second editor")
    assert world.outlet.public(SITE) == []


async def test_nobody_says_yes_twice_under_two_names(world: World, units: Units) -> None:
    before = world.open(units)
    for words in WARNING:
        await before.says("Editor", words)
    await yes(before, "Mayor")
    here = renamed("Mayor", "First alderman")
    other = replace(centre().team.members[5], accounts={"paper": "new"})
    here = replace(here, team=replace(here.team, members=(*here.team.members, other)))
    refused = await yes(world.open(units, centre_now=here), "Mayor")
    assert "counted already" in refused
