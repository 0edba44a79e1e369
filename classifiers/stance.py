"""Stance: how a text stands to what it talks about, read from its own phrases.

A bare "not" says nothing (rumours say "do not drink it"), so only phrases count: who is quoted,
what is called a rumour, what is honestly asked.
"""

from collections.abc import Iterable
from functools import cache

from classifiers.cue import SHIPPED, Cues, load_cues
from classifiers.text import Folded
from classifiers.verdict import Finding, Stance

SPREADING = 1.0
"""Log-odds of rumour grammar from which a text is said to spread something."""

STANDING = 1.0
"""Log-odds that the phrases for another stance must reach."""


@cache
def cues() -> Cues:
    """The shipped cues, read once."""
    return load_cues(SHIPPED / "stance.toml")


def findings(text: Folded) -> tuple[Finding, ...]:
    """Every phrase that speaks for a stance other than spreading, before ceilings. Weights are
    negative: standing otherwise speaks against suspicion."""
    return cues().heard_in(text)


def stance_of(findings: Iterable[Finding], asks: bool) -> Stance:
    """The stance, from stance and rumour findings together (after ceilings).

    `asks` says whether the text has a question mark: an open question without one is often none.
    A rumour that calls the official word a lie has phrases for both sides, so each must outweigh.
    """
    sums = dict.fromkeys(("debunks", "questions", "reports"), 0.0)
    rumour = 0.0
    for finding in findings:
        group = finding.code.partition(".")[0]
        if group in sums:
            sums[group] -= finding.weight
        else:
            rumour += finding.weight
    if sums["debunks"] >= max(STANDING, rumour * 0.8):
        return Stance.DEBUNKS
    if asks and sums["questions"] >= max(STANDING, rumour):
        return Stance.QUESTIONS
    if sums["reports"] >= max(STANDING, rumour):
        return Stance.REPORTS
    return Stance.SPREADS if rumour >= SPREADING else Stance.NONE
