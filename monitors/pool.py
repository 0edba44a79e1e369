"""Parsing outside of the event loop and of this process, where it can be stopped.

    document -> tiny: a thread of this process
             -> else: a worker, which is killed when it takes longer than the limit

A worker that is killed or that crashes costs its own document only: the next one gets a new worker.
"""

import asyncio
import logging
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from monitors.feed import Feed, FeedError, Item
from monitors.worker import LENGTH, READERS

log = logging.getLogger(__name__)

# Seconds for one document. The largest sound one takes less than one.
LONGEST = 10.0
# Bytes. To send less away, and its items back, costs more than to read it here.
TINY = 4096

_TOO_SLOW = FeedError(
    "too_slow",
    "Reading this feed takes too long, so we stopped. Ask its owner for a shorter, simpler feed.",
)
_CRASHED = FeedError(
    "not_a_feed",
    "Something in this feed breaks our reader. Its owner can find it with a feed validator.",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A body as it came, and the claims about it that `monitors.parse.parse` takes."""

    body: bytes
    feed: Feed
    at: datetime
    content_type: str | None = None
    charset: str | None = None
    base: str | None = None


Found = tuple[Item, ...] | FeedError
Parsing = Callable[[Document], Awaitable[Found]]
"""Reads a document without holding up the event loop."""


async def in_a_thread(document: Document) -> Found:
    """Parsing here, and without a limit: for one look at one feed, or a tiny body."""
    body, feed, claims = _order(document)
    return await asyncio.to_thread(READERS[feed.kind], body, feed, **claims)  # type: ignore[arg-type]


class Workers:
    """A few processes that parse, started when first needed. Use it as an async context manager."""

    def __init__(
        self, most: int = min(2, os.cpu_count() or 1), longest: float = LONGEST, tiny: int = TINY
    ) -> None:
        self._places = asyncio.Semaphore(most)
        self._longest = longest
        self._tiny = tiny
        self._idle: list[Process] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        while self._idle:
            await _ended(self._idle.pop())

    async def parse(self, document: Document) -> Found:
        """The limit counts from when a worker begins: waiting for one costs the feed nothing."""
        if len(document.body) <= self._tiny:
            return await in_a_thread(document)
        async with self._places:
            worker = await self._free()
            found = None
            try:
                async with asyncio.timeout(self._longest):
                    found = await _read_by(worker, document)
            except TimeoutError:
                log.warning("event=parser_stopped feed=%r", document.feed.name)
                return _TOO_SLOW
            except (asyncio.IncompleteReadError, ConnectionError):
                log.warning("event=parser_crashed feed=%r", document.feed.name)
                return _CRASHED
            finally:
                # Also when we are cancelled: a late answer would be taken for that of the next one.
                if found is None:
                    await _ended(worker)
            self._idle.append(worker)
            return found

    async def _free(self) -> Process:
        while self._idle:
            worker = self._idle.pop()
            if worker.returncode is None:
                return worker
            await _ended(worker)
        return await _started()


def _order(document: Document) -> tuple[bytes, Feed, dict[str, object]]:
    claims: dict[str, object] = {
        "now": document.at,
        "content_type": document.content_type,
        "charset": document.charset,
        "base": document.base,
    }
    return document.body, document.feed, claims


async def _started() -> Process:
    # -P: a folder with the name of ours, in the place where somebody runs us, is not ours.
    command = (sys.executable, "-P", "-m", "monitors.worker")
    worker = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    try:
        await _answer(worker)
    except BaseException:
        await _ended(worker)
        raise
    return worker


async def _read_by(worker: Process, document: Document) -> Found:
    if worker.stdin is None:
        raise RuntimeError("a worker is started with pipes")
    worker.stdin.write(pickle.dumps(_order(document), pickle.HIGHEST_PROTOCOL))
    await worker.stdin.drain()
    found: Found = pickle.loads(await _answer(worker))
    return found


async def _answer(worker: Process) -> bytes:
    if worker.stdout is None:
        raise RuntimeError("a worker is started with pipes")
    length = int.from_bytes(await worker.stdout.readexactly(LENGTH))
    return await worker.stdout.readexactly(length)


async def _ended(worker: Process) -> None:
    if worker.returncode is None:
        worker.kill()
    # Reads to the end of its pipes, so that they are closed when this returns.
    await worker.communicate()
