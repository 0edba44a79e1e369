"""Likeness: which storyline a text is near, by its letters, its concepts and its exact wording.

It names; alone it never convicts, except a near-copy of a known wording: a denial is more like a
rumour than the rumour's next wording is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from classifiers import rumour
from classifiers.concepts import concept_of, concepts
from classifiers.meaning import Meaning
from classifiers.narrative import Narrative
from classifiers.text import Folded, fold
from classifiers.tokens import letter_slots
from classifiers.vocabulary import commonplace
from classifiers.wholes import Features, Heard, Wholes

LETTERS_SHARE = 0.5
"""What the letters count against the concepts; chosen on the development half of the corpus."""

_DESCRIBED = 2.0
"""How many wordings a narrative's title and description are worth: they say what it is about."""

_MOTIFS, _MOTIFS_LETTERS = 8.0, 4.0
"""How many wordings the motifs of a language are worth by their concepts, and by their letters."""

LEAD_SHARE = 0.06
"""What the lead over the next narrative counts beside nearness, for how sure a name is."""

TELLING = 15.0
"""How much a text says (the length of its concepts) that says enough to be named. Of two texts as
near, the one that says more is the surer: any plain text is near something by a concept or two."""

_LEAST_TOLD = 7.0
"""What any text says: a room may teach about what no concept covers, and a model may know it."""

_EVENED = 0.5
"""Undivided (0), narratives of which much is known draw what belongs to others; divided by the
whole (1), those of which little is known do."""

_LEAST_USUAL = 0.25
"""A storyline about something of its own is near nothing else; that must not make it near all."""

_SLOTS = 1 << 16
"""A whole power of two, and fewer than the letters are numbered by: the last bits are enough."""

_NOTHING = np.empty(0, dtype=np.int32)
_QUOTED_WORDS = 3
_LONGEST = 40
"""Letters read of a word: what is kept of words met before stays small, whoever wrote them."""

_COMPARED = 400
"""Words of a text that are compared. A narrative shows in the first paragraphs or not at all."""

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
    def of(cls, told: Sequence[tuple[int, bool, frozenset[str]]]) -> "Wordings":
        """From the pairs of words of each wording, with its narrative and whether it spreads it."""
        spread = Counter(pair for _, _, pairs in told for pair in pairs)
        most = max(2.0, _COMMON * len(told))
        rarity = {p: log((1 + len(told)) / n) for p, n in spread.items() if n <= most}
        rare = [sorted(pair for pair in pairs if pair in rarity) for _, _, pairs in told]
        places: dict[str, list[int]] = defaultdict(list)
        for at, pairs_ in enumerate(rare):
            for pair in pairs_:
                places[pair].append(at)
        lengths = tuple(sqrt(sum(rarity[pair] ** 2 for pair in pairs_)) for pairs_ in rare)
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
    """Narratives, each as a whole (rows of unit length) and as its single wordings. `read` keeps
    what their texts were read as, which is most of the work of learning them again."""

    narratives: tuple[str, ...]
    by_letters: Wholes
    by_concepts: Wholes
    wordings: Wordings
    read: Mapping[str, "Read"]
    meaning: Meaning | None = None

    @classmethod
    def fit(
        cls, narratives: Sequence[Narrative], meaning: Meaning | None = None,
        read: Mapping[str, "Read"] = MappingProxyType({}),
    ) -> "Likeness":  # fmt: skip
        """All languages of a narrative are one whole: a new wording is as likely in another.

        `meaning` is an operator's model, if there is one; `read` are texts that were read before.
        """
        told = [
            (at, spreads, text)
            for at, narrative in enumerate(narratives)
            for spreads, part in ((True, narrative.examples), (False, narrative.counterexamples))
            for text in texts_of(part)
        ]
        worth = [
            *((at, text, 1.0, 1.0) for at, spreads, text in told if spreads),
            *((at, f"{n.title}. {n.description}", 0.0, _DESCRIBED)
              for at, n in enumerate(narratives)),
            *((at, motifs, _MOTIFS_LETTERS, _MOTIFS)
              for at, n in enumerate(narratives) for motifs in n.motifs.values()),
        ]  # fmt: skip
        texts = {text: read[text] if text in read else _read(text) for _, text, _, _ in worth}
        by_letters = Wholes.of(
            [(at, texts[text].letters, letters) for at, text, letters, _ in worth if letters],
            len(narratives),
            _SLOTS,
        )
        by_concepts = Wholes.of(
            [(at, texts[text].concepts, concept) for at, text, _, concept in worth],
            len(narratives),
            len(concepts()),
        )
        raw = cls(
            tuple(narrative.id for narrative in narratives),
            by_letters,
            by_concepts,
            Wordings.of([(at, spreads, _pairs_of(text)) for at, spreads, text in told]),
            texts,
            None if meaning is None else meaning.naming(narratives),
        )
        usual = _usual(
            [(at, raw._near(texts[text])) for at, spreads, text in told if spreads], len(narratives)
        )
        return replace(
            raw, by_letters=by_letters.evened(usual), by_concepts=by_concepts.evened(usual)
        )

    def nearest(self, text: Folded) -> Near | None:
        """The narrative nearest to a text; None when they share nothing."""
        if not self.narratives:
            return None
        spoken = [part for part in text.words() if not part[0].isdigit()][:_COMPARED]
        words = [word for word, _, _ in spoken]
        heard = self._heard(words)
        storylines = heard.near
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
        shares = LETTERS_SHARE * self.by_letters.shares(heard.letters, best)
        quote = _quote(text, spoken, shares + self.by_concepts.shares(heard.concepts, best))
        near, told = float(storylines[best]), max(heard.concepts.length, _LEAST_TOLD)
        others = storylines.copy()
        others[best] = 0.0
        lead = near - float(others.max())
        certainty = near * sqrt(told / TELLING) + LEAD_SHARE * told * lead
        return Near(self.narratives[best], near, certainty, near_copy, spreading, quote)

    def _heard(self, words: Sequence[str]) -> "_Both":
        letters = self.by_letters.heard([_letters(word[:_LONGEST]) for word in words], _SLOTS - 1)
        meant = self.by_concepts.heard([_concepts(word[:_LONGEST]) for word in words])
        near = LETTERS_SHARE * self.by_letters.near(letters) + self.by_concepts.near(meant)
        return _Both(letters, meant, near)

    def _near(self, read: "Read") -> NDArray[np.float64]:
        """How near a text that was read is to each narrative: as if it were heard."""
        letters, _ = self.by_letters.weighed(read.letters)
        meant, _ = self.by_concepts.weighed(read.concepts)
        return LETTERS_SHARE * self.by_letters.cosines(
            read.letters, letters
        ) + self.by_concepts.cosines(read.concepts, meant)


@dataclass(frozen=True, slots=True)
class _Both:
    """A text by its letters and by its concepts, and how near it is to each narrative."""

    letters: Heard
    concepts: Heard
    near: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """What a narrative says of itself, as it is learned from: the slots of its letters and of its
    concepts, each once and in order."""

    letters: NDArray[np.uint16]
    concepts: NDArray[np.uint16]


# Room for what is shipped and for what a room may teach: a room teaches again with every decision.
@lru_cache(maxsize=1 << 12)
def _read(text: str) -> Read:
    words = {word[:_LONGEST] for word in _words(fold(text))}
    return Read(_letters_of(words), _concepts_of(words))


@lru_cache(maxsize=1 << 12)
def _pairs_of(text: str) -> frozenset[str]:
    return frozenset(_pairs(_words(fold(text))))


def texts_of(wordings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every text of a narrative's examples or counterexamples, whatever its language."""
    return (text for language in wordings.values() for text in language)


def _words(text: Folded) -> list[str]:
    return [word for word, _, _ in text.words() if not word.isdigit()][:_COMPARED]


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(words)]


@lru_cache(maxsize=1 << 14)
def _letters(word: str) -> Features:
    # How people pass a thing on ("nobody is supposed to know") is the same for all storylines.
    if len(word) <= 2 or word in commonplace() or word in rumour.cues().words:
        return _NOTHING
    return letter_slots(word)


@lru_cache(maxsize=1 << 14)
def _concepts(word: str) -> Features:
    places = concepts()
    return np.array([places[concept] for concept in concept_of(word)], dtype=np.int32)


def _letters_of(words: Set[str]) -> NDArray[np.uint16]:
    """Each slot of the letters of some words once, in order."""
    every = np.concatenate([_NOTHING, *map(_letters, words)]) & (_SLOTS - 1)
    return np.unique(every.astype(np.uint16))


def _concepts_of(words: Set[str]) -> NDArray[np.uint16]:
    """Each concept of some words once, in order."""
    places = concepts()
    found = {concept for word in words for concept in concept_of(word)}
    return np.array(sorted(places[concept] for concept in found), dtype=np.uint16)


def _usual(told: Sequence[tuple[int, NDArray[np.float64]]], count: int) -> NDArray[np.float64]:
    """How near each narrative is to wordings of others, beside all narratives, evened out: one with
    many or rambling wordings is near everything, and draws what belongs to others."""
    near = np.array([near for _, near in told]).reshape(len(told), count)
    strange = np.array([at for at, _ in told], dtype=np.int64)[:, None] != np.arange(count)
    others = (near * strange).sum(axis=0) / np.maximum(strange.sum(axis=0), 1)
    mean = float(others.mean()) if others.size else 0.0
    if not mean:
        return np.ones(count)
    usual: NDArray[np.float64] = np.maximum(others / mean, _LEAST_USUAL) ** _EVENED
    return usual


def _quote(
    text: Folded, spoken: Sequence[tuple[str, int, int]], shares: NDArray[np.float64]
) -> str:
    """The words of the text that the narrative claims most for itself, in their order."""
    ranked = sorted(range(len(spoken)), key=lambda at: (-shares[at], at))[:_QUOTED_WORDS]
    best = sorted(at for at in ranked if shares[at] > 0)
    return " … ".join(text.quote(spoken[at][1], spoken[at][2]) for at in best)
