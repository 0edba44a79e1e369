"""A Mastodon account, or one of the servers that speak its API: one status a publication.

    POST <address>/api/v1/statuses
    Authorization: Bearer <token>
    Idempotency-Key: <SHA-256 of the key>        known there for an hour

Within that hour a repeat shows once, and a lost answer is asked for again by itself; later it is
*uncertain* and a person looks. A status longer than the server takes is refused by it for ever.
A correction is a reply to what it corrects, as seen by the same readers; where that is gone, it
stands alone.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, Receipt
from bot.outlets.exact import exact_bytes
from bot.outlets.http import Answer, Caller, Silence, is_address, seconds_asked

_LONGEST_REFERENCE = 300
_ANSWER_LOST = frozenset({500, 502, 504})
_NOT_NOW = frozenset({408, 425, 429, 503})
_NO_SUCH_STATUS = frozenset({404, 422})
# How servers end the link of a status: https://host/@name/113, …/statuses/01J…, …/notice/Aq…
_STATUS_ID = re.compile(r"(?:https?://[^\s?#]+/)?([0-9A-Za-z]{1,64})")


@dataclass(frozen=True, slots=True)
class Account:
    """How one outlet posts: its token, and who can see it (public, unlisted, private)."""

    token: str
    visibility: str = "public"


class MastodonOutlet:
    """Publishes statuses; an outlet's address is the server's. `accounts` are by outlet name."""

    def __init__(
        self,
        accounts: Mapping[str, Account],
        now: Callable[[], datetime],
        caller: Caller | None = None,
    ) -> None:
        self._accounts = accounts
        self._now = now
        self._caller = caller or Caller()

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Post the text as one status, in reply to what it answers; the receipt is its link, else
        its id."""
        account = self._account(outlet)
        address = _address(outlet, "/api/v1/statuses")
        headers = {
            "Authorization": f"Bearer {account.token}",
            "Content-Type": "application/json",
            "User-Agent": "Vigie",
            "Idempotency-Key": hashlib.sha256(key.encode()).hexdigest(),
        }
        body = _status(outlet, text, account.visibility, _status_id(answers))
        heard = await self._caller.post(address, body, headers)
        if _status_id(answers) and isinstance(heard, Answer) and heard.status in _NO_SUCH_STATUS:
            # Refused, so nothing is public: what it answers was perhaps taken away there.
            alone = _status(outlet, text, account.visibility)
            heard = await self._caller.post(address, alone, headers)
        return _settle(outlet, heard, self._now())

    async def look(self, outlet: Outlet) -> str:
        """Ask for the account without publishing anything; returns its name there.

        Raises `PostFailed` when it does not answer or does not know the token.
        """
        headers = {"Authorization": f"Bearer {self._account(outlet).token}", "User-Agent": "Vigie"}
        address = _address(outlet, "/api/v1/accounts/verify_credentials")
        heard = await self._caller.get(address, headers)
        if isinstance(heard, Silence):
            raise PostFailed(f"{_who(outlet)} was not reached: {heard.why}.", retry=True)
        if not 200 <= heard.status < 300:
            raise _refusal(outlet, heard, self._now())
        return _said(heard, "acct") or outlet.name

    def _account(self, outlet: Outlet) -> Account:
        account = self._accounts.get(outlet.name)
        if account is None or not account.token:
            raise PostFailed(
                f"{outlet.name} has no token. Give it a secret_file in the configuration and "
                "restart."
            )
        return account


def _status_id(receipt: str) -> str:
    found = _STATUS_ID.fullmatch(receipt)
    return found[1] if found else ""


def _status(outlet: Outlet, text: str, visibility: str, reply_to: str = "") -> bytes:
    exact_bytes(outlet, text)
    status = {"status": text, "visibility": visibility}
    if reply_to:
        status["in_reply_to_id"] = reply_to
    if len(outlet.languages) == 1:
        status["language"] = outlet.languages[0]
    return json.dumps(status, ensure_ascii=False).encode()


def _address(outlet: Outlet, path: str) -> str:
    if not is_address(outlet.address):
        raise PostFailed(
            f"{outlet.name} has no address that can be used. "
            "Give it its server, such as https://mastodon.example, in the configuration."
        )
    return outlet.address.rstrip("/") + path


def _settle(outlet: Outlet, heard: Answer | Silence, now: datetime) -> Receipt:
    """What an answer, or none, means for the publication: its receipt, or `PostFailed`."""
    if isinstance(heard, Silence) and not heard.left:
        raise PostFailed(
            f"{_who(outlet)} was not reached: {heard.why}. It is tried again.", retry=True
        )
    if isinstance(heard, Silence):
        raise _lost(f"{_who(outlet)}: {heard.why}")
    if 200 <= heard.status < 300:
        link = _said(heard, "url") or _said(heard, "id")
        if not link:
            raise _lost(f"{_who(outlet)}: its answer cannot be read")
        return Receipt(link)
    raise _refusal(outlet, heard, now)


def _refusal(outlet: Outlet, answer: Answer, now: datetime) -> PostFailed:
    who, status = _who(outlet), answer.status
    if status in _ANSWER_LOST:
        return _lost(f"{who}: it broke off (HTTP {status})")
    if status in _NOT_NOW or status > 504:
        return PostFailed(
            f"{who} cannot take it now (HTTP {status}). It is tried again.",
            retry=True,
            after=seconds_asked(answer.retry_after, now),
        )
    why = {
        401: "does not know the token. Make a new one there and put it in its secret_file.",
        403: "does not let this account post. Ask whoever runs it.",
        404: "has no such interface. Check its address in the configuration.",
        422: "does not take this text. It may be too long there: set longest in the configuration.",
    }
    return PostFailed(f"{who} (HTTP {status}) {why.get(status, 'refused it. Check its address.')}")


def _lost(what: str) -> PostFailed:
    return PostFailed(f"{what}. It may be public there.", retry=True, uncertain=True)


def _said(answer: Answer, name: str) -> str:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ""
    value = said.get(name) if isinstance(said, dict) else None
    return value[:_LONGEST_REFERENCE] if isinstance(value, str) else ""


def _who(outlet: Outlet) -> str:
    return f"{outlet.name} ({urlsplit(outlet.address).hostname})"
