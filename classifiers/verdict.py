"""Finding and Verdict: what the judge says of one text, as a sum of named, quoted reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import exp


class Stance(StrEnum):
    """How a text stands to the claim it carries."""

    SPREADS = "spreads"
    QUESTIONS = "questions"
    DEBUNKS = "debunks"
    REPORTS = "reports"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason. `weight` is in log-odds, positive towards suspect; `quote` is in the text's own
    letters, empty where no words stand for the reason; `about` says of what (a narrative's id)."""

    code: str
    weight: float
    quote: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings on one text. Suspect means "check this", never "this is false"."""

    lang: str
    suspect: bool
    score: float
    narrative: str | None
    stance: Stance
    findings: tuple[Finding, ...]


def sigmoid(log_odds: float) -> float:
    """The probability of these log-odds, without overflow at either end."""
    if log_odds >= 0:
        return 1.0 / (1.0 + exp(-log_odds))
    return exp(log_odds) / (1.0 + exp(log_odds))


def log_odds_of(findings: Iterable[Finding]) -> float:
    """What the findings weigh together."""
    return sum(finding.weight for finding in findings)


def score_of(findings: Iterable[Finding]) -> float:
    """The only way a score is made: the findings' weights, summed, as a probability."""
    return sigmoid(log_odds_of(findings))


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Strongest reason first, for or against; ties keep an order that never changes."""
    return tuple(sorted(findings, key=lambda f: (-abs(f.weight), f.code, f.quote)))
