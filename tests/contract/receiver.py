"""A receiver of webhooks on loopback: it checks signatures, knows keys, and fails as told."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

from aiohttp import web


class Fault(Enum):
    """What goes wrong with a request, beyond an answer that says no."""

    DROPPED = auto()  # read, not published, connection cut
    ANSWER_CUT = auto()  # published, connection cut before the answer
    ANSWER_HALF = auto()  # published, the answer breaks off
    ANSWER_LATE = auto()  # published, the answer never comes


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer instead of publishing, or after it when the status says so."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(slots=True)
class Receiver:
    """What it was told to do with the next requests, what came in, and what is public."""

    secret: str
    address: str = ""
    script: list[Fault | Reply] = field(default_factory=list)
    requests: list[Mapping[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    public: list[tuple[str, str]] = field(default_factory=list)
    knows_keys: bool = True
    on_taken: Callable[[], None] = lambda: None
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def publish(self, key: str, text: str) -> None:
        """Make a text public; once a key, when this receiver knows keys."""
        if not (self.knows_keys and any(key == known for known, _ in self.public)):
            self.public.append((key, text))

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        body = await request.read()
        self.requests.append(dict(request.headers))
        self.bodies.append(body)
        signed = request.headers["X-Vigie-Timestamp"].encode() + b"." + body
        signature = hmac.new(self.secret.encode(), signed, hashlib.sha256).hexdigest()
        if request.headers["X-Vigie-Signature"] != f"sha256={signature}":
            return web.Response(status=401)
        step = self.script.pop(0) if self.script else Reply(201)
        if isinstance(step, Reply) and not 200 <= step.status < 300:
            return web.Response(status=step.status, headers=step.headers, text=step.body)
        if step is not Fault.DROPPED:
            said = json.loads(body)
            self.publish(said["key"], said["text"])
            self.on_taken()
        if isinstance(step, Reply):
            number = f'{{"id": "post-{len(self.public)}"}}'
            text = number if step == Reply(201) else step.body
            return web.Response(status=step.status, headers=step.headers, text=text)
        return await self._fail(request, step)

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        if fault is Fault.ANSWER_LATE:
            await self.closing.wait()
            return response
        if fault is Fault.ANSWER_HALF:
            await response.prepare(request)
            await response.write(b'{"id": ')
        if request.transport is not None:
            request.transport.close()
        return response


@asynccontextmanager
async def receiving(secret: str) -> AsyncIterator[Receiver]:
    """A receiver that listens on a free port, at a path and a query that carry secrets."""
    receiver = Receiver(secret)
    app = web.Application(client_max_size=1024**2)
    app.router.add_post("/hooks/path-secret", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        receiver.address = f"http://{host}:{port}/hooks/path-secret?token=query-secret"
        yield receiver
    finally:
        receiver.closing.set()
        await runner.cleanup()
