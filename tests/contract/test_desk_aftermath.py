"""What followed an answer is shown on the card of its case when the hour and the day are over."""

from dataclasses import replace

from bot.desk.aftermath import await_effects
from bot.desk.turn import VIGIE, Turn
from bot.domain.publication import Delivery
from bot.ports import Units
from monitors.feed import Item, Poll, SourceRole, digest_of
from tests import samples
from tests.clock import START
from tests.desk import READ, WORDS, OpenDesk, World, centre

FEED = replace(samples.FEED, role=SourceRole.LOCAL)
HOUR = 3600.0


async def _seen(desk: OpenDesk, words: str = "There is poison in the water.") -> None:
    """A post that opens a case, with its card."""
    link = f"https://blog.example.org/{len(words)}"
    async with desk.units() as unit:
        feed = await unit.feeds.add(replace(FEED, url=f"{link}/feed"), READ)
        await unit.commit()
    item = Item(link, digest_of("", words, link), "", words, link, None, "en")
    await desk.intake.take_in(feed, Poll(FEED, START, (item,), READ))
    await desk.rounds.settle()


async def _answered(desk: OpenDesk, case: int, times: int = 1) -> None:
    """An answer to a case is out now; the outlet's news of it comes as often as this."""
    now = desk.world.clock.now()
    async with desk.units() as unit:
        turn = Turn(unit, centre(), WORDS, VIGIE, now)
        draft = await unit.drafts.add(samples.draft(case))
        row = await unit.publications.add(samples.publication(draft.number))
        assert row is not None
        await unit.publications.save(row.settle(Delivery.SENT, now))
        for _ in range(times):
            await await_effects(turn, [draft])
        await unit.commit()


def _open(world: World, units: Units) -> OpenDesk:
    """A desk, started anew, whose rooms read English."""
    here = centre()
    rooms = tuple(replace(room, language="en") for room in here.team.rooms)
    return world.open(units, centre_now=replace(here, team=replace(here.team, rooms=rooms)))


def _card(world: World, case: int = 1) -> str:
    """The card of the case in the room of monitoring, of which there is one."""
    [card] = [
        m.plain() for m in world.rooms.read("watch") if m.headline.startswith(f"Case {case}:")
    ]
    return card


async def test_the_card_says_what_followed_at_the_hour_and_at_the_day_over_restarts(
    units: Units,
) -> None:
    world = World()
    await _seen(_open(world, units))
    world.clock.advance(60)
    await _answered(_open(world, units), 1, times=2)
    for seconds, shown in (
        (HOUR - 1, None),
        (1, "1 → 0; in the day: 1 → 0 so far"),
        (23 * HOUR - 1, "1 → 0; in the day: 1 → 0 so far"),
        (1, "1 → 0; in the day: 1 → 0"),
        (48 * HOUR, "1 → 0; in the day: 1 → 0"),
    ):
        world.clock.advance(seconds)
        before = len(world.rooms.read("watch"))
        await _open(world, units).rounds.settle()
        assert len(world.rooms.read("watch")) == before
        lines = [line for line in _card(world).splitlines() if "was out at" in line]
        assert [line.partition("after: ")[2] for line in lines] == ([shown] if shown else [])
    async with units() as unit:
        assert await unit.outbox.count() == 0


async def test_a_room_that_has_no_card_is_told_nothing(units: Units) -> None:
    world = World()
    desk = _open(world, units)
    async with units() as unit:
        await unit.cases.add(samples.CASE)
        await unit.commit()
    await _answered(desk, 1)
    world.clock.advance(25 * HOUR)
    await desk.rounds.settle()
    assert world.rooms.read("watch") == []


async def test_of_a_case_that_became_part_of_another_the_whole_is_shown_anew(units: Units) -> None:
    world = World()
    desk = _open(world, units)
    await _seen(desk)
    await _seen(desk, "There is odd poison in the air.")
    await _answered(desk, 2)
    await desk.says("Monitor", "/merge 1 2", "watch")
    world.clock.advance(HOUR)
    await desk.rounds.settle()
    assert "so far; in the day" not in _card(world)
    assert "was out at" in _card(world)
