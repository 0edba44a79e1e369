"""Stories: texts that are copies of one another, give or take a few words.

A text is compared by its words alone: links, accounts, numbers, signs and what people put around a
copy ("RT", "breaking", "via …", hashtags at either end) are no part of it. Texts of up to SHORT
words are compared with those that have the same words or share two in a row with them; longer ones
with those that MinHash finds, which misses hardly any pair that is alike.
"""

import re
from collections import Counter, deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifiers.text import fold

ALIKE = 0.5
"""Share of all their pairs of words that two texts of one story have in common. One word in
ten changed leaves more than that; texts written apart hardly reach a tenth."""

SHORT = 16
_SHORTEST_CONTAINED = 4
_BANDS, _ROWS = 20, 3
_FEWEST_RUNS = 8
_AT_ONE_KEY = 16
"""How many texts are compared that share one run of words: the newest so many."""

_MOST_WORDS = 600
_MASK = (1 << 64) - 1
_ENDS = re.compile(r"^(?:[^\w#]*#\w+)+|(?:#\w+[^\w#]*)+$")
_VIA = re.compile(r"\b(?:via|source|quelle|bron|quell)\b(?:\W+\w+){0,3}\W*$")
# fmt: off
AROUND = frozenset({
    "rt", "fwd", "forwarded", "weitergeleitet", "doorgestuurd", "transfere", "weidergeleet",
    "breaking", "breakingnews", "news", "urgent", "alert", "alerte", "info", "flash", "direct",
    "live", "update", "eilmeldung", "eil", "dringend", "laatste", "nieuws", "spoed",
    "derniere", "minute", "actu", "video", "photo", "foto",
})
# fmt: on
"""Words that people put before a copy, folded."""

Id = TypeVar("Id", bound=Hashable)


def _constants(count: int, seed: int) -> NDArray[np.uint64]:
    """Odd numbers by the splitmix64 rule: fixed for ever, since keys are kept in stores."""
    found: list[int] = []
    for _ in range(count):
        seed = (seed + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        found.append((mixed ^ (mixed >> 31)) | 1)
    return np.array(found, dtype=np.uint64)


_HASHES = _constants(_BANDS * _ROWS, 1)[:, None]
_MIXERS = _constants(_ROWS, 2)
_OF_BAND = _constants(_BANDS, 3)


@dataclass(frozen=True, slots=True)
class Trace:
    """What a text is compared by: its words without what surrounds a copy, and their runs of two
    as numbers (sorted; one number for all of it where there is one word only)."""

    said: str
    runs: NDArray[np.uint32] = field(compare=False, repr=False)

    @classmethod
    def of(cls, text: str) -> "Trace":
        """The trace of any string; equal for texts that differ in dress alone."""
        folded = fold(text).text
        bare = _VIA.sub(" ", _ENDS.sub(" ", folded.strip()))
        words = (_said(bare) or _said(folded))[:_MOST_WORDS]
        pairs = [f"{a} {b}" for a, b in pairwise(words)] or words
        found = {crc32(pair.encode()) for pair in pairs}
        return cls(" ".join(words), np.array(sorted(found), dtype=np.uint32))

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.said.count(" ") + 1 if self.said else 0

    def keys(self) -> tuple[int, ...]:
        """Numbers from 0 to 2**63 - 1. Texts of one story share one of them, others hardly ever
        do unless they are short."""
        return (*self.sure_keys(), *self.run_keys())

    def run_keys(self) -> tuple[int, ...]:
        """Keys of a text of up to SHORT words: its runs."""
        return tuple(self.runs.tolist()) if self.length <= SHORT else ()

    def sure_keys(self) -> tuple[int, ...]:
        """Keys that texts of different stories hardly ever share: one for the text as a whole, and
        of a text that is not very short one for each band of MinHash."""
        whole = 1 << 32 | crc32(self.said.encode())
        if len(self.runs) < _FEWEST_RUNS:
            return (whole,) if self.said else ()
        hashed = (_HASHES * self.runs.astype(np.uint64)) >> np.uint64(32)
        least = hashed.min(axis=1).reshape(_BANDS, _ROWS)
        mixed: NDArray[np.uint64] = (least * _MIXERS).sum(axis=1, dtype=np.uint64) * _OF_BAND
        # Bit 62 set, so that no key of a band is one of a run, and none is beyond 63 bits.
        kept = (mixed >> np.uint64(2)) | np.uint64(1 << 62)
        return (whole, *kept.tolist())

    def alike(self, other: "Trace") -> float:
        """How much two texts have in common, 0 to 1: 1 when they are the same words."""
        if self.said == other.said:
            return 1.0 if self.said else 0.0
        contained = _contained(self, other)
        if min(len(self.runs), len(other.runs)) < _FEWEST_RUNS:
            return contained
        both = len(np.intersect1d(self.runs, other.runs, assume_unique=True))
        return max(contained, both / (len(self.runs) + len(other.runs) - both))


def same_story(one: Trace, other: Trace, least: float = ALIKE) -> bool:
    """Whether one text is a copy of the other, give or take a few words."""
    return one.alike(other) >= least


@dataclass(slots=True)
class Stories(Generic[Id]):
    """An index that grows text by text. The same texts in the same order give the same stories.

    `window` bounds its memory: beyond so many texts the oldest is forgotten, so that a story lasts
    as long as copies of it keep coming. Not safe to share between threads.
    """

    least: float = ALIKE
    window: int = 50_000
    _texts: dict[int, tuple[Trace, Id]] = field(default_factory=dict)
    _order: deque[int] = field(default_factory=deque)
    _sure: dict[int, int] = field(default_factory=dict)
    _runs: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _next: int = 0

    def add(self, which: Id, text: str) -> Id:
        """Add a text; returns the id of the first text of its story, its own when it is new."""
        trace = Trace.of(text)
        found = self._nearest(trace)
        story = which if found is None else found
        if trace.said:
            self._keep(trace, story)
        return story

    def __len__(self) -> int:
        return len(self._texts)

    def _nearest(self, trace: Trace) -> Id | None:
        places = {self._sure[key] for key in trace.sure_keys() if key in self._sure}
        shared = Counter(at for key in trace.run_keys() for at in self._runs.get(key, ()))
        # Two texts half of whose pairs are the same share a third of either's.
        places.update(at for at, count in shared.items() if 3 * count >= len(trace.runs))
        best, nearest = self.least, None
        for place in sorted(places):
            known, story = self._texts[place]
            alike = trace.alike(known)
            if alike > best or (alike == best and nearest is None):
                best, nearest = alike, story
        return nearest

    def _keep(self, trace: Trace, story: Id) -> None:
        place, self._next = self._next, self._next + 1
        self._texts[place] = (trace, story)
        self._order.append(place)
        # The newest text stands for its keys: a story is followed as it changes.
        self._sure.update(dict.fromkeys(trace.sure_keys(), place))
        for key in trace.run_keys():
            others = [at for at in self._runs.get(key, ()) if self._texts[at][0] != trace]
            self._runs[key] = (*others[1 - _AT_ONE_KEY :], place)
        if len(self._order) > self.window:
            self._forget(self._order.popleft())

    def _forget(self, place: int) -> None:
        trace, _ = self._texts.pop(place)
        for key in trace.sure_keys():
            if self._sure.get(key) == place:
                del self._sure[key]
        for key in trace.run_keys():
            left = tuple(at for at in self._runs.get(key, ()) if at != place)
            if left:
                self._runs[key] = left
            else:
                self._runs.pop(key, None)


def _said(folded: str) -> list[str]:
    words = [word for word in re.findall(r"\w+", folded) if not word.isdigit()]
    start = next((at for at, word in enumerate(words) if word not in AROUND), len(words))
    return words[start:]


def _contained(one: Trace, other: Trace) -> float:
    """The share of the longer text that the shorter one is, where it is a part of it in one piece.

    A tenth less, because words around a copy can change what it says.
    """
    shorter, longer = sorted((one, other), key=lambda trace: trace.length)
    if shorter.length < _SHORTEST_CONTAINED or longer.length > 2 * SHORT:
        return 0.0
    whole = f" {shorter.said} " in f" {longer.said} "
    return shorter.length / longer.length - 0.1 if whole else 0.0
