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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from classifiers.text import Folded, fold
from classifiers.verdict import Finding

SHIPPED = Path(__file__).parent / "cues"

_REPEATED = 0.4
"""What a second, different firing of the same cue still weighs, as a share of the first."""

_PREFIX = 4
_WORDS = re.compile(r"\w+")
_WORD_STARTS = re.compile(r"(?<!\w)\w")
# Letters up to the first that may be missing: before "?" stands what may be left out.
_SURE = re.compile(r"(?:\w(?!\?))*")

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
    """One way of talking: a code `group.name`, log-odds, and the phrases that show it."""

    code: str
    weight: float
    phrases: tuple[str, ...]

    @property
    def group(self) -> str:
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The cues of one file, with the ceiling of each group.

    `starting` holds, by the first letters of a phrase, the phrases to be tried where a word begins
    so: a text has few of the many hundred beginnings. `words` are the folded words of all phrases.
    """

    cues: tuple[Cue, ...]
    ceilings: dict[str, float]
    starting: Mapping[str, tuple[tuple[int, str], ...]]
    words: frozenset[str]

    def heard_in(self, text: Folded) -> tuple[Finding, ...]:
        """One finding per firing cue, a weaker second one where it fires on other words too."""
        fired: dict[int, list[tuple[int, int]]] = {}
        for start in _WORD_STARTS.finditer(text.text):
            at = start.start()
            for cue, pattern in _tried(self, text.text[at : at + _PREFIX]):
                found = pattern.match(text.text, at)
                if found is None:
                    continue
                spans = fired.setdefault(cue, [])
                said = {text.text[a:b] for a, b in spans}
                if len(spans) < 2 and found.group() not in said and all(at >= b for _, b in spans):
                    spans.append(found.span())
        return tuple(
            Finding(
                self.cues[cue].code,
                round(self.cues[cue].weight * (_REPEATED if again else 1.0), 3),
                text.quote(*span),
            )
            for cue, spans in sorted(fired.items())
            for again, span in enumerate(spans)
        )


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
    """Read one cue file; raises on any mistake in it, because it is our own."""
    cues: list[Cue] = []
    ceilings: dict[str, float] = {}
    for group, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        ceilings[group] = float(table.pop("ceiling"))
        for name, fields in table.items():
            cue = _Cue.model_validate(fields)
            phrases = (*cue.en, *cue.fr, *cue.nl, *map(_with_e, cue.de), *cue.lb)
            cues.append(Cue(f"{group}.{name}", cue.weight, phrases))
    starting: dict[str, list[tuple[int, str]]] = {}
    words: set[str] = set()
    for at, cue_ in enumerate(cues):
        for phrase in (fold(each).text for each in cue_.phrases):
            words.update(_WORDS.findall(phrase))
            for start in sorted(_starts(phrase)):
                starting.setdefault(start, []).append((at, phrase))
    by_start = {start: tuple(found) for start, found in starting.items()}
    return Cues(tuple(cues), ceilings, by_start, frozenset(words))


@lru_cache(maxsize=1 << 14)
def _tried(cues: Cues, beginning: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The phrases that may begin where a text goes on like this."""
    sizes = range(1, len(beginning) + 1)
    return tuple(
        (cue, _pattern(phrase))
        for size in sizes
        for cue, phrase in cues.starting.get(beginning[:size], ())
    )


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


def _starts(phrase: str) -> set[str]:
    """Every way in which a phrase may begin, as far as its letters are sure, at most _PREFIX."""
    if phrase.startswith("#"):
        return set("0123456789")
    if not phrase.startswith("("):
        letters = _SURE.match(phrase)
        if letters is None or not letters.group():
            raise ValueError(f"a phrase begins with a letter or a digit: {phrase!r}")
        return {letters.group()[:_PREFIX]}
    inner, after = _bracket(phrase)
    starts = set().union(*(_starts(choice + after.lstrip("*+?")) for choice in inner))
    # "(a )*" may be missing; the star of "(a|b)*" ends a word.
    missing = after.startswith("?") or (after.startswith("*") and inner[-1].endswith(" "))
    return starts | (_starts(after[1:].lstrip()) if missing else set())


def _bracket(phrase: str) -> tuple[list[str], str]:
    """The choices of the bracket that a phrase begins with, and what follows it."""
    depth, choices, begun = 0, [], 1
    for at, letter in enumerate(phrase):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if (letter == "|" and depth == 1) or depth == 0:
            choices.append(phrase[begun:at])
            begun = at + 1
        if depth == 0:
            return choices, phrase[at + 1 :]
    raise ValueError(f"a bracket is not closed: {phrase!r}")


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase language, turned into a regular expression over folded text. Of many hundred
    phrases few are ever tried, so each is compiled when it first is."""
    pattern = re.escape(phrase)
    for ours, theirs in _GRAMMAR:
        pattern = pattern.replace(ours, theirs)
    return re.compile(rf"(?:{pattern})(?!\w)")


def _with_e(phrase: str) -> str:
    """German without umlauts on the keyboard: "für" is also "fuer"."""
    for umlaut in "äöü":
        bare = {"ä": "a", "ö": "o", "ü": "u"}[umlaut]
        phrase = phrase.replace(umlaut, f"({bare}|{bare}e)")
    return phrase
