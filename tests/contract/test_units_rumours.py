"""Every store keeps the same promises: possible new rumours, and the items that count."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.rumour import Fate
from bot.ports import StoreError, Unit, Units
from monitors.decide import Novelty
from monitors.feed import Progress
from tests import samples
from tests.clock import START

HOUR = timedelta(hours=1)


async def _item(unit: Unit, key: str = "guid-1", text: str = "The water is clean.") -> int:
    known = await unit.feeds.by_url(samples.FEED.url)
    feed = known.number if known else await unit.feeds.add(samples.FEED, Progress(START))
    return await unit.items.keep(feed, samples.item(key, text), Novelty.NEW, START)


async def test_a_rumour_comes_back_with_what_people_made_of_it(units: Units) -> None:
    async with units() as unit:
        kept = await unit.rumours.add(samples.RUMOUR)
        assert kept == replace(samples.RUMOUR, number=1)
        settled = kept.settled(Fate.WATCHED, "Monitor", narrative="tigers")
        await unit.rumours.save(settled)
        await unit.commit()
    async with units() as unit:
        assert await unit.rumours.get(1) == settled
        assert await unit.rumours.get(2) is None
        with pytest.raises(StoreError):
            await unit.rumours.save(replace(settled, number=2))


async def test_rumours_are_found_by_when_they_were_opened(units: Units) -> None:
    async with units() as unit:
        for hours in range(3):
            late = replace(samples.RUMOUR, opened_at=START + hours * HOUR)
            await unit.rumours.add(late)
        await unit.commit()
    async with units() as unit:
        found = await unit.rumours.since(START + HOUR)
        assert [rumour.number for rumour in found] == [2, 3]


async def test_an_item_that_counts_is_read_as_it_was_first_worded(units: Units) -> None:
    async with units() as unit:
        number = await _item(unit)
        await unit.rumours.sound(number, samples.VERDICT, START)
        await unit.rumours.sound(number, None, START + HOUR)
        await unit.commit()
    async with units() as unit:
        found = await unit.rumours.sounding(number)
        assert found is not None
        assert (found.number, found.at, found.feed) == (number, START, samples.FEED.name)
        assert (found.role, found.verdict) == (samples.FEED.role, samples.VERDICT)
        assert found.item.words == samples.item().words
        assert await unit.rumours.sounding(number + 1) is None


async def test_the_items_that_count_come_in_order_and_page_by_page(units: Units) -> None:
    async with units() as unit:
        numbers = [await _item(unit, f"guid-{n}", f"Text {n}") for n in range(4)]
        for hours, number in enumerate(numbers):
            await unit.rumours.sound(number, None, START + hours * HOUR)
        await unit.commit()
    async with units() as unit:
        first = await unit.rumours.soundings(0, START, 2)
        assert [each.number for each in first] == numbers[:2]
        rest = await unit.rumours.soundings(first[-1].number, START, 9)
        assert [each.number for each in rest] == numbers[2:]
        late = await unit.rumours.soundings(0, START + 3 * HOUR, 9)
        assert [each.number for each in late] == numbers[3:]


async def test_what_counted_long_ago_is_forgotten_and_its_item_stays(units: Units) -> None:
    async with units() as unit:
        old, new = [await _item(unit, f"guid-{n}", f"Text {n}") for n in range(2)]
        await unit.rumours.sound(old, None, START)
        await unit.rumours.sound(new, None, START + HOUR)
        await unit.rumours.forget(START + HOUR)
        await unit.commit()
    async with units() as unit:
        assert [each.number for each in await unit.rumours.soundings(0, START, 9)] == [new]
        assert await unit.items.get(old) is not None
