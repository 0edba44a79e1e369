"""`vigie check` asks every chat platform, and says in words what is missing there."""

import socket
from pathlib import Path

import pytest

from bot.commandline.check import findings
from tests.stories.test_program_stops import CONFIGURATION


async def test_a_platform_that_cannot_be_reached_is_a_mistake_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIGIE_TELEGRAM_TOKEN", "123:a-token-that-opens-nothing")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        file = CONFIGURATION.format(port=nobody.getsockname()[1])
    (tmp_path / "vigie.toml").write_text(file, "utf-8")

    found = await findings(Path("vigie.toml"))
    wrong = [line for fine, line in found if not fine and line.startswith("telegram")]
    assert wrong
    assert not any("a-token-that-opens-nothing" in line for _, line in found)
