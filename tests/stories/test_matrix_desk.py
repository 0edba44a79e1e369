"""The desk in an encrypted Matrix room: a process of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.matrix_desk import MatrixDesk, digest_in
from tests.synapse import Synapse


@pytest.fixture
async def desk(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixDesk]:
    one = MatrixDesk(synapse, tmp_path)
    yield one
    await one.closes()


async def test_one_presses_another_types_a_third_is_told_and_it_is_published_once(
    desk: MatrixDesk,
) -> None:
    await desk.opens()
    await desk.starts()
    await desk.says("Editor", "!draft Close the windows.")
    await desk.reads("Editor", "Draft 1")
    await desk.says("Editor", "!submit 1")
    card = await desk.reads("Approver 1", "!approve 1")
    await desk.presses("Approver 1", "!approve 1", "1️⃣")
    await desk.reads("Approver 1", "1 of 2")
    await desk.says("Approver 2", f"!approve 1 {digest_in(card)}")
    await desk.reads("Approver 2", "is out on page")
    await desk.presses("Third", "!approve 1", "1️⃣")
    await desk.says("Third", f"!approve 1 {digest_in(card)}")

    told = await desk.reads("Third", "It was approved by")
    assert "Approver 1" in told
    assert "Approver 2" in told
    assert (desk.folder / "public.txt").read_text("utf-8").count("Close the windows.") == 1
