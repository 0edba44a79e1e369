"""Live, exercise or test: fixed when the store is created, and visible on everything said.

The words of the markers follow the practice of the neighbouring countries: EXERCICE, OEFENING,
ÜBUNG, EXERCISE at the beginning and at the end of every part.
"""

import re
from enum import StrEnum


class Mode(StrEnum):
    """Whether what this desk does is real."""

    LIVE = "live"
    EXERCISE = "exercise"
    TEST = "test"


MARKERS = {"fr": "EXERCICE", "nl": "OEFENING", "de": "ÜBUNG", "lb": "ÜBUNG", "en": "EXERCISE"}
_MARKER = re.compile(r"\b(EXERCICE|OEFENING|ÜBUNG|UEBUNG|EXERCISE)\b")
# The recording of a drill that said so was believed (Hawaii, 13 January 2018).
_NOT_A_DRILL = re.compile(
    r"this is not (?:a drill|an exercise|a test)|ceci n['’]est pas un(?: exercice|e simulation)"
    r"|dit is geen oefening|dies ist keine übung|das ist keine übung|dëst ass keng übung",
    re.IGNORECASE,
)


def marker(mode: Mode, language: str) -> str:
    """The word that frames every part in this mode, empty when live."""
    if mode is Mode.LIVE:
        return ""
    return "TEST" if mode is Mode.TEST else MARKERS.get(language, MARKERS["en"])


def framed(text: str, mode: Mode, language: str) -> str:
    """The text with its marker first and last; untouched when live."""
    word = marker(mode, language)
    return f"{word} – {text}\n{word}" if word else text


def unframed(text: str, mode: Mode) -> str:
    """The text without the markers of this mode around it; untouched when live."""
    if mode is Mode.LIVE:
        return text
    word = "TEST" if mode is Mode.TEST else "|".join(sorted(set(MARKERS.values())))
    return re.sub(rf"^(?:{word})\s*–\s*|\s*(?:{word})$", "", text.strip(), flags=re.MULTILINE)


def is_framed(text: str, mode: Mode) -> bool:
    """Whether the text may leave a desk of this mode: the last check before the public."""
    if mode is Mode.LIVE:
        return found_marker(text) is None
    words = {"TEST"} if mode is Mode.TEST else set(MARKERS.values())
    first = any(text.startswith(f"{word} – ") for word in words)
    return first and any(text.endswith(f"\n{word}") for word in words)


def found_marker(text: str) -> str | None:
    """The exercise marker this text carries, if any: capital letters only, a word of its own."""
    found = _MARKER.search(text)
    return found.group() if found else None


def denies_exercise(text: str) -> str | None:
    """The words that claim that this is real, which no exercise text may carry."""
    found = _NOT_A_DRILL.search(text)
    return found.group() if found else None
