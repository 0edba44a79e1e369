"""A receiver of the centre's own: its website, an app, a display. Signed JSON over HTTP.

    POST <address>
    Content-Type: application/json
    Idempotency-Key: <key>                       the same at every attempt
    X-Vigie-Timestamp: <seconds since 1970>
    X-Vigie-Signature: sha256=<hex HMAC-SHA256 of timestamp + "." + body under the shared secret>

    {"key": …, "outlet": …, "text": …, "sha256": <of the text's UTF-8 bytes>}

A receiver checks the signature, refuses an old timestamp, publishes a key once, and answers 2xx
again for a key that it has. One that does so is `repeatable`.

What was not answered is never guessed at: once the request may have left, a lost answer is
*uncertain* and a person looks, unless the outlet is repeatable. Addresses are not shown in
failures beyond the host, since their path and query often carry secrets.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urlsplit

import aiohttp

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, Receipt
from bot.outlets.exact import exact_bytes

_LONGEST_ANSWER = 64 * 1024
_LONGEST_REFERENCE = 200
# A receiver that asks for more is not believed: a warning cannot wait for a slip of the keyboard.
_LONGEST_WAIT = 3600.0
# Request Timeout, Too Early, Too Many Requests: not taken, and worth another try.
_NOT_NOW = frozenset({408, 425, 429})
# Bad Gateway, Gateway Timeout: whoever stands before the receiver lost its answer.
_ANSWER_LOST = frozenset({502, 504})
# The first attempt at this key is still being worked on (the Idempotency-Key draft of the IETF).
_CONFLICT = 409


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


def fresh_session() -> aiohttp.ClientSession:
    """A session for one request.

    Never a kept connection: the receiver may have closed it, and that looks like a lost answer.
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(force_close=True), cookie_jar=aiohttp.DummyCookieJar()
    )


class WebhookOutlet:
    """Publishes by POST; an outlet's address is the URL.

    `secrets` has the shared secret of each outlet by its name. `connect` opens a session that is
    closed after one request. Both limits are in seconds.
    """

    def __init__(
        self,
        secrets: Mapping[str, str],
        now: Callable[[], datetime],
        connect: Callable[[], aiohttp.ClientSession] = fresh_session,
        *,
        connect_within: float = 10.0,
        answer_within: float = 20.0,
    ) -> None:
        self._secrets = secrets
        self._now = now
        self._connect = connect
        self._limits = aiohttp.ClientTimeout(
            total=connect_within + answer_within, connect=connect_within, sock_read=answer_within
        )

    async def publish(self, outlet: Outlet, text: str, key: str) -> Receipt:
        """Send the text once. The receipt is the answer's `id`, else its Location, else its status.

        Follows no redirect. Raises `PostFailed`, uncertain when the answer was lost.
        """
        _check_address(outlet)
        secret = self._secrets.get(outlet.name)
        if not secret:
            raise PostFailed(
                f"{outlet.name} has no secret to sign with. "
                "Give it a secret_file in the configuration and restart."
            )
        body = request_body(outlet, text, key)
        headers = signed_headers(secret, body, key, self._now())
        heard = await self._post(outlet.address, body, headers)
        return settle(outlet, heard, self._now())

    async def _post(
        self, address: str, body: bytes, headers: Mapping[str, str]
    ) -> Answer | Silence:
        # Failures leave as values, so that no chained exception carries the address into a log.
        try:
            async with (
                self._connect() as session,
                session.post(
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


def request_body(outlet: Outlet, text: str, key: str) -> bytes:
    """The JSON that is sent and signed."""
    sha256 = hashlib.sha256(exact_bytes(outlet, text)).hexdigest()
    said = {"key": key, "outlet": outlet.name, "text": text, "sha256": sha256}
    return json.dumps(said, ensure_ascii=False).encode()


def signed_headers(secret: str, body: bytes, key: str, at: datetime) -> dict[str, str]:
    """The headers of one attempt. A key's letters beyond ASCII are percent-encoded."""
    timestamp = str(int(at.timestamp()))
    signed = timestamp.encode() + b"." + body
    signature = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Vigie",
        "Idempotency-Key": quote(key, safe="/"),
        "X-Vigie-Timestamp": timestamp,
        "X-Vigie-Signature": f"sha256={signature}",
    }


def settle(outlet: Outlet, heard: Answer | Silence, now: datetime) -> Receipt:
    """What an answer, or none, means for the publication: its receipt, or `PostFailed`."""
    who = f"{outlet.name} ({urlsplit(outlet.address).hostname})"
    if isinstance(heard, Silence):
        if heard.left:
            raise _lost(outlet, f"{who}: {heard.why}")
        raise PostFailed(f"{who} was not reached: {heard.why}. It is tried again.", retry=True)
    status = heard.status
    if 200 <= status < 300:
        return Receipt(_reference(heard))
    if status in _ANSWER_LOST:
        raise _lost(outlet, f"{who}: its gateway lost the answer (HTTP {status})")
    if status in _NOT_NOW or status >= 500 or (status == _CONFLICT and outlet.repeatable):
        raise PostFailed(
            f"{who} cannot take it now (HTTP {status}). It is tried again.",
            retry=True,
            after=seconds_asked(heard.retry_after, now),
        )
    if 300 <= status < 400:
        raise PostFailed(
            f"{who} has moved (HTTP {status}), and redirects are not followed. "
            "Put its new address in the configuration."
        )
    raise PostFailed(
        f"{who} refused it (HTTP {status}). Check its address and its secret with whoever runs it."
    )


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


def _check_address(outlet: Outlet) -> None:
    try:
        parts = urlsplit(outlet.address)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise PostFailed(
            f"{outlet.name} has no address that can be used. "
            "Give it a full http or https address in the configuration."
        )


def _lost(outlet: Outlet, what: str) -> PostFailed:
    if outlet.repeatable:
        again = f"{what}. It knows the text by its key; it is tried again."
        return PostFailed(again, retry=True, uncertain=True)
    return PostFailed(f"{what}. It may be public: look there first.", uncertain=True)


def _reference(answer: Answer) -> str:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        said = None
    named = said.get("id") if isinstance(said, dict) else None
    if isinstance(named, str | int) and not isinstance(named, bool) and named != "":
        return str(named)[:_LONGEST_REFERENCE]
    # Without its query, which may carry a secret: a receipt is shown to people.
    place = answer.location.partition("?")[0]
    return place[:_LONGEST_REFERENCE] or f"HTTP {answer.status}"


async def _beginning(content: aiohttp.StreamReader) -> bytes:
    """The answer's body, as much as is of use; raises when it breaks off."""
    read = bytearray()
    while len(read) < _LONGEST_ANSWER and (piece := await content.read(_LONGEST_ANSWER)):
        read += piece
    return bytes(read)
