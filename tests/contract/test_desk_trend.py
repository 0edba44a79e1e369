"""What every store and desk make of counts over time: spotted flags, bursts told once, pictures."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.drawing import Drawing
from bot.domain.flag import Flag, Spotting
from bot.domain.mode import Mode
from bot.ports import Units
from classifiers.verdict import Stance, Verdict
from monitors.decide import Novelty
from monitors.feed import Item, Poll, digest_of
from tests import samples
from tests.clock import START
from tests.desk import READ, OpenDesk, World
from tests.fuse import SimulatedCrash, crash

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def _watched(desk: OpenDesk) -> int:
    async with desk.units() as unit:
        number = await unit.feeds.add(samples.FEED, READ)
        await unit.commit()
    return number


async def _posts(desk: OpenDesk, feed: int, *hosts: str) -> None:
    """Each host says it once, a minute after the other."""
    for host in hosts:
        desk.world.clock.advance(60)
        now = desk.world.clock.now()
        link = f"https://{host}/{now.timestamp()}"
        words = f"Poison in the water, says {host} at {now}"
        item = Item(link, digest_of("", words, link), "", words, link, now, "en")
        await desk.intake.take_in(
            feed, Poll(samples.FEED, now, (item,), replace(READ, last_ok=now))
        )
        await desk.rounds.settle()


def _read(world: World, what: str, room: str = "watch") -> list[str]:
    return [m.plain() for m in world.rooms.read(room) if what in m.headline]


def _six() -> list[str]:
    return [f"{letter}.example" for letter in "abcdef"]


async def test_flags_are_spotted_by_time_narrative_and_case(units: Units) -> None:
    async with units() as unit:
        feed = await unit.feeds.add(samples.FEED, READ)
        one = await unit.cases.add(samples.CASE)
        other = await unit.cases.add(replace(samples.CASE, narrative=None))
        for number, case in enumerate((one, other, one)):
            item = samples.item(f"key-{number}", f"words {number}")
            row = await unit.items.keep(feed, item, Novelty.NEW, START)
            verdict = Verdict("lb", True, 0.9, case.narrative, Stance.SPREADS, ())
            at = START + number * HOUR
            await unit.flags.add(
                Flag(
                    0, case.number, row, "blog", f"https://www.a.example/{number}", "w", verdict, at
                )
            )
        await unit.commit()
    async with units() as unit:
        every = await unit.flags.spotted(START)
        assert [point.case for point in every] == [1, 2, 1]
        assert every[0] == Spotting(
            1, "tap-water-poisoned", "blog", "https://www.a.example/0", "lb", START
        )
        assert every[0].host == "a.example"
        assert len(await unit.flags.spotted(START + HOUR)) == 2
        assert len(await unit.flags.spotted(START, narrative="tap-water-poisoned")) == 2
        assert [p.narrative for p in await unit.flags.spotted(START, case=2)] == [None]


async def test_a_burst_is_told_once_and_stands_on_the_card(units: Units) -> None:
    world = World()
    desk = world.open(units)
    feed = await _watched(desk)
    await _posts(desk, feed, *_six())
    told = _read(world, "plus vite")
    assert len(told) == 1
    assert "Eau du robinet empoisonnée exprès" in told[0]
    card = _read(world, "suspect")[0]
    assert "plus vite" in card
    await _posts(desk, feed, *(f"more-{host}" for host in _six()))
    assert len(_read(world, "plus vite")) == 1


async def test_a_burst_is_told_once_by_a_desk_that_was_opened_anew(units: Units) -> None:
    world = World()
    desk = world.open(units)
    feed = await _watched(desk)
    await _posts(desk, feed, *_six())
    again = world.open(units)
    await _posts(again, feed, *(f"more-{host}" for host in _six()))
    assert len(_read(world, "plus vite")) == 1


async def test_the_next_burst_half_a_day_later_is_told_again(units: Units) -> None:
    world = World()
    desk = world.open(units)
    feed = await _watched(desk)
    await _posts(desk, feed, *_six())
    world.clock.advance(13 * 3600)
    await _posts(desk, feed, *(f"{n}.example" for n in range(9)))
    assert len(_read(world, "plus vite")) == 2


async def test_one_host_however_loud_is_no_burst(units: Units) -> None:
    world = World()
    desk = world.open(units)
    feed = await _watched(desk)
    await _posts(desk, feed, *["loud.example"] * 12)
    assert _read(world, "plus vite") == []


async def test_a_picture_is_drawn_when_it_is_said_and_carries_its_words(units: Units) -> None:
    world, drawn = World(Mode.LIVE), []

    def draw(drawing: Drawing) -> bytes:
        drawn.append(drawing)
        return b"png"

    desk = world.open(units, draw=draw)
    feed = await _watched(desk)
    await _posts(desk, feed, "a.example", "b.example", "b.example")
    assert "Posts: 3 on 2 hosts" in await desk.says("monitor", "/trend")
    assert [file.content for file in world.rooms.files] == [b"png"]
    assert [curve.total for curve in drawn[0].curves] == [3]
    await desk.says("monitor", "/trend 1 6h", "watch")
    assert [curve.name for curve in drawn[1].curves] == ["en"]


async def test_a_picture_asked_for_before_a_crash_is_shown_after_it(units: Units) -> None:
    world = World()

    def dies(drawing: Drawing) -> bytes:
        crash()

    desk = world.open(units, draw=dies)
    await _posts(desk, await _watched(desk), "a.example")
    try:
        await desk.says("monitor", "/trend")
    except SimulatedCrash:
        pass
    assert world.rooms.files == []
    world.clock.advance(120)
    again = world.open(units, draw=lambda _: b"png")
    await again.rounds.settle()
    assert [file.content for file in world.rooms.files] == [b"png"]


async def test_what_cannot_be_drawn_is_said_in_words(units: Units) -> None:
    world = World()

    def breaks(drawing: Drawing) -> bytes:
        raise RuntimeError("no font")

    desk = world.open(units, draw=breaks)
    await _posts(desk, await _watched(desk), "a.example")
    await desk.says("monitor", "/trend")
    assert world.rooms.files == []
    assert len(_read(world, "Storylines seen", "desk")) == 1
