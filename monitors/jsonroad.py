"""JSON Feed 1.0 and 1.1, and JSON-LD that is all reviews of claims."""

from monitors import claims
from monitors.entry import MOST_ENTRIES, Entry
from monitors.jsontext import read_json
from monitors.plain import plain, tidy

_VERSIONS = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


def entries(text: str) -> list[Entry] | None:
    """The entries of this document, at most `MOST_ENTRIES`, or None if it is no feed we know."""
    feed = read_json(text)
    if not (isinstance(feed, dict) and _text(feed, "version").startswith(_VERSIONS)):
        return claims.in_json(feed) or None
    items = feed.get("items")
    if not isinstance(items, list):
        return None
    language = _text(feed, "language")
    return [_entry(item, language) for item in items[:MOST_ENTRIES] if isinstance(item, dict)]


def _entry(item: dict[str, object], language: str) -> Entry:
    html = _text(item, "content_html")
    summary = _text(item, "summary")
    return Entry(
        identity=_text(item, "id"),
        title=tidy(_text(item, "title")),
        text=plain(html) or tidy(_text(item, "content_text")) or tidy(summary),
        link=_text(item, "url") or _text(item, "external_url"),
        published=_text(item, "date_published") or _text(item, "date_modified"),
        language=_text(item, "language") or language,
        claim=claims.in_html(html),
    )


def _text(found: dict[str, object], name: str) -> str:
    """The text of this name; an id may be a number (the standard says to read it as a text)."""
    value = found.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
