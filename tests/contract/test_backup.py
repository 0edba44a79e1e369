"""What docs/backup.md and docs/privacy.md promise of the store: a copy taken while the desk works
is whole, and what was said long ago is let go of."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.commandline.archive import bring_up_to_date, verify
from bot.commandline.example import EXAMPLE
from bot.domain.incident import DAILY_WATCH, Incident
from bot.domain.mode import Mode
from bot.domain.room import Utterance
from bot.store.migrate import migrate
from bot.store.unit import Store

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


async def test_what_the_team_said_long_ago_leaves_the_store_and_is_still_known(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/vigie.db"
    await migrate(url, Mode.LIVE)
    store = await Store.open(url, Mode.LIVE)
    old, new = (Utterance(f"t/{n}", "watch", "12345", f"lunch {n}") for n in (1, 2))
    async with store.units() as unit:
        for heard in (old, new):
            await unit.inbox.add(heard, AT, f"raw {heard.text}")
        await unit.inbox.done(old.key, AT)
        await unit.inbox.forget(AT + timedelta(days=1))
        assert not await unit.inbox.add(old, AT)
        assert await unit.inbox.waiting() == [new]
        await unit.commit()
    await store.close()
    with closing(sqlite3.connect(tmp_path / "vigie.db")) as connection:
        rows = connection.execute("select account, text, raw from inbox order by number").fetchall()
    assert rows == [("", "", None), ("12345", "lunch 2", "raw lunch 2")]


async def test_a_backup_of_a_store_in_use_is_restored_whole(tmp_path: Path) -> None:
    old, new = tmp_path / "vigie.db", tmp_path / "restored.db"
    await migrate(f"sqlite:///{old}", Mode.EXERCISE)
    store = await Store.open(f"sqlite:///{old}", Mode.EXERCISE)
    async with store.units() as unit:
        number = (await unit.incidents.add(Incident(0, "Fire", Mode.EXERCISE, "Duty", AT))).number
        await unit.log.add(
            DAILY_WATCH, AT, "Duty", "incident.opened", "Fire", {"opened": str(number)}
        )
        for text in ("one", "two"):
            await unit.log.add(number, AT, "Duty", "log.written", text, {})
        await unit.commit()
    # Another unit is under way and not committed: what sqlite3 calls an online backup.
    async with store.units() as unit:
        await unit.log.add(number, AT, "Duty", "log.written", "never said", {})
        with closing(sqlite3.connect(old)) as source, closing(sqlite3.connect(new)) as copy:
            source.backup(copy)
    await store.close()
    config = tmp_path / "vigie.toml"
    config.write_text(EXAMPLE.replace("sqlite:///vigie.db", f"sqlite:///{new}"), "utf-8")
    assert "is up to date" in await bring_up_to_date(config)
    whole, lines = await verify(config)
    assert whole
    assert [line.split(",")[0] for line in lines] == [
        "whole   incident 0: 1 lines", "whole   incident 1: 2 lines",
    ]  # fmt: skip
