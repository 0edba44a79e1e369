"""The room's own model: what it adds to the judge's log-odds for a text, from decisions on others.

Texts are alike by their words, pairs of words and runs of letters. The model is a logistic
regression over these on top of what the judge said: with no decisions it adds nothing, and each
further one lets it weigh more, up to a ceiling.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.text import fold
from classifiers.tokens import SLOTS, Slots, Token, letter_slots, tokens, word_slots
from classifiers.verdict import Finding

CEILING = 3.0
"""The most that all decisions together weigh for or against a text, in log-odds: a room that was
misled for a day has not silenced the judge."""

RATE_CEILING = 1.0
FEWEST_FOR_RATE = 30
"""Decisions from which the judge follows how many of its flags this room confirms at all."""

VARIANCE = 20.0
"""How far the words may move the log-odds. From 10 to 40 the figures of
benchmarks/judge_learning.py hardly differ."""

LIKE = 0.15
"""The cosine from which a text is told to be like a decided one."""

SILENT = 0.05
"""What weighs less is not told."""

_QUOTED = 3
_COMPARED = 400
"""Words of a text that are compared, as in likeness."""

_ROUNDS = 30

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Said:
    """A text as slots and values of length 1; `spoken` are its tokens."""

    original: str
    spoken: tuple[Token, ...]
    slots: NDArray[np.int64]
    values: Vector

    @classmethod
    def of(cls, text: str) -> "_Said":
        folded = fold(text)
        spoken = tokens(folded)[:_COMPARED]
        slots, times = np.unique(_slots(spoken), return_counts=True)
        values = 1.0 + np.log(times)
        # Words and letters are two halves of the same length: there are far more letters.
        for half in (slots < SLOTS, slots >= SLOTS):
            values[half] /= np.sqrt(2.0) * (np.linalg.norm(values[half]) or 1.0)
        return cls(text, spoken, slots, values)


@dataclass(frozen=True, slots=True)
class Room:
    """Fitted once, then only read. `weights` has one for each slot; `rate` is for every text."""

    texts: tuple[_Said, ...]
    confirmed: tuple[float, ...]
    weights: NDArray[np.float32]
    rate: float

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        *,
        confirmed: Sequence[float],
        counted: Sequence[float],
        log_odds: Sequence[float],
    ) -> "Room":
        """Learn from texts in which share they were `confirmed`, how much each is `counted`, and
        what the judge said of each. The same texts give the same room. A text "" is one whose
        words are gone: it counts for the rate alone."""
        said = tuple(_Said.of(text) for text in texts)
        if not said:
            return cls((), (), np.zeros(0, dtype=np.float32), 0.0)
        variance = 1.0 if len(said) >= FEWEST_FOR_RATE else 0.0
        alike = VARIANCE * _cosines(said) + variance
        pull = _pulls(alike, np.array(confirmed), np.array(counted), np.array(log_odds))
        weights = np.zeros(2 * SLOTS)
        for one, its in zip(said, pull, strict=True):
            weights[one.slots] += VARIANCE * its * one.values
        rate = float(np.clip(variance * pull.sum(), -RATE_CEILING, RATE_CEILING))
        return cls(said, tuple(confirmed), weights.astype(np.float32), round(rate, 3))

    def weight(self, text: str) -> float:
        """The log-odds that the room adds for a text."""
        return self._worded(_Said.of(text)) + self.rate if self.texts else 0.0

    def findings(self, text: str) -> tuple[Finding, ...]:
        """What the room adds, with the words it comes from; `about` counts the decided texts."""
        if not self.texts:
            return ()
        said = _Said.of(text)
        weight = self._worded(said)
        found: list[Finding] = []
        if abs(weight) >= SILENT:
            code = "room.confirmed" if weight > 0 else "room.dismissed"
            alike = str(self._like(said, weight > 0))
            found.append(Finding(code, weight, self._quote(said, weight), alike))
        if abs(self.rate) >= SILENT:
            part = f"{sum(share > 0.5 for share in self.confirmed)}/{len(self.confirmed)}"
            found.append(Finding("room.rate", self.rate, "", part))
        return tuple(found)

    def _worded(self, said: _Said) -> float:
        weight = float(self.weights[said.slots] @ said.values)
        return round(min(CEILING, max(-CEILING, weight)), 3)

    def _like(self, said: _Said, confirmed: bool) -> int:
        """How many decided texts of that side are like it; the nearest is, where none is near."""
        mine = np.zeros(2 * SLOTS)
        mine[said.slots] = said.values
        near = (
            float(mine[one.slots] @ one.values)
            for one, share in zip(self.texts, self.confirmed, strict=True)
            if (share > 0.5) == confirmed
        )
        return max(1, sum(cosine >= LIKE for cosine in near))

    def _quote(self, said: _Said, weight: float) -> str:
        """The words that pull the most to the side it came out on, in their order."""
        values = dict(zip(said.slots.tolist(), said.values.tolist(), strict=True))
        pulls: dict[str, tuple[float, int]] = {}
        for at, token in enumerate(said.spoken):
            if token.text[0].isalpha() and len(token.text) > 2 and token.text not in pulls:
                own = _slots((token,)).tolist()
                pull = sum(float(self.weights[s]) * values[s] for s in own if s in values)
                pulls[token.text] = (pull if weight > 0 else -pull, at)
        best = sorted((-pull, at) for pull, at in pulls.values() if pull > 0)[:_QUOTED]
        folded = fold(said.original)
        spoken = [said.spoken[at] for at in sorted(at for _, at in best)]
        return " … ".join(folded.quote(token.start, token.end) for token in spoken)


def _slots(spoken: Sequence[Token]) -> NDArray[np.int64]:
    """The slots of words, then those of letters."""
    words = [token.text for token in spoken]
    letters = [letter_slots(word) for word in words]
    runs: Slots = np.concatenate(letters) if letters else np.empty(0, dtype=np.int32)
    return np.concatenate([word_slots(words).astype(np.int64), runs.astype(np.int64) + SLOTS])


def _cosines(said: Sequence[_Said]) -> Vector:
    """Of every text with every other."""
    near = np.empty((len(said), len(said)))
    mine = np.zeros(2 * SLOTS)
    slots = np.concatenate([one.slots for one in said])
    values = np.concatenate([one.values for one in said])
    owners = np.repeat(np.arange(len(said)), [len(one.slots) for one in said])
    for at, one in enumerate(said):
        mine[one.slots] = one.values
        near[at] = np.bincount(owners, mine[slots] * values, minlength=len(said))
        mine[one.slots] = 0.0
    # A text whose words are gone is like itself, and like nothing else that could be found.
    np.fill_diagonal(near, 1.0)
    return near


def _pulls(alike: Vector, confirmed: Vector, counted: Vector, log_odds: Vector) -> Vector:
    """The dual weights of the most likely model under a normal prior with covariance `alike`.

    Newton's method, half steps after the first, which settles on every input tried; the problem is
    convex, so where it settles is the answer.
    """
    moved: Vector = np.zeros(len(confirmed))
    pull: Vector = np.zeros(len(confirmed))
    for turn in range(_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(log_odds + moved, -30, 30)))
        bend = np.maximum(counted * chance * (1 - chance), 1e-4)
        target = moved + counted * (confirmed - chance) / bend
        step = np.linalg.solve(alike + np.diag(1.0 / bend), target)
        pull = pull + (step - pull) * (0.5 if turn else 1.0)
        before = moved
        moved = alike @ pull
        if np.abs(moved - before).max() < 1e-3:
            break
    return pull
