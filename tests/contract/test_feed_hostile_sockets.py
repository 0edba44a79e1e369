"""The hostile set, from real sockets through the whole watch: each ends soon, and in a sentence."""

import asyncio
import resource
import socket
import sys
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from monitors.answer import LIMITS
from monitors.entry import MOST_ENTRIES
from monitors.feed import Feed, FeedError, Item, Poll, Progress
from monitors.fetch import Fetcher
from monitors.plain import MOST_TEXT
from monitors.pool import Workers
from monitors.watch import Watched, poll
from tests.clock import PATIENCE

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MIB = 1024 * 1024
QUICK = replace(LIMITS, total=1)

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


class StillClock:
    def now(self) -> datetime:
        return NOW

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Fickle(AbstractResolver):
    """A DNS server that gives another address at each question."""

    def __init__(self, *answers: str) -> None:
        self._answers = cycle(answers)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        address = next(self._answers)
        return [
            ResolveResult(
                hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        pass


@asynccontextmanager
async def serving(answer: Answering) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/feed"
    finally:
        await runner.cleanup()


def saying(body: bytes, **headers: str) -> Answering:
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, headers=named)

    return answer


async def look(answer: Answering, **options: object) -> Poll:
    async with serving(answer) as url:
        return await look_at(url, **options)


async def look_at(url: str, **options: object) -> Poll:
    """One poll through fetcher and workers, which must end."""
    options = {"allow_private": True, **options}
    async with (
        asyncio.timeout(PATIENCE),
        Fetcher(**options) as fetcher,  # type: ignore[arg-type]
        Workers(most=1, tiny=0) as workers,
    ):
        watched = Watched(1, Feed(url, "f"), Progress(NOW))
        return await poll(watched, fetcher, StillClock(), parsing=workers.parse)


def refused(seen: Poll) -> str:
    assert isinstance(seen.outcome, FeedError), seen.outcome
    assert seen.outcome.sentence.endswith(".")
    assert seen.progress.trouble == seen.outcome.sentence
    return seen.outcome.code


def read(seen: Poll) -> tuple[Item, ...]:
    assert isinstance(seen.outcome, tuple), seen.outcome
    for item in seen.outcome:
        assert len(item.text) <= MOST_TEXT
        assert (item.key + item.words).encode()
    return seen.outcome


def rss(*items: str) -> bytes:
    return f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>".encode()


def one(description: str) -> bytes:
    words = f"<title>t</title><description>{description}</description>"
    return rss(f"<item><guid>1</guid>{words}</item>")


def gzipped(pieces: Iterable[bytes]) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*map(packer.compress, pieces), packer.flush()])


def megabytes_at_most() -> float:
    """The most memory that this process and those it waited for ever had."""
    unit = 1 if sys.platform == "darwin" else 1024
    us, others = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return max(resource.getrusage(who).ru_maxrss for who in (us, others)) * unit / MIB


async def test_a_gzip_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = gzipped(b"\x00" * MIB for _ in range(1000))
    assert len(bomb) < 2 * MIB
    before = megabytes_at_most()
    assert refused(await look(saying(bomb, Content_Encoding="gzip"))) == "too_large"
    assert megabytes_at_most() - before < 100


async def test_fifty_megabytes_of_one_entry_are_not_read_to_the_end() -> None:
    sent = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"<rss version='2.0'><channel><item><title>")
        for _ in range(50):
            await response.write(b"water " * (MIB // 6))
            sent += MIB
        return response

    before = megabytes_at_most()
    assert refused(await look(answer)) == "too_large"
    assert sent < 25 * MIB
    assert megabytes_at_most() - before < 100


async def test_fifty_packed_megabytes_of_one_entry_are_refused_too() -> None:
    body = gzipped([b"<rss><channel><item><title>", *(b"water " * (MIB // 6) for _ in range(50))])
    assert refused(await look(saying(body, Content_Encoding="gzip"))) == "too_large"


async def test_the_longest_entry_that_may_come_is_cut() -> None:
    (item,) = read(await look(saying(one("water " * (9 * MIB // 6)))))
    assert len(item.text) == MOST_TEXT


async def test_billion_laughs_expand_to_nothing() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'
    (item,) = read(await look(saying(prolog.encode() + one("&l9;"))))
    assert "lol" not in item.words


@pytest.mark.parametrize("end", ["</b>", ""])
async def test_nesting_a_hundred_thousand_deep_ends(end: str) -> None:
    seen = await look(saying(one("<b>" * 100_000 + "water" + end * 100_000)))
    if end:
        assert [item.title for item in read(seen)] == ["t"]
    else:
        assert refused(seen) == "too_large"


async def test_a_slow_drip_is_cut_off() -> None:
    drops = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal drops
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            drops += 1
            await asyncio.sleep(0.02)

    limits = replace(LIMITS, grace=0.1, slowest=10_000)
    assert refused(await look(answer, limits=limits)) == "too_slow"
    # That many take two seconds, and on a slow machine more.
    assert drops < 100


async def test_a_head_that_never_ends_is_cut_off() -> None:
    hung_up = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while not writer.transport.is_closing():
            writer.write(b"X-A: b\r\n")
            await asyncio.sleep(0.02)
        hung_up.set()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        assert refused(await look_at(f"http://127.0.0.1:{port}/", limits=QUICK)) in {
            "too_slow",
            "http_error",
        }
        await hung_up.wait()
    finally:
        server.close()


async def test_an_endless_redirect_ends() -> None:
    async def answer(request: web.Request) -> web.Response:
        number = int(request.query.get("n", 0))
        return web.Response(status=302, headers={"Location": f"/feed?n={number + 1}"})

    assert refused(await look(answer)) == "redirects"


async def test_a_redirect_into_this_machine_is_refused() -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=301, headers={"Location": "http://127.0.0.1:1/secret"})

    # The feed itself is one that was allowed; the place it sends us to is not.
    async with serving(answer) as url:
        public = url.replace("127.0.0.1", "127.0.0.9")
        port = int(url.split(":")[2].split("/")[0])
        async with relay("127.0.0.9", port) as relayed:
            seen = await look_at(
                public.replace(f":{port}/", f":{relayed}/"), allow_private=("127.0.0.9/32",)
            )
    assert refused(seen) == "refused_address"
    assert asked == ["/feed"]


@asynccontextmanager
async def relay(host: str, port: int) -> AsyncIterator[int]:
    """The server at this port of 127.0.0.1, under another address of this machine."""

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, out = await asyncio.open_connection("127.0.0.1", port)
        out.write(await reader.readuntil(b"\r\n\r\n"))
        writer.write(await inner.read(65536))
        await writer.drain()
        writer.close()
        out.close()

    server = await asyncio.start_server(carry, host, 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def test_a_name_that_changes_its_answer_is_judged_at_every_connection() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "/again"})

    async with serving(answer) as url:
        port = int(url.split(":")[2].split("/")[0])
        async with relay("127.0.0.9", port) as relayed:
            names = Fickle("127.0.0.9", "127.0.0.1")
            seen = await look_at(
                f"http://fickle.example:{relayed}/feed",
                allow_private=("127.0.0.9/32",),
                resolver=names,
            )
    assert names.asked == 2
    assert refused(seen) == "refused_address"


async def test_a_body_that_is_a_path_or_an_address_is_only_a_body(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_bytes(one("secret"))
    async with serving(saying(one("secret"))) as url:
        for body in (str(feed), feed.as_uri(), url, "/dev/zero"):
            assert refused(await look(saying(body.encode()))) == "not_a_feed"


@pytest.mark.parametrize("claimed", ["utf-16", "punycode", "no-such-charset", "ascii", "utf-8"])
async def test_a_wrong_charset_spoils_no_words(claimed: str) -> None:
    body = one("l’été à Liège")
    headers = {"Content_Type": f"application/rss+xml; charset={claimed}"}
    (item,) = read(await look(saying(body, **headers)))
    assert item.text == "l’été à Liège"


async def test_latin_letters_that_are_called_utf_8_are_read() -> None:
    body = one("été à Liège").decode().encode("cp1252")
    headers = {"Content_Type": "application/rss+xml; charset=utf-8"}
    (item,) = read(await look(saying(body, **headers)))
    assert item.text == "été à Liège"


async def test_a_web_page_in_the_place_of_a_feed_is_named() -> None:
    page = b"<!DOCTYPE html><html><head><title>Not found</title></head><body>no</body></html>"
    seen = await look(saying(page, Content_Type="application/rss+xml"))
    assert refused(seen) == "not_a_feed"
    assert isinstance(seen.outcome, FeedError)
    assert "web page" in seen.outcome.sentence


async def test_nul_bytes_do_not_spoil_a_feed() -> None:
    (item,) = read(await look(saying(one("wa\x00ter"))))
    assert item.text == "water"


async def test_nothing_but_nul_bytes_is_no_feed() -> None:
    assert refused(await look(saying(b"\x00" * MIB))) == "not_a_feed"


async def test_duplicate_guids_reach_the_sink_and_are_told_apart_by_their_digest() -> None:
    items = (f"<item><guid>same</guid><title>{n}</title></item>" for n in range(1000))
    found = read(await look(saying(rss(*items))))
    assert len(found) == MOST_ENTRIES
    assert {item.key for item in found} == {"same"}
    assert len({item.digest for item in found}) == MOST_ENTRIES


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+14:00",
        "99999999999999",
        "Fri, 99 Foo 99999 99:99:99 +9999",
    ],
)
async def test_a_date_at_the_end_of_time_is_not_believed(date: str) -> None:
    entry = f"<item><title>t</title><pubDate>{date}</pubDate></item>"
    (item,) = read(await look(saying(rss(entry))))
    assert item.published is None or item.published <= NOW
