"""Whose turn it is at a host: on the pace alone, with real waiting, and over real sockets."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from aiohttp import web

from monitors.answer import Response
from monitors.feed import Feed, FeedError, Progress
from monitors.fetch import Fetcher
from monitors.hosts import Hosts, Pace, polite_gap, queue_of
from tests.clock import PATIENCE
from tests.feed_servers import RSS, serving

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FRESH = Progress(next_poll=NOW)
GAP = 0.08
HOST = "127.0.0.1"


class Town:
    """A web server that notes when it was asked for what, and says what it was told to say."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[tuple[str, float]] = []
        self.answers: dict[str, web.Response] = {}

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, asyncio.get_running_loop().time()))
        return self.answers.pop(request.path, None) or web.Response(body=RSS)

    @property
    def gaps(self) -> list[float]:
        times = [at for _, at in self.asked]
        return [later - earlier for earlier, later in pairwise(times)]


@asynccontextmanager
async def town(host: str = HOST) -> AsyncIterator[Town]:
    found = Town()
    async with serving(found.answer, host) as found.url:
        yield found


def fetcher(gap: float = GAP, at: Callable[[], float] = time.monotonic) -> Fetcher:
    return Fetcher(
        allow_private=True,
        hosts=Hosts(gap_of=lambda _: gap, now=at),
        now=lambda: NOW,
    )


# --- the pace of one host -----------------------------------------------------------------------


def test_slots_lie_one_gap_apart_and_each_keeps_its_own() -> None:
    pace = Pace(gap=60.0)
    for who, expected in (("a", 100.0), ("b", 160.0), ("c", 220.0)):
        assert pace.start_for(who, 100.0) == expected
        pace = pace.kept_for(who, expected, 100.0)
    pace = pace.asked_by("a", 101.0)
    assert pace.start_for("d", 102.0) == 280.0
    assert pace.start_for("b", 161.5) == 161.5
    assert pace.start_for("c", 150.0) == 220.0


def test_a_pause_moves_every_slot() -> None:
    pace = Pace(gap=2.0).kept_for("a", 10.0, 10.0).paused_until(500.0)
    assert pace.start_for("a", 11.0) == 500.0
    assert pace.start_for("b", 11.0) == 500.0
    assert pace.paused_until(20.0).start_for("b", 11.0) == 500.0


def test_a_slot_that_nobody_came_for_is_forgotten() -> None:
    pace = Pace(gap=2.0).kept_for("a", 10.0, 10.0)
    assert "a" not in pace.kept_for("b", 9000.0, 9000.0).booked


@pytest.mark.parametrize(
    ("host", "gap"),
    [
        ("news.example", 2.0),
        ("reddit.com", 60.0),
        ("www.reddit.com", 60.0),
        ("notreddit.com", 2.0),
        ("localhost", 0.0),
        ("127.0.0.9", 0.0),
        ("::1", 0.0),
        ("10.0.0.1", 2.0),
    ],
)
def test_a_stranger_is_left_alone_between_two_requests(host: str, gap: float) -> None:
    assert polite_gap(host) == gap


def test_all_of_reddit_is_one_queue() -> None:
    assert queue_of("old.reddit.com") == queue_of("www.reddit.com") == "reddit.com"
    assert queue_of("a.news.example") != queue_of("b.news.example")


# --- turns --------------------------------------------------------------------------------------


async def test_whoever_would_wait_long_is_sent_away_with_a_slot_of_their_own() -> None:
    hosts = Hosts(gap_of=lambda _: 60.0, now=lambda: 7.0)
    waits = []
    for who in ("a", "b", "c"):
        async with hosts.turn("news.example", who) as wait:
            waits.append(0.0 if wait is None else wait.total_seconds())
    assert waits == [0.0, 60, 120]


async def test_a_busy_host_sends_the_next_one_away_and_not_the_next_host() -> None:
    hosts = Hosts(gap_of=lambda _: 0.0, patience=0.02)
    async with hosts.turn("slow.example", "a") as first:
        async with hosts.turn("slow.example", "b") as second:
            assert (first, second is None) == (None, False)
        async with hosts.turn("quick.example", "c") as third:
            assert third is None
    async with hosts.turn("slow.example", "d") as fourth:
        assert fourth is None


async def test_a_turn_that_is_cancelled_while_it_waits_frees_the_host() -> None:
    hosts = Hosts(gap_of=lambda _: 0.2)
    async with hosts.turn("news.example", "a"):
        pass

    async def ask() -> None:
        async with hosts.turn("news.example", "b"):
            raise AssertionError("its turn never came")

    waiting = asyncio.create_task(ask())
    await asyncio.sleep(0.02)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    async with asyncio.timeout(PATIENCE), hosts.turn("news.example", "c") as wait:
        assert wait is None


# --- over sockets -------------------------------------------------------------------------------


async def test_requests_to_one_host_keep_their_gap_and_other_hosts_do_not_wait() -> None:
    async with town() as one, town("127.0.0.2") as other, fetcher() as fetch:
        urls = [f"{one.url}/{n}" for n in range(3)] + [f"{other.url}/x"]
        answered = await asyncio.gather(*(fetch.fetch(Feed(url, "f"), FRESH) for url in urls))
    assert all(isinstance(answer, Response) for answer in answered)
    assert min(one.gaps) >= GAP * 0.95
    assert other.asked[0][1] < one.asked[1][1]


async def test_a_redirect_within_the_host_needs_no_gap() -> None:
    async with town() as one, fetcher(gap=60.0) as fetch:
        one.answers["/old"] = web.Response(status=301, headers={"Location": "/new"})
        assert isinstance(await fetch.fetch(Feed(f"{one.url}/old", "f"), FRESH), Response)
    assert [path for path, _ in one.asked] == ["/old", "/new"]


@pytest.mark.parametrize(("status", "wish"), [(429, "3600"), (503, "3600"), (429, None)])
async def test_a_host_that_asks_for_a_pause_is_asked_by_none_of_its_feeds(
    status: int, wish: str | None
) -> None:
    async with town() as one, town("127.0.0.2") as other, fetcher() as fetch:
        one.answers["/a"] = web.Response(
            status=status, headers={"Retry-After": wish} if wish else {}
        )
        first = await fetch.fetch(Feed(f"{one.url}/a", "a"), FRESH)
        second = await fetch.fetch(Feed(f"{one.url}/b", "b"), FRESH)
        elsewhere = await fetch.fetch(Feed(f"{other.url}/b", "b"), FRESH)
    assert isinstance(first, FeedError)
    assert isinstance(second, FeedError)
    assert second.code == "waiting"
    assert second.retry_after is not None
    assert timedelta(seconds=50) < second.retry_after <= timedelta(seconds=int(wish or 60))
    assert isinstance(elsewhere, Response)
    assert [path for path, _ in one.asked] == ["/a"]


async def test_an_ordinary_error_pauses_nobody() -> None:
    async with town() as one, fetcher() as fetch:
        one.answers["/a"] = web.Response(status=500, headers={"Retry-After": "3600"})
        await fetch.fetch(Feed(f"{one.url}/a", "a"), FRESH)
        assert isinstance(await fetch.fetch(Feed(f"{one.url}/b", "b"), FRESH), Response)


async def test_a_feed_comes_back_in_its_slot_and_is_answered() -> None:
    now = 7.0
    async with town() as one, fetcher(60.0, lambda: now) as fetch:
        feeds = [Feed(f"{one.url}/{number}", "f") for number in range(3)]
        first, *sent_away = [await fetch.fetch(feed, FRESH) for feed in feeds]
        assert isinstance(first, Response)
        waits = [answer.retry_after for answer in sent_away if isinstance(answer, FeedError)]
        assert waits == [timedelta(minutes=1), timedelta(minutes=2)]
        for feed in feeds[1:]:
            now += 60.0
            assert isinstance(await fetch.fetch(feed, FRESH), Response)


async def test_documents_that_belong_together_need_a_short_gap_only_and_miss_one_by_one() -> None:
    async with town() as one, fetcher(gap=60.0) as fetch:
        await fetch.fetch(Feed(f"{one.url}/index", "f"), FRESH)
        one.answers["/b"] = web.Response(status=404)
        one.answers["/c"] = web.Response(status=302, headers={"Location": "/d"})
        urls = [f"{one.url}/a", f"{one.url}/b", "file:///etc/hostname", f"{one.url}/c"]
        found = [await fetch.fetch_linked(url) for url in urls]
    codes = [answer.code if isinstance(answer, FeedError) else "read" for answer in found]
    # Whoever keeps to the long gap is sent away.
    assert codes == ["read", "not_found", "bad_url", "read"]


async def test_linked_documents_keep_to_a_pause() -> None:
    async with town() as one, fetcher() as fetch:
        one.answers["/a"] = web.Response(status=503, headers={"Retry-After": "3600"})
        first, second = [await fetch.fetch_linked(f"{one.url}/{path}") for path in "ab"]
    assert isinstance(first, FeedError)
    assert isinstance(second, FeedError)
    assert second.code == "waiting"
    assert [path for path, _ in one.asked] == ["/a"]
