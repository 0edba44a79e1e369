"""A real `kill -9`, at every moment of a draft's life: nothing is lost, nothing is done twice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.draft import Draft
from bot.domain.log import Entry, first_break
from bot.domain.mode import Mode
from bot.domain.publication import Delivery, Publication
from bot.store.unit import Store
from tests.clock import PATIENCE
from tests.lives import PUBLIC
from tests.program import CONFIGURATION, Program

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Close the windows."


@pytest.fixture(scope="module")
def lives(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folder of each life, by the moment at which it was cut short; the last was not."""
    folder = tmp_path_factory.mktemp("lives")
    shutil.copy(sqlite_template, folder / "template.db")
    command = [sys.executable, "-m", "tests.lives", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, timeout=5 * PATIENCE)
    return sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: int(p.name))


async def test_a_desk_killed_at_any_moment_comes_to_the_same_end(lives: list[Path]) -> None:
    whole = await _left_by(lives[-1])
    assert whole[2][0].state is Delivery.SENT
    assert len(lives) > 30
    for folder in lives[:-1]:
        assert await _told(folder) == await _told(lives[-1]), f"killed at moment {folder.name}"


def test_the_public_reads_the_text_once_whenever_the_desk_was_killed(lives: list[Path]) -> None:
    for folder in lives:
        published = (folder / PUBLIC.address).read_bytes()
        assert published.count(TEXT.encode()) == 1, f"killed at moment {folder.name}"
        assert published.endswith(f" {len(TEXT)} bytes ===\n{TEXT}\n".encode())


async def test_the_log_is_whole_whenever_the_desk_was_killed(lives: list[Path]) -> None:
    for folder in lives:
        store = await Store.open(f"sqlite:///{folder / 'vigie.db'}", Mode.LIVE)
        async with store.units() as unit:
            [head] = await unit.log.heads()
            assert first_break(await unit.log.entries(0), head) is None
        await store.close()


async def _left_by(folder: Path) -> tuple[Draft, list[Entry], list[Publication], int]:
    """The draft, the log, the publications, and how much still waits."""
    store = await Store.open(f"sqlite:///{folder / 'vigie.db'}", Mode.LIVE)
    async with store.units() as unit:
        draft, entries = await unit.drafts.get(1), list(await unit.log.entries(0))
        rows = list(await unit.publications.of_draft(1))
        waiting = await unit.outbox.count() + len(await unit.inbox.waiting())
        assert await unit.drafts.get(2) is None
    await store.close()
    assert draft is not None
    return draft, entries, rows, waiting


async def _told(folder: Path) -> tuple[object, ...]:
    """All of it that does not depend on the time of day."""
    draft, entries, rows, waiting = await _left_by(folder)
    steps = [(step.act, step.by, step.digest) for step in draft.steps]
    lines = [(entry.by, entry.kind, entry.text) for entry in entries]
    sent = [(row.key, row.state, row.text, row.receipt) for row in rows]
    return draft.versions, steps, lines, sent, waiting


async def test_the_program_itself_killed_while_people_type_goes_on_where_it_was(
    tmp_path: Path,
) -> None:
    (tmp_path / "vigie.toml").write_text(CONFIGURATION, "utf-8")
    desk = await Program.start(tmp_path)
    said = await desk.type(f"editor@desk: /draft {TEXT}", until="Next:")
    digest = said.partition("[")[2][:6]
    await desk.type("/submit 1", until="approvers have it")
    await desk.kill()

    again = await Program.start(tmp_path)
    await again.type(f"approver@desk: /approve 1 {digest}", until="is out on page")
    await again.kill()
    assert (tmp_path / PUBLIC.address).read_text("utf-8").count(TEXT) == 1
