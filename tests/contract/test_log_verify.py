"""`vigie log verify` on a real store: whatever is altered in the database later is found."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commandline.archive import export, verify
from bot.commandline.example import EXAMPLE
from bot.domain.incident import DAILY_WATCH, Incident
from bot.domain.mode import Mode
from bot.ports import StoreError
from bot.store.migrate import migrate
from bot.store.unit import Store

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
async def kept(tmp_path: Path) -> Path:
    """A configuration whose store has an incident and five lines of log."""
    url = f"sqlite:///{tmp_path}/vigie.db"
    await migrate(url, Mode.EXERCISE)
    store = await Store.open(url, Mode.EXERCISE)
    async with store.units() as unit:
        incident = Incident(0, "Fire", Mode.EXERCISE, "Duty officer", AT)
        number = (await unit.incidents.add(incident)).number
        opened = {"opened": str(number)}
        await unit.log.add(DAILY_WATCH, AT, "Duty officer", "incident.opened", "Fire", opened)
        for text in ("one", "two", "three", "four"):
            await unit.log.add(number, AT, "Duty officer", "log.written", text, {})
        await unit.commit()
    await store.close()
    path = tmp_path / "vigie.toml"
    path.write_text(EXAMPLE.replace("sqlite:///vigie.db", url), "utf-8")
    return path


def tamper(path: Path, *statements: str) -> None:
    with sqlite3.connect(path.parent / "vigie.db") as connection:
        for statement in statements:
            connection.execute(statement)


async def test_a_log_that_nobody_touched_is_whole(kept: Path) -> None:
    whole, lines = await verify(kept)
    assert whole
    assert [line.split(":")[0] for line in lines] == ["whole   incident 0", "whole   incident 1"]


@pytest.mark.parametrize(
    "statements",
    [
        ["update log_entries set text = 'ONE' where incident = 1 and seq = 1"],
        ["update log_entries set by = 'Mayor' where incident = 1 and seq = 2"],
        ["update log_entries set at = '2026-03-02 09:00:00.000000' where incident = 1"],
        ["update log_entries set at = '2026-03-02T08:00:00.000000' where incident = 1"],
        ["update log_entries set at = 'garbage' where incident = 1 and seq = 2"],
        ["update log_entries set refs = 'no json' where incident = 1 and seq = 2"],
        ["update log_entries set refs = '[1]' where incident = 1 and seq = 2"],
        ["update log_entries set text = X'ff00' where incident = 1 and seq = 2"],
        ["delete from log_entries where incident = 1 and seq = 2"],
        ["delete from log_entries where incident = 1 and seq = 4"],
        ["delete from log_heads where incident = 1"],
        ["delete from log_entries where incident = 1", "delete from log_heads where incident = 1"],
        ["delete from log_entries", "delete from log_heads"],
        [
            "delete from log_entries where incident = 1",
            "delete from log_heads where incident = 1",
            "delete from incidents where number = 1",
        ],
    ],
)
async def test_whatever_is_altered_or_removed_is_found(kept: Path, statements: list[str]) -> None:
    tamper(kept, *statements)
    whole, lines = await verify(kept)
    assert not whole
    assert any(line.startswith("BROKEN") for line in lines)


async def test_a_log_that_cannot_be_read_is_refused_in_a_sentence(kept: Path) -> None:
    tamper(kept, "update log_entries set refs = 'no json' where incident = 1")
    with pytest.raises(StoreError, match="verify"):
        await export(kept, 1, "json")


async def test_an_incident_that_never_was_has_no_log_to_export(kept: Path) -> None:
    with pytest.raises(StoreError, match="no incident 99"):
        await export(kept, 99, "md")
