"""Cues: phrases that say how a text talks, kept in data files, found with the words that fired.

A cue file has tables of groups, and in each group cues with phrases by language:

    [hearsay]
    ceiling = 1.6                # all cues of the group together never weigh more, for or against
    [hearsay.insider]
    weight = 1.0                 # log-odds
    fr = ["(cousin|sœur) ... travaille", "on m'a dit"]

In a phrase `(a|b)` is a choice, `(a )?` may be missing, `(a |b )*` may come again and again, `*`
ends a word any way, `#` is a number, and ` ... ` stands for up to five words of the same sentence.
Accents and case do not matter; a German umlaut is also
found written with e. Every language's phrases are tried on every text: short posts mix languages,
and the phrases are long enough not to collide.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from classifiers.text import Folded, fold
from classifiers.verdict import Finding

SHIPPED = Path(__file__).parent / "cues"

_REPEATED = 0.4
"""What a second, different firing of the same cue still weighs, as a share of the first."""

_GAP = r"[^\w.!?]+(?:\w++[^\w.!?]+){0,5}?"
_SPACE = r"[^\w.!?]{1,4}"
# Escaped phrase text on the left; longer forms before the forms they contain.
_GRAMMAR = (
    (r"\ \.\.\.\ ", _GAP),
    (r"\ \)\*", f"{_SPACE})*"),
    (r"\ ", _SPACE),
    (r"\*", r"\w*"),
    (r"\(", "(?:"),
    (r"\)", ")"),
    (r"\|", "|"),
    (r"\?", "?"),
    (r"\+", "+"),
    (r"\#", r"\d[\d.,]*"),
    ("'", r"'\s?"),
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One way of talking: a code `group.name`, log-odds, and what it looks like."""

    code: str
    weight: float
    pattern: re.Pattern[str]

    @property
    def group(self) -> str:
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one file, with the ceiling of each group."""

    cues: tuple[Cue, ...]
    ceilings: dict[str, float]

    def heard_in(self, text: Folded) -> tuple[Finding, ...]:
        """One finding per firing cue, a weaker second one where it fires on other words too."""
        return tuple(finding for cue in self.cues for finding in _firings(cue, text))


class _Cue(BaseModel):
    model_config = ConfigDict(extra="forbid")

    weight: float
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    nl: tuple[str, ...] = ()
    de: tuple[str, ...] = ()
    lb: tuple[str, ...] = ()


@cache
def load_cues(path: Path) -> Cues:
    """Read and compile one cue file; raises on any mistake in it, because it is our own."""
    cues: list[Cue] = []
    ceilings: dict[str, float] = {}
    for group, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        ceilings[group] = float(table.pop("ceiling"))
        for name, fields in table.items():
            cue = _Cue.model_validate(fields)
            phrases = (*cue.en, *cue.fr, *cue.nl, *map(_with_e, cue.de), *cue.lb)
            cues.append(Cue(f"{group}.{name}", cue.weight, _pattern(phrases)))
    return Cues(tuple(cues), ceilings)


def under_ceilings(findings: Sequence[Finding], ceilings: dict[str, float]) -> tuple[Finding, ...]:
    """Add, for each group over its ceiling, one finding that takes the excess away again.

    Ten variants of one signal cannot convict, and the weights shown still sum to the score.
    """
    sums: dict[str, float] = {}
    for finding in findings:
        group = finding.code.partition(".")[0]
        sums[group] = sums.get(group, 0.0) + finding.weight
    excess = (
        Finding(
            f"{group}.ceiling", (ceilings[group] if total > 0 else -ceilings[group]) - total, ""
        )
        for group, total in sums.items()
        if group in ceilings and abs(total) > ceilings[group]
    )
    return (*findings, *excess)


def _firings(cue: Cue, text: Folded) -> list[Finding]:
    firings: list[Finding] = []
    said: set[str] = set()
    for found in cue.pattern.finditer(text.text):
        if found.group() in said:
            continue
        said.add(found.group())
        weight = cue.weight if not firings else cue.weight * _REPEATED
        firings.append(Finding(cue.code, round(weight, 3), text.quote(*found.span())))
        if len(firings) == 2:
            break
    return firings


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    choices = "|".join(_regex(phrase) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{choices})" if choices else r"(?!)")


def _regex(phrase: str) -> str:
    """The phrase language, turned into a regular expression over folded text."""
    written = fold(phrase).text
    pattern = re.escape(written)
    for ours, theirs in _GRAMMAR:
        pattern = pattern.replace(ours, theirs)
    return rf"(?:{pattern})(?!\w)"


def _with_e(phrase: str) -> str:
    """German without umlauts on the keyboard: "für" is also "fuer"."""
    for umlaut in "äöü":
        bare = {"ä": "a", "ö": "o", "ü": "u"}[umlaut]
        phrase = phrase.replace(umlaut, f"({bare}|{bare}e)")
    return phrase
