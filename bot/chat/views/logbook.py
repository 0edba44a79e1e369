"""An incident's log as a file: what was written, with all that proves it whole."""

import csv
import io
import json
from collections.abc import Sequence

from bot.domain.log import Entry

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


def _inert(words: str) -> str:
    return f"'{words}" if words.lstrip()[:1] in _FORMULAS else words
