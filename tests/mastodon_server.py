"""A server on loopback that speaks Mastodon's API as far as a desk needs it, and fails as told.

After its documentation (methods/statuses, rate limits): statuses in JSON, an Idempotency-Key that
is known for an hour, 422 for a status that is too long, 401 for an unknown token.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from tests.contract.receiver import Fault, Reply

TOKEN = "mastodon-token"
LONGEST = 200_000


@dataclass(slots=True)
class MastodonServer:
    """Its statuses, in order, and what it does with the next requests."""

    now: Callable[[], datetime]
    address: str = ""
    longest: int = LONGEST
    statuses: list[dict[str, str]] = field(default_factory=list)
    script: list[Fault | Reply] = field(default_factory=list)
    on_taken: Callable[[], None] = lambda: None
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    _keys: dict[str, tuple[datetime, int]] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """What the public reads."""
        return [status["status"] for status in self.statuses]

    async def post(self, request: web.Request) -> web.StreamResponse:
        """POST /api/v1/statuses"""
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"error": "The access token is invalid"}, status=401)
        said = json.loads(await request.read())
        if len(said["status"]) > self.longest:
            return web.json_response({"error": "Validation failed"}, status=422)
        step = self.script.pop(0) if self.script else None
        if isinstance(step, Reply):
            return web.Response(status=step.status, headers=step.headers, text=step.body)
        if step is Fault.DROPPED:
            return self._cut(request)
        if (reply := said.get("in_reply_to_id")) and not self._is_there(reply):
            return web.json_response({"error": "Record not found"}, status=404)
        number = self._kept(request.headers["Idempotency-Key"], said)
        self.on_taken()
        if step is Fault.ANSWER_LATE:
            await self.closing.wait()
        if step is not None:
            return self._cut(request)
        link = f"{self.address}/@desk/{number}"
        return web.json_response({"id": str(number), "url": link, "content": "<p>…</p>"})

    async def account(self, request: web.Request) -> web.Response:
        """GET /api/v1/accounts/verify_credentials"""
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"error": "The access token is invalid"}, status=401)
        return web.json_response({"id": "1", "acct": "desk"})

    def _is_there(self, number: str) -> bool:
        return number.isdigit() and 1 <= int(number) <= len(self.statuses)

    def _kept(self, key: str, said: dict[str, str]) -> int:
        at, number = self._keys.get(key, (None, 0))
        if at is None or self.now() - at >= timedelta(hours=1):
            self.statuses.append(said)
            number = len(self.statuses)
            self._keys[key] = self.now(), number
        return number

    def _cut(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.close()
        return web.Response()


@asynccontextmanager
async def mastodon_server(
    now: Callable[[], datetime], port: int = 0
) -> AsyncIterator[MastodonServer]:
    """A server on a free port."""
    server = MastodonServer(now)
    app = web.Application(client_max_size=1024**2)
    app.router.add_post("/api/v1/statuses", server.post)
    app.router.add_get("/api/v1/accounts/verify_credentials", server.account)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        host, port = runner.addresses[0][:2]
        server.address = f"http://{host}:{port}"
        yield server
    finally:
        server.closing.set()
        await runner.cleanup()
