"""The judge: one text in, a verdict with its reasons out.

    prior + how it talks (signs) + how it is worded (learned over all narratives)
          + what it is near (likeness) + who speaks (role)  =  log-odds of "suspect, check this"

Talk, wording and role decide; likeness names the narrative. It adds only where a text spreads
something, because denials are more like a rumour than its next wording is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from classifiers import language, rumour, stance
from classifiers.calibration import Calibration
from classifiers.corpus import Told
from classifiers.cue import under_ceilings
from classifiers.likeness import Likeness, Near
from classifiers.meaning import Encode, Meaning
from classifiers.narrative import LANGUAGES, Narrative
from classifiers.signs import TALK, Signs, signs_in
from classifiers.text import Folded, fold
from classifiers.textmodel import Reading, Shares, Slotted, TextModel
from classifiers.tokens import Token, tokens
from classifiers.verdict import Finding, Stance, Verdict, log_odds_of, ordered, score_of

ANSWERING = frozenset({"official", "fact_checker"})
"""Roles that answer narratives and so are never suspect, whatever they quote."""

_ROLE_WEIGHTS = {"official": -12.0, "fact_checker": -12.0, "media": -0.7}

_STANDS = {
    Stance.SPREADS: "stands.spreads",
    Stance.QUESTIONS: "stands.questions",
    Stance.DEBUNKS: "stands.debunks",
    Stance.REPORTS: "stands.reports",
    Stance.NONE: "stands.none",
}

RUMOUR = "rumour"
"""The one question of the model that decides."""

STANCE_SHARE = 0.3
"""What the stance counts beside the wording; chosen on the development half of the corpus."""

DENIAL_AHEAD = 2.25
"""What a denial gets ahead of the other stances, in log-odds: there are so few that the model would
rather miss one. The most with which, on the development half, no more than two in a hundred
spreading texts are taken for denials."""

_AHEAD = np.array([DENIAL_AHEAD * (stance is Stance.DEBUNKS) for stance in Stance])

NAMED = 0.235
"""Certainty from which a narrative is named: chosen so that of the rumours that no storyline knows
no more are given a name than before motifs (41 of 100). A wrong name costs more than none."""

WORDING_CEILING = 6.0
SIGN_CEILING = 3.0
"""What one group of signs, or all the wording, may weigh at most, for or against."""

STORYLINE_CEILING = 2.0
"""What being near a known storyline may weigh at most: it never convicts alone."""

FEWEST_WORDS = 3
"""Of fewer words the wording says nothing: a name or a greeting is no rumour."""

_FULL_VOICE = 6
_TOO_FEW = -2.5
"""Log-odds of a text without any words."""

_SHOWN = 4
_WHOLE_COPY = 0.8
_COPY = 0.6
"""Cosine from which a text counts as a known wording met again."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Fitted once, then only read: safe to share between threads."""

    narratives: tuple[Narrative, ...]
    rumours: TextModel
    stances: TextModel
    calibration: Calibration
    likeness: Likeness

    @classmethod
    def fit(cls, narratives: Iterable[Narrative], told: Sequence[Told] | None = None) -> "Judge":
        """Learn from narratives and from texts of ours (the shipped ones if None).

        Takes about ten seconds on two cores; `shelf.fitted` keeps the result.
        """
        from classifiers.fitting import learned, shipped

        kept = tuple(narratives)
        rumours, stances, calibration = learned(kept, shipped() if told is None else told)
        return cls(kept, rumours, stances, calibration, Likeness.fit(kept))

    def with_narratives(self, narratives: Iterable[Narrative]) -> "Judge":
        """The same judge with a room's own narratives as well; one with a known id adds to it.

        Only what is near is learned anew (a tenth of a second): a room's few examples are too few
        to change what rumours sound like.
        """
        kept = {narrative.id: narrative for narrative in self.narratives}
        for own in narratives:
            kept[own.id] = kept[own.id].joined(own) if own.id in kept else own
        return self.naming(kept.values())

    def naming(self, narratives: Iterable[Narrative]) -> "Judge":
        """The same judge, which names these narratives and no others."""
        kept = tuple(narratives)
        likeness = Likeness.fit(kept, self.likeness.meaning, self.likeness.read)
        return replace(self, narratives=kept, likeness=likeness)

    def meaning(self, encode: Encode) -> "Judge":
        """The same judge, helped in naming narratives by a model of the operator's."""
        likeness = Likeness.fit(self.narratives, Meaning.unread(encode), self.likeness.read)
        return replace(self, likeness=likeness)

    @property
    def threshold(self) -> float:
        """The log-odds from which a text is suspect."""
        return self.calibration.threshold

    def judge(self, text: str, *, lang: str | None = None, role: str = "unknown") -> Verdict:
        """A verdict on any string, in bounded time (only text.LIMIT characters are read).

        A `lang` that is not one of ours is detected instead; a role without a rule weighs nothing.
        """
        spoken_in = lang if lang in LANGUAGES else language.detect(text)
        folded = fold(text)
        spoken = tokens(folded)
        signs = signs_in(folded)
        reading = Reading(tuple(token.text for token in spoken), signs.counted)
        slotted = Slotted.of(reading)
        near = named(self.likeness.nearest(folded))
        clear = _clear(reading.words)
        stood = self.stances.log_odds(slotted)
        stands = stance_from(stood) if clear else Stance.NONE
        voice = self.calibration.slope * clear
        findings = _weighed(
            _found("prior", self.calibration.prior(spoken_in), ""),
            _found("wording.few", _TOO_FEW * (1.0 - clear), ""),
            *_talk(folded, spoken, signs, self.rumours.shares(slotted), voice),
            _found(_STANDS[stands], voice * STANCE_SHARE * standing(stood), ""),
            *_likeness(near, self.calibration.nearness * clear * taken_up(stands)),
            *_role(role),
        )
        score = score_of(findings)
        return Verdict(
            lang=spoken_in,
            suspect=self._suspect(findings) and role not in ANSWERING,
            score=score,
            narrative=near.narrative if near else None,
            stance=stands,
            findings=findings,
        )

    def judge_all(self, texts: Iterable[str]) -> list[Verdict]:
        """One verdict for each text, in order, of unknown language and role."""
        return [self.judge(text) for text in texts]

    def _suspect(self, findings: Sequence[Finding]) -> bool:
        return log_odds_of(findings) >= self.threshold


def standing(stood: NDArray[np.float64]) -> float:
    """By how much spreading leads any other stance, from the log-odds of all, spreading first."""
    return float(stood[0] - stood[1:].max())


def stance_from(stood: NDArray[np.float64]) -> Stance:
    """The stance that log-odds of all, in the order of `Stance`, speak for."""
    return tuple(Stance)[int((stood + _AHEAD).argmax())]


def taken_up(stands: Stance) -> bool:
    """Whether a text of this stance takes up the storyline that it is near: who denies, asks or
    reports is as near, and says nothing for it."""
    return stands is Stance.SPREADS


def _talk(
    folded: Folded, spoken: Sequence[Token], signs: Signs, shares: Shares, voice: float
) -> list[Finding]:
    """The model's log-odds as findings: each sign, the loudest words, habits and the rest."""
    by_sign = {sign: voice * float(share[0]) for sign, share in shares.by_sign.items()}
    said = sum(phrase.weight for phrase in signs.phrases)
    worth = by_sign.pop(TALK, 0.0) / said if said else 0.0
    heard = [_found(p.code, worth * p.weight, p.quote, p.about) for p in signs.phrases]
    habits = sum(by_sign.values())
    weights = voice * shares.by_token[0]
    # A full stop weighs with the rest: quoted, it tells a reader nothing.
    told = np.array([at for at, each in enumerate(spoken) if each.text[0].isalnum()], dtype=np.intp)
    loudest = told[np.argsort(-np.abs(weights[told]), kind="stable")[:_SHOWN]]
    words = [
        _found(
            "wording.word",
            float(weights[at]),
            folded.quote(spoken[at].start, spoken[at].end),
        )
        for at in loudest
    ]
    rest = float(weights.sum() - weights[loudest].sum())
    return [
        *heard,
        *words,
        _found("wording.rest", rest, ""),
        _found("wording.habits", habits, ""),
    ]


def _clear(words: Sequence[str]) -> float:
    """How far a text has words enough to be judged: a word or two would weigh like a sentence."""
    known = sum(word[0].isalpha() for word in words)
    return min(1.0, known / _FULL_VOICE) if known >= FEWEST_WORDS else 0.0


def _likeness(near: Near | None, per_nearness: float) -> Sequence[Finding]:
    if near is None:
        return ()
    if near.copy >= _COPY:
        # The same words again: as telling as a person's own decision on them was. But a bare claim
        # is also half of its denial, so a counterexample must be met nearly whole.
        against = -3.0 * near.copy if near.copy >= _WHOLE_COPY else 0.0
        weight = 3.0 * near.copy if near.spreading else against
        return (_found("likeness.copy", weight, near.quote, near.narrative),)
    weight = min(STORYLINE_CEILING, per_nearness * near.storyline)
    return (_found("likeness.storyline", weight, near.quote, near.narrative),)


def named(near: Near | None) -> Near | None:
    """What a text is near, where that is sure enough to be said: else it counts for nothing."""
    return near if near and (near.certainty >= NAMED or near.copy >= _COPY) else None


def _role(role: str) -> Sequence[Finding]:
    weight = _ROLE_WEIGHTS.get(role)
    return () if weight is None else (_found("role", weight, role),)


@cache
def _ceilings() -> dict[str, float]:
    groups = (*rumour.ceilings(), *stance.cues().ceilings)
    return {**dict.fromkeys(groups, SIGN_CEILING), "wording": WORDING_CEILING}


def _weighed(*findings: Finding) -> tuple[Finding, ...]:
    """All of them under their ceilings, the heaviest first, without those that weigh nothing."""
    bounded = under_ceilings(findings, _ceilings())
    final = (*findings, *(_found(f.code, f.weight) for f in bounded[len(findings) :]))
    return ordered(f for f in final if f.weight or f.about or f.code == "prior")


def _found(code: str, weight: float, quote: str = "", about: str = "") -> Finding:
    """Rounded as it is shown, so that what a reader adds up is exactly what was decided."""
    return Finding(code, round(weight, 3), quote, about)
