"""Every store keeps the same promises: posts that nobody flagged, offered by chance."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.flag import Flag
from bot.domain.sample import Sample
from bot.ports import StoreError, Unit, Units
from classifiers.label import Share
from monitors.decide import Novelty
from monitors.feed import Progress, SourceRole
from tests import samples
from tests.clock import START

HOUR = timedelta(hours=1)


async def _feed(unit: Unit, role: SourceRole = SourceRole.SOCIAL) -> int:
    url = f"https://{role}.example/rss"
    return await unit.feeds.add(replace(samples.FEED, url=url, role=role), Progress(START))


async def _items(unit: Unit, feed: int, count: int, at: datetime) -> list[int]:
    return [
        await unit.items.keep(
            feed, samples.item(f"{at:%H%M}-{number}", f"Words {number}"), Novelty.NEW, at
        )
        for number in range(count)
    ]


async def test_what_was_judged_and_never_flagged_or_offered_is_unseen(units: Units) -> None:
    async with units() as unit:
        feed = await _feed(unit)
        await _items(unit, feed, 2, START)  # what it held when the watch began
        old = await _items(unit, feed, 1, START + HOUR)
        flagged, offered, free = await _items(unit, feed, 3, START + 2 * HOUR)
        official = await _feed(unit, SourceRole.OFFICIAL)
        await _items(unit, official, 1, START)
        await _items(unit, official, 1, START + 2 * HOUR)
        case = await unit.cases.add(samples.CASE)
        verdict = samples.VERDICT
        await unit.flags.add(Flag(0, case.number, flagged, "f", None, "w", verdict, START))
        await unit.samples.add(Sample(0, offered, START))
        await unit.commit()
    async with units() as unit:
        assert await unit.samples.unseen(START) == [*old, free]
        assert await unit.samples.unseen(START + 2 * HOUR) == [free]
        looked = await unit.samples.looked(START, START + 2 * HOUR)
        left = await unit.samples.left(START, START + 2 * HOUR)
        assert (left, looked) == (1, {})


async def test_a_sample_comes_back_with_its_label_and_a_post_is_offered_once(units: Units) -> None:
    async with units() as unit:
        feed = await _feed(unit)
        first, second = await _items(unit, feed, 2, START)
        kept = await unit.samples.add(Sample(0, first, samples.ODD_TIME))
        assert kept == Sample(1, first, samples.ODD_TIME)
        labelled = kept.label(True, "Monitor", samples.ODD_TIME, "watch")
        await unit.samples.save(labelled)
        clean = await unit.samples.add(Sample(0, second, START))
        await unit.samples.save(clean.label(False, "Monitor", START))
        await unit.commit()
    async with units() as unit:
        assert await unit.samples.get(1) == labelled
        assert await unit.samples.get(9) is None
        end = samples.ODD_TIME + HOUR
        assert await unit.samples.looked(START, end) == {"": Share(0, 1), "watch": Share(1, 1)}
        assert await unit.samples.looked(START + HOUR, end) == {"watch": Share(1, 1)}
        assert await unit.samples.looked(START, samples.ODD_TIME) == {"": Share(0, 1)}
        with pytest.raises(StoreError):
            await unit.samples.save(replace(labelled, number=9))
    async with units() as unit:
        with pytest.raises(StoreError):
            await unit.samples.add(Sample(0, first, START))
