"""Likeness: which storyline a text is near, by its letters, its concepts and its exact wording.

It names; alone it never convicts, except a near-copy of a known wording: a denial is more like a
rumour than the rumour's next wording is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from classifiers.concepts import concept_of, concepts
from classifiers.corpus import background
from classifiers.meaning import Meaning
from classifiers.narrative import Narrative
from classifiers.text import Folded, fold
from classifiers.tokens import letter_slots

LETTERS_SHARE = 0.5
"""What the letters count against the concepts; chosen on the development half of the corpus."""

_DESCRIBED = 2.0
"""How many wordings a narrative's title and description are worth: they say what it is about."""

LEAD_SHARE = 0.06
"""What the lead over the next narrative counts beside nearness, for how sure a name is."""

TELLING = 15.0
"""How much a text says (the length of its concepts) that says enough to be named. Of two texts as
near, the one that says more is the surer: any plain text is near something by a concept or two."""

_LEAST_USUAL = 0.25
"""A storyline about something of its own is near nothing else; that must not make it near all."""

_SLOTS = 1 << 16
_QUOTED_WORDS = 3
_COMPARED = 400
"""Words of a text that are compared. A narrative shows in the first paragraphs or not at all."""

_EVERYDAY = 0.02
"""Share of a language's plain texts from which a word is of every day."""

_COMMON = 0.1
"""A pair of words in a tenth of all wordings is a turn of phrase, and tells no copy."""


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest narrative. `storyline` says how near (1 is very near), `certainty` how sure the
    name is on a scale of its own, `copy` how near its closest single wording (a cosine),
    `spreading` whether that wording spreads it, `quote` what words."""

    narrative: str
    storyline: float
    certainty: float
    copy: float
    spreading: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """Known wordings by the pairs of words in them, to recognise one that is met again."""

    owners: tuple[tuple[int, bool], ...]
    found_in: Mapping[str, tuple[int, ...]]
    rarity: Mapping[str, float]
    lengths: tuple[float, ...]

    @classmethod
    def of(cls, told: Sequence[tuple[int, bool, Sequence[str]]]) -> "Wordings":
        bags = [set(_pairs(words)) for _, _, words in told]
        spread = Counter(pair for bag in bags for pair in bag)
        most = max(2.0, _COMMON * len(bags))
        rarity = {p: log((1 + len(bags)) / n) for p, n in spread.items() if n <= most}
        places: dict[str, list[int]] = defaultdict(list)
        for at, bag in enumerate(bags):
            for pair in sorted(bag & rarity.keys()):
                places[pair].append(at)
        lengths = tuple(
            sqrt(sum(rarity[pair] ** 2 for pair in sorted(bag & rarity.keys()))) for bag in bags
        )
        owners = tuple((at, spreads) for at, spreads, _ in told)
        return cls(owners, {p: tuple(found) for p, found in places.items()}, rarity, lengths)

    def nearest(self, words: Sequence[str]) -> tuple[int, float]:
        """The nearest wording and its cosine; (-1, 0.0) when none shares a pair of words."""
        newest = log(1 + len(self.owners)) if self.owners else 0.0
        shared: dict[int, float] = defaultdict(float)
        length = 0.0
        for pair in sorted(set(_pairs(words))):
            rarity = self.rarity.get(pair, newest)
            length += rarity**2
            for at in self.found_in.get(pair, ()):
                shared[at] += rarity**2
        if not shared:
            return -1, 0.0
        best = max(shared, key=lambda at: (shared[at] / self.lengths[at], -at))
        return best, shared[best] / (self.lengths[best] * sqrt(length))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Narratives, each as a whole (rows of unit length) and as its single wordings."""

    narratives: tuple[str, ...]
    by_letters: NDArray[np.float32]
    by_concepts: NDArray[np.float32]
    letter_rarity: NDArray[np.float32]
    concept_rarity: NDArray[np.float32]
    wordings: Wordings
    meaning: Meaning | None = None

    @classmethod
    def fit(cls, narratives: Sequence[Narrative], meaning: Meaning | None = None) -> "Likeness":
        """All languages of a narrative are one whole: a new wording is as likely in another.

        `meaning` is an operator's model, if there is one.
        """
        told = [
            (at, spreads, _words(fold(text)))
            for at, narrative in enumerate(narratives)
            for spreads, part in ((True, narrative.examples), (False, narrative.counterexamples))
            for text in texts_of(part)
        ]
        spreading = [(at, words) for at, spreads, words in told if spreads]
        described = [_words(fold(f"{n.title}. {n.description}")) for n in narratives]
        letters = [(at, _letters(words), 1.0) for at, words in spreading]
        meant = [(at, _concepts(words), 1.0) for at, words in spreading]
        about = [(at, _concepts(words), _DESCRIBED) for at, words in enumerate(described)]
        by_letters, letter_rarity = _wholes(letters, len(narratives), _SLOTS)
        by_concepts, concept_rarity = _wholes([*meant, *about], len(narratives), len(concepts()))
        usual = _usual(
            np.array([at for at, _ in spreading], dtype=np.int64),
            LETTERS_SHARE * _nearness(by_letters, letter_rarity, [part for _, part, _ in letters])
            + _nearness(by_concepts, concept_rarity, [part for _, part, _ in meant]),
        )[:, None]
        return cls(
            tuple(narrative.id for narrative in narratives),
            (by_letters / usual).astype(np.float32),
            (by_concepts / usual).astype(np.float32),
            letter_rarity,
            concept_rarity,
            Wordings.of(told),
            None if meaning is None else meaning.naming(narratives),
        )

    def nearest(self, text: Folded) -> Near | None:
        """The narrative nearest to a text; None when they share nothing."""
        if not self.narratives:
            return None
        spoken = [part for part in text.words() if not part[0].isdigit()][:_COMPARED]
        words = [word for word, _, _ in spoken]
        meant = [_concepts([word]) for word in words]
        shares = self._shares(words, meant)
        storylines = shares.sum(axis=1)
        if self.meaning is not None:
            storylines = storylines + self.meaning.near(text.original)
        which, copy = self.wordings.nearest(words)
        owner, spreading = self.wordings.owners[which] if which >= 0 else (-1, True)
        scores = storylines.copy()
        # A wording met again settles the name; below that, wordings tell voices, not storylines.
        if copy > 0.45:
            scores[owner] += copy
        best = int(scores.argmax())
        if scores[best] <= 0.0:
            return None
        near_copy = copy if owner == best else 0.0
        quote = _quote(text, spoken, shares[best])
        near = float(storylines[best])
        lead = near - max(0.0, float(np.delete(storylines, best).max(initial=0.0)))
        told = self._told(meant)
        certainty = near * sqrt(told / TELLING) + LEAD_SHARE * told * lead
        return Near(self.narratives[best], near, certainty, near_copy, spreading, quote)

    def _told(self, meant: Sequence[NDArray[np.int64]]) -> float:
        """How much a text says: the length of its concepts, weighed by rarity."""
        every = np.unique(np.concatenate(meant)) if meant else np.empty(0, dtype=np.int64)
        return float(np.linalg.norm(self.concept_rarity[every]))

    def _shares(
        self, words: Sequence[str], meant: Sequence[NDArray[np.int64]]
    ) -> NDArray[np.float64]:
        """What each word adds to the nearness of each narrative: a row each, a column a word."""
        letters = [_letters([word]) for word in words]
        near = _cosines(self.by_letters, self.letter_rarity, letters)
        return LETTERS_SHARE * near + _cosines(self.by_concepts, self.concept_rarity, meant)


@cache
def commonplace() -> frozenset[str]:
    """The words of every day in any of our languages. They tell a language and not a storyline, and
    would keep a narrative that was taught in one language from being met in another."""
    texts: dict[str, list[set[str]]] = defaultdict(list)
    for told in background():
        texts[told.lang].append({word for word, _, _ in fold(told.text).words()})
    common = set[str]()
    for bags in texts.values():
        counts = Counter(word for bag in bags for word in bag)
        common.update(word for word, n in counts.items() if n >= _EVERYDAY * len(bags))
    return frozenset(common)


def texts_of(wordings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every text of a narrative's examples or counterexamples, whatever its language."""
    return (text for language in wordings.values() for text in language)


def _words(text: Folded) -> list[str]:
    return [word for word, _, _ in text.words() if not word.isdigit()][:_COMPARED]


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(words)]


def _letters(words: Iterable[str]) -> NDArray[np.int64]:
    runs = [
        letter_slots(word) & (_SLOTS - 1)
        for word in words
        if len(word) > 2 and word not in commonplace()
    ]
    if not runs:
        return np.empty(0, dtype=np.int64)
    return np.concatenate(runs).astype(np.int64)


def _concepts(words: Iterable[str]) -> NDArray[np.int64]:
    places = concepts()
    return np.array([places[c] for word in words for c in concept_of(word)], dtype=np.int64)


def _wholes(
    told: Sequence[tuple[int, NDArray[np.int64], float]], count: int, size: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Narratives as the mean of their wordings (narrative, features, worth), each feature once a
    wording, weighed by rarity."""
    texts = np.zeros(size)
    for _, features, _ in told:
        texts[np.unique(features)] += 1
    rarity = np.where(texts > 0, np.log((1.0 + len(told)) / np.maximum(texts, 1.0)), 0.0)
    wholes = np.zeros((count, size))
    for at, features, worth in told:
        once = np.unique(features)
        length = np.linalg.norm(rarity[once])
        wholes[at, once] += worth * rarity[once] / (length or 1.0)
    lengths = np.linalg.norm(wholes, axis=1, keepdims=True)
    wholes /= np.where(lengths > 0, lengths, 1.0)
    return wholes.astype(np.float32), rarity.astype(np.float32)


def _nearness(
    wholes: NDArray[np.float32], rarity: NDArray[np.float32], texts: Sequence[NDArray[np.int64]]
) -> NDArray[np.float64]:
    """The cosine of each text (a row) with each whole."""
    near = np.zeros((len(texts), len(wholes)))
    for at, features in enumerate(texts):
        once = np.unique(features)
        if length := float(np.linalg.norm(rarity[once])):
            near[at] = wholes[:, once] @ (rarity[once] / length)
    return near


def _usual(owners: NDArray[np.int64], near: NDArray[np.float64]) -> NDArray[np.float64]:
    """How near each narrative is to wordings of others, beside all narratives, as a root: one with
    many or rambling wordings is near everything. Undivided, it draws what belongs to others;
    divided by the whole, it is outdone by those of which little is known."""
    strange = owners[:, None] != np.arange(near.shape[1])
    others = (near * strange).sum(axis=0) / np.maximum(strange.sum(axis=0), 1)
    mean = float(others.mean()) if others.size else 0.0
    if not mean:
        return np.ones(near.shape[1])
    usual: NDArray[np.float64] = np.sqrt(np.maximum(others / mean, _LEAST_USUAL))
    return usual


def _cosines(
    wholes: NDArray[np.float32],
    rarity: NDArray[np.float32],
    words: Sequence[NDArray[np.int64]],
) -> NDArray[np.float64]:
    """The cosine of a text with each whole, split over its words: a feature counts where it first
    occurs."""
    shares = np.zeros((len(wholes), len(words)))
    sizes = [len(word) for word in words]
    if not sum(sizes):
        return shares
    every = np.concatenate(words)
    once, first = np.unique(every, return_index=True)
    weights = rarity[once]
    length = float(np.linalg.norm(weights))
    if not length:
        return shares
    owners = np.repeat(np.arange(len(words)), sizes)[first]
    products = wholes[:, once] * (weights / length)
    order = np.argsort(owners, kind="stable")
    starts = np.flatnonzero(np.diff(owners[order], prepend=-1))
    shares[:, owners[order][starts]] = np.add.reduceat(products[:, order], starts, axis=1)
    return shares


def _quote(
    text: Folded, spoken: Sequence[tuple[str, int, int]], shares: NDArray[np.float64]
) -> str:
    """The words of the text that the narrative claims most for itself, in their order."""
    ranked = sorted(range(len(spoken)), key=lambda at: (-shares[at], at))[:_QUOTED_WORDS]
    best = sorted(at for at in ranked if shares[at] > 0)
    return " … ".join(text.quote(spoken[at][1], spoken[at][2]) for at in best)
