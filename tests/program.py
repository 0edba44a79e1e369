"""`vigie run` as a process of its own: typed into, read from, killed."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.clock import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
CONFIGURATION = """
[centre]
name = "Crisis Centre Test"
languages = ["en"]
mode = "live"
[store]
url = "sqlite:///vigie.db"
[[rooms]]
name = "desk"
platform = "console"
language = "en"
[[members]]
name = "Editor"
roles = ["editor"]
[[members]]
name = "Approver"
roles = ["approver"]
[[outlets]]
name = "page"
platform = "file"
address = "public.txt"
languages = ["en"]
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A running desk. Its configuration is the folder's vigie.toml."""

    _running: asyncio.subprocess.Process

    @classmethod
    async def start(cls, folder: Path, environment: Mapping[str, str] | None = None) -> Self:
        """Start it, with these variables more; it answers as soon as it can."""
        running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--config", "vigie.toml",
            cwd=folder, env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **(environment or {})},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        return cls(running)

    @property
    def number(self) -> int:
        """The number the system knows it by."""
        return self._running.pid

    async def type(self, line: str, *, until: str) -> str:
        """Type a line; returns what is read, up to the line with these words."""
        await self.send(line)
        return await self.read(until)

    async def send(self, line: str) -> None:
        """Type a line and wait for nothing."""
        assert self._running.stdin is not None
        self._running.stdin.write(f"{line}\n".encode())
        await self._running.stdin.drain()

    @property
    def is_over(self) -> bool:
        """Whether it is gone."""
        return self._running.returncode is not None

    async def ended(self) -> int:
        """Wait until it is gone; returns how, as the system says it."""
        async with asyncio.timeout(PATIENCE):
            return await self._running.wait()

    async def read(self, until: str) -> str:
        """What is read next, up to the line with these words."""
        assert self._running.stdout is not None
        heard = ""
        async with asyncio.timeout(PATIENCE):
            while until not in heard:
                read = await self._running.stdout.readline()
                assert read, f"the program ended after: {heard}"
                heard += read.decode()
        return heard

    async def kill(self) -> None:
        """`kill -9`."""
        self._running.kill()
        await self._running.wait()
