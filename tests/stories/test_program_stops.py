"""A desk without a console: it runs until it is told to stop, and then ends in good order."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.clock import PATIENCE
from tests.port import Port

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = """
[centre]
name = "Crisis Centre Test"
languages = ["en"]
mode = "live"
[store]
url = "sqlite:///vigie.db"
[telegram]
api = "http://127.0.0.1:{port}"
[[rooms]]
name = "desk"
platform = "telegram"
address = "-100123"
language = "en"
[[members]]
name = "Editor"
telegram = 7
roles = ["editor", "approver", "authority"]
"""


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
async def test_it_goes_on_without_its_platform_and_stops_when_asked(
    tmp_path: Path, nobody: Port, asked: signal.Signals
) -> None:
    (tmp_path / "vigie.toml").write_text(CONFIGURATION.format(port=nobody.number), "utf-8")
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", "--config", "vigie.toml",
        cwd=tmp_path, stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "VIGIE_LOG": "info",
             "VIGIE_TELEGRAM_TOKEN": "123:a-token-that-opens-nothing"},
    )  # fmt: skip
    assert running.stderr is not None
    read = b""
    async with asyncio.timeout(PATIENCE):
        while b"platform down name=telegram" not in read:
            line = await running.stderr.readline()
            assert line, read.decode()
            read += line
        running.send_signal(asked)
        read += await running.stderr.read()
        assert await running.wait() == 0, read.decode()
    assert b"Traceback" not in read
    assert b"a-token-that-opens-nothing" not in read
