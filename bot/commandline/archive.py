"""The store from the command line: bring it up to date, verify the log, write the log out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.chat.papers.forms import written
from bot.chat.views.logbook import AS_KEPT, SHOWN_HASH, as_paper, log_title
from bot.chat.words import Catalogues
from bot.config import load
from bot.domain.incident import DAILY_WATCH
from bot.domain.log import Head, first_break
from bot.domain.paper import Form
from bot.ports import StoreError
from bot.store.migrate import migrate
from bot.store.unit import Store

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
    async with open_store(path) as store:
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


async def export(path: Path, incident: int, form: str, language: str = "") -> bytes:
    """An incident's log as `md`, `html`, `pdf`, `csv` or `json`; the first three in a language, the
    centre's first one if none is named."""
    config = load(path)
    centre = config.to_centre()
    spoken = language or centre.languages[0]
    try:
        async with open_store(path) as store, store.units() as unit:
            if incident not in await unit.log.incidents():
                raise StoreError(f"There is no incident {incident}. See vigie log verify.")
            entries = await unit.log.entries(incident)
            found = await unit.incidents.get(incident)
    except (ValueError, TypeError) as error:
        sentence = f"The log of incident {incident} cannot be read. See vigie log verify."
        raise StoreError(sentence) from error
    if form in AS_KEPT:
        return AS_KEPT[form](entries).encode()
    say = Catalogues().into(spoken)
    title = log_title(incident, found.title if found else "", say)
    paper = as_paper(entries, title, centre, spoken, datetime.now(UTC), say)
    return await asyncio.to_thread(written, paper, Form(form))


@asynccontextmanager
async def open_store(path: Path) -> AsyncIterator[Store]:
    """The configured store, closed at the end."""
    config = load(path)
    store = await Store.open(config.store.url, config.centre.mode)
    try:
        yield store
    finally:
        await store.close()
