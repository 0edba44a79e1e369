"""What the roads have in common: an entry as a feed wrote it, and the item it becomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from urllib.parse import urljoin

from monitors.dates import parse_date
from monitors.feed import Alert, Claim, Feed, Item, SourceRole, digest_of
from monitors.plain import one_line

# A national index of weather warnings may have hundreds; a news feed with more is a mistake.
MOST_ENTRIES = 1000
_LONGEST_KEY = 500
_LONGEST_LINK = 2000
# What joining to a base leaves as it is, for most links.
_ABSOLUTE = re.compile(r"https?://[\w.-]+(?:/[\w./~%+-]*)?(?:\?[\w=&./~%+-]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """Title and text are as `plain` or `tidy` gave them; the rest is as found, and may be anything.

    `document` is the address of the CAP alert that the entry stands for. `more` has the fields
    that only some sources write, named `cap:event`, `gdacs:eventid`, `source`.
    """

    identity: str | None
    title: str
    text: str
    link: str | None
    published: str | None
    language: str | None
    document: str | None = None
    alert: Alert | None = None
    claim: Claim | None = None
    more: Mapping[str, str] = field(default_factory=dict)


def item_of(entry: Entry, feed: Feed, base: str, now: datetime) -> Item | None:
    """The item, or None for an entry that says nothing. Relative links are read against `base`.

    Only who is known to check claims is believed to have checked one.
    """
    title, text = one_line(entry.title), entry.text
    link = web_address(entry.link, base)
    if not (title or text or link):
        return None
    digest = digest_of(title, text, link)
    published, trust = parse_date(entry.published, feed.timezone, now)
    alert = entry.alert and replace(entry.alert, document=web_address(entry.document, base))
    return Item(
        key=key_of(entry.identity) or key_of(link) or digest,
        digest=digest,
        title=title,
        text=text,
        link=link,
        published=published,
        language=primary_language(entry.language) or primary_language(feed.language),
        trust=trust,
        alert=alert,
        claim=entry.claim if feed.role is SourceRole.FACT_CHECKER else None,
    )


def primary_language(tag: str | None) -> str | None:
    """The first part of a language tag (`fr` of `fr-BE`), or None if that is no language code."""
    first = (tag or "").strip().lower().replace("_", "-").partition("-")[0]
    return first if first.isascii() and first.isalpha() and len(first) in {2, 3} else None


def web_address(link: str | None, base: str) -> str | None:
    """The address that this link means on the page `base`, or None if that is nowhere to go."""
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


def key_of(identity: str | None) -> str:
    """What a thing is known by, as short as every store can look up; "" for nothing."""
    key = one_line(identity or "")
    return key if len(key) <= _LONGEST_KEY else sha256(key.encode()).hexdigest()
