"""CAP indexes over real sockets: the linked alerts are read, and half a reading is no all-clear."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from monitors.alerts import MOST_DOCUMENTS
from monitors.feed import Feed, Item, Poll, Progress
from monitors.fetch import Fetcher
from monitors.watch import Watched, poll

FEEDS = Path(__file__).parent.parent / "feeds"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HEAD = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">'


class StillClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW

    async def sleep(self, seconds: float) -> None:
        """Nobody sleeps here."""


@dataclass
class Office:
    """A warning office: one page for each path, and a count of what it was asked for."""

    pages: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        body = self.pages.get(request.path)
        if body is None:
            return web.Response(status=404)
        return web.Response(text=body, headers={"ETag": f'"{len(body)}"'})


@asynccontextmanager
async def office(**pages: str) -> AsyncIterator[tuple[Office, Fetcher]]:
    """An office with these pages, and a fetcher that may reach it."""
    found = Office({f"/{name}": body for name, body in pages.items()})
    app = web.Application()
    app.router.add_get("/{path:.*}", found.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with Fetcher(allow_private=True) as fetcher:
            yield found, fetcher
    finally:
        await runner.cleanup()


async def look(place: Office, fetcher: Fetcher, progress: Progress | None = None) -> Poll:
    feed = Feed(f"{place.url}/index", "f", language="fr")
    return await poll(Watched(1, feed, progress or Progress(NOW)), fetcher, StillClock())


def items(seen: Poll) -> tuple[Item, ...]:
    assert isinstance(seen.outcome, tuple), seen.outcome
    return seen.outcome


def index(*links: str, identifier: str = "") -> str:
    named = f"<cap:identifier>{identifier}</cap:identifier>" if identifier else ""
    entries = (
        f"<entry><id>entry-{n}</id><title>Summary {n}</title>{named}"
        f'<link type="application/cap+xml" href="{link}"/></entry>'
        for n, link in enumerate(links)
    )
    return HEAD + "".join(entries) + "</feed>"


def alert(identifier: str) -> str:
    body = (FEEDS / "cap-alert.xml").read_text("utf-8")
    return body.replace("be-crisis-7", identifier)


async def test_each_alert_of_an_index_becomes_one_item_with_its_own_words() -> None:
    async with office(index=index("/a", "/b"), a=alert("x-1"), b=alert("x-2")) as (place, fetcher):
        seen = await look(place, fetcher)
    assert [item.key for item in items(seen)] == ["x-1", "x-2"]
    first = items(seen)[0]
    assert first.title == "Fumée dense : restez à l’intérieur"
    assert first.alert is not None
    assert set(first.alert.words) == {"fr", "nl", "de"}
    assert first.alert.document is None
    assert not seen.partial
    assert seen.progress.etag is not None


async def test_entries_for_many_areas_of_one_alert_ask_for_it_once() -> None:
    listed = index("/a", "/a?area=1", "/a?area=2", identifier="x-1")
    async with office(index=listed, a=alert("x-1")) as (place, fetcher):
        seen = await look(place, fetcher)
    assert [item.key for item in items(seen)] == ["x-1"]
    assert place.asked == ["/index", "/a"]


async def test_an_alert_that_was_read_is_not_asked_for_again() -> None:
    async with office(index=index("/a"), a=alert("x-1"), b=alert("x-2")) as (place, fetcher):
        first = await look(place, fetcher)
        place.pages["/index"] = index("/a", "/b")
        second = await look(place, fetcher, first.progress)
    assert [item.key for item in items(second)] == ["x-1", "x-2"]
    assert place.asked == ["/index", "/a", "/index", "/b"]


async def test_an_alert_that_cannot_be_read_keeps_its_summary_and_marks_the_poll() -> None:
    async with office(index=index("/a", "/b"), a=alert("x-1")) as (place, fetcher):
        seen = await look(place, fetcher)
        assert [item.title for item in items(seen)][1] == "Summary 1"
        assert seen.partial
        assert (seen.progress.etag, seen.progress.body_digest) == (None, None)
        place.pages["/b"] = alert("x-2")
        again = await look(place, fetcher, seen.progress)
    assert [item.key for item in items(again)] == ["x-1", "x-2"]
    assert not again.partial


async def test_the_summaries_of_one_unread_alert_are_one_item_with_all_their_words() -> None:
    body = (FEEDS / "cap-index-atom.xml").read_text("utf-8")
    async with office(index=body) as (place, fetcher):
        seen = await look(place, fetcher)
    wind, other = items(seen)
    assert (wind.key, other.key) == ("wind-1", "wind-2")
    assert "Coast" in wind.words
    assert "Antwerp" in wind.words
    assert wind.alert is not None
    assert "Antwerp" in wind.alert.words["en"]
    assert seen.partial


async def test_a_page_or_an_index_in_the_place_of_an_alert_is_not_one() -> None:
    async with office(index=index("/page", "/index"), page="<html><body>Sorry</body></html>") as (
        place,
        fetcher,
    ):
        seen = await look(place, fetcher)
    assert [item.title for item in items(seen)] == ["Summary 0", "Summary 1"]
    assert seen.partial


async def test_a_long_index_is_read_in_several_polls() -> None:
    many = {f"a{n}": alert(f"x-{n}") for n in range(MOST_DOCUMENTS + 3)}
    async with office(index=index(*(f"/{name}" for name in many)), **many) as (place, fetcher):
        first = await look(place, fetcher)
        assert first.partial
        assert len(place.asked) == 1 + MOST_DOCUMENTS
        second = await look(place, fetcher, first.progress)
    assert not second.partial
    assert [item.key for item in items(second)] == [f"x-{n}" for n in range(MOST_DOCUMENTS + 3)]


async def test_a_host_that_does_not_answer_is_not_asked_for_every_alert() -> None:
    dead = [f"http://127.0.0.1:1/{n}" for n in range(20)]
    async with office(index=index(*dead, "/a"), a=alert("x-1")) as (place, fetcher):
        # The office itself is another host to the fetcher only by its name.
        place.pages["/index"] = place.pages["/index"].replace('"/a"', f'"{_named(place)}/a"')
        seen = await look(place, fetcher)
    assert seen.partial
    assert items(seen)[-1].key == "x-1"


async def test_an_ordinary_feed_is_left_as_it_is() -> None:
    rss = (FEEDS / "rss-20.xml").read_text("utf-8")
    async with office(index=rss) as (place, fetcher):
        seen = await look(place, fetcher)
        assert len(items(seen)) == 4
        assert not seen.partial
        moved = replace(seen.progress, etag=None)
        assert not (await look(place, fetcher, moved)).partial
    assert place.asked == ["/index", "/index"]


def _named(place: Office) -> str:
    return place.url.replace("127.0.0.1", "localhost")
