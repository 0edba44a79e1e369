"""An incident's log as a file: what was written, with all that proves it whole."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.chat.views.deeds import deed
from bot.chat.words import Say
from bot.domain.centre import Centre
from bot.domain.incident import DAILY_WATCH
from bot.domain.log import Entry
from bot.domain.mode import marker
from bot.domain.paper import Paper, Table

SHOWN_HASH = 16
# A row stands on one sheet: what is longer goes on in the next row.
_MOST_IN_A_CELL = 900

# Their text is a word of ours, which stands there in the language.
_SAID_OTHERWISE = frozenset({"case.opened", "case.priority", "flag.dismissed"})

# With these a formula begins.
_FORMULAS = frozenset("=+-@＝＋－＠")


def as_csv(entries: Sequence[Entry]) -> str:
    """The log as CSV, one line of it a row, with the hashes of its chain. Words that a table
    program would take for a formula get a "'" in front (OWASP, "CSV injection"): strangers wrote
    some of them. Exact words are in the JSON."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["incident", "seq", "at", "by", "kind", "text", "refs", "before", "hash"])
    for e in entries:
        refs = json.dumps(dict(e.refs), ensure_ascii=False)
        writer.writerow(
            [e.incident, e.seq, e.at.isoformat(), _inert(e.by), e.kind, _inert(e.text), refs,
             e.before, e.hash]
        )  # fmt: skip
    return out.getvalue()


def as_json(entries: Sequence[Entry]) -> str:
    """The log as JSON, an object for each line of it, with the hashes of its chain."""
    rows = [
        {
            "incident": e.incident, "seq": e.seq, "at": e.at.isoformat(), "by": e.by,
            "kind": e.kind, "text": e.text, "refs": dict(e.refs), "before": e.before,
            "hash": e.hash,
        }
        for e in entries
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=1)


# What a machine reads: in no language, with every hash whole.
AS_KEPT = {"csv": as_csv, "json": as_json}


def as_paper(
    entries: Sequence[Entry], title: str, centre: Centre, language: str, now: datetime, say: Say
) -> Paper:
    """The log as people read it, on the centre's clock with its distance from UTC."""
    head = (say("no."), say("time"), say("who"), say("what"), say("hash"))
    rows = tuple(row for entry in entries for row in _rows(entry, centre, say))
    table = Table(head, rows, (6, 18, 13, 50, 13))
    word = marker(centre.mode, language)
    last = entries[-1:]
    return Paper(title, language, word, now, (table,), tuple(proof(last, say)))


def log_title(number: int, title: str, say: Say) -> str:
    """What a log is called; the daily watch has no title of its own."""
    if number == DAILY_WATCH:
        return say("Log of the daily watch")
    return say("Log of incident {number}: {title}", number=number, title=title)


def proof(last: Sequence[Entry], say: Say) -> Iterator[str]:
    """The last line of each log and its whole hash: as long as both are there, all before it is as
    it was."""
    for entry in last:
        yield say(
            "Log of incident {number}: lines {count}, head {head}",
            number=entry.incident, count=entry.seq, head=entry.hash,
        )  # fmt: skip


def _rows(entry: Entry, centre: Centre, say: Say) -> Iterator[tuple[str, ...]]:
    when = entry.at.astimezone(centre.timezone)
    offset = f"{when:%z}"
    time = f"{when:%Y-%m-%d %H:%M:%S} {offset[:3]}:{offset[3:]}"
    first, *more = _pieces(_whole(entry, say))
    yield f"{entry.seq}", time, entry.by, first, entry.hash[:SHOWN_HASH]
    yield from (("…", "", "", piece, "") for piece in more)


def _whole(entry: Entry, say: Say) -> str:
    """What was done, with every word that the log has of it: a paper is held against others."""
    words = deed(entry, say, most=len(entry.text))
    text = " ".join(entry.text.split())
    if entry.kind in _SAID_OTHERWISE or text.replace(" -> ", " → ", 1) in words:
        return words
    return f"{words} ({text})"


def _pieces(text: str) -> list[str]:
    # Not the spaces at which French breaks no line.
    line = re.sub(r"[^\S\u00a0\u202f]+", " ", text).strip()
    return [line[at : at + _MOST_IN_A_CELL] for at in range(0, len(line) or 1, _MOST_IN_A_CELL)]


def _inert(words: str) -> str:
    return f"'{words}" if words.lstrip()[:1] in _FORMULAS else words
