"""The pool of parsers, with real processes."""

import asyncio
import logging
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitors.feed import Feed, FeedError
from monitors.pool import Document, Workers, in_a_thread
from tests.contract.sources import channel_page, channel_post

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = Feed("https://news.example/rss", "News")
RSS = b"<rss version='2.0'><channel><item><title>Water</title></item></channel></rss>"
# Odd enough for feedparser, and as long as it is given.
LONG = b"<rss version='2.0'><channel>& " + b"<item><title>a</title></item>" * 9_000


def document(body: bytes = RSS) -> Document:
    return Document(body, FEED, NOW)


def children() -> set[int]:
    """The processes that this one started and that have not ended."""
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if not listed.exists():
        pytest.skip("no list of child processes on this system")
    return {int(number) for number in listed.read_text().split()}


async def test_a_worker_reads_what_a_thread_reads() -> None:
    async with Workers(tiny=0) as workers:
        assert await workers.parse(document()) == await in_a_thread(document())
        assert isinstance(await workers.parse(document(b"garbage")), FeedError)


async def test_a_worker_reads_a_channels_page_too() -> None:
    feed = Feed("https://t.me/s/harbour_watch", "channel")
    page = Document(channel_page(channel_post(11, "The bridge is closed")).encode(), feed, NOW)
    async with Workers(tiny=0) as workers:
        found = await workers.parse(page)
    assert isinstance(found, tuple)
    assert [item.text for item in found] == ["The bridge is closed"]


async def test_no_worker_is_started_before_it_is_needed_and_none_outlives_the_pool() -> None:
    before = children()
    async with Workers() as workers:
        await workers.parse(document())
        assert children() == before, "a tiny body needs none"
        await workers.parse(document(RSS + b" " * 10_000))
        assert len(children() - before) == 1
    assert children() == before


async def test_a_document_that_takes_too_long_is_stopped_and_the_next_one_is_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = children()
    async with Workers(most=1, longest=1, tiny=0) as workers:
        await workers.parse(document())
        hanging = (children() - before).pop()
        os.kill(hanging, signal.SIGSTOP)
        with caplog.at_level(logging.WARNING):
            stopped = await workers.parse(document())
        assert hanging not in children()
        after = await workers.parse(document())
    assert isinstance(stopped, FeedError)
    assert stopped.code == "too_slow"
    assert stopped.sentence.endswith(".")
    assert not isinstance(after, FeedError)
    assert "event=parser_stopped feed='News'" in caplog.text


async def test_a_worker_that_crashes_costs_its_own_document_only() -> None:
    before = children()
    async with Workers(most=1, tiny=0) as workers:
        await workers.parse(document())
        reading = asyncio.create_task(workers.parse(document(LONG)))
        await asyncio.sleep(0.05)
        for worker in children() - before:
            os.kill(worker, signal.SIGKILL)
        crashed = await reading
        after = await workers.parse(document())
    assert isinstance(crashed, FeedError)
    assert crashed.code == "not_a_feed"
    assert not isinstance(after, FeedError)


async def test_a_worker_that_died_while_idle_costs_one_document_at_most() -> None:
    before = children()
    async with Workers(most=1, tiny=0) as workers:
        await workers.parse(document())
        for worker in children() - before:
            os.kill(worker, signal.SIGKILL)
        await workers.parse(document())
        assert not isinstance(await workers.parse(document()), FeedError)


async def test_a_reading_that_is_cancelled_leaves_no_answer_for_the_next_one() -> None:
    before = children()
    async with Workers(most=1, tiny=0) as workers:
        reading = asyncio.create_task(workers.parse(document(LONG)))
        await asyncio.sleep(0.05)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        after = await workers.parse(document())
    assert not isinstance(after, FeedError)
    assert [item.title for item in after] == ["Water"]
    assert children() == before


async def test_documents_beyond_the_number_of_workers_wait_their_turn() -> None:
    before = children()
    async with Workers(most=2, tiny=0) as workers:
        found = await asyncio.gather(*(workers.parse(document()) for _ in range(8)))
        assert len(children() - before) == 2
    assert all(not isinstance(one, FeedError) for one in found)
