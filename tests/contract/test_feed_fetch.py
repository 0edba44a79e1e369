"""The fetcher against real servers on loopback, kind and unkind."""

import asyncio
import gzip
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from monitors.answer import LIMITS, NotModified, Response
from monitors.feed import Feed, FeedError, Progress
from monitors.fetch import Fetcher
from monitors.hosts import Hosts
from tests.feed_servers import RSS, Answering, Names, serving, speaking

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FRESH = Progress(next_poll=NOW)
QUICK = replace(LIMITS, total=0.3)


def fetcher(**options: object) -> Fetcher:
    at_once = Hosts(gap_of=lambda _: 0.0)
    usual = {"allow_private": True, "hosts": at_once, "now": lambda: NOW}
    return Fetcher(**{**usual, **options})  # type: ignore[arg-type]


async def ask(
    url: str, progress: Progress = FRESH, **options: object
) -> Response | NotModified | FeedError:
    async with fetcher(**options) as fetch:
        return await fetch.fetch(Feed(url, "f"), progress)


def failed(answer: object) -> FeedError:
    assert isinstance(answer, FeedError), answer
    assert answer.sentence.endswith(".")
    return answer


def answers(response: Callable[[], web.Response]) -> Answering:
    async def answer(_: web.Request) -> web.Response:
        return response()

    return answer


async def test_a_feed_arrives_with_what_the_server_says_of_it() -> None:
    async def answer(request: web.Request) -> web.Response:
        assert request.headers["User-Agent"].startswith("Vigie/")
        assert request.headers["User-Agent"].endswith("(+feed watch)")
        assert request.headers["Accept-Encoding"] == "gzip"
        assert "If-None-Match" not in request.headers
        headers = {
            "ETag": '"1"',
            "Last-Modified": "Thu, 19 Nov 2026 12:00:00 GMT",
            "Content-Type": "application/rss+xml; charset=iso-8859-1",
        }
        return web.Response(body=RSS, headers=headers)

    async with serving(answer) as url:
        assert await ask(f"{url}/rss") == Response(
            RSS,
            "application/rss+xml",
            "iso-8859-1",
            '"1"',
            "Thu, 19 Nov 2026 12:00:00 GMT",
            f"{url}/rss",
        )


async def test_a_feed_that_did_not_change_is_not_sent_again() -> None:
    async def answer(request: web.Request) -> web.Response:
        assert request.headers["If-None-Match"] == '"1"'
        assert request.headers["If-Modified-Since"] == "Thu, 19 Nov 2026 12:00:00 GMT"
        return web.Response(status=304, headers={"ETag": '"2"'})

    known = replace(FRESH, etag='"1"', last_modified="Thu, 19 Nov 2026 12:00:00 GMT")
    async with serving(answer) as url:
        assert await ask(url, known) == NotModified(etag='"2"')


async def test_not_modified_without_having_been_asked_is_an_error() -> None:
    async with serving(answers(lambda: web.Response(status=304))) as url:
        assert failed(await ask(url)).code == "http_error"


async def test_a_validator_that_could_not_be_sent_back_is_not_kept() -> None:
    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b'HTTP/1.1 200 OK\r\nETag: "\xe9\xff"\r\nContent-Length: 1\r\n\r\nx')
        await writer.drain()

    async with speaking(speak) as url:
        answer = await ask(url)
    assert isinstance(answer, Response)
    assert answer.etag is None


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (500, "http_error"),
        (404, "not_found"),
        (401, "blocked"),
        (403, "blocked"),
        (451, "blocked"),
        (410, "gone"),
        (301, "http_error"),
    ],
)
async def test_an_error_of_the_server_is_named(status: int, code: str) -> None:
    async with serving(answers(lambda: web.Response(status=status))) as url:
        assert failed(await ask(url)).code == code


@pytest.mark.parametrize(
    ("status", "wish", "wait"),
    [
        (429, "120", timedelta(minutes=2)),
        (503, "Fri, 20 Nov 2026 12:05:00 GMT", timedelta(minutes=5)),
        (429, "Fri, 20 Nov 2020 12:05:00 GMT", timedelta(0)),
        (429, "soon", None),
        (500, "120", None),
    ],
)
async def test_the_wish_to_be_asked_later_is_understood(
    status: int, wish: str, wait: timedelta | None
) -> None:
    headers = {"Retry-After": wish}
    async with serving(answers(lambda: web.Response(status=status, headers=headers))) as url:
        error = failed(await ask(url))
    assert error.retry_after == wait
    assert (error.code == "rate_limited") is (status == 429)


async def test_a_host_where_nobody_listens_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert failed(await ask(f"http://127.0.0.1:{port}/")).code == "unreachable"


async def test_a_name_that_leads_nowhere_is_unreachable() -> None:
    assert failed(await ask("http://feeds.example/", resolver=Names())).code == "unreachable"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://feeds.example/rss",
        "feeds.example/rss",
        "http://",
        "http://user:secret@127.0.0.1/",
        "http://[::1/",
        "http://feeds.example:99999/",
        "http://feeds.example/a b",
        "http://feeds.example/\r\nX: y",
        "http://feeds.example/" + "x" * 3000,
        "",
    ],
)
async def test_an_address_that_cannot_be_used_says_so(url: str) -> None:
    assert failed(await ask(url)).code == "bad_url"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1", "127.1"]
)
async def test_a_private_address_is_never_asked(host: str) -> None:
    asked = []

    async def answer(_: web.Request) -> web.Response:
        asked.append(host)
        return web.Response(body=RSS)

    async with serving(answer) as url:
        error = failed(await ask(url.replace("127.0.0.1", host), allow_private=False))
    assert error.code in {"refused_address", "bad_url"}
    assert asked == []


async def test_a_redirect_into_a_private_network_is_refused() -> None:
    asked = []

    async def inside(_: web.Request) -> web.Response:
        asked.append("inside")
        return web.Response(body=RSS)

    async with serving(inside) as private:
        away = answers(lambda: web.Response(status=302, headers={"Location": f"{private}/admin"}))
        async with serving(away, "127.0.0.2") as public:
            error = failed(await ask(public, allow_private=("127.0.0.2/32",)))
    assert error.code == "refused_address"
    assert asked == []


async def test_a_name_that_changes_its_mind_is_judged_anew() -> None:
    async with serving(answers(lambda: web.Response(body=RSS)), "127.0.0.2") as url:
        port = url.rpartition(":")[2]
        names = Names("127.0.0.2", "127.0.0.1")
        async with fetcher(allow_private=("127.0.0.2/32",), resolver=names) as fetch:
            feed = Feed(f"http://feeds.example:{port}/", "f")
            assert isinstance(await fetch.fetch(feed, FRESH), Response)
            assert failed(await fetch.fetch(feed, FRESH)).code == "refused_address"


async def test_redirects_are_followed_to_where_the_feed_is() -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/new":
            return web.Response(body=RSS)
        return web.Response(status=308, headers={"Location": "new"})

    async with serving(answer) as url:
        found = await ask(f"{url}/old")
    assert isinstance(found, Response)
    assert found.url == f"{url}/new"


async def test_redirects_without_end_are_given_up() -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=302, headers={"Location": f"{request.path}x"})

    async with serving(answer) as url:
        assert failed(await ask(f"{url}/a")).code == "redirects"
    assert len(asked) == 6


@pytest.mark.parametrize(
    "location", ["file:///etc/hostname", "http://u:p@127.0.0.1/", "http://[/", "gopher://x"]
)
async def test_a_redirect_to_what_is_no_web_address_is_refused(location: str) -> None:
    moved = answers(lambda: web.Response(status=302, headers={"Location": location}))
    async with serving(moved) as url:
        assert failed(await ask(url)).code == "bad_url"


async def test_a_compressed_feed_is_unpacked() -> None:
    headers = {"Content-Encoding": "gzip"}
    packed = answers(lambda: web.Response(body=gzip.compress(RSS), headers=headers))
    async with serving(packed) as url:
        found = await ask(url)
    assert isinstance(found, Response)
    assert found.body == RSS


async def test_a_gzip_bomb_is_defused_while_it_unpacks() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    headers = {"Content-Encoding": "gzip"}
    async with serving(answers(lambda: web.Response(body=bomb, headers=headers))) as url:
        assert failed(await ask(url)).code == "too_large"


async def test_damaged_compression_is_an_error() -> None:
    headers = {"Content-Encoding": "gzip"}
    async with serving(answers(lambda: web.Response(body=b"no gzip", headers=headers))) as url:
        assert failed(await ask(url)).code == "http_error"


async def test_a_body_without_end_is_cut_off() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 10_000)
        except ConnectionError:
            return response

    async with serving(answer) as url:
        limits = replace(LIMITS, max_bytes=100_000)
        assert failed(await ask(url, limits=limits)).code == "too_large"


async def test_a_body_announced_too_large_is_not_even_read() -> None:
    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.05)

    async with speaking(speak) as url:
        assert failed(await ask(url)).code == "too_large"


async def test_a_server_that_drips_is_left() -> None:
    drops = 0

    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal drops
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            drops += 1
            await asyncio.sleep(0.01)

    async with speaking(speak) as url:
        limits = replace(LIMITS, grace=0.05, slowest=10_000)
        assert failed(await ask(url, limits=limits)).code == "too_slow"
    # That many take a second, and on a slow machine more.
    assert drops < 100


async def test_a_server_that_never_answers_is_left() -> None:
    async def speak(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    async with speaking(speak) as url:
        limits = replace(LIMITS, silence=0.05)
        assert failed(await ask(url, limits=limits)).code == "too_slow"
        limits = replace(LIMITS, total=0.05)
        assert failed(await ask(url, limits=limits)).code == "too_slow"


@pytest.mark.parametrize(
    "words",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"",
    ],
)
async def test_an_answer_that_is_no_proper_http_is_an_error(words: bytes) -> None:
    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(words)
        await writer.drain()

    async with speaking(speak) as url:
        assert failed(await ask(url)).code in {"http_error", "unreachable"}


async def test_a_host_is_asked_by_one_at_a_time() -> None:
    inside, most = 0, 0

    async def answer(_: web.Request) -> web.Response:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.01)
        inside -= 1
        return web.Response(body=RSS)

    async with serving(answer) as url, fetcher() as fetch:
        feeds = [Feed(f"{url}/{number}", "f") for number in range(5)]
        answered = await asyncio.gather(*(fetch.fetch(feed, FRESH) for feed in feeds))
    assert all(isinstance(each, Response) for each in answered)
    assert most == 1


async def test_cookies_are_not_kept() -> None:
    async def answer(request: web.Request) -> web.Response:
        assert "Cookie" not in request.headers
        return web.Response(body=RSS, headers={"Set-Cookie": "who=me; Path=/"})

    async with serving(answer) as url, fetcher() as fetch:
        for _ in range(2):
            assert isinstance(await fetch.fetch(Feed(url, "f"), FRESH), Response)
