"""`vigie report month`: a month of the desk in figures."""

import re
from datetime import UTC, datetime
from pathlib import Path

from bot.chat.papers.forms import written
from bot.chat.views.month import AS_FIGURES, parts, title
from bot.chat.words import Catalogues
from bot.commandline.archive import open_store
from bot.commandline.ending import WrongUse
from bot.config import load
from bot.desk.month import month
from bot.domain.mode import marker
from bot.domain.paper import Form, Paper

_YEAR_AND_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


async def report(path: Path, named: str, form: str, language: str = "") -> bytes:
    """The report of "2026-11" on the centre's clock, as `md`, `html`, `pdf`, `csv` or `json`; the
    first three in a language, the centre's first one if none is named."""
    found = _YEAR_AND_MONTH.fullmatch(named)
    if found is None:
        raise WrongUse(f"{named[:20]} is no month. Write it like 2026-11.")
    centre = load(path).to_centre()
    year, number = int(found[1]), int(found[2])
    start = datetime(year, number, 1, tzinfo=centre.timezone).astimezone(UTC)
    following = (year + number // 12, number % 12 + 1)
    end = datetime(*following, 1, tzinfo=centre.timezone).astimezone(UTC)
    async with open_store(path) as store, store.units() as unit:
        figures = await month(unit, start, end)
    if form in AS_FIGURES:
        return AS_FIGURES[form](figures).encode()
    spoken = language or centre.languages[0]
    say = Catalogues().into(spoken)
    local = start.astimezone(centre.timezone)
    word = marker(centre.mode, spoken)
    paper = Paper(title(local, spoken, say), spoken, word, datetime.now(UTC), parts(figures, say))
    return written(paper, Form(form))
