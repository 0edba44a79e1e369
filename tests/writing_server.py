"""An endpoint for writing help on loopback: it speaks chat completions, and fails as told."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

KEY = "writing-secret"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def words(text: str, ended: str = "stop") -> Answer:
    """Answers with these words."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": ended}
    return raw(json.dumps({"choices": [choice]}).encode())


def raw(body: bytes, status: int = 200, kind: str = "application/json") -> Answer:
    """Answers with these bytes."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, status=status, content_type=kind)

    return answer


async def silence(_: web.Request) -> web.StreamResponse:
    """Never answers."""
    await asyncio.Event().wait()
    raise AssertionError


async def flood(request: web.Request) -> web.StreamResponse:
    """Answers with a gigabyte, for as long as somebody reads."""
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(1024):
        await response.write(b" " * 2**20)
    return response


async def cut(request: web.Request) -> web.StreamResponse:
    """Breaks off in its first words."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"choices": [')
    assert request.transport is not None
    request.transport.close()
    return response


@dataclass(slots=True)
class Endpoint:
    """What it answers next, in order (the last again and again), and what it was asked."""

    address: str = ""
    script: list[Answer] = field(default_factory=list)
    asked: list[dict[str, object]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Answer one request; only who has the key is heard."""
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return web.Response(status=401)
        self.asked.append(await request.json())
        answer = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        return await answer(request)


@asynccontextmanager
async def endpoint() -> AsyncIterator[Endpoint]:
    """An endpoint on a free port."""
    here = Endpoint()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", here.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        here.address = "http://{}:{}/v1".format(*runner.addresses[0][:2])
        yield here
    finally:
        await runner.cleanup()
