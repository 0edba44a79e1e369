"""The fetcher among servers, names and addresses that mean harm."""

import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
from aiohttp import web

from monitors.address import Gate
from monitors.answer import LIMITS, Response
from monitors.feed import Feed, FeedError
from monitors.fetch import Fetcher
from tests.contract.test_feed_fetch import FRESH, QUICK, failed, fetcher
from tests.feed_servers import RSS, Names, Script, serving, speaking

SERVED = ("127.0.0.2/32",)


async def asked_as(name: str, *addresses: str, allow: tuple[str, ...] = ()) -> FeedError | str:
    """Ask a server on loopback under a name with these addresses; `read` if it was reached."""
    script = Script()
    script.put("/rss")
    async with serving(script.answer, "127.0.0.2") as url:
        port = url.rpartition(":")[2]
        async with fetcher(allow_private=allow, resolver=Names(*addresses)) as fetch:
            answer = await fetch.fetch(Feed(f"http://{name}:{port}/rss", "f"), FRESH)
    assert bool(script.asked) == isinstance(answer, Response)
    return answer if isinstance(answer, FeedError) else "read"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.2",
        "::ffff:127.0.0.2",
        "::127.0.0.2",
        "64:ff9b::7f00:2",
        "64:ff9b:1::7f00:2",
        "2002:7f00:2::",
        "2001:0:7f00:2::1",
        "::1",
        "fe80::1",
        "fd00::1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
    ],
)
async def test_a_name_that_leads_inside_is_refused_however_it_is_written(address: str) -> None:
    assert failed(await asked_as("feeds.example", address)).code == "refused_address"


async def test_a_name_is_asked_when_its_network_is_allowed_and_mapped_is_the_same() -> None:
    assert await asked_as("feeds.example", "127.0.0.2", allow=SERVED) == "read"
    mapped = ("::ffff:0:0/96", *SERVED)
    assert await asked_as("feeds.example", "::ffff:127.0.0.2", allow=mapped) == "read"


def test_an_allowed_translation_opens_no_private_network_behind_it() -> None:
    gate = Gate.of(("64:ff9b::/96", "::ffff:0:0/96"))
    assert gate.admits("64:ff9b::808:808")
    assert gate.admits("::ffff:8.8.8.8")
    assert not gate.admits("64:ff9b::7f00:1")
    assert not gate.admits("64:ff9b::10.0.0.1")
    assert not gate.admits("::ffff:10.0.0.1")
    assert Gate.of(("64:ff9b::/96", "10.0.0.0/8")).admits("64:ff9b::10.0.0.1")


async def test_a_name_that_changes_between_a_redirect_and_its_target_is_judged_anew() -> None:
    inside = Script()
    inside.put("/rss")
    async with serving(inside.answer) as private:
        port = private.rpartition(":")[2]
        script = Script()
        script.put("/rss", 302, Location=f"http://feeds.example:{port}/rss")
        async with serving(script.answer, "127.0.0.2") as url:
            away = url.replace("127.0.0.2", "feeds.example")
            names = Names("127.0.0.2", "127.0.0.1")
            async with fetcher(allow_private=SERVED, resolver=names) as fetch:
                answer = await fetch.fetch(Feed(f"{away}/rss", "f"), FRESH)
    assert failed(answer).code == "refused_address"
    assert inside.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://me@127.0.0.1/rss",
        "http://me:secret@127.0.0.1/rss",
        "http://:secret@127.0.0.1/rss",
        "http://@127.0.0.1/rss",
        "http://127.0.0.1\\@feeds.example/",
        "javascript:alert(1)",
        "//127.0.0.1/rss",
    ],
)
async def test_an_address_with_credentials_or_tricks_is_refused_and_not_repeated(url: str) -> None:
    async with fetcher() as fetch:
        error = failed(await fetch.fetch(Feed(url, "f"), FRESH))
    assert error.code in {"bad_url", "unreachable"}
    assert "secret" not in error.sentence


async def test_linked_documents_are_judged_like_any_feed() -> None:
    script = Script()
    script.put("/cap")
    async with serving(script.answer) as url, Fetcher() as fetch:
        found = [await fetch.fetch_linked(each) for each in (f"{url}/cap", "file:///etc/hostname")]
    assert [failed(each).code for each in found] == ["refused_address", "bad_url"]
    assert script.asked == []


# --- slow and long ------------------------------------------------------------------------------


async def test_headers_that_drip_are_not_waited_for_longer_than_a_fetch_may_take() -> None:
    drops = 0

    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal drops
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-%d: y\r\n" % drops)
            await writer.drain()
            drops += 1
            await asyncio.sleep(0.01)

    async with speaking(speak) as url, fetcher(limits=QUICK) as fetch:
        assert failed(await fetch.fetch(Feed(url, "f"), FRESH)).code == "too_slow"
    # That many take a second, and on a slow machine more.
    assert drops < 100


async def test_slow_redirects_share_the_time_of_one_fetch() -> None:
    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(0.12)
        return web.Response(status=302, headers={"Location": f"{request.path}x"})

    async with serving(answer) as url, fetcher(limits=QUICK) as fetch:
        assert failed(await fetch.fetch(Feed(f"{url}/a", "f"), FRESH)).code == "too_slow"


async def test_redirects_between_two_hosts_end_too() -> None:
    script = Script()
    async with serving(script.answer) as one, serving(script.answer, "127.0.0.2") as other:
        script.put("/there", 301, Location=f"{other}/back")
        script.put("/back", 301, Location=f"{one}/there")
        async with fetcher() as fetch:
            answer = await fetch.fetch(Feed(f"{one}/there", "f"), FRESH)
    assert failed(answer).code == "redirects"
    assert len(script.asked) == LIMITS.redirects + 1


# --- doors that are shut ------------------------------------------------------------------------


@pytest.mark.parametrize("status", [403, 503])
async def test_a_challenge_for_browsers_is_said_plainly(status: int) -> None:
    script = Script()
    script.put("/rss", status, b"<html>Just a moment</html>", cf_mitigated="challenge")
    async with serving(script.answer) as url, fetcher() as fetch:
        error = failed(await fetch.fetch(Feed(f"{url}/rss", "f"), FRESH))
    assert error.code == "blocked"
    assert "a person in a browser" in error.sentence


@pytest.fixture
def self_signed(tmp_path: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command, to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    making = [
        openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-keyout", str(key), "-out", str(certificate), "-days", "1",
        "-subj", "/CN=feeds.example",
    ]  # fmt: skip
    subprocess.run(making, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


async def test_a_certificate_that_is_not_valid_ends_the_matter(self_signed: ssl.SSLContext) -> None:
    script = Script()
    script.put("/rss")
    async with serving(script.answer, tls=self_signed) as url, fetcher() as fetch:
        error = failed(await fetch.fetch(Feed(f"{url}/rss", "f"), FRESH))
    assert error.code == "not_secure"
    assert script.asked == []


async def test_a_server_without_encryption_is_not_asked_again_without_it() -> None:
    script = Script()
    script.put("/rss", body=RSS)
    async with serving(script.answer) as url, fetcher() as fetch:
        secure = url.replace("http:", "https:")
        assert failed(await fetch.fetch(Feed(f"{secure}/rss", "f"), FRESH)).code == "not_secure"
    assert script.asked == []
