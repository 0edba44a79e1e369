"""The text model: one linear model over words, letters and signs, for every yes or no we learn.

A text is three blocks: its words and pairs of words, its runs of letters (each block weighed by
rarity and scaled by its own length), and the signs somebody named. Log-odds are a plain sum over
tokens and signs, so a reason is the part that a word itself carried, never a story told afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from classifiers.tokens import SLOTS, Slots, letter_slots, word_slots
from classifiers.weighing import Rows, Way, weights

SIGN = 0.3
"""How large a sign is beside a block, whose length is 1; chosen on the development half."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the model reads it: its words in order, and the signs found in it."""

    words: tuple[str, ...]
    signs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slotted:
    """A reading with its slots looked up, which several models can share."""

    reading: Reading
    words: Slots
    letters: Slots
    begins: NDArray[np.int64]
    counted_words: "Counted"
    counted_letters: "Counted"

    @classmethod
    def of(cls, reading: Reading) -> "Slotted":
        runs = [letter_slots(word) for word in reading.words]
        begins = np.cumsum([0, *map(len, runs)])[:-1]
        letters = np.concatenate(runs) if runs else np.empty(0, dtype=np.int32)
        words = word_slots(reading.words)
        return cls(reading, words, letters, begins, Counted.of(words), Counted.of(letters))


@dataclass(frozen=True, slots=True)
class Counted:
    """Each slot of a text once, and how often it occurs there."""

    slots: Slots
    times: NDArray[np.float64]

    @classmethod
    def of(cls, slots: Slots) -> "Counted":
        once, times = np.unique(slots, return_counts=True)
        return cls(once, times.astype(np.float64))


@dataclass(frozen=True, slots=True)
class Shares:
    """Log-odds of one text, split up: a row a question, a column a token."""

    by_token: NDArray[np.float64]
    by_sign: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Block:
    """Rarity of each slot, and its weight for each question (already times rarity)."""

    rarity: Numbers
    weights: Numbers


@dataclass(frozen=True, slots=True)
class TextModel:
    """Fitted; `questions` name the columns of everything else."""

    questions: tuple[str, ...]
    words: Block
    letters: Block
    signs: Mapping[str, NDArray[np.float64]]
    even: NDArray[np.float64]

    def shares(self, text: Slotted) -> Shares:
        """What every token and sign adds to the log-odds of every question.

        The even part belongs to no word, so each word carries the same share of it: then a word
        stands out by how it differs from any word. A text without words says nothing.
        """
        count = len(text.reading.words)
        by_token = np.zeros((len(self.questions), count))
        if count:
            by_token += _shares(
                self.words, text.words, text.counted_words, np.arange(0, 2 * count, 2)
            )
            by_token += _shares(self.letters, text.letters, text.counted_letters, text.begins)
            by_token += self.even[:, None] / count
        known = {sign: n for sign, n in text.reading.signs.items() if sign in self.signs}
        return Shares(by_token, {sign: self.signs[sign] * n for sign, n in known.items()})

    def log_odds(self, text: Slotted) -> NDArray[np.float64]:
        """The log-odds of each question: the sum of all shares."""
        total: NDArray[np.float64] = np.zeros(len(self.questions))
        if text.reading.words:
            total += self.even
            for block, counted in (
                (self.words, text.counted_words),
                (self.letters, text.counted_letters),
            ):
                if length := _length(block, counted):
                    total += block.weights[:, counted.slots] @ counted.times / length
        for sign, n in text.reading.signs.items():
            if sign in self.signs:
                total += self.signs[sign] * n
        return total


@dataclass(frozen=True, slots=True)
class Lesson:
    """Readings turned into counts once, to be fitted many times on parts of them."""

    texts: Sequence[Slotted]
    words: "Counts"
    letters: "Counts"
    signs: tuple[str, ...]

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> "Lesson":
        texts = [Slotted.of(reading) for reading in readings]
        return cls(
            texts,
            Counts.of([text.counted_words for text in texts]),
            Counts.of([text.counted_letters for text in texts]),
            tuple(sorted({sign for reading in readings for sign in reading.signs})),
        )

    def fit(
        self,
        answers: Mapping[str, Sequence[bool]],
        *,
        only: Sequence[int] | None = None,
        counted: Sequence[float] | None = None,
        way: Way = Way.PLAIN,
    ) -> TextModel:
        """Learn each question from the texts at `only` (all if None).

        Both answers weigh the same, whatever their numbers; `counted` is how often each text
        counts. The same lesson gives the same model on every run. A question that has one answer
        only learns nothing: its log-odds are 0.
        """
        rows = np.arange(len(self.texts)) if only is None else np.asarray(only, dtype=np.int64)
        words, word_rarity = self.words.scaled(rows, fewest=1)
        letters, letter_rarity = self.letters.scaled(rows, fewest=2)
        often = np.ones(len(rows)) if counted is None else np.asarray(counted)[rows]
        learned = weights(
            (words, letters, self._signs(rows) * SIGN),
            [np.asarray(answer)[rows] for answer in answers.values()],
            often,
            way,
        )
        coefficients = np.array([coefficient for coefficient, _ in learned])
        parts = np.split(coefficients, [SLOTS, 2 * SLOTS], axis=1)
        return TextModel(
            tuple(answers),
            Block(word_rarity, (parts[0] * word_rarity).astype(np.float32)),
            Block(letter_rarity, (parts[1] * letter_rarity).astype(np.float32)),
            {sign: parts[2][:, at] * SIGN for at, sign in enumerate(self.signs)},
            np.array([even for _, even in learned]),
        )

    def _signs(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        places = {sign: at for at, sign in enumerate(self.signs)}
        found = np.zeros((len(rows), len(places)))
        for row, at in enumerate(rows):
            for sign, value in self.texts[at].reading.signs.items():
                found[row, places[sign]] = value
        return found


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each slot occurs in each text, text after text."""

    slots: Slots
    times: NDArray[np.float64]
    bounds: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Counted]) -> "Counts":
        bounds = np.cumsum([0] + [len(text.slots) for text in texts])
        if not texts:
            return cls(np.empty(0, dtype=np.int32), np.empty(0), bounds)
        slots = np.concatenate([text.slots for text in texts])
        times = np.concatenate([text.times for text in texts])
        return cls(slots.astype(np.int32), times, bounds)

    def scaled(self, rows: NDArray[np.int64], fewest: int) -> tuple["Rows", Numbers]:
        """Rows of length 1, weighed by rarity; slots of fewer than `fewest` texts are dropped."""
        at = np.concatenate(
            [np.arange(self.bounds[r], self.bounds[r + 1]) for r in rows] or [np.empty(0, int)]
        )
        sizes = self.bounds[rows + 1] - self.bounds[rows]
        slots, times = self.slots[at], self.times[at]
        texts = np.bincount(slots, minlength=SLOTS)
        rarity = np.log((1.0 + len(rows)) / (1.0 + texts)) + 1.0
        rarity[texts < fewest] = 0.0
        owners = np.repeat(np.arange(len(rows)), sizes)
        squares = np.bincount(owners, (times * rarity[slots]) ** 2, minlength=len(rows))
        lengths = np.sqrt(np.maximum(squares, 1e-12))
        values = times * rarity[slots] / lengths[owners]
        kept = values > 0.0
        bounds = np.concatenate([[0], np.cumsum(np.bincount(owners[kept], minlength=len(rows)))])
        return Rows(values[kept], slots[kept], bounds), rarity.astype(np.float32)


def _length(block: Block, counted: Counted) -> float:
    """The length of a text in a block: of what it says, not of how often it says it."""
    values = block.rarity[counted.slots] * counted.times
    return float(np.sqrt(np.dot(values, values)))


def _shares(
    block: Block, slots: Slots, counted: Counted, starts: NDArray[np.int64]
) -> NDArray[np.float64]:
    length = _length(block, counted)
    if not length:
        return np.zeros((len(block.weights), len(starts)))
    shares: NDArray[np.float64] = np.add.reduceat(
        block.weights[:, slots].astype(np.float64) / length, starts, axis=1
    )
    return shares
