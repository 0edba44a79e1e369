"""Common Alerting Protocol 1.0 to 1.2: an alert document, and the summary of one in an index.

The field names are those of the standard (OASIS, CAP 1.2, 3.2). The words of an alert that is not
real begin with its status: an exercise must never read like reality.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from xml.etree.ElementTree import Element

from monitors.dates import read_date
from monitors.entry import Entry, key_of, primary_language
from monitors.feed import Alert, Feed
from monitors.plain import one_line, plain, tidy

_NAMESPACES = ("{urn:oasis:names:tc:emergency:cap:", "{http://www.incident.com/cap/")
_MARKUP = re.compile(r"</?(?:br|p|b|i|strong|em|ul|ol|li|div|span|a)\b[^<>]*>", re.IGNORECASE)
_TYPE = "application/cap+xml"
# From the worst on: an alert is as severe as the worst of its blocks.
_SEVERITIES = ("Extreme", "Severe", "Moderate", "Minor")
# The standard's default, when a block names none.
_LANGUAGE = "en-US"
_MOST_REFERENCES = 100
_MOST_LANGUAGES = 30
_LONGEST_WORD = 40


def is_alert(element: Element) -> bool:
    """Whether this element is a whole alert."""
    return element.tag.startswith(_NAMESPACES) and element.tag.endswith("}alert")


def document(links: Iterable[tuple[str, str]], link: str | None, *, told: bool) -> str | None:
    """The address of the alert that an entry stands for, among its links (address, type).

    Where nobody gives a type, the name decides; an XML file only if the entry is `told` in CAP's
    own fields.
    """
    typed = next((href for href, kind in links if kind.lower().startswith(_TYPE)), None)
    if typed or not link:
        return typed
    path = link.partition("?")[0].lower()
    return link if path.endswith(".cap") or (told and path.endswith(".xml")) else None


def alert_entry(root: Element, feed: Feed) -> Entry:
    """The alert in the language of the feed if it has that, else in its first one."""
    blocks = _by_language(root, feed)
    wanted = primary_language(feed.language)
    shown = wanted if wanted in blocks else next(iter(blocks))
    alert = _alert(root, feed, blocks)
    title, text = _told(alert, blocks[shown])
    return Entry(
        identity=alert.identifier,
        title=title,
        text=text,
        link=next((web for block in blocks[shown] if (web := _text(block, "web"))), None),
        published=_text(root, "sent"),
        language=shown,
        alert=alert,
    )


def summarised(entry: Entry, feed: Feed) -> Entry:
    """The entry of an index as the alert that it stands for, with what the index says of it.

    `message_type` is how MeteoAlarm writes msgType. Without an identifier, the entry's own is
    taken until the alert itself is read.
    """
    said = {name[4:]: value for name, value in entry.more.items() if name.startswith("cap:")}
    if not (said or entry.document):
        return entry
    identifier = said.get("identifier") or entry.identity or entry.document or ""
    alert = Alert(
        identifier=key_of(identifier),
        kind=_word(said.get("msgtype") or said.get("message_type"), "Alert"),
        status=_word(said.get("status"), "Actual"),
        severity=_word(said.get("severity"), "Unknown"),
        expires=_moment(said.get("expires"), feed),
        references=_references(said.get("references", "")),
        words={},
    )
    headline = entry.title or said.get("headline") or said.get("event") or ""
    title = one_line(_marked(alert, headline))
    parts = (entry.text, *(said.get(name) for name in ("event", "areadesc", "description")))
    text = _lines([*_cancelled(alert), *(part for part in parts if part and part not in title)])
    language = primary_language(entry.language or said.get("language")) or "en"
    alert = replace(alert, words={language: _words(title, text)})
    published = entry.published or said.get("sent")
    return replace(
        entry,
        identity=identifier,
        title=title,
        text=text,
        published=published,
        language=language,
        alert=alert,
    )


def _alert(root: Element, feed: Feed, blocks: Mapping[str, list[Element]]) -> Alert:
    every = [block for told in blocks.values() for block in told]
    ends = [end for block in every if (end := _moment(_text(block, "expires"), feed))]
    alert = Alert(
        identifier=key_of(_text(root, "identifier")),
        kind=_word(_text(root, "msgType"), "Alert"),
        status=_word(_text(root, "status"), "Actual"),
        severity=_worst(_text(block, "severity") for block in every),
        expires=max(ends, default=None),
        references=_references(_text(root, "references")),
        words={},
    )
    # Some services count an alert among those that it replaces.
    others = tuple(one for one in alert.references if one != alert.identifier)
    alert = replace(alert, references=others)
    return replace(alert, words={lang: _words(*_told(alert, b)) for lang, b in blocks.items()})


def _by_language(root: Element, feed: Feed) -> dict[str, list[Element]]:
    """The info blocks of each language: several blocks in one language tell one story."""
    found: dict[str, list[Element]] = {}
    for block in _all(root, "info"):
        tag = primary_language(_text(block, "language") or _LANGUAGE) or "en"
        if tag in found or len(found) < _MOST_LANGUAGES:
            found.setdefault(tag, []).append(block)
    # A Cancel needs no info: what it says of itself is all there is.
    return found or {primary_language(feed.language) or "en": [root]}


def _told(alert: Alert, blocks: list[Element]) -> tuple[str, str]:
    """Title and text in one language."""
    first = blocks[0]
    headline = _text(first, "headline") or _text(first, "event")
    lines = _cancelled(alert)
    for block in blocks:
        areas = (_text(area, "areaDesc") for area in _all(block, "area"))
        lines += [_text(block, "event"), "; ".join(dict.fromkeys(filter(None, areas)))]
        lines += [_plain(_text(block, name)) for name in ("description", "instruction")]
    return one_line(_marked(alert, headline)), _lines(lines)


def _marked(alert: Alert, headline: str) -> str:
    marks = [f"[{alert.status}]"] if alert.status.casefold() != "actual" else []
    marks += ["[Cancel]"] if alert.kind.casefold() == "cancel" else []
    return " ".join(filter(None, (*marks, headline)))


def _cancelled(alert: Alert) -> list[str]:
    return [f"Cancel: {', '.join(alert.references)}"] if alert.kind.casefold() == "cancel" else []


def _plain(text: str) -> str:
    """CAP wants plain text, and services write HTML all the same."""
    return plain(text.replace("\n", "<br>")) if _MARKUP.search(text) else text


def _word(written: str | None, otherwise: str) -> str:
    return one_line(written or "")[:_LONGEST_WORD] or otherwise


def _words(title: str, text: str) -> str:
    return "\n".join(filter(None, (title, text)))


def _lines(lines: Iterable[str]) -> str:
    return tidy("\n".join(dict.fromkeys(line for line in lines if line)))


def _worst(severities: Iterable[str]) -> str:
    said = set(severities)
    return next((one for one in _SEVERITIES if one in said), "Unknown")


def _references(written: str) -> tuple[str, ...]:
    """The identifiers among `sender,identifier,sent` triples; a bare identifier counts too."""
    found = []
    for triple in written.split()[:_MOST_REFERENCES]:
        parts = triple.split(",")
        found.append(key_of(parts[1] if len(parts) >= 2 else triple))
    return tuple(dict.fromkeys(filter(None, found)))


def _moment(written: str | None, feed: Feed) -> datetime | None:
    return read_date(written, feed.timezone)[0]


def _all(parent: Element, name: str) -> list[Element]:
    return [child for child in parent if child.tag.endswith("}" + name)]


def _text(parent: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _all(parent, name)), "")
