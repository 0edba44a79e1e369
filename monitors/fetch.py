"""One polite GET: conditional, bounded in size and time, and only to places where a feed may live.

Importer of aiohttp, with the stream. What the world does wrong comes back as a FeedError.
"""

import asyncio
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Self
from urllib.parse import urljoin, urlsplit
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver

from monitors import refusals
from monitors.address import Gate
from monitors.feed import Feed, FeedError, Progress

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/cap+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)
_WEB = frozenset({"http", "https"})
_MOVED = frozenset({301, 302, 303, 307, 308})
_LONGEST_URL = 2000
_MOST_CONNECTIONS = 32
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")
_LONGEST_VALIDATOR = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost. Bytes are counted after decompression; times are in seconds.

    After `grace`, a body must have come at `slowest` bytes a second on average: a server that
    drips one byte now and then would otherwise hold its place until `total`.
    """

    max_bytes: int = 10 * 1024 * 1024
    total: float = 30.0
    connect: float = 10.0
    silence: float = 10.0
    grace: float = 10.0
    slowest: float = 256.0
    redirects: int = 5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Response:
    """A body, and what the server says of it. `url` is where it came from after all redirects."""

    body: bytes
    content_type: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None
    url: str


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing changed; it may renew its validators while it does."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class _Moved:
    to: str


class RefusedAddress(OSError):
    """The name leads to an address that the gate does not admit."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """Fetches feeds, one request per host at a time. Use it as an async context manager.

    `allow_private` is False (public addresses only), True, or CIDRs to allow besides. The address
    is judged as its socket is made, so a name that changes its mind between look-up and
    connection gains nothing. `now` serves only to read a Retry-After that is a date.
    """

    def __init__(
        self,
        *,
        allow_private: bool | tuple[str, ...] = False,
        limits: Limits = LIMITS,
        user_agent: str | None = None,
        resolver: AbstractResolver | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._gate = Gate.of(allow_private)
        self._limits = limits
        self._user_agent = user_agent or _default_user_agent()
        self._resolver = resolver
        self._now = now
        self._session: aiohttp.ClientSession | None = None
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            # Each request connects anew, so that each is judged anew.
            force_close=True,
            use_dns_cache=False,
            limit=_MOST_CONNECTIONS,
            resolver=self._resolver,
            socket_factory=self._socket,
        )
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=self._limits.connect, sock_read=self._limits.silence
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=timeout,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": self._user_agent,
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip",
            },
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """For what is no GET: each connection it makes is judged as the fetcher's own are."""
        if self._session is None:
            raise RuntimeError("use the fetcher as an async context manager")
        return self._session

    async def fetch(self, feed: Feed, progress: Progress) -> Response | NotModified | FeedError:
        """Ask for the feed, and follow its redirects. Waiting for the host's turn costs no time."""
        asked = _conditions(progress)
        url, left = feed.url, self._limits.total
        loop = asyncio.get_running_loop()
        for _ in range(self._limits.redirects + 1):
            host = host_of(url)
            if isinstance(host, FeedError):
                return host
            async with self._turns.setdefault(host, asyncio.Lock()):
                started = loop.time()
                answer = await self._ask(url, host, asked, left)
                left -= loop.time() - started
            if not isinstance(answer, _Moved):
                return answer
            url = answer.to
        return refusals.too_many_redirects(urlsplit(feed.url).hostname or "")

    async def _ask(
        self, url: str, host: str, asked: dict[str, str], left: float
    ) -> Response | NotModified | FeedError | _Moved:
        session = self.session
        try:
            async with (
                asyncio.timeout(left),
                session.get(url, headers=asked, allow_redirects=False) as response,
            ):
                return await self._answer(response, host, conditional=bool(asked))
        except aiohttp.ConnectionTimeoutError:
            return refusals.unreachable(host, "it does not answer")
        except TimeoutError:
            return refusals.too_slow(host)
        except aiohttp.ClientSSLError:
            return refusals.unreachable(host, "its certificate or encryption is not valid")
        except aiohttp.ClientConnectorError as error:
            return _not_connected(host, error)
        except aiohttp.ClientPayloadError:
            return refusals.broken_answer(host, "breaks off, or its compression is damaged")
        except aiohttp.ClientResponseError:
            return refusals.broken_answer(host, "is not proper HTTP")
        except ValueError:  # aiohttp.InvalidURL is one too.
            return refusals.bad_url("it cannot be read as a web address")
        except (aiohttp.ClientError, OSError):
            return refusals.unreachable(host, "the connection broke off")

    async def _answer(
        self, response: aiohttp.ClientResponse, host: str, *, conditional: bool
    ) -> Response | NotModified | FeedError | _Moved:
        headers = response.headers
        if response.status in _MOVED and "Location" in headers:
            return _Moved(urljoin(str(response.url), headers["Location"]))
        if response.status == 304 and conditional:
            return NotModified(*_validators(response))
        if not 200 <= response.status < 300:
            wish = _retry_after(headers.get("Retry-After"), self._now())
            return refusals.http_status(host, response.status, wish)
        body = await self._body(response, host)
        if isinstance(body, FeedError):
            return body
        return Response(
            body,
            response.content_type if "Content-Type" in headers else None,
            response.charset,
            *_validators(response),
            str(response.url),
        )

    async def _body(self, response: aiohttp.ClientResponse, host: str) -> bytes | FeedError:
        limits, loop = self._limits, asyncio.get_running_loop()
        if (response.content_length or 0) > limits.max_bytes:
            return refusals.too_large(host, limits.max_bytes)
        body, started = bytearray(), loop.time()
        async for chunk in response.content.iter_any():
            body += chunk
            if len(body) > limits.max_bytes:
                return refusals.too_large(host, limits.max_bytes)
            elapsed = loop.time() - started
            if elapsed > limits.grace and len(body) < limits.slowest * elapsed:
                return refusals.too_slow(host)
        return bytes(body)

    def _socket(
        self, found: tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int]]
    ) -> socket.socket:
        family, kind, protocol, _, address = found
        if not self._gate.admits(address[0]):
            # Always the same words: aiohttp tells several errors from one by their text.
            raise RefusedAddress("this address is not allowed")
        return socket.socket(family, kind, protocol)


def _default_user_agent() -> str:
    try:
        number = version("vigie")
    except PackageNotFoundError:
        number = "0"
    return f"Vigie/{number} (+feed watch)"


def _conditions(progress: Progress) -> dict[str, str]:
    asked = {"If-None-Match": progress.etag, "If-Modified-Since": progress.last_modified}
    return {name: value for name, value in asked.items() if value}


def _validators(response: aiohttp.ClientResponse) -> tuple[str | None, str | None]:
    headers = response.headers
    return _sendable(headers.get("ETag")), _sendable(headers.get("Last-Modified"))


def _sendable(value: str | None) -> str | None:
    # We send it back as it came, so what could not be sent must not be kept.
    if not value or len(value) > _LONGEST_VALIDATOR or _UNPRINTABLE.search(value):
        return None
    return value


def host_of(url: str, schemes: frozenset[str] = _WEB) -> str | FeedError:
    """The host of an address that we are willing to ask, in lower case."""
    if len(url) > _LONGEST_URL or any(not char.isprintable() or char.isspace() for char in url):
        return refusals.bad_url("it is too long, or contains spaces or unprintable characters")
    try:
        parts = urlsplit(url)
        _ = parts.port  # Reading it is what checks it.
    except ValueError:
        return refusals.bad_url("it cannot be read as a web address")
    if parts.scheme not in schemes or not parts.hostname:
        begins = " or ".join(f"{scheme}://" for scheme in sorted(schemes))
        return refusals.bad_url(f"it must begin with {begins} and name a host")
    if parts.username is not None or parts.password is not None:
        return refusals.bad_url("it contains a user name or password, which rooms would see")
    return parts.hostname


def _not_connected(host: str, error: aiohttp.ClientConnectorError) -> FeedError:
    if isinstance(error.os_error, RefusedAddress):
        return refusals.refused_address(host)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return refusals.unreachable(host, "its name leads to no address")
    return refusals.unreachable(host, "it refuses the connection")


def _retry_after(value: str | None, now: datetime) -> timedelta | None:
    """RFC 9110, 10.2.3: a number of seconds, or a date."""
    if not value:
        return None
    if re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII):
        return timedelta(seconds=int(value))
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    return max(wait, timedelta(0))
