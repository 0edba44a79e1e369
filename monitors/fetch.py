"""One polite GET: conditional, bounded in size and time, and only to places where a feed may live.

Importer of aiohttp, with the stream. What the world does wrong comes back as a FeedError.
"""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Self
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver

from monitors import refusals
from monitors.address import Gate, RefusedAddress, host_of
from monitors.answer import LIMITS, Hop, Limits, NotModified, Response
from monitors.feed import Feed, FeedError, Progress
from monitors.headers import freshness, retry_after, same_tag, sendable, time_to_live
from monitors.hosts import Hosts
from monitors.recall import Known, Recall, Recalled
from monitors.unpack import Damaged, TooLarge, Unpacking

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/cap+xml, application/feed+json,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
_MOVED = frozenset({301, 302, 303, 307, 308})
_PARTIAL = 206
_MOST_CONNECTIONS = 32
# How long a host is left alone that asks for it without saying how long.
_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=24)
_TOLD = ("ETag", "Last-Modified", "Cache-Control", "Expires")


@dataclass(slots=True)
class _Journey:
    """One fetch under way: what to ask with, the seconds left to it, the redirects so far."""

    known: Known
    left: float
    linked: bool = False
    hops: list[Hop] = field(default_factory=list)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """Fetches feeds, politely to each of `hosts`. Use it as an async context manager.

    `allow_private` is False (public addresses only), True, or CIDRs to allow besides. The address
    is judged as its socket is made, so a name that changes its mind between look-up and
    connection gains nothing. `now` serves only to read headers that are dates.
    """

    def __init__(
        self,
        *,
        allow_private: bool | tuple[str, ...] = False,
        limits: Limits = LIMITS,
        user_agent: str | None = None,
        resolver: AbstractResolver | None = None,
        hosts: Hosts | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._gate = Gate.of(allow_private)
        self._limits = limits
        self._user_agent = user_agent or _default_user_agent()
        self._resolver = resolver
        self._now = now
        self._session: aiohttp.ClientSession | None = None
        self._hosts = hosts or Hosts()
        self._recall = Recall()

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
            auto_decompress=False,
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
        """Ask for the feed, and follow its redirects. Waiting for the host's turn costs no time.

        A host that is busy for longer answers `waiting`, with the time of the turn that is kept.
        """
        journey = _Journey(self._recall.known(feed, progress), self._limits.total)
        answer = await self._follow(feed.url, journey)
        if isinstance(answer, FeedError):
            return answer
        if isinstance(answer, Response):
            self._remember(feed, answer)
        elif answer.fresh is None and (recalled := self._recall.of(feed, progress)):
            # A header that a 304 leaves out stands as it was (RFC 9111, 4.3.4).
            answer = replace(answer, fresh=recalled.fresh)
        passing = bool(answer.hops) and answer.moved_to is None
        return replace(answer, etag=None, last_modified=None) if passing else answer

    async def fetch_linked(self, url: str) -> Response | FeedError:
        """A document that a feed just read names, such as one alert of an index.

        It belongs to the same visit, so that its host's gap is shortened; it is asked for whole.
        """
        journey = _Journey(Known(url), self._limits.total, linked=True)
        answer = await self._follow(url, journey)
        assert not isinstance(answer, NotModified)  # nothing was known that could be named
        return answer

    async def _follow(self, url: str, journey: _Journey) -> Response | NotModified | FeedError:
        who = url
        while True:
            host = host_of(url)
            if isinstance(host, FeedError):
                return host
            async with self._hosts.turn(host, who, linked=journey.linked) as wait:
                if wait is not None:
                    return refusals.waiting(host, wait)
                answer = await self._visit(url, host, journey)
            if not isinstance(answer, Hop):
                return answer
            url = answer.to

    async def _visit(
        self, url: str, host: str, journey: _Journey
    ) -> Response | NotModified | FeedError | Hop:
        """Ask, and follow redirects while they stay at this host: all of that is one turn."""
        loop = asyncio.get_running_loop()
        while True:
            started = loop.time()
            answer = await self._ask(url, host, journey.known.conditions(url), journey.left)
            journey.left -= loop.time() - started
            if isinstance(answer, FeedError):
                return answer
            if not isinstance(answer, Hop):
                return replace(answer, hops=tuple(journey.hops))
            journey.hops.append(answer)
            if len(journey.hops) > self._limits.redirects:
                return refusals.too_many_redirects(host)
            if host_of(answer.to) != host:
                return answer
            url = answer.to

    def _remember(self, feed: Feed, answer: Response) -> None:
        recalled = None
        if answer.fresh or (answer.hops and answer.moved_to is None):
            known = Known(answer.url, answer.etag, answer.last_modified)
            recalled = Recalled(sha256(answer.body).hexdigest(), known, answer.fresh)
        self._recall.keep(feed, recalled)

    async def _ask(
        self, url: str, host: str, asked: dict[str, str], left: float
    ) -> Response | NotModified | FeedError | Hop:
        session = self.session
        try:
            async with (
                asyncio.timeout(left),
                session.get(url, headers=asked, allow_redirects=False) as response,
            ):
                return await self._answer(response, url, host, asked)
        except aiohttp.ConnectionTimeoutError:
            return refusals.unreachable(host, "it does not answer")
        except TimeoutError:
            return refusals.too_slow(host)
        except aiohttp.ClientSSLError:
            return refusals.not_secure(host)
        except aiohttp.ClientConnectorError as error:
            return _not_connected(host, error)
        except TooLarge:
            return refusals.too_large(host, self._limits.max_bytes)
        except (aiohttp.ClientPayloadError, Damaged):
            return refusals.broken_answer(host, "breaks off, or its compression is damaged")
        except aiohttp.ClientResponseError:
            return refusals.broken_answer(host, "is not proper HTTP")
        except ValueError:  # aiohttp.InvalidURL is one too.
            return refusals.bad_url("it cannot be read as a web address")
        except (aiohttp.ClientError, OSError):
            return refusals.unreachable(host, "the connection broke off")

    async def _answer(
        self, response: aiohttp.ClientResponse, url: str, host: str, asked: dict[str, str]
    ) -> Response | NotModified | FeedError | Hop:
        headers = response.headers
        if response.status in _MOVED and "Location" in headers:
            return Hop(response.status, urljoin(str(response.url), headers["Location"]))
        fresh = freshness(headers, self._now())
        etag, modified = sendable(headers.get("ETag")), sendable(headers.get("Last-Modified"))
        # Some servers send the whole feed again although its tag is the one that we named.
        again = response.status == 200 and same_tag(headers.get("ETag"), asked.get("If-None-Match"))
        if again or (response.status == 304 and asked):
            return NotModified(etag, modified, fresh)
        if not 200 <= response.status < 300:
            return self._refused(response, host)
        if response.status == _PARTIAL:
            return refusals.broken_answer(host, "is only a part of the feed")
        body = await self._body(response, host)
        if isinstance(body, FeedError):
            return body
        return Response(
            body,
            response.content_type if "Content-Type" in headers else None,
            response.charset,
            etag,
            modified,
            url,
            max(filter(None, (fresh, time_to_live(body))), default=None),
            told=tuple((name, headers[name]) for name in _TOLD if name in headers),
        )

    def _refused(self, response: aiohttp.ClientResponse, host: str) -> FeedError:
        if response.headers.get("cf-mitigated", "").strip().lower() == "challenge":
            return refusals.challenged(host)
        wish = retry_after(response.headers.get("Retry-After"), self._now())
        error = refusals.http_status(host, response.status, wish)
        pause = error.retry_after or (_PAUSE if error.code == "rate_limited" else None)
        if pause:
            self._hosts.pause(host, min(pause, _LONGEST_PAUSE))
        return error

    async def _body(self, response: aiohttp.ClientResponse, host: str) -> bytes | FeedError:
        limits, loop = self._limits, asyncio.get_running_loop()
        if (response.content_length or 0) > limits.max_bytes:
            raise TooLarge
        body = Unpacking(response.headers.get("Content-Encoding", ""), limits.max_bytes)
        started = loop.time()
        async for chunk in response.content.iter_any():
            body.take(chunk)
            elapsed = loop.time() - started
            if elapsed > limits.grace and len(body) < limits.slowest * elapsed:
                return refusals.too_slow(host)
        return body.whole()

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


def _not_connected(host: str, error: aiohttp.ClientConnectorError) -> FeedError:
    if isinstance(error.os_error, RefusedAddress):
        return refusals.refused_address(host)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return refusals.unreachable(host, "its name leads to no address")
    return refusals.unreachable(host, "it refuses the connection")
