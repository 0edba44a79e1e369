"""The rules for alerts that the schema of CAP 1.2 cannot say, as the validators in use check them.

Some are of the standard, and an alert that breaks one is wrong; the others are what the large
receivers ask for, and an alert that breaks one is shown worse, or not at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from bot.domain.alert import crooked

_FORBIDDEN = re.compile(r"[\s,<&]")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
_MARKUP = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+);|</?[a-z][^<>]*>", re.IGNORECASE)
_HUMAN = ("event", "headline", "description", "instruction")
_REQUIRED = ("language", "expires", "description", "web", "urgency", "severity", "certainty")
_LONGEST_HEADLINE = 160


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an alert; `is_error` when receivers may refuse it."""

    sentence: str
    is_error: bool = True


def faults(document: bytes) -> tuple[Fault, ...]:
    """Everything the rules say against this alert, which the schema has passed."""
    alert = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
    infos = alert.findall("{*}info")
    found = [*_of_alert(alert, infos)]
    for info in infos:
        found += _of_block(info, _said(alert, "sent"))
    found += _of_languages(infos)
    return tuple(found)


def _of_alert(alert: etree._Element, infos: list[etree._Element]) -> Iterator[Fault]:
    for name in ("identifier", "sender"):
        if _FORBIDDEN.search(_said(alert, name)):
            yield Fault(f"{name} has a space, a comma, < or & in it")
    sent = _said(alert, "sent")
    if not _MOMENT.fullmatch(sent) or sent.endswith("+00:00"):
        yield Fault("sent is not written as CAP wants it (Greenwich is -00:00)")
    kind, references = _said(alert, "msgType"), _said(alert, "references").split()
    if kind in ("Update", "Cancel") and not references:
        yield Fault(f"{kind} refers to nothing")
    for reference in references:
        yield from _of_reference(alert, reference)
    if _said(alert, "status") == "Exercise" and not _said(alert, "note"):
        yield Fault("an exercise without its name in note")
    if not infos:
        yield Fault("no info at all")
    for name in ("category", "eventCode"):
        sets = {tuple(sorted(e.xpath("string()") for e in i.findall(f"{{*}}{name}")))
                for i in infos}  # fmt: skip
        if len(sets) > 1:
            yield Fault(f"blocks of one alert differ in {name}")


def _of_reference(alert: etree._Element, reference: str) -> Iterator[Fault]:
    parts = reference.split(",")
    if len(parts) != 3 or not _MOMENT.fullmatch(parts[2]):
        yield Fault(f"{reference} is no reference: sender,identifier,sent")
    elif parts[1] == _said(alert, "identifier"):
        yield Fault("it refers to itself")
    elif datetime.fromisoformat(parts[2]) > datetime.fromisoformat(_said(alert, "sent")):
        yield Fault(f"it refers to {parts[1]}, which is younger")


def _of_block(info: etree._Element, sent: str) -> Iterator[Fault]:
    where = _said(info, "language") or "a block without language"
    for name in _REQUIRED:
        if not _said(info, name):
            yield Fault(f"{where}: {name} is missing")
    for name in ("urgency", "severity", "certainty"):
        if _said(info, name) == "Unknown":
            yield Fault(f"{where}: {name} is Unknown", is_error=False)
    for name in (*_HUMAN, "contact", "audience"):
        if _MARKUP.search(_said(info, name)):
            yield Fault(f"{where}: {name} has markup in it")
    if len(_said(info, "headline")) > _LONGEST_HEADLINE:
        yield Fault(f"{where}: headline is longer than {_LONGEST_HEADLINE}", is_error=False)
    web, expires = _said(info, "web"), _said(info, "expires")
    if web and not re.match(r"https?://[^/\s]", web):
        yield Fault(f"{where}: web is no full address")
    if expires and sent and datetime.fromisoformat(expires) <= datetime.fromisoformat(sent):
        yield Fault(f"{where}: it expires before it is sent")
    areas = info.findall("{*}area")
    if not areas:
        yield Fault(f"{where}: it has no area")
    for area in areas:
        yield from _of_area(area)


def _of_area(area: etree._Element) -> Iterator[Fault]:
    name = _said(area, "areaDesc")
    polygons = [e.text or "" for e in area.findall("{*}polygon")]
    if not polygons and area.find("{*}circle") is None and area.find("{*}geocode") is None:
        yield Fault(f"{name}: it is only named; draw it under [[public.areas]]", is_error=False)
    for polygon in polygons:
        if why := crooked(polygon):
            yield Fault(f"{name}: {why}")


def _of_languages(infos: list[etree._Element]) -> Iterator[Fault]:
    for name in _HUMAN:
        texts: dict[str, str] = {}
        for info in infos:
            text, language = _said(info, name), _said(info, "language")
            if text and texts.setdefault(text, language) != language:
                yield Fault(f"{name} is the same in {texts[text]} and {language}")


def _said(element: etree._Element, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()
