"""`vigie check` asks the writing help, within a limit, and sends nothing of the desk."""

import json
from pathlib import Path

import pytest

from bot.commandline.check import TRIAL, findings
from tests.program import CONFIGURATION
from tests.writing_server import KEY, Answer, endpoint, raw, silence, words

WRITING = '\n[writing]\nendpoint = "{address}"\nmodel = "small"\n'


async def checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer, key: str = KEY
) -> tuple[list[tuple[bool, str]], list[dict[str, object]]]:
    """What the check says of the writing help that answers so, and what that was asked."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("VIGIE_WRITING_KEY", key)
    async with endpoint() as there:
        there.script = [answer]
        written = CONFIGURATION + WRITING.format(address=there.address)
        (folder / "vigie.toml").write_text(written, "utf-8")
        found = await findings(Path("vigie.toml"), answer_within=0.3)
        return [line for line in found if line[1].startswith("writing")], there.asked


async def test_a_writing_help_that_answers_is_fine_and_was_told_nothing_of_the_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, asked = await checked(tmp_path, monkeypatch, words("The bridge is shut until 18:30."))
    [(fine, line)] = found
    assert fine
    assert "small answered in 0." in line
    assert len(asked) == 1
    said = json.dumps(asked)
    assert TRIAL.source in said
    assert "Crisis Centre Test" not in said
    assert "Editor" not in said


@pytest.mark.parametrize(
    ("answer", "key", "why"),
    [
        (words("The bridge is closed."), KEY, "but lost the figure of a sentence"),
        (raw(b"<html>"), KEY, "its answer cannot be read"),
        (raw(b"", 500), KEY, "it answered with an error"),
        (words("never read"), "another", "it does not take our key"),
        (silence, KEY, "no answer within 0.3 seconds"),
    ],
)
async def test_a_writing_help_that_is_of_no_use_is_a_mistake_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer, key: str, why: str
) -> None:
    [(fine, line)], _ = await checked(tmp_path, monkeypatch, answer, key)
    assert not fine
    assert why in line
    assert key not in line


async def test_without_a_writing_help_nothing_is_said_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vigie.toml").write_text(CONFIGURATION, "utf-8")
    assert not [
        line for _, line in await findings(Path("vigie.toml")) if line.startswith("writing")
    ]
