"""Every store keeps the same promises: feeds, and the narratives the desk taught itself."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.health import Health
from bot.ports import KeptFeed, StoreError, Unit, Units
from monitors.feed import Progress, SourceRole
from monitors.watch import Watched
from tests import samples
from tests.clock import START

LATER = START + timedelta(minutes=1)


async def _watch(unit: Unit, name: str, next_poll_in: float = 0) -> int:
    feed = replace(samples.FEED, url=f"https://{name}.example.org/rss", name=name)
    return await unit.feeds.add(feed, Progress(START + timedelta(seconds=next_poll_in)))


# --- feeds -------------------------------------------------------------------------------------


async def test_a_feed_comes_back_with_all_that_is_remembered_of_it(units: Units) -> None:
    async with units() as unit:
        number = await unit.feeds.add(samples.FEED, samples.PROGRESS)
        await unit.feeds.remember(number, samples.REMEMBERED)
        await unit.commit()
    kept = KeptFeed(number, samples.FEED, samples.REMEMBERED, muted=False, items=0)
    async with units() as unit:
        assert await unit.feeds.get(number) == kept
        assert await unit.feeds.all() == [kept]
        assert await unit.feeds.by_url(samples.FEED.url) == kept


async def test_a_feed_nobody_knows_is_none(units: Units) -> None:
    async with units() as unit:
        assert await unit.feeds.get(1) is None
        assert await unit.feeds.get(10**30) is None
        assert await unit.feeds.by_url("https://example.org") is None
        with pytest.raises(StoreError):
            await unit.feeds.mute(1, True)


async def test_a_removed_feed_is_gone_and_its_address_may_be_watched_anew(units: Units) -> None:
    async with units() as unit:
        first = await unit.feeds.add(samples.FEED, samples.PROGRESS)
        await unit.feeds.remove(first)
        assert await unit.feeds.get(first) is None
        assert await unit.feeds.by_url(samples.FEED.url) is None
        assert await unit.feeds.claim_due("us", START, LATER, 10) == []
        second = await unit.feeds.add(samples.FEED, samples.PROGRESS)
        assert second > first
        assert [kept.number for kept in await unit.feeds.all()] == [second]


async def test_one_address_is_watched_once(units: Units) -> None:
    async with units() as unit:
        await unit.feeds.add(samples.FEED, samples.PROGRESS)
        with pytest.raises(StoreError):
            await unit.feeds.add(samples.FEED, samples.PROGRESS)


async def test_feeds_are_claimed_when_they_are_due_the_longest_due_first(units: Units) -> None:
    async with units() as unit:
        late, early = await _watch(unit, "late", -1), await _watch(unit, "early", -2)
        await _watch(unit, "tomorrow", 86_400)
        claimed = await unit.feeds.claim_due("us", START, LATER, 10)
        assert [watched.number for watched in claimed] == [early, late]
        assert claimed[0] == Watched(
            early,
            replace(samples.FEED, url="https://early.example.org/rss", name="early"),
            Progress(START - timedelta(seconds=2)),
        )


async def test_a_feed_is_claimed_once_until_its_lease_runs_out_or_it_is_remembered(
    units: Units,
) -> None:
    async with units() as unit:
        number = await _watch(unit, "news")
        assert len(await unit.feeds.claim_due("us", START, LATER, 10)) == 1
        assert await unit.feeds.claim_due("them", START, LATER, 10) == []
        assert len(await unit.feeds.claim_due("them", LATER, LATER, 10)) == 1
        await unit.feeds.remember(number, Progress(START))
        assert len(await unit.feeds.claim_due("us", START, LATER, 10)) == 1


async def test_no_more_feeds_are_claimed_than_asked_for(units: Units) -> None:
    async with units() as unit:
        for name in ("a", "b", "c"):
            await _watch(unit, name)
        assert len(await unit.feeds.claim_due("us", START, LATER, 2)) == 2
        assert len(await unit.feeds.claim_due("us", START, LATER, 2)) == 1


async def test_a_muted_feed_is_not_polled_until_it_is_unmuted(units: Units) -> None:
    async with units() as unit:
        number = await _watch(unit, "news")
        await unit.feeds.mute(number, True)
        kept = await unit.feeds.get(number)
        assert kept is not None
        assert kept.muted
        assert await unit.feeds.claim_due("us", START, LATER, 10) == []
        assert await unit.feeds.next_due() is None
        await unit.feeds.mute(number, False)
        assert await unit.feeds.next_due() == START
        assert len(await unit.feeds.claim_due("us", START, LATER, 10)) == 1


async def test_the_next_feed_due_is_the_soonest_and_a_claimed_one_when_its_lease_ends(
    units: Units,
) -> None:
    async with units() as unit:
        assert await unit.feeds.next_due() is None
        await _watch(unit, "soon", 1)
        await _watch(unit, "later", 90)
        assert await unit.feeds.next_due() == START + timedelta(seconds=1)
        await unit.feeds.claim_due("us", START + timedelta(seconds=1), LATER, 10)
        assert await unit.feeds.next_due() == LATER


async def test_watchers_at_once_claim_different_feeds(units: Units) -> None:
    async with units() as unit:
        for name in ("a", "b", "c", "d"):
            await _watch(unit, name)
        await unit.commit()

    async def claim(owner: str) -> list[int]:
        async with units() as unit:
            claimed = await unit.feeds.claim_due(owner, START, LATER, 2)
            await asyncio.sleep(0.01)
            await unit.commit()
            return [watched.number for watched in claimed]

    ours, theirs = await asyncio.gather(claim("us"), claim("them"))
    assert sorted(ours + theirs) == [1, 2, 3, 4]


async def test_what_the_rooms_were_told_of_a_feed_stays_with_it(units: Units) -> None:
    async with units() as unit:
        number = await unit.feeds.add(samples.FEED, samples.PROGRESS, "watch")
        new = await unit.feeds.get(number)
        assert new is not None
        assert (new.health, new.rhythm, new.added_in) == (Health.FINE, None, "watch")
        await unit.feeds.assess(number, Health.SILENT, samples.RHYTHM, START)
        await unit.feeds.remember(number, samples.REMEMBERED)
        kept = await unit.feeds.get(number)
        assert kept == replace(
            new,
            health=Health.SILENT,
            rhythm=samples.RHYTHM,
            troubled_at=START,
            progress=samples.REMEMBERED,
        )
        await unit.feeds.assess(number, Health.FINE, None, None)
        assert await unit.feeds.get(number) == replace(new, progress=samples.REMEMBERED)


async def test_feeds_of_some_roles_are_hurried_and_failing_or_muted_ones_are_not(
    units: Units,
) -> None:
    async with units() as unit:
        media, muted = await _watch(unit, "media", 300), await _watch(unit, "muted", 300)
        soon = await _watch(unit, "soon", 5)
        failing = await _watch(unit, "failing", 300)
        await unit.feeds.remember(failing, Progress(START + timedelta(seconds=300), failures=1))
        waiting = await _watch(unit, "waiting", 300)
        await unit.feeds.remember(waiting, Progress(START + timedelta(seconds=300), code="waiting"))
        await unit.feeds.mute(muted, True)
        await unit.feeds.hurry({SourceRole.SOCIAL}, LATER)
        assert await _due(unit, LATER) == [soon]
        await unit.feeds.hurry({SourceRole.MEDIA, SourceRole.LOCAL}, LATER)
        assert await _due(unit, LATER) == [media]


async def _due(unit: Unit, now: datetime) -> list[int]:
    claimed = await unit.feeds.claim_due("us", now, now + timedelta(minutes=1), 10)
    return [watched.number for watched in claimed]


async def test_a_feed_that_moved_is_watched_at_its_new_address(units: Units) -> None:
    async with units() as unit:
        number = await unit.feeds.add(samples.FEED, samples.REMEMBERED)
        await unit.feeds.move(number, "https://new.example.org/rss")
        kept = await unit.feeds.by_url("https://new.example.org/rss")
        assert kept is not None
        assert (kept.number, kept.progress.moved_to, kept.progress.moved_seen) == (number, None, 0)
        assert kept.progress.ids is samples.REMEMBERED.ids
        assert await unit.feeds.by_url(samples.FEED.url) is None


# --- narratives --------------------------------------------------------------------------------


async def test_a_narrative_comes_back_as_it_was_taught(units: Units) -> None:
    taught = replace(samples.NARRATIVE, examples={"lb": ("D'Sirenen",), "fr": ("a", "b")})
    async with units() as unit:
        await unit.narratives.save(samples.NARRATIVE)
        await unit.narratives.save(taught)
        await unit.commit()
    async with units() as unit:
        assert await unit.narratives.all() == [taught]
        assert await unit.narratives.get(taught.id) == taught
        assert await unit.narratives.get("unknown") is None


async def test_a_closed_narrative_is_not_followed_but_still_known(units: Units) -> None:
    async with units() as unit:
        await unit.narratives.save(samples.NARRATIVE, closed=True)
        assert await unit.narratives.all() == []
        assert await unit.narratives.get(samples.NARRATIVE.id) == samples.NARRATIVE
        await unit.narratives.save(samples.NARRATIVE)
        assert await unit.narratives.all() == [samples.NARRATIVE]
