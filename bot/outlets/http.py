"""One request to an outlet over HTTP: what was answered, or why not, and whether it may have left.

Failures leave as values, so that no chained exception carries an address, whose path and query
often hold secrets, into a log. No redirect is followed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp

_LONGEST_ANSWER = 64 * 1024
# Who asks for more is not believed: a warning cannot wait for a slip of the keyboard.
_LONGEST_WAIT = 3600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the receiver said, as far as it matters."""

    status: int
    retry_after: str = ""
    location: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer. `left` says whether the request may have left all the same."""

    left: bool
    why: str


def _fresh_session() -> aiohttp.ClientSession:
    """A session for one request.

    Never a kept connection: the receiver may have closed it, and that looks like a lost answer.
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(force_close=True), cookie_jar=aiohttp.DummyCookieJar()
    )


class Caller:
    """Sends requests, each over a connection of its own. Both limits are in seconds."""

    def __init__(self, connect_within: float = 10.0, answer_within: float = 20.0) -> None:
        self._limits = aiohttp.ClientTimeout(
            total=connect_within + answer_within, connect=connect_within, sock_read=answer_within
        )

    async def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> Answer | Silence:
        """Send it once."""
        return await self._ask("POST", address, body, headers)

    async def get(self, address: str, headers: Mapping[str, str]) -> Answer | Silence:
        """Ask once."""
        return await self._ask("GET", address, None, headers)

    async def _ask(
        self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer | Silence:
        try:
            async with (
                _fresh_session() as session,
                session.request(
                    method,
                    address,
                    data=body,
                    headers=headers,
                    allow_redirects=False,
                    timeout=self._limits,
                ) as response,
            ):
                taken = 200 <= response.status < 300
                return Answer(
                    response.status,
                    response.headers.get("Retry-After", ""),
                    response.headers.get("Location", ""),
                    # A refusal stands by its status, however its words break off.
                    await _beginning(response.content) if taken else b"",
                )
        except aiohttp.ConnectionTimeoutError:
            return Silence(left=False, why="nothing answers there")
        except aiohttp.ClientConnectorDNSError:
            return Silence(left=False, why="its name is not known")
        except aiohttp.ClientConnectorCertificateError:
            return Silence(left=False, why="its certificate is not trusted")
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ClientHttpProxyError,
            aiohttp.InvalidURL,
        ):
            return Silence(left=False, why="the connection failed")
        except TimeoutError:
            return Silence(left=True, why="it did not answer in time")
        except (aiohttp.ClientError, OSError):
            return Silence(left=True, why="the connection broke before its answer was whole")


def is_address(text: str) -> bool:
    """Whether a request can be sent there at all."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def seconds_asked(retry_after: str, now: datetime) -> float:
    """How long a Retry-After asks to wait (RFC 9110, 10.2.3), at most an hour."""
    if retry_after.isascii() and retry_after.isdigit():
        return min(float(retry_after), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    # A date without a zone means Greenwich there.
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), _LONGEST_WAIT)


async def _beginning(content: aiohttp.StreamReader) -> bytes:
    """The answer's body, as much as is of use; raises when it breaks off."""
    read = bytearray()
    while len(read) < _LONGEST_ANSWER and (piece := await content.read(_LONGEST_ANSWER)):
        read += piece
    return bytes(read)
