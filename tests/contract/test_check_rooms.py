"""`vigie check` asks every chat platform, and says in words what is missing there."""

from pathlib import Path

import pytest

from bot.commandline.check import findings
from tests.both_desk import BothDesk
from tests.port import Port
from tests.stories.test_program_stops import CONFIGURATION
from tests.synapse import Synapse
from tests.telegram_desk import APPROVAL, EDITOR, WATCH
from tests.telegram_server import serving


async def test_a_platform_that_cannot_be_reached_is_a_mistake_in_words(
    tmp_path: Path, nobody: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIGIE_TELEGRAM_TOKEN", "123:a-token-that-opens-nothing")
    (tmp_path / "vigie.toml").write_text(CONFIGURATION.format(port=nobody.number), "utf-8")

    found = await findings(Path("vigie.toml"))
    wrong = [line for fine, line in found if not fine and line.startswith("telegram")]
    assert wrong
    assert not any("a-token-that-opens-nothing" in line for _, line in found)


async def test_both_platforms_and_every_room_are_reached_beside_a_running_desk_and_without_it(
    synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as server:
        desk = BothDesk(synapse, server, tmp_path)
        await desk.opens({"Officer": "duty_officer"}, {EDITOR: "editor"})
        await desk.starts()
        monkeypatch.chdir(tmp_path)
        beside = await findings(Path("vigie.toml"))
        await desk.dies()
        server.world.stands(WATCH, "administrator")
        alone = await findings(Path("vigie.toml"))
        server.world.stands(APPROVAL, "kicked")
        thrown_out = await findings(Path("vigie.toml"))
        await desk.closes()

    # Two approvals are wanted, and this team has no approver.
    assert [line for fine, line in beside if not fine and "quorum" not in line] == []
    assert any("The keys were not tried" in line for _, line in beside)
    for words in (
        "telegram bot: The token is that of @vigie_bot. Privacy mode is on",
        "telegram watch: Reached. The bot is an admin and can pin messages.",
        "telegram approval: Reached. The bot is no admin there: it works, and cannot pin messages.",
        "matrix matrix: The keys are in ",
        "matrix desk: In the room (version 12), may send.",
        "matrix desk: Encrypted: 1 devices of others get the keys, 0 verified by us.",
    ):
        assert any(words in line for fine, line in alone if fine), (words, alone)
    assert [line for fine, line in thrown_out if not fine and "approval" in line and "tele" in line]
