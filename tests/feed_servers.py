"""Servers on loopback to ask feeds from, kind and unkind, and names that lead to them."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from ssl import SSLContext

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

RSS = b"<rss version='2.0'><channel><item><title>t</title></item></channel></rss>"

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]
Speaking = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(
    answer: Answering, host: str = "127.0.0.1", tls: SSLContext | None = None
) -> AsyncIterator[str]:
    """A web server that answers every path alike; yields its address."""
    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, 0, ssl_context=tls).start()
    try:
        yield f"{'https' if tls else 'http'}://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def speaking(speak: Speaking) -> AsyncIterator[str]:
    """A server that says what it likes on a bare socket."""

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await speak(reader, writer)
        except ConnectionError:
            pass  # The fetcher hung up, as it should.
        finally:
            writer.close()

    server = await asyncio.start_server(once, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


class Script:
    """Answers each path with what was last put there, and keeps what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, web.Response] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    def put(self, path: str, status: int = 200, body: bytes = RSS, **headers: str) -> None:
        """Answer this path so from now on; `Cache_Control` is written as `Cache-Control`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = web.Response(status=status, body=body, headers=named)

    async def answer(self, request: web.Request) -> web.Response:
        """What was put there, or 404; a page with an ETag answers 304 to who names it."""
        self.asked.append((request.path, request.headers))
        page = self.pages.get(request.path)
        if page is None:
            return web.Response(status=404)
        tag = page.headers.get("ETag")
        if tag and page.status == 200 and request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(status=page.status, body=page.body, headers=page.headers)

    def named(self, path: str) -> str | None:
        """The ETag that this path was last asked with."""
        return [headers for at, headers in self.asked if at == path][-1].get("If-None-Match")


class Names(AbstractResolver):
    """A resolver that answers each question with the next of these addresses."""

    def __init__(self, *addresses: str) -> None:
        self._addresses = list(addresses)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """One address, or the error of a name that nobody knows."""
        if not self._addresses:
            raise OSError("no such name")
        found = self._addresses.pop(0)
        kind = socket.AF_INET6 if ":" in found else socket.AF_INET
        return [ResolveResult(hostname=host, host=found, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""
