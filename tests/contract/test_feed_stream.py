"""A stream that is followed from a cursor, with a real websocket server that replays from one."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from monitors.decide import novelties
from monitors.feed import Feed, FeedError, Progress
from monitors.fetch import Fetcher
from monitors.stream import REACH, Heard, Reach, follow
from monitors.watch import Watched, poll
from tests.clock import PATIENCE
from tests.contract.sources import NOW, Hand, Local, Relay, serving

REWIND = 5_000_000
LATER = Progress(NOW, imported=True)


@dataclass(slots=True)
class Line:
    """A way to listen to a relay."""

    relay: Relay
    clock: Hand

    async def listen(
        self, progress: Progress = LATER, *, reach: Reach = REACH, **feed: object
    ) -> Heard | FeedError:
        async with Fetcher(allow_private=True, resolver=Local(self.relay.port)) as fetcher:
            watched = replace(self.relay.feed, **feed)  # type: ignore[arg-type]
            return await follow(watched, progress, fetcher, self.clock.now(), reach=reach)

    async def hear(
        self, progress: Progress = LATER, *, reach: Reach = REACH, **feed: object
    ) -> Heard:
        heard = await self.listen(progress, reach=reach, **feed)
        assert isinstance(heard, Heard), heard
        return heard


@pytest.fixture
async def line() -> Line:
    clock = Hand()
    return Line(Relay(clock), clock)


async def test_it_asks_for_posts_only_from_a_little_before_the_cursor(line: Line) -> None:
    async with serving(line.relay):
        first = await line.hear()
        await line.hear(replace(LATER, cursor=first.cursor))
    before, after = line.relay.asked
    assert before["wantedCollections"] == "app.bsky.feed.post"
    assert int(before["maxMessageSizeBytes"]) == REACH.message
    begin = NOW - line.relay.feed.every
    assert int(before["cursor"]) == begin.timestamp() * 1_000_000
    assert after["cursor"] == first.cursor
    assert int(first.cursor) == line.clock.microseconds - REWIND


async def test_a_collection_that_the_address_names_is_kept(line: Line) -> None:
    url = line.relay.feed.url + "?wantedCollections=org.example.note&cursor=1"
    async with serving(line.relay):
        await line.hear(url=url)
    [asked] = line.relay.asked
    assert asked["wantedCollections"] == "org.example.note"
    assert asked["cursor"] != "1"


async def test_it_hangs_up_when_it_has_caught_up(line: Line) -> None:
    line.relay.say("a", "one")
    async with serving(line.relay), asyncio.timeout(PATIENCE):
        heard = await line.hear()
    assert [item.text for item in heard.items] == ["one"]
    assert int(heard.cursor) == line.clock.microseconds - REWIND
    assert not heard.more


async def test_a_post_in_another_language_is_let_go_and_one_that_names_none_is_not(
    line: Line,
) -> None:
    line.relay.say("a", "le pont", langs=["en", "fr-BE"])
    line.relay.say("b", "the bridge", langs=["en"])
    line.relay.say("c", "le gaz")
    async with serving(line.relay):
        heard = await line.hear(language="fr")
    assert [(item.text, item.language) for item in heard.items] == [
        ("le pont", "fr"),
        ("le gaz", "fr"),
    ]


async def test_a_deleted_post_is_news_only_to_who_has_it(line: Line) -> None:
    line.relay.say("a", "they poisoned the water")
    line.relay.say("b", "nobody saw this one")
    async with serving(line.relay):
        [kept, _] = (await line.hear()).items
        line.clock.time += timedelta(minutes=1)
        line.relay.delete("a")
        line.relay.delete("b")
        gone = (await line.hear()).items
    [(item, how)] = novelties(gone, {kept.key: kept.digest})
    assert (item.key, item.words, how) == (kept.key, "", "edited")
    assert item.taken_back
    assert novelties(gone, {kept.key: item.digest}) == ()


async def test_before_the_first_import_nothing_can_be_taken_back(line: Line) -> None:
    line.relay.say("a", "one")
    line.relay.delete("a")
    async with serving(line.relay):
        assert (await line.hear(Progress(NOW))).items == ()
        assert len((await line.hear(LATER)).items) == 1


async def test_a_post_that_was_deleted_and_came_back_is_there(line: Line) -> None:
    line.relay.say("a", "one")
    line.relay.delete("a")
    line.relay.say("a", "two")
    async with serving(line.relay):
        assert [item.text for item in (await line.hear()).items] == ["two"]


async def test_when_it_holds_enough_it_stops_and_asks_to_be_called_again(line: Line) -> None:
    for number in range(5):
        line.clock.time += timedelta(seconds=10)
        line.relay.say(f"p{number}", f"post {number}")
    reach = replace(REACH, items=3)
    async with serving(line.relay):
        first = await line.hear(reach=reach)
        second = await line.hear(replace(LATER, cursor=first.cursor), reach=reach)
    assert [item.text for item in first.items] == ["post 0", "post 1", "post 2"]
    assert first.more
    # The last one is heard again, which its key makes harmless.
    assert [item.text for item in second.items] == ["post 2", "post 3", "post 4"]
    assert second.cursor > first.cursor


async def test_a_post_that_comes_late_and_out_of_order_is_heard(line: Line) -> None:
    line.relay.say("a", "one")
    async with serving(line.relay):
        first = await line.hear()
        line.clock.time -= timedelta(seconds=3)
        line.relay.say("b", "late")
        line.clock.time += timedelta(minutes=5)
        second = await line.hear(replace(LATER, cursor=first.cursor))
    assert "late" in [item.text for item in second.items]


async def test_a_stream_with_more_to_say_is_polled_again_at_once(line: Line) -> None:
    for number in range(REACH.items + 1):
        line.relay.say(f"p{number}", "post")
    async with serving(line.relay):
        resolver = Local(line.relay.port)
        async with Fetcher(allow_private=True, resolver=resolver) as fetcher:
            watched = Watched(1, line.relay.feed, LATER)
            first = await poll(watched, fetcher, line.clock)
            watched = replace(watched, progress=first.progress)
            second = await poll(watched, fetcher, line.clock)
    assert first.progress.next_poll - first.at == timedelta(seconds=1)
    assert second.progress.next_poll - second.at >= timedelta(minutes=2)


@pytest.mark.parametrize("mood", ["silent", "hangs up"])
async def test_silence_is_no_error_and_a_server_that_hangs_up_is_one(line: Line, mood: str) -> None:
    line.relay.mood = mood
    async with serving(line.relay), asyncio.timeout(PATIENCE):
        heard = await line.listen(
            replace(LATER, cursor="1700000000000000"), every=timedelta(seconds=0.3)
        )
    if mood == "silent":
        assert heard == Heard((), "1700000000000000")
    else:
        assert isinstance(heard, FeedError)
        assert heard.code == "unreachable"


async def test_another_kind_of_stream_is_named(line: Line) -> None:
    line.relay.mood = "babble"
    async with serving(line.relay), asyncio.timeout(PATIENCE):
        heard = await line.listen()
    assert isinstance(heard, FeedError)
    assert heard.code == "not_a_feed"
    assert "/subscribe" in heard.sentence


@pytest.mark.parametrize("cursor", ["", "soon", "-5", "9" * 40, "²"])
async def test_a_cursor_that_is_none_is_not_believed(line: Line, cursor: str) -> None:
    line.relay.say("a", "one")
    async with serving(line.relay):
        heard = await line.hear(replace(LATER, cursor=cursor))
    assert [item.text for item in heard.items] == ["one"]
    assert int(heard.cursor) == line.clock.microseconds - REWIND


async def test_an_event_from_the_far_future_does_not_move_the_cursor(line: Line) -> None:
    line.clock.time += timedelta(days=400)
    line.relay.say("a", "from next year")
    line.clock.time = NOW
    line.relay.say("b", "from today")
    async with serving(line.relay):
        heard = await line.hear()
    assert [item.text for item in heard.items] == ["from today"]
    assert int(heard.cursor) == line.clock.microseconds - REWIND


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("wss://me:secret@stream.example.org/subscribe", "password"),
        ("wss:///subscribe", "name a host"),
        ("wss://stream.example.org:port/", "cannot be read"),
    ],
)
async def test_an_address_that_is_none_is_refused(line: Line, url: str, part: str) -> None:
    heard = await line.listen(url=url)
    assert isinstance(heard, FeedError)
    assert heard.code == "bad_url"
    assert part in heard.sentence


async def test_a_page_where_a_stream_was_expected_is_named(line: Line) -> None:
    class Site(Relay):
        async def answer(self, request: object) -> object:  # type: ignore[override]
            from aiohttp import web

            return web.Response(text="<html>")

    site = Site(line.clock)
    async with serving(site):
        heard = await Line(site, line.clock).listen()
    assert isinstance(heard, FeedError)
    assert heard.code == "not_a_feed"


def test_the_address_says_what_kind_of_feed_it_is() -> None:
    assert Feed("WSS://stream.example.org/subscribe", "s").kind == "stream"
    assert Feed("https://t.me/s/harbour_watch", "c").kind == "page"
    assert Feed("https://example.org/s/rss", "w").kind == "web"
