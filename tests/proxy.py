"""What stands between a client and a homeserver, and breaks things on purpose."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import Enum, auto

import aiohttp
from aiohttp import web

_HOP = frozenset({"transfer-encoding", "content-encoding", "content-length", "connection"})


class Fault(Enum):
    """What can go wrong on the way."""

    BAD_GATEWAY = auto()
    LIMITED = auto()
    """429 with `retry_after_ms`."""
    LIMITED_BY_HEADER = auto()
    """429 with `Retry-After` alone."""
    LIMITED_UNTIL = auto()
    """429 with a date as `Retry-After`, eleven seconds from the server's now."""
    LIMITED_BARE = auto()
    REVOKED = auto()
    FORBIDDEN = auto()
    LOST = auto()
    """It is done, and nobody is told."""
    DROPPED = auto()
    """It is not done, and nobody is told."""
    TRUNCATED = auto()
    """It is done, and half of the answer is told."""
    HANG = auto()
    KEPT = auto()
    """It is not done yet, and is said to be done."""


@dataclass(slots=True)
class _Plan:
    path: str
    fault: Fault
    times: int


class Proxy:
    """Breaks requests whose path contains what `breaks` was told; counts them all."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._plans: list[_Plan] = []
        self._seen: Counter[str] = Counter()
        self._session = aiohttp.ClientSession(auto_decompress=False)
        self.address = ""
        self._let_go = asyncio.Event()
        self._kept: list[tuple[web.Request, bytes]] = []
        self._taken: dict[str, Callable[[], None]] = {}

    def breaks(self, path: str, fault: Fault, times: int = 1) -> None:
        """The next so many requests to such paths meet this fault."""
        self._plans.append(_Plan(path, fault, times))

    def when_taken(self, path: str, then: Callable[[], None]) -> None:
        """Once: do this when the next request to such a path is done and not yet answered."""
        self._taken[path] = then

    def mends(self) -> None:
        """Nothing more breaks."""
        self._plans.clear()

    def count(self, path: str) -> int:
        """How many requests there were whose path contains this."""
        return sum(times for seen, times in self._seen.items() if path in seen)

    async def pass_on(self, request: web.Request) -> web.StreamResponse:
        """One request, perhaps broken."""
        self._seen[request.path] += 1
        fault = self._next(request.path)
        if fault is Fault.HANG:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._let_go.wait(), 60)
        if fault in (Fault.HANG, Fault.DROPPED):
            return _cut_off(request)
        if fault is Fault.KEPT:
            self._kept.append((request, await request.read()))
            return web.json_response({})
        if fault in _ANSWERS:
            return _ANSWERS[fault]()
        async with self._asked(request, await request.read()) as answer:
            body = await answer.read()
            for path in [path for path in self._taken if path in request.path]:
                self._taken.pop(path)()
            headers = {k: v for k, v in answer.headers.items() if k.lower() not in _HOP}
            if fault is Fault.LOST:
                return _cut_off(request)
            if fault is Fault.TRUNCATED:
                half = web.StreamResponse(status=answer.status, headers=headers)
                half.content_length = len(body)
                await half.prepare(request)
                await half.write(body[: len(body) // 2])
                return _cut_off(request, half)
            return web.Response(status=answer.status, headers=headers, body=body)

    async def passes_on_what_it_kept(self) -> None:
        """Now it is done."""
        kept, self._kept = self._kept, []
        for request, body in kept:
            async with self._asked(request, body) as answer:
                assert answer.status == 200

    async def close(self) -> None:
        """Let everybody go."""
        self._let_go.set()
        await self._session.close()

    def _asked(
        self, request: web.Request, body: bytes
    ) -> contextlib.AbstractAsyncContextManager[aiohttp.ClientResponse]:
        headers = {k: v for k, v in request.headers.items() if k.lower() != "host"}
        address = self._target + request.raw_path
        return self._session.request(request.method, address, data=body, headers=headers)

    def _next(self, path: str) -> Fault | None:
        for plan in self._plans:
            if plan.path in path and plan.times > 0:
                plan.times -= 1
                return plan.fault
        return None


@contextlib.asynccontextmanager
async def between(target: str) -> AsyncIterator[Proxy]:
    """A proxy before a server, on a port of loopback."""
    proxy = Proxy(target)
    app = web.Application(client_max_size=2**26)
    app.router.add_route("*", "/{path:.*}", proxy.pass_on)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    proxy.address = f"http://127.0.0.1:{port}"
    try:
        yield proxy
    finally:
        await proxy.close()
        await runner.cleanup()


def _cut_off(request: web.Request, answer: web.StreamResponse | None = None) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort() if answer is None else request.transport.close()
    return answer or web.Response()


def _refused(status: int, code: str, **more: object) -> web.Response:
    return web.json_response({"errcode": code, "error": "as planned", **more}, status=status)


_ANSWERS = {
    Fault.BAD_GATEWAY: lambda: web.Response(
        status=502, text="<html>Bad Gateway</html>", content_type="text/html"
    ),
    Fault.LIMITED: lambda: _refused(429, "M_LIMIT_EXCEEDED", retry_after_ms=7000),
    Fault.LIMITED_BY_HEADER: lambda: web.Response(status=429, headers={"Retry-After": "9"}),
    Fault.LIMITED_UNTIL: lambda: web.Response(
        status=429,
        headers={
            "Date": "Fri, 02 Jan 2026 10:00:00 GMT",
            "Retry-After": "Fri, 02 Jan 2026 10:00:11 GMT",
        },
    ),
    Fault.LIMITED_BARE: lambda: _refused(429, "M_LIMIT_EXCEEDED"),
    Fault.REVOKED: lambda: _refused(401, "M_UNKNOWN_TOKEN"),
    Fault.FORBIDDEN: lambda: _refused(403, "M_FORBIDDEN"),
}
