"""What some sources are known to write oddly, put right: an entry in, an entry out.

Recognised by the entry's own fields and link, wherever it was fetched from: feeds are mirrored.
"""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from monitors.entry import Entry
from monitors.plain import tidy

_REDDIT_LINE = re.compile(
    r"(?:submitted by\s+/?u/\S+)?(?:\s*to\s+/?r/\S+)?\s*(?:\[link\])?\s*(?:\[comments\])?"
)
_REDDIT_TITLE = re.compile(r"/u/\S+ on ")
# "Thu, 19 Nov 2026": the hour of one story moves, its day does not.
_DAY = 16


def straightened(entry: Entry) -> Entry:
    """The entry as its source means it."""
    if "gdacs:eventid" in entry.more:
        return _disaster(entry)
    host, path = _place(entry.link)
    if host == "news.google.com" and path.startswith(("/rss/articles/", "/articles/", "/__i/")):
        return _headline(entry)
    if host == "reddit.com" or host.endswith(".reddit.com"):
        return _post(entry)
    return entry


def _disaster(entry: Entry) -> Entry:
    """GDACS: an event has many episodes, each with a guid of its own, but it is one event."""
    level = entry.more.get("gdacs:alertlevel")
    return replace(
        entry,
        identity=entry.more.get("gdacs:eventtype", "") + entry.more["gdacs:eventid"],
        text=tidy(f"alertlevel={level}\n{entry.text}") if level else entry.text,
    )


def _headline(entry: Entry) -> Entry:
    """Google News: links and ids are opaque and change; the text is a list of more links."""
    source, day = entry.more.get("source", ""), (entry.published or "")[:_DAY]
    return replace(entry, identity=" | ".join((entry.title, source, day)), text="")


def _post(entry: Entry) -> Entry:
    """Reddit: who wrote it and links to itself are no words of the post, and we watch no people."""
    lines = (line for line in entry.text.split("\n") if not _REDDIT_LINE.fullmatch(line.strip()))
    return replace(entry, title=_REDDIT_TITLE.sub("", entry.title, 1), text="\n".join(lines))


def _place(link: str | None) -> tuple[str, str]:
    try:
        parts = urlsplit((link or "").strip())
        return (parts.hostname or "").removeprefix("www."), parts.path
    except ValueError:
        return "", ""
