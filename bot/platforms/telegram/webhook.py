"""Updates that Telegram brings, instead of being asked for them: for a desk behind a proxy.

An update is answered with 200 only after the desk has it in its store; until then Telegram keeps it
and brings it again. Whoever does not know the secret is turned away before a word is read.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import web

log = logging.getLogger(__name__)
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1024 * 1024
# Telegram waits about a minute for an answer.
_KEPT_WITHIN = 45.0
# A word from time to time that we are there to be told: as often as a long poll ends.
_QUIET = 25.0

Raw = dict[str, object]


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings updates: the public `url` (https, by a proxy), the `secret` that it
    must show (1 to 256 of A-Z a-z 0-9 _ -), and where we listen for the proxy."""

    url: str
    secret: str
    host: str = "127.0.0.1"
    port: int = 8443


@dataclass(slots=True)
class Door:
    """Takes updates in and hands them on, and answers for each when it is kept."""

    webhook: Webhook
    _waiting: asyncio.Queue[tuple[Raw, asyncio.Future[bool]]] = field(default_factory=asyncio.Queue)

    async def batches(self) -> AsyncGenerator[list[Raw], None]:
        """What was brought, together; it is kept when the reader asks for more. An empty batch
        says that nothing came for a while."""
        while True:
            taken = await self._next()
            try:
                yield [raw for raw, _ in taken]
            except BaseException:
                _settle(taken, kept=False)
                raise
            _settle(taken, kept=True)

    async def _next(self) -> list[tuple[Raw, asyncio.Future[bool]]]:
        try:
            taken = [await asyncio.wait_for(self._waiting.get(), _QUIET)]
        except TimeoutError:
            return []
        while not self._waiting.empty():
            taken.append(self._waiting.get_nowait())
        return taken

    async def take(self, request: web.Request) -> web.Response:
        """One update brought by Telegram."""
        shown = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(shown.encode(), self.webhook.secret.encode()):
            return web.Response(status=403)
        raw = _update(await request.read())
        if raw is None:
            return web.Response(status=400)
        kept = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait((raw, kept))
        try:
            done = await asyncio.wait_for(kept, _KEPT_WITHIN)
        except TimeoutError:
            done = False
        return web.Response(status=200 if done else 503)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Listen for as long as this lasts."""
        application = web.Application(client_max_size=_LARGEST)
        application.router.add_post(urlsplit(self.webhook.url).path or "/", self.take)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, self.webhook.host, self.webhook.port).start()
            yield
        finally:
            await runner.cleanup()


def _settle(taken: list[tuple[Raw, asyncio.Future[bool]]], *, kept: bool) -> None:
    for _, future in taken:
        if not future.done():
            future.set_result(kept)


def _update(body: bytes) -> Raw | None:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) and isinstance(raw.get("update_id"), int) else None
