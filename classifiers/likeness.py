"""Likeness: which storyline a text is near, by its letters, its concepts and its exact wording.

It names; alone it never convicts, except a near-copy of a known wording: a denial is more like a
rumour than the rumour's next wording is.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.concepts import concept_of
from classifiers.narrative import Narrative
from classifiers.text import Folded, fold

CONCEPTS_SHARE = 0.3
"""What a concept counts against the letters; the best of a sweep leaving wordings out."""

_QUOTED_WORDS = 3
_LONGEST_WORD = 40
_COMPARED = 400
"""Words of a text that are compared. A narrative shows in the first paragraphs or not at all."""


@dataclass(frozen=True, slots=True)
class Space:
    """Bags of features as unit vectors, kept feature by feature so that one query is quick."""

    places: Mapping[Hashable, int]
    idf: NDArray[np.float64]
    bounds: NDArray[np.int64]
    rows: NDArray[np.int64]
    values: NDArray[np.float64]
    size: int

    @classmethod
    def of(cls, bags: Sequence[Iterable[Hashable]]) -> "Space":
        """Weigh features by how few bags have them, then scale each bag to length 1."""
        counted = [Counter(bag) for bag in bags]
        spread = Counter(feature for bag in counted for feature in bag)
        places = {feature: at for at, feature in enumerate(spread)}
        found = np.fromiter(spread.values(), dtype=np.float64, count=len(spread))
        idf = np.log((1.0 + len(bags)) / (1.0 + found)) + 0.001
        at = np.array([places[f] for bag in counted for f in bag], dtype=np.int64)
        rows = np.repeat(np.arange(len(bags)), [len(bag) for bag in counted])
        values = np.array([n for bag in counted for n in bag.values()], dtype=np.float64) * idf[at]
        lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(bags)))
        order = np.argsort(at, kind="stable")
        bounds = np.concatenate([[0], np.cumsum(np.bincount(at, minlength=len(places)))])
        return cls(places, idf, bounds, rows[order], (values / lengths[rows])[order], len(bags))

    def cosines(self, bag: Iterable[Hashable]) -> NDArray[np.float64]:
        """How near a bag is to each row, 0 to 1; features never seen before count for nothing."""
        counts = Counter(feature for feature in bag if feature in self.places)
        if not counts:
            return np.zeros(self.size)
        at = np.fromiter((self.places[f] for f in counts), dtype=np.int64, count=len(counts))
        weights = self.idf[at] * np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        weights /= np.linalg.norm(weights)
        starts, ends = self.bounds[at], self.bounds[at + 1]
        found = np.concatenate([np.arange(a, b) for a, b in zip(starts, ends, strict=True)])
        products = self.values[found] * np.repeat(weights, ends - starts)
        near: NDArray[np.float64] = np.zeros(self.size)
        np.add.at(near, self.rows[found], products)
        return near


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest narrative. `storyline` says how near (0 to 1.3), `copy` how near its closest
    single wording (a cosine), `spreading` whether that wording spreads it, `quote` what words."""

    narrative: str
    storyline: float
    copy: float
    spreading: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Narratives, each as a whole and as its single wordings."""

    narratives: tuple[str, ...]
    by_letters: Space
    by_concepts: Space
    wordings: tuple[tuple[int, bool], ...]
    by_wording: Space

    @classmethod
    def fit(cls, narratives: Sequence[Narrative]) -> "Likeness":
        """All languages of a narrative are one whole: a new wording is as likely in another."""
        told = [
            (at, spreads, _words(fold(text)))
            for at, narrative in enumerate(narratives)
            for spreads, part in ((True, narrative.examples), (False, narrative.counterexamples))
            for text in texts_of(part)
        ]
        wholes: list[list[list[str]]] = [[] for _ in narratives]
        for at, _, words in told:
            wholes[at].append(words)
        # Letters once for each narrative: repetition there is the writer's habit, not the topic.
        return cls(
            tuple(narrative.id for narrative in narratives),
            Space.of([_once(f for words in whole for f in _topic(words)) for whole in wholes]),
            Space.of([[c for words in whole for c in _concepts(words)] for whole in wholes]),
            tuple((at, spreads) for at, spreads, _ in told),
            Space.of([_topic(words) for _, _, words in told]),
        )

    def nearest(self, text: Folded) -> Near | None:
        """The narrative nearest to a text; None when they share nothing."""
        words = _words(text)
        copies = self.by_wording.cosines(_topic(words))
        nearest_copy = np.zeros(len(self.narratives))
        owners = np.array([at for at, _ in self.wordings], dtype=np.int64)
        np.maximum.at(nearest_copy, owners, copies)
        storylines = self._storylines(words)
        # A wording met again settles the name; below that, wordings tell voices, not storylines.
        scores = storylines + np.where(nearest_copy > 0.45, nearest_copy, 0.0)
        best = int(scores.argmax()) if scores.size else -1
        if best < 0 or scores[best] <= 0.0:
            return None
        which = int(np.where(owners == best, copies, -1.0).argmax())
        return Near(
            self.narratives[best],
            float(storylines[best]),
            float(nearest_copy[best]),
            self.wordings[which][1],
            self._quote(text, best),
        )

    def _storylines(self, words: Sequence[str]) -> NDArray[np.float64]:
        letters_near = self.by_letters.cosines(_topic(words))
        return letters_near + CONCEPTS_SHARE * self.by_concepts.cosines(_concepts(words))

    def _quote(self, text: Folded, narrative: int) -> str:
        """The words of the text that the narrative claims most for itself, in their order."""
        spoken = [word for word in text.words() if len(word[0]) > 3][:40]
        near = [
            (float(self._storylines([word])[narrative]), at)
            for at, (word, _, _) in enumerate(spoken)
        ]
        best = sorted(at for score, at in sorted(near, reverse=True)[:_QUOTED_WORDS] if score > 0)
        return " … ".join(text.quote(spoken[at][1], spoken[at][2]) for at in best)


def texts_of(wordings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every text of a narrative's examples or counterexamples, whatever its language."""
    return (text for language in wordings.values() for text in language)


def letters(word: str, shortest: int, longest: int) -> Iterator[str]:
    """Runs of letters within a word and its edges: they survive inflection, typos and borders."""
    padded = f" {word[:_LONGEST_WORD]} "
    for size in range(shortest, longest + 1):
        for at in range(max(1, len(padded) - size + 1)):
            yield padded[at : at + size]


def _words(text: Folded) -> list[str]:
    return [word for word, _, _ in text.words() if not word.isdigit()][:_COMPARED]


def _once(features: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(features))


def _topic(words: Iterable[str]) -> list[str]:
    return [run for word in words if len(word) > 2 for run in letters(word, 3, 5)]


def _concepts(words: Iterable[str]) -> list[str]:
    return [concept for word in words for concept in concept_of(word)]
