"""A real `kill -9`, at every moment between a feed and the room: all is shown, each thing once."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.mode import Mode
from bot.store.unit import Store
from tests.clock import PATIENCE
from tests.lives_watched import TOLD

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def lives(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folder of each life, by the moment at which it was cut short; the last was not."""
    folder = tmp_path_factory.mktemp("lives")
    shutil.copy(sqlite_template, folder / "template.db")
    command = [sys.executable, "-m", "tests.lives_watched", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, timeout=5 * PATIENCE)
    return sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: int(p.name))


def _told(folder: Path) -> Counter[str]:
    """How often the room was told what; what comes twice under one key is one message."""
    lines = (folder / TOLD).read_text("utf-8").splitlines()
    by_key = dict(line.split("\t") for line in lines)
    return Counter(headline.partition(" :")[0] for headline in by_key.values())


def test_what_was_committed_is_shown_once_whenever_the_desk_was_killed(lives: list[Path]) -> None:
    whole = _told(lives[-1])
    assert len(lives) > 20
    assert len(whole) == 3
    assert set(whole.values()) == {1}
    for folder in lives[:-1]:
        assert _told(folder) == whole, f"killed at moment {folder.name}"


async def test_the_store_says_the_same_whenever_the_desk_was_killed(lives: list[Path]) -> None:
    whole = await _left_by(lives[-1])
    for folder in lives[:-1]:
        assert await _left_by(folder) == whole, f"killed at moment {folder.name}"


async def _left_by(folder: Path) -> tuple[list[str], list[int], int]:
    """What the log says, how many posts each case has, and how much still waits."""
    store = await Store.open(f"sqlite:///{folder / 'vigie.db'}", Mode.LIVE)
    async with store.units() as unit:
        entries = await unit.log.entries(0)
        counts = [case.count for case in await unit.cases.of_incident(0)]
        waiting = await unit.outbox.count()
    await store.close()
    return sorted(f"{entry.kind} {entry.text}" for entry in entries), counts, waiting
