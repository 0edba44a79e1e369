"""What the roads have in common: an entry as a feed wrote it, and the item it becomes."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urljoin

from monitors.dates import parse_date
from monitors.feed import Feed, Item, digest_of
from monitors.plain import one_line

MOST_ENTRIES = 200
_LONGEST_KEY = 500
_LONGEST_LINK = 2000
# What joining to a base leaves as it is, for most links.
_ABSOLUTE = re.compile(r"https?://[\w.-]+(?:/[\w./~%+-]*)?(?:\?[\w=&./~%+-]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """Title and text are as `plain` or `tidy` gave them; the rest may be anything."""

    identity: str | None
    title: str
    text: str
    link: str | None
    published: str | None
    language: str | None


def item_of(entry: Entry, feed: Feed, base: str, now: datetime) -> Item | None:
    """The item, or None for an entry that says nothing. Relative links are read against `base`."""
    title, text = one_line(entry.title), entry.text
    link = _web_address(entry.link, base)
    if not (title or text or link):
        return None
    digest = digest_of(title, text, link)
    return Item(
        key=_key(entry.identity) or _key(link) or digest,
        digest=digest,
        title=title,
        text=text,
        link=link,
        published=parse_date(entry.published, feed.timezone, now),
        language=primary_language(entry.language) or primary_language(feed.language),
    )


def primary_language(tag: str | None) -> str | None:
    """The first part of a language tag (`fr` of `fr-BE`), or None if that is no language code."""
    first = (tag or "").strip().lower().replace("_", "-").partition("-")[0]
    return first if first.isascii() and first.isalpha() and len(first) in {2, 3} else None


def _key(identity: str | None) -> str | None:
    key = one_line(identity or "")
    return key if len(key) <= _LONGEST_KEY else sha256(key.encode()).hexdigest()


def _web_address(link: str | None, base: str) -> str | None:
    written = one_line(link or "")
    if not written or len(written) > _LONGEST_LINK:
        return None
    if _ABSOLUTE.fullmatch(written):
        return written
    try:
        absolute = urljoin(base, written)
    except ValueError:
        return None
    return absolute if absolute.lower().startswith(("http://", "https://")) else None
