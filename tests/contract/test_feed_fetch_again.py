"""Asking a feed again: validators where they belong, patience as asked, addresses that move."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from monitors.answer import Hop, NotModified, Response
from monitors.feed import Feed, FeedError, Poll, Progress, Unchanged
from monitors.fetch import Fetcher
from monitors.watch import Watched, poll
from tests.clock import ManualClock
from tests.feed_servers import RSS, Script, serving

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FRESH = Progress(next_poll=NOW)
OTHER = RSS.replace(b"<title>t", b"<title>u")


def fetcher() -> Fetcher:
    return Fetcher(allow_private=True, now=lambda: NOW)


async def look(fetch: Fetcher, url: str, progress: Progress = FRESH) -> Poll:
    return await poll(Watched(1, Feed(url, "f"), progress), fetch, ManualClock(NOW))


async def ask(url: str, progress: Progress = FRESH) -> Response | NotModified | FeedError:
    async with fetcher() as fetch:
        return await fetch.fetch(Feed(url, "f"), progress)


# --- validators ---------------------------------------------------------------------------------


async def test_a_whole_answer_with_the_tag_that_we_named_is_not_read_again() -> None:
    script = Script()
    script.put("/rss", body=OTHER, ETag='W/"1"')
    async with serving(script.answer) as url:
        assert await ask(f"{url}/rss", replace(FRESH, etag='"1"')) == NotModified(etag='W/"1"')
        assert isinstance(await ask(f"{url}/rss", replace(FRESH, etag='"2"')), Response)


async def test_the_validators_of_a_feed_that_moved_for_good_are_for_its_new_address() -> None:
    script = Script()
    script.put("/old", 301, Location="/new")
    script.put("/new", ETag='"1"')
    async with serving(script.answer) as url, fetcher() as fetch:
        first = await look(fetch, f"{url}/old")
        second = await look(fetch, f"{url}/old", first.progress)
        assert (script.named("/old"), script.named("/new")) == (None, '"1"')
        moved = replace(first.progress, moved_to=None, moved_seen=0)
        third = await look(fetch, f"{url}/new", moved)
    assert first.progress.etag == '"1"'
    assert (first.progress.moved_to, first.progress.moved_seen) == (f"{url}/new", 1)
    assert (second.outcome, second.progress.moved_seen) == (Unchanged(), 2)
    assert third.outcome == Unchanged()


async def test_the_validators_of_a_passing_address_are_recalled_and_never_kept() -> None:
    script = Script()
    script.put("/rss", 302, Location="/mirror")
    script.put("/mirror", ETag='"1"')
    async with serving(script.answer) as url, fetcher() as fetch:
        first = await look(fetch, f"{url}/rss")
        second = await look(fetch, f"{url}/rss", first.progress)
        assert script.named("/mirror") == '"1"'
        script.put("/rss", body=OTHER, ETag='"1"')
        third = await look(fetch, f"{url}/rss", second.progress)
        assert script.named("/rss") is None
    assert (first.progress.etag, first.progress.moved_to) == (None, None)
    assert (second.outcome, second.progress.etag) == (Unchanged(), None)
    assert isinstance(third.outcome, tuple)
    assert third.outcome[0].title == "u"


async def test_a_restart_forgets_a_passing_address_and_reads_the_feed_whole() -> None:
    script = Script()
    script.put("/rss", 307, Location="/mirror")
    script.put("/mirror", ETag='"1"')
    async with serving(script.answer) as url:
        async with fetcher() as fetch:
            first = await look(fetch, f"{url}/rss")
        async with fetcher() as fetch:
            second = await look(fetch, f"{url}/rss", first.progress)
    assert script.named("/mirror") is None
    assert second.outcome == Unchanged(), "the same body is seen to be the same"


async def test_an_answer_that_could_not_be_read_never_makes_the_next_one_look_unchanged() -> None:
    script = Script()
    script.put("/rss", 302, Location="/mirror")
    script.put("/mirror", body=b"<html></html>", ETag='"1"', Cache_Control="max-age=60")
    async with serving(script.answer) as url, fetcher() as fetch:
        first = await look(fetch, f"{url}/rss")
        second = await look(fetch, f"{url}/rss", first.progress)
    for seen in (first, second):
        assert isinstance(seen.outcome, FeedError)
        assert seen.outcome.code == "not_a_feed"
    assert script.named("/mirror") is None


async def test_validators_do_not_follow_a_feed_to_another_address() -> None:
    script = Script()
    script.put("/rss", ETag='"1"')
    async with serving(script.answer) as url, fetcher() as fetch:
        first = await look(fetch, f"{url}/rss")
        script.put("/rss", 301, Location="/new")
        script.put("/new", body=OTHER, ETag='"1"')
        second = await look(fetch, f"{url}/rss", first.progress)
    assert (script.named("/rss"), script.named("/new")) == ('"1"', None)
    assert isinstance(second.outcome, tuple)


# --- addresses that move ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "for_good"),
    [((301,), True), ((308, 301), True), ((301, 302), False), ((307, 308), False), ((303,), False)],
)
async def test_only_redirects_that_are_all_for_good_move_a_feed(
    statuses: tuple[int, ...], for_good: bool
) -> None:
    script = Script()
    for number, status in enumerate(statuses):
        script.put(f"/{number}", status, Location=f"/{number + 1}")
    script.put(f"/{len(statuses)}")
    async with serving(script.answer) as url:
        answer = await ask(f"{url}/0")
        last = f"{url}/{len(statuses)}"
    assert isinstance(answer, Response)
    assert answer.url == last
    assert answer.moved_to == (last if for_good else None)
    assert [hop.status for hop in answer.hops] == list(statuses)
    assert answer.hops[-1] == Hop(statuses[-1], last)


async def test_a_feed_that_comes_home_is_no_longer_on_the_move() -> None:
    script = Script()
    script.put("/old", 301, Location="/new")
    script.put("/new")
    async with serving(script.answer) as url, fetcher() as fetch:
        first = await look(fetch, f"{url}/old")
        script.put("/old")
        second = await look(fetch, f"{url}/old", first.progress)
    assert first.progress.moved_seen == 1
    assert (second.progress.moved_to, second.progress.moved_seen) == (None, 0)


# --- patience -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({"Cache_Control": "public, max-age=600"}, timedelta(minutes=10)),
        ({"Cache_Control": "max-age=600", "Age": "60"}, timedelta(minutes=9)),
        ({"Cache_Control": 'MAX-AGE="600"'}, timedelta(minutes=10)),
        ({"Cache_Control": "no-cache, max-age=600"}, None),
        ({"Cache_Control": "no-store"}, None),
        ({"Cache_Control": "max-age=0", "Expires": "Fri, 20 Nov 2026 13:00:00 GMT"}, None),
        ({"Cache_Control": "max-age=soon"}, None),
        ({"Date": "Fri, 20 Nov 2026 11:30:00 GMT", "Expires": "Fri, 20 Nov 2026 12:00:00 GMT"},
         timedelta(minutes=30)),
        ({"Expires": "0"}, None),
        ({"Expires": "Fri, 20 Nov 2020 12:00:00 GMT"}, None),
        ({}, None),
    ],
)  # fmt: skip
async def test_how_long_an_answer_stays_fresh_is_read_from_its_headers(
    headers: dict[str, str], fresh: timedelta | None
) -> None:
    script = Script()
    script.put("/rss", **headers)
    async with serving(script.answer) as url:
        answer = await ask(f"{url}/rss")
    assert isinstance(answer, Response)
    assert answer.fresh == fresh


@pytest.mark.parametrize(
    ("channel", "fresh"),
    [
        (b"<ttl>60</ttl>", timedelta(hours=1)),
        (b"<ttl> 5 </ttl>", timedelta(minutes=10)),
        (b"<ttl>0</ttl>", timedelta(minutes=10)),
        (b"<ttl>soon</ttl>", timedelta(minutes=10)),
        (b"<item><ttl>60</ttl></item>", timedelta(minutes=10)),
    ],
)
async def test_the_longer_of_header_and_channel_counts(channel: bytes, fresh: timedelta) -> None:
    script = Script()
    body = b"<rss version='2.0'><channel>" + channel + b"</channel></rss>"
    script.put("/rss", body=body, Cache_Control="max-age=600")
    async with serving(script.answer) as url:
        answer = await ask(f"{url}/rss")
    assert isinstance(answer, Response)
    assert answer.fresh == fresh


async def test_a_304_that_says_nothing_of_patience_leaves_it_as_it_was() -> None:
    script = Script()
    script.put("/rss", ETag='"1"', Cache_Control="max-age=7200")
    async with serving(script.answer) as url, fetcher() as fetch:
        first = await look(fetch, f"{url}/rss")
        second = await look(fetch, f"{url}/rss", first.progress)
    assert second.outcome == Unchanged()
    assert second.progress.next_poll >= NOW + timedelta(hours=2)


async def test_the_caching_headers_are_there_to_be_shown() -> None:
    script = Script()
    script.put("/rss", ETag='"1"', Cache_Control="max-age=60", Pragma="x")
    async with serving(script.answer) as url:
        answer = await ask(f"{url}/rss")
    assert isinstance(answer, Response)
    assert answer.told == (("ETag", '"1"'), ("Cache-Control", "max-age=60"))
    assert sha256(answer.body).digest() == sha256(RSS).digest()
