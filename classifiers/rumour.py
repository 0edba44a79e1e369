"""The grammar of rumour: how people talk when they pass on what they cannot know.

Hearsay, hidden knowledge, urgency to share, accusation without a source, insinuating questions,
distrust of rescuers, fake officialese, requests for money, contrasted death counts, shouting.
None of it says that a claim is false. It holds across storylines, where topic words do not.
"""

import re
from collections.abc import Iterable
from functools import cache

from classifiers.cue import SHIPPED, Cues, load_cues
from classifiers.text import Folded
from classifiers.verdict import Finding

CAPITALS_WEIGHT = 0.6
EXCLAMATION_WEIGHT = 0.5
SIREN_WEIGHT = 0.4
SHOUTING_CEILING = 1.0

_SHOUTED_WORD = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{4,}\b")
_ANY_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
_EXCLAMATION = re.compile(r"!{2,}|!\?|\?!|‼+")
_SIREN = re.compile("[🚨⚠☢☣🆘📢🔴]+")


@cache
def cues() -> Cues:
    """The shipped cues, read once."""
    return load_cues(SHIPPED / "rumour.toml")


def findings(text: Folded) -> tuple[Finding, ...]:
    """Every sign of rumour grammar in a text, before ceilings."""
    return (*cues().heard_in(text), *_shouting(text))


def ceilings() -> dict[str, float]:
    """The most that each group may weigh, in log-odds."""
    return {**cues().ceilings, "shouting": SHOUTING_CEILING}


def silent(findings: Iterable[Finding]) -> bool:
    """Whether hardly any rumour grammar is among these findings (half a cue or less)."""
    groups = ceilings()
    return sum(f.weight for f in findings if f.code.partition(".")[0] in groups) < 0.5


def _shouting(text: Folded) -> tuple[Finding, ...]:
    """Capitals, doubled exclamation marks and siren signs; folding hides these, so the original."""
    heard: list[Finding] = []
    shouted = _SHOUTED_WORD.findall(text.original)
    # A word or two in capitals is an acronym (SAMU, CGDIS); a headline in capitals is a shout.
    if len(shouted) >= 2 and len(shouted) >= 0.15 * len(_ANY_WORD.findall(text.original)):
        heard.append(Finding("shouting.capitals", CAPITALS_WEIGHT, " ".join(shouted[:4])))
    for code, weight, pattern in (
        ("shouting.exclamation", EXCLAMATION_WEIGHT, _EXCLAMATION),
        ("shouting.siren", SIREN_WEIGHT, _SIREN),
    ):
        if found := pattern.search(text.original):
            heard.append(Finding(code, weight, found.group()[:8]))
    return tuple(heard)
