"""The store from the command line: bring it up to date, verify the log, write the log out."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.chat.views.logbook import as_csv
from bot.config import load
from bot.domain.incident import DAILY_WATCH
from bot.domain.log import Entry, Head, first_break
from bot.ports import StoreError
from bot.store.migrate import migrate
from bot.store.unit import Store

SHOWN_HASH = 16
OPENED = "incident.opened"


async def bring_up_to_date(path: Path) -> str:
    """Migrate the configured store; says what was done."""
    config = load(path)
    return await migrate(config.store.url, config.centre.mode)


async def verify(path: Path) -> tuple[bool, list[str]]:
    """Whether every incident's log is whole, and a line about each.

    The head printed for each log, noted elsewhere, proves later that nothing was cut off and
    rewritten together with its head.
    """
    lines: list[str] = []
    whole = True
    async with _store(path) as store:
        async with store.units() as unit:
            heads = {head.incident: head for head in await unit.log.heads()}
            there = set(await unit.log.incidents()) | {DAILY_WATCH}
        named = await _opened(store)
        for incident in sorted(there | named):
            head = heads.get(incident)
            why = "its head is missing" if head is None else await _broken(store, head)
            whole = whole and why is None
            lines.append(
                f"BROKEN  incident {incident}: {why}"
                if why or head is None
                else f"whole   incident {incident}: {head.seq} lines, head {head.hash[:SHOWN_HASH]}"
            )
    return whole, lines


async def _opened(store: Store) -> set[int]:
    """The incidents that the daily watch's log says were opened."""
    try:
        async with store.units() as unit:
            entries = await unit.log.entries(DAILY_WATCH)
    except (StoreError, ValueError, TypeError):
        # Said of the daily watch itself, where it is read again.
        return set()
    opened = (entry.refs.get("opened", "") for entry in entries if entry.kind == OPENED)
    return {int(number) for number in opened if number.isdigit()}


async def _broken(store: Store, head: Head) -> str | None:
    """Where a log is not what was written; None when it is whole."""
    try:
        async with store.units() as unit:
            broken = first_break(await unit.log.entries(head.incident), head)
    except (StoreError, ValueError, TypeError, AttributeError) as error:
        return f"a line holds what cannot be read ({type(error).__name__}): it was altered"
    return None if broken is None else f"line {broken.seq}: {broken.why}"


async def export(path: Path, incident: int, form: str) -> str:
    """An incident's log as Markdown, CSV or JSON."""
    try:
        async with _store(path) as store, store.units() as unit:
            if incident not in await unit.log.incidents():
                raise StoreError(f"There is no incident {incident}. See vigie log verify.")
            entries = await unit.log.entries(incident)
    except (ValueError, TypeError) as error:
        sentence = f"The log of incident {incident} cannot be read. See vigie log verify."
        raise StoreError(sentence) from error
    return {"md": _markdown, "csv": as_csv, "json": _json}[form](entries)


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
