"""Wholes: each narrative as one sum of its wordings' features, and how near a text is to each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Features = NDArray[np.int32] | NDArray[np.uint16]
"""Numbered features of a word or a text, in any order and as often as they occur."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The features of a text, each once: at which of its words it came first, and its weight. All
    weights together have length 1; `length` is what it was before."""

    features: Features
    words: NDArray[np.int64]
    weights: NDArray[np.float64]
    length: float
    count: int


@dataclass(frozen=True, slots=True)
class Wholes:
    """What is rare, and the narratives: a row a feature (read at once), a column a narrative."""

    rarity: NDArray[np.float32]
    wholes: NDArray[np.float32]

    @classmethod
    def of(cls, told: Sequence[tuple[int, Features, float]], count: int, size: int) -> "Wholes":
        """From wordings (narrative, features, worth), each feature once a wording: by rarity."""
        texts = np.zeros(size)
        for _, once, _ in told:
            texts[once] += 1
        rarity = np.where(texts > 0, np.log((1.0 + len(told)) / np.maximum(texts, 1.0)), 0.0)
        # Single precision from the beginning: most of this is letters, and most of those are zero.
        wholes = np.zeros((size, count), dtype=np.float32)
        for at, once, worth in told:
            length = np.linalg.norm(rarity[once])
            wholes[once, at] += worth * rarity[once] / (length or 1.0)
        lengths = np.linalg.norm(wholes, axis=0)
        wholes /= np.where(lengths > 0, lengths, np.float32(1.0))
        return cls(rarity.astype(np.float32), wholes)

    def evened(self, usual: NDArray[np.float64]) -> "Wholes":
        """The same, with each narrative as much less near as it is usually near."""
        return replace(self, wholes=self.wholes * (1.0 / usual).astype(np.float32))

    def heard(self, words: Sequence[Features], bits: int = -1) -> Heard:
        """A text as its words' features, of which only these bits count."""
        every = np.concatenate([np.empty(0, dtype=np.int32), *words]) & bits
        once, first = np.unique(every, return_index=True)
        owners = np.repeat(np.arange(len(words)), [len(word) for word in words])[first]
        weights, length = self.weighed(once)
        return Heard(once, owners, weights, length, len(words))

    def weighed(self, once: Features) -> tuple[NDArray[np.float64], float]:
        """The weights of features that are here once each, and the length they had before."""
        weights = self.rarity[once].astype(np.float64)
        length = float(np.sqrt(np.dot(weights, weights)))
        return weights / (length or 1.0), length

    def near(self, heard: Heard) -> NDArray[np.float64]:
        """The cosine of a text with each whole."""
        return self.cosines(heard.features, heard.weights)

    def cosines(self, once: Features, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """The cosine with each whole of features that weigh so much."""
        near = weights.astype(np.float32) @ self.wholes[once]
        return near.astype(np.float64)

    def shares(self, heard: Heard, narrative: int) -> NDArray[np.float64]:
        """The cosine with one whole, split over the words of the text."""
        parts = heard.weights * self.wholes[heard.features, narrative]
        return np.bincount(heard.words, parts, minlength=heard.count).astype(np.float64)
