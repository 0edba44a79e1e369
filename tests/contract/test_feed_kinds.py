"""What every kind of feed promises, each against a server that speaks its real format."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from monitors.answer import Limits
from monitors.decide import Novelty, novelties
from monitors.feed import FeedError, Poll, Progress, Unchanged
from monitors.fetch import Fetcher
from monitors.watch import Watched, poll
from tests.clock import PATIENCE
from tests.contract.sources import NOW, Channel, Hand, Local, Paper, Relay, Source, serving

LIMITS = Limits(max_bytes=1_000_000)


@dataclass(slots=True)
class Reader:
    """Polls one source and remembers what it published, as the desk does."""

    source: Source
    clock: Hand
    progress: Progress = field(default_factory=lambda: Progress(NOW))
    known: dict[str, str] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    every: timedelta = timedelta(minutes=5)
    allow_private: bool = True
    limits: Limits = LIMITS

    async def look(self) -> Poll:
        feed = replace(self.source.feed, keywords=self.keywords, every=self.every)
        resolver = Local(self.source.port)
        async with Fetcher(
            allow_private=self.allow_private, limits=self.limits, resolver=resolver
        ) as fetcher:
            seen = await poll(Watched(1, feed, self.progress), fetcher, self.clock)
        self.progress = seen.progress
        return seen

    async def news(self) -> list[tuple[str, Novelty]]:
        """What the next look finds that is new or edited, by its words."""
        seen = await self.look()
        if isinstance(seen.outcome, Unchanged):
            return []
        assert isinstance(seen.outcome, tuple), seen.outcome
        found = novelties(seen.outcome, self.known)
        self.known |= {item.key: item.digest for item, _ in found}
        return [(item.words, how) for item, how in found]

    async def error(self) -> FeedError:
        """The error that the next look ends in."""
        seen = await self.look()
        assert isinstance(seen.outcome, FeedError), seen.outcome
        assert seen.progress.trouble == seen.outcome.sentence
        return seen.outcome


@pytest.fixture(params=[Paper, Channel, Relay])
async def reader(request: pytest.FixtureRequest) -> AsyncIterator[Reader]:
    clock = Hand()
    source: Source = request.param(clock)
    async with serving(source):
        yield Reader(source, clock)


async def test_the_first_look_imports_what_is_there_already(reader: Reader) -> None:
    reader.source.say("a", "the bridge is closed")
    first = await reader.look()
    assert first.progress.imported
    assert isinstance(first.outcome, tuple)
    assert [item.text for item in first.outcome] == ["the bridge is closed"]


async def test_a_new_post_is_news_once(reader: Reader) -> None:
    reader.source.say("a", "the bridge is closed")
    await reader.news()
    reader.source.say("b", "the bridge is open again")
    assert await reader.news() == [("the bridge is open again", Novelty.NEW)]
    assert await reader.news() == []


async def test_an_edit_is_seen(reader: Reader) -> None:
    reader.source.say("a", "two people are missing")
    await reader.news()
    reader.source.say("a", "nobody is missing")
    assert await reader.news() == [("nobody is missing", Novelty.EDITED)]
    assert await reader.news() == []


async def test_a_post_has_a_link_a_date_and_a_key_that_stay(reader: Reader) -> None:
    reader.source.say("a", "the bridge is closed")
    first = await reader.look()
    again = await replace(reader, progress=Progress(NOW)).look()
    assert isinstance(first.outcome, tuple)
    assert first.outcome == again.outcome
    if not isinstance(reader.source, Paper):
        [item] = first.outcome
        assert item.link is not None
        assert item.link.startswith("https://")
        assert item.published is not None
        assert abs(item.published - NOW) < timedelta(minutes=15)


async def test_an_error_is_a_sentence_and_what_was_said_meanwhile_is_not_lost(
    reader: Reader,
) -> None:
    reader.source.say("a", "the bridge is closed")
    await reader.news()
    reader.source.mood = "broken"
    error = await reader.error()
    assert error.code == "http_error"
    assert error.sentence.endswith(".")
    reader.source.say("b", "the bridge is open again")
    reader.source.mood = "ok"
    assert await reader.news() == [("the bridge is open again", Novelty.NEW)]
    assert reader.progress.trouble is None


async def test_a_server_that_is_not_there_is_unreachable(reader: Reader) -> None:
    reader.source.port = 1
    assert (await reader.error()).code == "unreachable"


async def test_only_posts_with_a_keyword_are_taken_in(reader: Reader) -> None:
    reader.keywords = ("pont", "évacu*")
    reader.source.say("a", "Le PONT est fermé")
    reader.source.say("b", "Il pleut sur les pontons")
    reader.source.say("c", "On evacuera la gare")
    first = await reader.look()
    assert isinstance(first.outcome, tuple)
    assert [item.text for item in first.outcome] == ["Le PONT est fermé", "On evacuera la gare"]


async def test_a_private_address_is_refused_unless_it_is_allowed(reader: Reader) -> None:
    reader.source.say("a", "the bridge is closed")
    assert isinstance((await reader.look()).outcome, tuple)
    reader.allow_private = False
    error = await reader.error()
    assert error.code == "refused_address"
    assert "allow_private_addresses" in error.sentence


@pytest.mark.parametrize("mood", ["endless", "slow"])
async def test_a_server_that_never_ends_is_left_in_time(reader: Reader, mood: str) -> None:
    reader.source.mood = mood
    reader.every = timedelta(seconds=1)
    reader.limits = replace(LIMITS, total=1)
    async with asyncio.timeout(PATIENCE):
        seen = await reader.look()
    # A stream may be silent: on that there is nothing to say.
    if mood == "slow" and isinstance(reader.source, Relay):
        assert seen.outcome == ()
    else:
        assert isinstance(seen.outcome, FeedError)
