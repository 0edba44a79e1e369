"""The text model: one linear model over words, letters and signs, for every yes or no we learn.

A text is three blocks: its words and pairs of words, its runs of letters (each block weighed by
rarity and scaled by its own length), and the signs somebody named. Log-odds are a plain sum over
tokens and signs, so a reason is the part that a word itself carried, never a story told afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

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
    """A reading with its slots looked up, which several models can share: two a word, then the
    letters of every word, numbered from SLOTS; `begins` says where each word's letters begin."""

    reading: Reading
    slots: Slots
    begins: NDArray[np.int64]
    counted: "Counted"

    @classmethod
    def of(cls, reading: Reading) -> "Slotted":
        words = word_slots(reading.words)
        runs = [letter_slots(word) for word in reading.words]
        begins = np.cumsum([len(words), *map(len, runs)])[:-1]
        slots = np.concatenate([words, *runs])
        slots[len(words) :] += SLOTS
        return cls(reading, slots, begins, Counted.of(slots))


@dataclass(frozen=True, slots=True)
class Counted:
    """Each slot of a text once, in order, and how often it occurs there; from `split` on they are
    those of its letters."""

    slots: Slots
    times: NDArray[np.float64]
    split: int

    @classmethod
    def of(cls, slots: Slots) -> "Counted":
        once, times = np.unique(slots, return_counts=True)
        return cls(once, times.astype(np.float64), int(np.searchsorted(once, SLOTS)))

    def words(self) -> "Counted":
        return Counted(self.slots[: self.split], self.times[: self.split], self.split)

    def letters(self) -> "Counted":
        """Numbered from 0."""
        return Counted(self.slots[self.split :] - SLOTS, self.times[self.split :], 0)


@dataclass(frozen=True, slots=True)
class Shares:
    """Log-odds of one text, split up: a row a question, a column a token."""

    by_token: NDArray[np.float64]
    by_sign: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class TextModel:
    """Fitted. `rarity` of each slot, and in `weights` a row a slot (read at once), already times
    rarity; `questions` name the columns, and those of everything else."""

    questions: tuple[str, ...]
    rarity: Numbers
    weights: Numbers
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
            words, letters = self._lengths(text.counted)
            each = self.weights[text.slots].astype(np.float64)
            each[: 2 * count] /= words
            each[2 * count :] /= letters
            starts = np.concatenate([np.arange(0, 2 * count, 2), text.begins])
            sums = np.add.reduceat(each, starts, axis=0)
            by_token += (sums[:count] + sums[count:] + self.even / count).T
        known = {sign: n for sign, n in text.reading.signs.items() if sign in self.signs}
        return Shares(by_token, {sign: self.signs[sign] * n for sign, n in known.items()})

    def log_odds(self, text: Slotted) -> NDArray[np.float64]:
        """The log-odds of each question: the sum of all shares."""
        total: NDArray[np.float64] = np.zeros(len(self.questions))
        if text.reading.words:
            words, letters = self._lengths(text.counted)
            said = text.counted.times.copy()
            said[: text.counted.split] /= words
            said[text.counted.split :] /= letters
            total += self.even + said @ self.weights[text.counted.slots]
        for sign, n in text.reading.signs.items():
            if sign in self.signs:
                total += self.signs[sign] * n
        return total

    def _lengths(self, counted: Counted) -> tuple[float, float]:
        """The lengths of a text's words and letters: of what it says, not of how often it says it.
        What weighs nothing has no length, and is divided by 1."""
        said = self.rarity[counted.slots] * counted.times
        words, letters = said[: counted.split], said[counted.split :]
        return sqrt(np.dot(words, words)) or 1.0, sqrt(np.dot(letters, letters)) or 1.0


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
            Counts.of([text.counted.words() for text in texts]),
            Counts.of([text.counted.letters() for text in texts]),
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
        slots, signs = np.split(coefficients, [2 * SLOTS], axis=1)
        rarity = np.concatenate([word_rarity, letter_rarity])
        return TextModel(
            tuple(answers),
            rarity,
            np.ascontiguousarray((slots * rarity).T, dtype=np.float32),
            {sign: signs[:, at] * SIGN for at, sign in enumerate(self.signs)},
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
