"""A message as a document of the Common Alerting Protocol 1.2 (OASIS), for machines that warn.

One alert with a block for each language. What was issued is never changed: identifier and time are
those of its release, and what ends or corrects it is an alert of its own that refers to all that
still held. An exercise says so in its status, its note, its event and both ends of its headline.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from lxml import etree

from bot.domain.alert import LEVELS, Area, terms
from bot.domain.content import MessageClass
from bot.domain.headline import headline
from bot.domain.issue import Issue, Issuer, Standing
from bot.domain.message import mark
from bot.domain.mode import Mode, framed, marker
from bot.ports import Words

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_STATUS = {Mode.LIVE: "Actual", Mode.EXERCISE: "Exercise", Mode.TEST: "Test"}
_LONGEST_HEADLINE = 140
# What XML cannot carry at all.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EVENT = mark("Public warning")


def document(standing: Standing, issuer: Issuer, languages: Sequence[str], words: Words) -> bytes:
    """The alert, the same bytes whenever it is asked for. `languages` are those of its outlet."""
    issue, content = standing.issue, standing.issue.content
    alert = etree.Element(f"{{{NAMESPACE}}}alert", nsmap={None: NAMESPACE})
    _add(alert, "identifier", issuer.identifier(issue))
    _add(alert, "sender", issuer.sender)
    _add(alert, "sent", written(issue.sent, issuer.zone))
    _add(alert, "status", _STATUS[content.mode])
    _add(alert, "msgType", _kind(standing))
    _add(alert, "scope", "Public")
    if content.mode is not Mode.LIVE:
        _add(alert, "note", f"{content.mode.value} {issue.draft.incident}")
    if standing.refers:
        _add(alert, "references", " ".join(_reference(each, issuer) for each in standing.refers))
    _add(alert, "incidents", f"incident-{issue.draft.incident}")
    for language in languages:
        if content.texts.get(language, "").strip():
            alert.append(_block(standing, issuer, language, words))
    return bytes(etree.tostring(alert, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def written(at: datetime, zone: tzinfo) -> str:
    """A time as CAP writes it: with its zone, without fractions, and -00:00 for Greenwich."""
    stamp = at.astimezone(zone).isoformat(timespec="seconds")
    return f"{stamp[:-6]}-00:00" if stamp.endswith("+00:00") else stamp


def _kind(standing: Standing) -> str:
    if standing.issue.content.kind is MessageClass.RETRACTION:
        return "Cancel"
    return "Update" if standing.refers else "Alert"


def _reference(issue: Issue, issuer: Issuer) -> str:
    return ",".join(
        (issuer.sender, issuer.identifier(issue), written(issue.sent, issuer.zone))
    )  # fmt: skip


def _block(standing: Standing, issuer: Issuer, language: str, words: Words) -> etree._Element:
    content = standing.issue.content
    text, word = content.texts[language], marker(content.mode, language)
    sorted_by = terms(content.kind, standing.root.content.kind, content.alert)
    event = words(language, _EVENT)
    info = etree.Element(f"{{{NAMESPACE}}}info")
    for name, value in (
        ("language", language),
        *(("category", each) for each in sorted_by.category.split()),
        ("event", f"{word} – {event}" if word else event),
        ("responseType", sorted_by.response),
        ("urgency", sorted_by.urgency),
        ("severity", sorted_by.severity),
        ("certainty", sorted_by.certainty),
        *((("audience", sorted_by.audience),) if sorted_by.audience else ()),
        ("expires", written(standing.expires, issuer.zone)),
        ("senderName", issuer.name),
        ("headline", headline(text, content.mode, language, _LONGEST_HEADLINE)),
        ("description", framed(text, content.mode, language)),
        ("web", issuer.base),
    ):
        _add(info, name, value)
    if sorted_by.alert:
        _add_steps(info, LEVELS[sorted_by.alert].steps(content.mode))
    _add_area(info, standing.area or issuer.name, issuer.areas)
    return info


def _add_steps(info: etree._Element, steps: Mapping[str, str]) -> None:
    """The steps of the national systems: for people who enter them there; CAP has no such word."""
    for system, step in steps.items():
        parameter = etree.SubElement(info, f"{{{NAMESPACE}}}parameter")
        _add(parameter, "valueName", system)
        _add(parameter, "value", step)


def _add_area(info: etree._Element, name: str, areas: Sequence[Area]) -> None:
    """The area in words, and drawn if the centre has drawn it."""
    area = etree.SubElement(info, f"{{{NAMESPACE}}}area")
    drawn = next((each for each in areas if each.is_named(name)), Area(name))
    _add(area, "areaDesc", drawn.name)
    for polygon in drawn.polygons:
        _add(area, "polygon", polygon)
    for circle in drawn.circles:
        _add(area, "circle", circle)
    for kind, code in (drawn.codes or {}).items():
        geocode = etree.SubElement(area, f"{{{NAMESPACE}}}geocode")
        _add(geocode, "valueName", kind)
        _add(geocode, "value", code)


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = writable(text)


def writable(text: str) -> str:
    """The text without the signs that XML has no way to write."""
    return _UNWRITABLE.sub("", text)
