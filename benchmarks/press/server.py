"""A web server with any number of feeds, light enough to measure a watch against.

    /all/N    a new edition of fifty entries at every visit
    /same/N   fifty entries that never change: 304 to whoever knows them
    /some/N   up to ten articles: one at first, one more at every twentieth visit to the server
    /fresh/N  up to ten posts: one more at every visit, each with the next of the given texts

Every feed has a host of its own, 127.x.y.z, because a watch asks each host one thing at a time.
"""

import asyncio
import contextlib
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import count, cycle
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from press.documents import entry, feed, fifty, short

EDITION = b"EDITION"


def url(port: int, kind: str, number: int) -> str:
    """The address of feed `number` on a host of its own."""
    host = f"127.1.{number // 250}.{1 + number % 250}"
    return f"http://{host}:{port}/{kind}/{number}"


@contextlib.contextmanager
def serving(texts: Sequence[str] = ()) -> Iterator[int]:
    """The server in a program of its own; yields its port. `texts` are what is fresh."""
    with subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin
        assert server.stdout
        try:
            server.stdin.write("".join(f"{text}\n" for text in texts))
            server.stdin.close()
            yield int(server.stdout.readline())
        finally:
            server.terminate()


class Press(asyncio.Protocol):
    """One visit: one request, one answer, and the connection is closed."""

    template = fifty(EDITION.decode())
    editions = count(1)
    visits = count(1)
    texts: Iterator[str] = cycle([""])
    versions: Counter[str] = Counter()
    recent: dict[str, deque[str]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._heard = b""

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if not self._heard.endswith(b"\r\n\r\n"):
            return
        head = self._heard.decode("latin-1")
        path = head.split(" ", 2)[1]
        known = head.partition("If-None-Match: ")[2].partition("\r\n")[0]
        tag, body = self._page(path, path.split("/")[1])
        answer = (
            b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\nConnection: close\r\n\r\n" % tag.encode()
        )
        if tag != known:
            answer = (
                b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: %b\r\n"
                b"Connection: close\r\nContent-Length: %d\r\n\r\n%b"
                % (tag.encode(), len(body), body)
            )
        self._transport.write(answer)
        self._transport.close()

    def _page(self, path: str, kind: str) -> tuple[str, bytes]:
        if kind == "same":
            return '"same"', self.template
        if kind == "all":
            edition = f"{next(self.editions)}"
            return f'"{edition}"', self.template.replace(EDITION, edition.encode())
        recent = self.recent.setdefault(path, deque(maxlen=10))
        if not recent or kind == "fresh" or next(self.visits) % 20 == 0:
            self.versions[path] += 1
            number = self.versions[path]
            fresh = short(f"{path}-{number}", f"{next(self.texts)} ({number})")
            recent.appendleft(fresh if kind == "fresh" else entry(f"{path}-{number}", number))
        return f'"{self.versions[path]}"', feed(*recent)


async def main() -> None:
    """Serve until terminated; the first line out is the port."""
    texts = [line.strip() for line in sys.stdin if line.strip()]
    Press.texts = cycle(texts or ["The weather stays fine"])
    server = await asyncio.get_running_loop().create_server(Press, "0.0.0.0", 0, backlog=1000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
