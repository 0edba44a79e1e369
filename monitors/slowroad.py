"""The slow road: feedparser, for whatever is not well formed.

Only importer of feedparser. It is only ever given a BytesIO: a bytes body that is a path would be
opened as a file, a text that is an address would be fetched.
"""

import logging
import re
from io import BytesIO

import feedparser

from monitors import cap, claims
from monitors.entry import MOST_ENTRIES, Entry
from monitors.plain import plain, tidy

log = logging.getLogger(__name__)

# feedparser takes these for the entry's own title and text, and of an element of no meaning to it
# keeps either the attributes or the words.
_MEDIA = re.compile(r"(</?media:)(title|description)\b[^<>]{0,500}?(/?>)")
_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")


def entries(text: str, name: str) -> list[Entry] | None:
    """The entries of this text, at most `MOST_ENTRIES`, or None if it is no feed; `name` is logged.

    A hundred times slower than the fast road, and its time grows with the tags: bound them first.
    """
    try:
        parsed = feedparser.parse(
            BytesIO(_MEDIA.sub(r"\1vigie_\2\3", _NUMBERED.sub(_character, text)).encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:
        # A foreign parser meets a stranger's bytes: whatever it stumbles over, the watch goes on.
        log.exception("event=parser_failed feed=%r", name)
        return None
    if not parsed.get("version"):
        return None
    language = parsed.feed.get("language")
    version = str(parsed["version"])
    atom, html = version.startswith("atom"), version.startswith("rss")
    return [
        _entry(found, language, _link(found, atom=atom), html=html)
        for found in parsed.entries[:MOST_ENTRIES]
    ]


def _character(reference: re.Match[str]) -> str:
    """The reference as it is, or nothing if it names no character: feedparser fails on those."""
    hexadecimal, decimal = reference.groups()
    if len(hexadecimal or decimal) > 8:
        return ""
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    known = 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF
    return reference.group() if known else ""


def _parts(found: feedparser.FeedParserDict, *names: str) -> list[feedparser.FeedParserDict]:
    """What feedparser made of these, in order. An element of a stranger's own, `<links>`, leaves
    a text under the name that feedparser keeps its own values under."""
    kept = (found.get(name) for name in names)
    listed = (one if isinstance(one, list) else [one] for one in kept)
    return [part for parts in listed for part in parts if isinstance(part, dict)]


def _link(found: feedparser.FeedParserDict, *, atom: bool) -> str | None:
    """feedparser takes any id for a link; it is one only in RSS, and only if it is an address."""
    link: str | None = found.get("link")
    written = [one.get("href") for one in _parts(found, "links")]
    if link is None or link in written or not found.get("guidislink"):
        return link
    return link if not atom and link.startswith(("http://", "https://")) else None


def _entry(
    found: feedparser.FeedParserDict, language: str | None, link: str | None, *, html: bool
) -> Entry:
    details = _parts(found, "content", "summary_detail")
    titles = _parts(found, "title_detail")
    more = _more(found)
    links = [(one.get("href", ""), one.get("type", "")) for one in _parts(found, "links")]
    raw = "".join(str(detail.get("value") or "") for detail in details)
    title = "".join(_detail(detail, html=html) for detail in titles)
    text = next((words for detail in details if (words := _detail(detail, html=html))), "")
    return Entry(
        identity=found.get("id"),
        title=title,
        text=_with_caption(text, found) if not title or not text else text,
        link=link,
        # In this order: asking for `updated` where only `published` is there is deprecated.
        published=found.get("published") or found.get("updated"),
        language=_language([*details, *titles]) or language,
        document=cap.document(links, link, told="cap:event" in more),
        claim=claims.in_html(raw),
        more=more,
    )


def _language(details: list[feedparser.FeedParserDict]) -> str | None:
    return next((one.get("language") for one in details), None)


def _with_caption(text: str, found: feedparser.FeedParserDict) -> str:
    """Like the fast road, but of several captions feedparser keeps one."""
    written = found.get("media_vigie_description")
    caption = plain(written) if isinstance(written, str) else ""
    return text if caption in text else tidy(f"{text}\n{caption}")


def _more(found: feedparser.FeedParserDict) -> dict[str, str]:
    named = {key.replace("_", ":", 1): value for key, value in found.items()}
    more = {key: one for key, one in named.items() if key.startswith(("cap:", "gdacs:"))}
    more["source"] = next((one.get("title") for one in _parts(found, "source")), None)
    return {key: value.strip() for key, value in more.items() if isinstance(value, str)}


def _detail(detail: feedparser.FeedParserDict, *, html: bool) -> str:
    """Its words. RSS is all `html`; feedparser takes what has none of its own tags for plain."""
    value = str(detail.get("value") or "")
    return plain(value) if html or detail.get("type") != "text/plain" else tidy(value)
