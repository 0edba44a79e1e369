"""Live, exercise or test: fixed when the store is created, and visible on everything said.

The words of the markers follow the practice of the neighbouring countries: EXERCICE, OEFENING,
ÜBUNG, EXERCISE at the beginning and at the end of every part.
"""

import re
import unicodedata
from enum import StrEnum


class Mode(StrEnum):
    """Whether what this desk does is real."""

    LIVE = "live"
    EXERCISE = "exercise"
    TEST = "test"


MARKERS = {"fr": "EXERCICE", "nl": "OEFENING", "de": "ÜBUNG", "lb": "ÜBUNG", "en": "EXERCISE"}
_MARKER = re.compile(r"(?<![^\W\d_])(EXERCICE|OEFENING|ÜBUNG|UEBUNG|EXERCISE)(?![^\W\d_])")
# The recording of a drill that said so was believed (Hawaii, 13 January 2018).
_NOT_A_DRILL = re.compile(
    r"(?:this is|it is|it's) (?:not|no) (?:an? )?(?:drill|exercise|test)"
    r"|\bnot? an? (?:drill|exercise)"
    r"|\bno drill\b|real[- ]world (?:event|emergency|incident)"
    r"|(?:ceci )?n['’]est pas une? (?:exercice|simulation|entraînement|essai)"
    r"|(?:il ne s['’]agit|ne s['’]agit) pas d['’]une? (?:exercice|simulation|entraînement|essai)"
    r"|(?:dit|het) is geen (?:oefening|test|simulatie)|\bgeen oefening\b"
    r"|(?:dies|das|es) ist keine (?:übung|probe)|\bkeine übung\b"
    r"|(?:dëst|dat|et) ass keng übung|\bkeng übung\b",
    re.IGNORECASE,
)
# Written right-to-left marks and their kin turn what is read; the rest cannot be seen at all.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_HARMLESS = frozenset("\n\t\r\u200d\ufe0f\u00ad")


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
    found = _MARKER.search(_seen(text))
    return found.group() if found else None


def denies_exercise(text: str) -> str | None:
    """The words that claim that this is real, which no exercise text may carry."""
    found = _NOT_A_DRILL.search(" ".join(_seen(text).split()))
    return found.group() if found else None


def hidden_sign(text: str) -> str | None:
    """The first sign that a reader cannot see, or that turns the reading; None in honest text.

    Joiners inside an emoji, soft hyphens and line ends are none.
    """
    signs = (c for c in text if unicodedata.category(c) in _HIDDEN and c not in _HARMLESS)
    return next(signs, None)


def _seen(text: str) -> str:
    """The text as a reader sees it: composed, and without signs that do not show."""
    shown = unicodedata.normalize("NFC", text)
    return "".join(c for c in shown if unicodedata.category(c) != "Cf")
