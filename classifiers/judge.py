"""The judge: one text in, a verdict with its reasons out.

    prior + how it talks (rumour) + how it stands (stance) + how it is worded (learned)
          + what it is near (likeness) + who speaks (role)  =  log-odds of "suspect, check this"

Talk, stance and role decide; likeness names the narrative and adds little, because denials are
more like a rumour than its next wording is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from classifiers import language, rumour, stance
from classifiers.background import background
from classifiers.cue import under_ceilings
from classifiers.likeness import Likeness, Near
from classifiers.model import WORDING_CEILING, Wording
from classifiers.narrative import LANGUAGES, Narrative
from classifiers.text import fold
from classifiers.verdict import Finding, Stance, Verdict, ordered, score_of

PRIOR = -2.0
"""Log-odds before anything is read, so that THRESHOLD is where at most 5 % of counterexamples are
flagged on narratives left out (benchmarks/judge_first_form.py prints the curve)."""

THRESHOLD = 0.5
"""Score from which a text is suspect."""

ANSWERING = frozenset({"official", "fact_checker"})
"""Roles that answer narratives and so are never suspect, whatever they quote."""

_ROLE_WEIGHTS = {"official": -12.0, "fact_checker": -12.0, "media": -0.7}

NAMED = 0.12
"""Nearness from which a narrative is named; 95 of 100 rightly named wordings reach it."""

WORDING_ALONE = 1.0
"""What the learned wording may weigh at most on a text that is near no storyline and shows no sign
of rumour grammar: off its own ground it mistakes unfamiliar plain prose for rumour."""

_WHOLE_COPY = 0.8
_COPY = 0.45
"""Cosine from which a text counts as a known wording met again; other texts hardly reach 0.4."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Fitted once, then only read: safe to share between threads."""

    narratives: tuple[Narrative, ...]
    wording: Wording
    likeness: Likeness

    @classmethod
    def fit(cls, narratives: Iterable[Narrative]) -> "Judge":
        """Learn from narratives and the shipped plain texts: about a second for twenty."""
        kept = tuple(narratives)
        plain = [text for texts in background().values() for text in texts]
        return cls(kept, Wording.fit(kept, plain), Likeness.fit(kept))

    def with_narratives(self, narratives: Iterable[Narrative]) -> "Judge":
        """The same judge with a room's own narratives as well; one with a known id adds to it.

        Only what is near is learned anew (a quarter of a second): a room's few examples are too
        few to change what rumours sound like.
        """
        kept = {narrative.id: narrative for narrative in self.narratives}
        for own in narratives:
            kept[own.id] = kept[own.id].joined(own) if own.id in kept else own
        return self.naming(kept.values())

    def naming(self, narratives: Iterable[Narrative]) -> "Judge":
        """The same judge, which names these narratives and no others."""
        kept = tuple(narratives)
        return replace(self, narratives=kept, likeness=Likeness.fit(kept))

    def judge(self, text: str, *, lang: str | None = None, role: str = "unknown") -> Verdict:
        """A verdict on any string, in bounded time (only text.LIMIT characters are read).

        A `lang` that is not one of ours is detected instead; a role without a rule weighs nothing.
        """
        folded = fold(text)
        spoken = (*rumour.findings(folded), *stance.findings(folded))
        stands = stance.stance_of(under_ceilings(spoken, _ceilings()), "?" in folded.text)
        near = _named(self.likeness.nearest(folded))
        findings = _weighed(
            Finding("prior", PRIOR, ""),
            *spoken,
            *self.wording.findings(folded),
            *_likeness(near, stands),
            *_role(role),
        )
        if near is None and rumour.silent(findings):
            findings = _wording_alone(findings)
        findings = ordered(findings)
        score = score_of(findings)
        return Verdict(
            lang=lang if lang in LANGUAGES else language.detect(text),
            suspect=score >= THRESHOLD and role not in ANSWERING,
            score=score,
            narrative=near.narrative if near else None,
            stance=stands,
            findings=findings,
        )

    def judge_all(self, texts: Iterable[str]) -> list[Verdict]:
        """One verdict for each text, in order, of unknown language and role."""
        return [self.judge(text) for text in texts]


def _likeness(near: Near | None, stands: Stance) -> Sequence[Finding]:
    if near is None:
        return ()
    if near.copy >= _COPY:
        # The same words again: as telling as a person's own decision on them was. But a bare claim
        # is also half of its denial, so a counterexample must be met nearly whole.
        against = -3.0 * near.copy if near.copy >= _WHOLE_COPY else 0.0
        weight = 3.0 * near.copy if near.spreading else against
        return (Finding("likeness.copy", weight, near.quote, near.narrative),)
    # Who denies, asks or reports is near by nature, so nearness then says nothing.
    speaks = stands in {Stance.SPREADS, Stance.NONE}
    weight = min(0.6, 2.0 * near.storyline) if speaks else 0.0
    return (Finding("likeness.storyline", weight, near.quote, near.narrative),)


def _named(near: Near | None) -> Near | None:
    return near if near and (near.storyline >= NAMED or near.copy >= _COPY) else None


def _role(role: str) -> Sequence[Finding]:
    weight = _ROLE_WEIGHTS.get(role)
    return () if weight is None else (Finding("role", weight, role),)


@cache
def _ceilings() -> dict[str, float]:
    return {**rumour.ceilings(), **stance.cues().ceilings, "wording": WORDING_CEILING}


def _weighed(*findings: Finding) -> tuple[Finding, ...]:
    """Rounded as they are shown, so that what a reader adds up is exactly what was decided."""
    rounded = [replace(finding, weight=round(finding.weight, 3)) for finding in findings]
    bounded = under_ceilings(rounded, _ceilings())
    final = (replace(finding, weight=round(finding.weight, 3)) for finding in bounded)
    return tuple(f for f in final if f.weight or f.about or f.code == "prior")


def _wording_alone(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    learned = sum(f.weight for f in findings if f.code.startswith("wording."))
    excess = round(learned - WORDING_ALONE, 3)
    return (*findings, Finding("wording.alone", -excess, "")) if excess > 0 else findings
