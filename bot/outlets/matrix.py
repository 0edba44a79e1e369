"""A Matrix room that the public reads: exactly the text, as one event, once for each key.

The outlet's address is the room's id or alias. A homeserver knows a sending by its transaction for
a while only, and by the device that sent; so every event also carries its key, and before anything
is sent the newest events of ours in the room are looked through for it. A lost answer is therefore
no doubt. Nothing is published into an encrypted room: the public has no keys.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import aiohttp

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, Receipt
from bot.outlets.exact import exact_bytes
from bot.ports.rooms import PlatformDown

KEY = "org.vigie.key"
_MOST_BYTES = 60_000
_LOOK_BACK = 100
_LONGEST_WAIT = 3600.0
_BASE = "/_matrix/client/v3"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the homeserver said."""

    status: int
    retry_after: str = ""
    said: Mapping[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return str(self.said.get("errcode", ""))


class MatrixOutlet:
    """Publishes into rooms of one homeserver. `login` gives our id and a token that holds now."""

    def __init__(
        self,
        homeserver: str,
        login: Callable[[], Awaitable[tuple[str, str]]],
        *,
        answer_within: float = 20.0,
    ) -> None:
        self._homeserver = homeserver.rstrip("/")
        self._login = login
        self._limit = aiohttp.ClientTimeout(total=answer_within)

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Say exactly this text in the room; the receipt is its event's id."""
        if len(exact_bytes(outlet, text)) > _MOST_BYTES:
            raise PostFailed(
                f"The text is too long for {outlet.name}: one event holds 60,000 bytes."
            )
        try:
            user, token = await self._login()
        except PlatformDown as down:
            raise PostFailed(down.why, retry=True, after=down.after) from down
        headers = {"Authorization": f"Bearer {token}"}
        async with aiohttp.ClientSession(
            headers=headers, timeout=self._limit, connector=aiohttp.TCPConnector(force_close=True)
        ) as session:
            room = await self._room(session, outlet)
            await self._must_be_open(session, outlet, room)
            name = hashlib.sha256(key.encode()).hexdigest()
            if there := await self._find(session, outlet, room, user, name):
                return Receipt(there)
            body: dict[str, object] = {
                "msgtype": "m.text",
                "body": text,
                "m.mentions": {},
                KEY: name,
            }
            if answers.startswith("$"):
                body["m.relates_to"] = {"m.in_reply_to": {"event_id": answers}}
            path = f"/rooms/{_quoted(room)}/send/m.room.message/vigie-{name[:40]}"
            sent = await self._ask(session, outlet, "PUT", path, body)
            return Receipt(str(_taken(outlet, sent).get("event_id", "")))

    async def _room(self, session: aiohttp.ClientSession, outlet: Outlet) -> str:
        if not outlet.address.startswith("#"):
            return outlet.address
        found = await self._ask(
            session, outlet, "GET", f"/directory/room/{_quoted(outlet.address)}"
        )
        return str(_taken(outlet, found).get("room_id", ""))

    async def _must_be_open(
        self, session: aiohttp.ClientSession, outlet: Outlet, room: str
    ) -> None:
        path = f"/rooms/{_quoted(room)}/state/m.room.encryption"
        answer = await self._ask(session, outlet, "GET", path)
        if answer.status == 404:
            return
        _taken(outlet, answer)
        raise PostFailed(
            f"The room of {outlet.name} is encrypted, so the public could not read it. Give the "
            "outlet an open room in the configuration."
        )

    async def _find(
        self, session: aiohttp.ClientSession, outlet: Outlet, room: str, user: str, name: str
    ) -> str:
        """The id of the event of ours that carries this key already, if any."""
        wanted = f'{{"senders":["{user}"],"types":["m.room.message"]}}'
        path = f"/rooms/{_quoted(room)}/messages?dir=b&limit={_LOOK_BACK}&filter={_quoted(wanted)}"
        chunk = _taken(outlet, await self._ask(session, outlet, "GET", path)).get("chunk")
        for event in chunk if isinstance(chunk, list) else ():
            if isinstance(event, dict) and event.get("content", {}).get(KEY) == name:
                return str(event.get("event_id", ""))
        return ""

    async def _ask(
        self,
        session: aiohttp.ClientSession,
        outlet: Outlet,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
    ) -> _Answer:
        address = self._homeserver + _BASE + path
        try:
            async with session.request(method, address, json=body, allow_redirects=False) as answer:
                said = await answer.json(content_type=None) if answer.status != 204 else {}
                header = answer.headers.get("Retry-After", "")
                return _Answer(answer.status, header, said if isinstance(said, dict) else {})
        except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
            raise PostFailed(
                f"{outlet.name}: the homeserver did not answer ({type(trouble).__name__}). "
                "It is asked again.",
                retry=True,
            ) from trouble
        except ValueError:
            return _Answer(answer.status, answer.headers.get("Retry-After", ""))


def _taken(outlet: Outlet, answer: _Answer) -> Mapping[str, object]:
    """What was answered, if it was a yes; `PostFailed` otherwise."""
    if answer.status == 200 and answer.said:
        return answer.said
    why = f"{answer.code or f'HTTP {answer.status}'}"
    if answer.status == 429 or answer.status >= 500 or not answer.code or "TOKEN" in answer.code:
        raise PostFailed(
            f"{outlet.name}: the homeserver cannot take it now ({why}). It is asked again.",
            retry=True,
            after=_seconds(answer),
        )
    raise PostFailed(
        f"{outlet.name}: the homeserver refuses it ({why}). Check that we are in the room "
        f"{outlet.address} and may send there."
    )


def _seconds(answer: _Answer) -> float:
    asked = answer.said.get("retry_after_ms")
    if isinstance(asked, int):
        return min(asked / 1000, _LONGEST_WAIT)
    header = answer.retry_after
    return min(float(header), _LONGEST_WAIT) if header.isdecimal() else 0.0


def _quoted(part: str) -> str:
    return quote(part, safe="")
