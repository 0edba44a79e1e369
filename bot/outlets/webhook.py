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
from datetime import datetime
from urllib.parse import quote, urlsplit

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, Receipt
from bot.outlets.exact import exact_bytes
from bot.outlets.http import Answer, Caller, Silence, is_address, seconds_asked

_LONGEST_REFERENCE = 200
# Request Timeout, Too Early, Too Many Requests: not taken, and worth another try.
_NOT_NOW = frozenset({408, 425, 429})
# Bad Gateway, Gateway Timeout: whoever stands before the receiver lost its answer.
_ANSWER_LOST = frozenset({502, 504})
# The first attempt at this key is still being worked on (the Idempotency-Key draft of the IETF).
_CONFLICT = 409


class WebhookOutlet:
    """Publishes by POST; an outlet's address is the URL. `secrets` are by outlet name."""

    def __init__(
        self,
        secrets: Mapping[str, str],
        now: Callable[[], datetime],
        caller: Caller | None = None,
    ) -> None:
        self._secrets = secrets
        self._now = now
        self._caller = caller or Caller()

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Send the text once. The receipt is the answer's `id`, else its Location, else its status.

        Follows no redirect. Raises `PostFailed`, uncertain when the answer was lost.
        """
        if not is_address(outlet.address):
            raise PostFailed(
                f"{outlet.name} has no address that can be used. "
                "Give it a full http or https address in the configuration."
            )
        secret = self._secrets.get(outlet.name)
        if not secret:
            raise PostFailed(
                f"{outlet.name} has no secret to sign with. "
                "Give it a secret_file in the configuration and restart."
            )
        body = request_body(outlet, text, key)
        headers = signed_headers(secret, body, key, self._now())
        heard = await self._caller.post(outlet.address, body, headers)
        return settle(outlet, heard, self._now())


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
