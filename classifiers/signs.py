"""Signs: what can be named about how a text talks, with the words that show it.

Cue phrases of rumour and of stance, shouting, and the plain habits of writing. A sign says nothing
by itself: what it weighs is learned over all narratives. How long a text is is no sign, because a
corpus decides that, and not the people who talk.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from classifiers import rumour, stance
from classifiers.cue import under_ceilings
from classifiers.text import Folded

TALK = "habit.talk"
_LABEL = re.compile(r"\s*[\[(*#]")
_ENDS = re.compile(r"[.!?…\"»”')\]]\s*$")
_HABITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("asks", re.compile(r"\?")),
    ("exclaims", re.compile(r"!")),
    ("trails", re.compile(r"\.\.|…")),
    ("quotes", re.compile(r"[\"«“„”]|''")),
    ("counts", re.compile(r"\d")),
    ("explains", re.compile(r":")),
    ("brackets", re.compile(r"[\[(]")),
    ("emoji", re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: a code `group.name` and the words that show it (none for a habit of writing)."""

    code: str
    quote: str


def signs_in(text: Folded) -> tuple[Sign, ...]:
    """Every sign of a text, each code once, with the first words that show it."""
    heard = (*rumour.findings(text), *stance.findings(text))
    first: dict[str, str] = {}
    for finding in heard:
        first.setdefault(finding.code, finding.quote)
    return (*(Sign(code, quote) for code, quote in first.items()), *_habits(text.original))


def counted(signs: tuple[Sign, ...], text: Folded) -> Mapping[str, float]:
    """The signs as the text model wants them, and what those who wrote the phrases took them to
    weigh together: where a phrase is rare, that is a better guess than none."""
    found = {sign.code: 1.0 for sign in signs}
    heard = (*rumour.findings(text), *stance.findings(text))
    ceilings = {**rumour.ceilings(), **stance.cues().ceilings}
    said = sum(finding.weight for finding in under_ceilings(heard, ceilings))
    return found | {TALK: max(-3.0, min(3.0, said))} if said else found


def _habits(original: str) -> list[Sign]:
    written = [Sign(f"habit.{name}", "") for name, mark in _HABITS if mark.search(original)]
    stripped = original.lstrip()
    if stripped[:1].islower():
        written.append(Sign("habit.starts_small", ""))
    if stripped and not _ENDS.search(original):
        written.append(Sign("habit.ends_open", ""))
    if _LABEL.match(original):
        written.append(Sign("habit.labelled", ""))
    return written
