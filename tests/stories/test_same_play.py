"""Two plays of one script are the same to the last digit of the log's hash."""

import io
import json
import re
from pathlib import Path

from bot.drill.play import play
from tests.stories.play import SCRIPTS

ACTS = (
    ("press-officer", "desk", "/draft Un dépôt brûle à Moulins. Restez à distance."),
    ("press-officer", "desk", "/submit {draft:first}"),
    ("spokesperson", "approval", "/approve {draft:first} {digest:first}"),
)


def written(folder: Path) -> Path:
    """The script, with a message that goes to both outlets."""
    folder.mkdir()
    script = json.loads((SCRIPTS / "smoke.json").read_text("utf-8"))
    script["injects"] = [script["injects"][0], {**script["injects"][-1], "t": "0:10"}]
    acts = [{"who": who, "room": room, "say": say} for who, room, say in ACTS]
    script["injects"][0]["acts"] = [{**acts[0], "named": "first"}, *acts[1:]]
    script["publications"] = ["first"]
    file = folder / "smoke.json"
    file.write_text(json.dumps(script), "utf-8")
    return file


async def played(file: Path) -> Path:
    """Play it; returns the file with its report."""
    report = file.with_suffix(".md")
    assert await play(file, speed=60, auto=True, out=io.StringIO(), write=(report, "en"))
    return report


async def test_a_script_that_is_played_again_leaves_the_very_same_log(tmp_path: Path) -> None:
    reports = [await played(written(tmp_path / name)) for name in ("first", "second")]
    first, second = (report.read_text("utf-8") for report in reports)
    assert "partner-site" in first
    assert re.search(r"\b[0-9a-f]{64}\b", first)
    assert first == second
