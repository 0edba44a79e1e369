"""What went out, as feeds: Atom (RFC 4287), JSON Feed 1.1, and the index of CAP alerts.

What was corrected or retracted stays, and its title says so. Titles of an exercise begin and end
with its marker.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from bot.domain.draft import State
from bot.domain.headline import headline
from bot.domain.issue import Issuer, Standing
from bot.domain.message import mark
from bot.domain.mode import Mode, marker
from bot.domain.outlet import Outlet
from bot.outlets.cap import writable
from bot.ports import Words

ATOM = "http://www.w3.org/2005/Atom"
CAP_TYPE = "application/cap+xml"
_LONGEST_TITLE = 160
_MARKS = {
    State.CORRECTED: mark("corrected"),
    State.RETRACTED: mark("retracted"),
    State.EXPIRED: mark("expired"),
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one outlet shows: its issues, newest first, and when anything in it last changed."""

    outlet: Outlet
    mode: Mode
    standings: tuple[Standing, ...]
    changed: datetime

    @property
    def language(self) -> str:
        """The first of the outlet's languages: that of titles."""
        return self.outlet.languages[0]

    def address(self, issuer: Issuer, leaf: str) -> str:
        """The full address of something on it."""
        return f"{issuer.base}/{self.outlet.address.strip('/')}/{leaf}"


def atom(shelf: Shelf, issuer: Issuer, now: datetime, words: Words) -> bytes:
    """The feed of texts; of a CAP outlet, the index whose entries lead to the alerts."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", shelf.language)
    _add(feed, "id", shelf.address(issuer, "atom.xml"))
    _add(feed, "title", _name(shelf, issuer))
    _add(feed, "updated", shelf.changed.isoformat())
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=shelf.address(issuer, "atom.xml"))
    _add(etree.SubElement(feed, f"{{{ATOM}}}author"), "name", issuer.name)
    for standing in shelf.standings:
        _entry(feed, shelf, standing, issuer, title(shelf, standing, now, words))
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def json_feed(shelf: Shelf, issuer: Issuer, now: datetime, words: Words) -> bytes:
    """The same feed in JSON."""
    items = [
        {
            "id": issuer.identifier(each.issue),
            "url": shelf.address(issuer, f"{each.issue.name}.txt"),
            "title": title(shelf, each, now, words),
            "content_text": each.issue.text,
            "date_published": each.issue.sent.isoformat(),
            "date_modified": each.changed.isoformat(),
            "tags": [each.issue.content.kind.value, each.issue.content.mode.value],
        }
        for each in shelf.standings
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _name(shelf, issuer),
        "feed_url": shelf.address(issuer, "feed.json"),
        "language": shelf.language,
        "authors": [{"name": issuer.name}],
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def title(shelf: Shelf, standing: Standing, now: datetime, words: Words) -> str:
    """What a reader sees first: what became of the message, and how it begins."""
    state, until = standing.state, standing.issue.content.until
    if state is State.PUBLISHED and until is not None and until <= now:
        state = State.EXPIRED
    became = f"[{words(shelf.language, _MARKS[state])}] " if state in _MARKS else ""
    text = standing.issue.text
    return headline(text, shelf.mode, shelf.language, _LONGEST_TITLE, before=became)


def _entry(
    feed: etree._Element, shelf: Shelf, standing: Standing, issuer: Issuer, named: str
) -> None:
    issue = standing.issue
    entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
    is_alert = shelf.outlet.platform == "cap"
    _add(entry, "id", issuer.identifier(issue))
    _add(entry, "title", named)
    _add(entry, "published", issue.sent.isoformat())
    _add(entry, "updated", standing.changed.isoformat())
    leaf, kind = (
        (f"{issue.name}.xml", CAP_TYPE) if is_alert else (f"{issue.name}.txt", "text/plain")
    )
    link = {"rel": "alternate", "href": shelf.address(issuer, leaf), "type": kind}
    etree.SubElement(entry, f"{{{ATOM}}}link", link)
    etree.SubElement(entry, f"{{{ATOM}}}category", term=issue.content.kind.value)
    if not is_alert:
        _add(entry, "content", issue.text).set("type", "text")


def _name(shelf: Shelf, issuer: Issuer) -> str:
    word = marker(shelf.mode, shelf.language)
    return f"{word} – {issuer.name} – {word}" if word else issuer.name


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = writable(text)
    return child
