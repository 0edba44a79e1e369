"""The store from the command line: bring it up to date, verify the log, write the log out."""

import csv
import io
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.config import load
from bot.domain.log import Entry, first_break
from bot.store.migrate import migrate
from bot.store.unit import Store

SHOWN_HASH = 16


async def bring_up_to_date(path: Path) -> str:
    """Migrate the configured store; says what was done."""
    config = load(path)
    return await migrate(config.store.url, config.centre.mode)


async def verify(path: Path) -> tuple[bool, list[str]]:
    """Whether every incident's log is whole, and a line about each.

    The head printed for each log, noted elsewhere, proves later that nothing was cut off and
    rewritten together with its head.
    """
    whole, lines = True, []
    async with _store(path) as store, store.units() as unit:
        for head in await unit.log.heads():
            broken = first_break(await unit.log.entries(head.incident), head)
            whole = whole and broken is None
            name = f"incident {head.incident}"
            lines.append(
                f"BROKEN  {name}: line {broken.seq}: {broken.why}"
                if broken
                else f"whole   {name}: {head.seq} lines, head {head.hash[:SHOWN_HASH]}"
            )
    return whole, lines or ["The log is empty."]


async def export(path: Path, incident: int, form: str) -> str:
    """An incident's log as Markdown, CSV or JSON."""
    async with _store(path) as store, store.units() as unit:
        entries = await unit.log.entries(incident)
    return {"md": _markdown, "csv": _csv, "json": _json}[form](entries)


@asynccontextmanager
async def _store(path: Path) -> AsyncIterator[Store]:
    config = load(path)
    store = await Store.open(config.store.url, config.centre.mode)
    try:
        yield store
    finally:
        await store.close()


def _markdown(entries: Sequence[Entry]) -> str:
    rows = ["| no | time (UTC) | who | what | text | hash |", "|---|---|---|---|---|---|"]
    for e in entries:
        text = " ".join(e.text.split()).replace("|", "\\|")
        rows.append(
            f"| {e.seq} | {e.at:%Y-%m-%d %H:%M:%S} | {e.by} | {e.kind} | {text} "
            f"| {e.hash[:SHOWN_HASH]} |"
        )
    return "\n".join(rows)


def _csv(entries: Sequence[Entry]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["incident", "seq", "at", "by", "kind", "text", "refs", "before", "hash"])
    for e in entries:
        refs = json.dumps(dict(e.refs), ensure_ascii=False)
        writer.writerow(
            [e.incident, e.seq, e.at.isoformat(), e.by, e.kind, e.text, refs, e.before, e.hash]
        )
    return out.getvalue()


def _json(entries: Sequence[Entry]) -> str:
    rows = [
        {
            "incident": e.incident, "seq": e.seq, "at": e.at.isoformat(), "by": e.by,
            "kind": e.kind, "text": e.text, "refs": dict(e.refs), "before": e.before,
            "hash": e.hash,
        }
        for e in entries
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=1)
