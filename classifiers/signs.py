"""Signs: what can be named about how a text talks, with the words that show it.

Cue phrases of rumour and of stance with shouting count together, as much as their authors gave
them: our corpus was written to avoid worn phrases, so what it says against them is its own doing.
How much they count in all, and what the plain habits of writing say, is learned over all
narratives. How long a text is is no sign: a corpus decides that, and not the people who talk.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from classifiers import rumour, stance
from classifiers.cue import under_ceilings
from classifiers.text import Folded
from classifiers.verdict import Finding

TALK = "habit.talk"
"""The one sign that all phrases make together."""

MOST_TALK = 3.0
"""What the phrases of a text may come to, for or against, before their worth is learned."""

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
class Signs:
    """The signs of a text: its phrases, bounded and in their authors' weights, and its habits."""

    phrases: tuple[Finding, ...]
    habits: tuple[str, ...]

    @property
    def counted(self) -> Mapping[str, float]:
        """The signs as the text model wants them."""
        said = sum(phrase.weight for phrase in self.phrases)
        return {**dict.fromkeys(self.habits, 1.0), **({TALK: said} if said else {})}


def signs_in(text: Folded) -> Signs:
    """Every sign of a text."""
    heard = under_ceilings((*rumour.findings(text), *stance.findings(text)), _ceilings())
    said = sum(phrase.weight for phrase in heard)
    excess = abs(said) / MOST_TALK
    if excess > 1.0:
        heard = tuple(replace(phrase, weight=phrase.weight / excess) for phrase in heard)
    return Signs(heard, tuple(_habits(text.original)))


@cache
def _ceilings() -> dict[str, float]:
    return {**rumour.ceilings(), **stance.cues().ceilings}


def _habits(original: str) -> list[str]:
    written = [f"habit.{name}" for name, mark in _HABITS if mark.search(original)]
    stripped = original.lstrip()
    if stripped[:1].islower():
        written.append("habit.starts_small")
    if stripped and not _ENDS.search(original):
        written.append("habit.ends_open")
    if _LABEL.match(original):
        written.append("habit.labelled")
    return written
