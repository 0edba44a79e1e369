"""An incident's log as a file: what was written, with all that proves it whole."""

import csv
import io
import json
from collections.abc import Sequence

from bot.domain.log import Entry


def as_csv(entries: Sequence[Entry]) -> str:
    """The log as CSV, one line of it a row, with the hashes of its chain."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["incident", "seq", "at", "by", "kind", "text", "refs", "before", "hash"])
    for e in entries:
        refs = json.dumps(dict(e.refs), ensure_ascii=False)
        writer.writerow(
            [e.incident, e.seq, e.at.isoformat(), e.by, e.kind, e.text, refs, e.before, e.hash]
        )
    return out.getvalue()
