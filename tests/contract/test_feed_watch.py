"""The watch, from a due feed to the sink, with real servers on loopback."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from monitors.feed import Feed, FeedError, Poll, Progress, Unchanged
from monitors.fetch import Fetcher
from monitors.watch import Watched, poll, watch
from tests.clock import PATIENCE

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def rss(*titles: str) -> bytes:
    items = "".join(f"<item><guid>{title}</guid><title>{title}</title></item>" for title in titles)
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


class StillClock:
    """A clock that stands still; naps are short and real, so that sockets get their turn."""

    def now(self) -> datetime:
        return NOW

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))


class Shelf:
    """A ledger in memory, and the sink that belongs to it; a claim ends only in the sink."""

    def __init__(self, *feeds: Feed) -> None:
        self.progress = {number: Progress(NOW) for number in range(len(feeds))}
        self.feeds = feeds
        self.claimed: set[int] = set()
        self.polls: list[tuple[int, Poll]] = []
        self.arrived = asyncio.Semaphore(0)
        self.failures = 0
        self.refused: set[int] = set()

    async def due(self, now: datetime, limit: int) -> Sequence[Watched]:
        if self.failures:
            self.failures -= 1
            raise OSError("the store is away")
        free = [n for n, p in self.progress.items() if p.next_poll <= now and n not in self.claimed]
        self.claimed |= set(free[:limit])
        return [Watched(n, self.feeds[n], self.progress[n]) for n in free[:limit]]

    async def next_due(self) -> datetime | None:
        free = [p.next_poll for n, p in self.progress.items() if n not in self.claimed]
        return min(free, default=None)

    async def take_in(self, number: int, seen: Poll) -> None:
        if number in self.refused:
            raise RuntimeError("this sink is broken")
        self.polls.append((number, seen))
        self.progress[number] = seen.progress
        self.claimed.discard(number)
        self.arrived.release()


class Press:
    """A web server with one page for each path, which counts what it is asked."""

    def __init__(self) -> None:
        self.url = ""
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.knocked = asyncio.Event()
        self.gate: asyncio.Event | None = None

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        self.knocked.set()
        if self.gate is not None:
            await self.gate.wait()
        body = self.pages.get(request.path)
        if body is None:
            return web.Response(status=500)
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(body=body, headers={"ETag": '"1"'} if "etag" in request.path else {})


@asynccontextmanager
async def printing(host: str = "127.0.0.1") -> AsyncIterator[Press]:
    press = Press()
    app = web.Application()
    app.router.add_get("/{path:.*}", press.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, 0).start()
    press.url = f"http://{host}:{runner.addresses[0][1]}"
    try:
        yield press
    finally:
        await runner.cleanup()


async def look(url: str, progress: Progress | None = None) -> Poll:
    async with Fetcher(allow_private=True) as fetcher:
        watched = Watched(1, Feed(url, "f"), progress or Progress(NOW))
        return await poll(watched, fetcher, StillClock())


async def until(shelf: Shelf, polls: int, *, at_most: int = 16) -> None:
    """Watch until the shelf has taken in so many polls, then stop."""
    async with Fetcher(allow_private=True) as fetcher:
        watching = asyncio.create_task(
            watch(shelf, fetcher, shelf.take_in, StillClock(), at_most=at_most)
        )
        async with asyncio.timeout(PATIENCE):
            for _ in range(polls):
                await shelf.arrived.acquire()
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def test_each_look_at_a_feed_brings_all_that_is_in_it() -> None:
    async with printing() as press:
        press.pages["/a"] = rss("one")
        first = await look(f"{press.url}/a")
        press.pages["/a"] = rss("two", "one")
        second = await look(f"{press.url}/a", first.progress)
    assert first.progress.imported
    assert isinstance(second.outcome, tuple)
    assert [item.key for item in second.outcome] == ["two", "one"]
    assert first.at == NOW
    assert first.progress.next_poll >= NOW + timedelta(minutes=2.5)


@pytest.mark.parametrize("path", ["/etag", "/plain"])
async def test_a_feed_that_says_the_same_again_is_unchanged(path: str) -> None:
    async with printing() as press:
        press.pages[path] = rss("one")
        first = await look(f"{press.url}{path}")
        second = await look(f"{press.url}{path}", replace(first.progress, trouble="old"))
    assert second.outcome == Unchanged()
    assert second.progress.trouble is None
    assert second.progress.etag == first.progress.etag
    assert second.progress.body_digest == first.progress.body_digest


async def test_a_web_page_stays_trouble_however_often_it_is_the_same() -> None:
    async with printing() as press:
        press.pages["/etag"] = b"<!DOCTYPE html><html></html>"
        first = await look(f"{press.url}/etag")
        second = await look(f"{press.url}/etag", first.progress)
    for seen in (first, second):
        assert isinstance(seen.outcome, FeedError)
        assert seen.outcome.code == "not_a_feed"
    assert second.progress.failures == 2
    assert not second.progress.imported


async def test_an_empty_body_is_named() -> None:
    async with printing() as press:
        press.pages["/a"] = b""
        seen = await look(f"{press.url}/a")
    assert isinstance(seen.outcome, FeedError)
    assert seen.outcome.code == "empty_body"


async def test_relative_links_are_read_against_where_the_feed_was_found() -> None:
    async with printing() as press:
        press.pages["/deep/a"] = b"<rss><channel><item><link>b</link></item></channel></rss>"
        seen = await look(f"{press.url}/deep/a")
    assert isinstance(seen.outcome, tuple)
    assert seen.outcome[0].link == f"{press.url}/deep/b"


async def test_every_due_feed_reaches_the_sink_once_and_bad_ones_stop_nobody() -> None:
    async with printing() as press:
        press.pages["/good"] = rss("one")
        urls = [f"{press.url}/bad", f"{press.url}/good", "nonsense", "http://127.0.0.1:1/"]
        shelf = Shelf(*(Feed(url, url) for url in urls))
        await until(shelf, 4)
        assert sorted(press.asked) == ["/bad", "/good"]
    outcomes = {number: seen.outcome for number, seen in shelf.polls}
    codes = {n: o.code for n, o in outcomes.items() if isinstance(o, FeedError)}
    assert codes == {0: "http_error", 2: "bad_url", 3: "unreachable"}
    assert len(shelf.polls) == 4


async def test_a_sink_that_fails_loses_its_own_poll_only(caplog: pytest.LogCaptureFixture) -> None:
    async with printing() as press:
        press.pages["/a"] = rss("one")
        shelf = Shelf(*(Feed(f"{press.url}/a", "f") for _ in range(3)))
        shelf.refused = {1}
        with caplog.at_level(logging.ERROR):
            await until(shelf, 2)
    assert sorted(number for number, _ in shelf.polls) == [0, 2]
    assert shelf.claimed == {1}, "its lease goes on, so that it is not polled in a circle"
    assert "event=poll_lost feed=1" in caplog.text


async def test_a_ledger_that_is_away_for_a_moment_does_not_end_the_watch(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with printing() as press:
        press.pages["/a"] = rss("one")
        shelf = Shelf(Feed(f"{press.url}/a", "f"))
        shelf.failures = 2
        with caplog.at_level(logging.ERROR):
            await until(shelf, 1)
    assert caplog.text.count("event=ledger_failed") == 2


async def test_one_slow_host_does_not_hold_up_the_others() -> None:
    async with printing("127.0.0.2") as slow, printing("127.0.0.3") as quick:
        slow.gate = asyncio.Event()
        quick.pages["/a"] = rss("one")
        shelf = Shelf(Feed(f"{slow.url}/a", "slow"), Feed(f"{quick.url}/a", "quick"))
        await until(shelf, 1)
        slow.gate.set()
    assert [number for number, _ in shelf.polls] == [1]


async def test_no_more_feeds_are_polled_at_once_than_allowed() -> None:
    async with printing("127.0.0.2") as one, printing("127.0.0.3") as two:
        one.gate = two.gate = asyncio.Event()
        shelf = Shelf(Feed(f"{one.url}/a", "a"), Feed(f"{two.url}/a", "b"))
        watching = asyncio.create_task(until(shelf, 2, at_most=1))
        await one.knocked.wait()
        await asyncio.sleep(0.03)
        assert len(shelf.claimed) == 1
        assert two.asked == []
        one.gate.set()
        await watching
    assert len(shelf.polls) == 2


async def test_ending_the_watch_ends_the_polls_under_way() -> None:
    async with printing() as press:
        press.gate = asyncio.Event()
        shelf = Shelf(Feed(f"{press.url}/a", "f"))
        async with Fetcher(allow_private=True) as fetcher:
            watching = asyncio.create_task(watch(shelf, fetcher, shelf.take_in, StillClock()))
            await press.knocked.wait()
            watching.cancel()
            with pytest.raises(asyncio.CancelledError):
                await watching
        press.gate.set()
        await asyncio.sleep(0.02)
    assert shelf.polls == []
