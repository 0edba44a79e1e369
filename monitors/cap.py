"""Common Alerting Protocol 1.1 and 1.2: one alert document is one entry.

The field names are those of the standard (OASIS, CAP 1.2, 3.2).
"""

from xml.etree.ElementTree import Element

from monitors.entry import Entry, primary_language
from monitors.plain import tidy

_NAMESPACE = "{urn:oasis:names:tc:emergency:cap:"


def alert_entry(root: Element, language: str | None) -> Entry | None:
    """The alert in `language` if it has that, else in its first one; None if this is no alert.

    A status other than Actual opens the text: an exercise must never read like reality.
    """
    if not (root.tag.startswith(_NAMESPACE) and root.tag.endswith("}alert")):
        return None
    told = _told_in(root, language)
    status = _text(root, "status")
    lines = [
        f"status={status}" if status and status != "Actual" else "",
        "msgType=Cancel" if _text(root, "msgType") == "Cancel" else "",
        _text(told, "event"),
        "; ".join(filter(None, (_text(area, "areaDesc") for area in _all(told, "area")))),
        _text(told, "description"),
        _text(told, "instruction"),
    ]
    return Entry(
        identity=_text(root, "identifier"),
        title=_text(told, "headline") or _text(told, "event"),
        text=tidy("\n".join(filter(None, lines))),
        link=_text(told, "web"),
        published=_text(root, "sent"),
        # The standard's default, when the block names none.
        language=_text(told, "language") or "en-US",
    )


def _told_in(root: Element, language: str | None) -> Element:
    blocks = _all(root, "info")
    wanted = primary_language(language)
    fitting = (b for b in blocks if wanted and primary_language(_text(b, "language")) == wanted)
    return next(fitting, blocks[0] if blocks else root)


def _all(parent: Element, name: str) -> list[Element]:
    return [child for child in parent if child.tag.endswith("}" + name)]


def _text(parent: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _all(parent, name)), "")
