"""How rumours are worded: what a small linear model learns from all narratives at once.

A logistic regression over words and letters, examples against counterexamples and plain
background. What it learns must hold for a storyline it has never seen: words that name what a
storyline is about (concepts) are left out, since denials are full of them, and it is only ever
measured with one narrative left out. After fitting it is plain numbers, explained word by word.

The only place that knows scikit-learn, imported when something is fitted.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from classifiers.concepts import concept_of
from classifiers.likeness import letters, texts_of
from classifiers.narrative import Narrative
from classifiers.text import Folded, fold
from classifiers.verdict import Finding

STRENGTH = 1.8
"""The learned log-odds count this many times: shrinkage makes them timid on a new storyline."""

WORDING_CEILING = 3.5

BACKGROUND_COUNTS = 2.0
"""A plain text counts this many counterexamples: there are few of them here, and many outside."""

FEWEST_RUMOURS = 50
"""From fewer examples the model would learn their topic, not how rumours sound."""

_SHOWN = 4
_FEWEST_WORDS = 3

_FULL_VOICE = 12
"""Words from which the learned log-odds count in full; of fewer, each would weigh too much."""

# Letters, digits, and the marks that carry a tone; quotation marks and dashes are house style.
_SILENT = re.compile(r"[^\w?!'% ]+")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A stretch between spaces, with its place in the folded text and what it offers to learn."""

    start: int
    end: int
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """ "Carries a rumour" as one weight for each feature; log-odds add up over the words."""

    idf: Mapping[str, float]
    weights: Mapping[str, float]
    intercept: float

    @classmethod
    def fit(cls, narratives: Sequence[Narrative], background: Sequence[str]) -> "Wording":
        """Learn from narratives and plain texts; what is fitted on too few says nothing."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        rumours = [text for n in narratives for text in texts_of(n.examples)]
        others = [text for n in narratives for text in texts_of(n.counterexamples)] + [*background]
        if len(rumours) < FEWEST_RUMOURS or not others:
            return cls({}, {}, 0.0)
        vectors = TfidfVectorizer(analyzer=_wording_features, min_df=2)
        matrix = vectors.fit_transform([*rumours, *others])
        labels = [1] * len(rumours) + [0] * len(others)
        learned = LogisticRegression(C=6.0, class_weight="balanced", solver="liblinear")
        weights = [1.0] * (len(labels) - len(background)) + [BACKGROUND_COUNTS] * len(background)
        learned.fit(matrix, labels, sample_weight=weights)
        names = vectors.get_feature_names_out().tolist()
        return cls(
            dict(zip(names, vectors.idf_.tolist(), strict=True)),
            dict(zip(names, learned.coef_[0].tolist(), strict=True)),
            float(learned.intercept_[0]),
        )

    def findings(self, text: Folded) -> tuple[Finding, ...]:
        """The words that speak loudest for and against, and one finding for all the rest."""
        chunks = [chunk for chunk in _chunks(text) if any(f in self.idf for f in chunk.features)]
        counts = Counter(f for chunk in chunks for f in chunk.features if f in self.idf)
        length = sqrt(sum((n * self.idf[f]) ** 2 for f, n in counts.items()))
        if not length or len(chunks) < _FEWEST_WORDS:
            return ()
        # The intercept belongs to no word, so every feature carries the same part of it: then a
        # word stands out by how it differs from any word at all.
        even = self.intercept / counts.total()
        voice = STRENGTH * min(1.0, len(chunks) / _FULL_VOICE)
        shares = sorted(
            ((voice * self._share(chunk, length, even), chunk) for chunk in chunks),
            key=lambda share: (-abs(share[0]), share[1].start),
        )
        shown = [
            Finding("wording.word", share, text.quote(chunk.start, chunk.end))
            for share, chunk in shares[:_SHOWN]
        ]
        return (*shown, Finding("wording.rest", sum(share for share, _ in shares[_SHOWN:]), ""))

    def _share(self, chunk: _Chunk, length: float, even: float) -> float:
        known = [f for f in chunk.features if f in self.idf]
        said = sum(self.idf[f] * self.weights[f] for f in known) / length
        return said + even * len(known)


def _chunks(text: Folded) -> Iterator[_Chunk]:
    before = ""
    for found in re.finditer(r"\S+", text.text):
        heard = _DIGITS.sub("0", _SILENT.sub(" ", found.group()))
        features: list[str] = []
        for part in heard.split():
            words = _WORDS.findall(part)
            if words and not any(concept_of(word) for word in words):
                features.extend(letters(part, 2, 5))
        for word in _WORDS.findall(heard):
            if concept_of(word):
                before = ""
                continue
            features.append(f"={word}")
            if before:
                features.append(f"{before}_{word}")
            before = word
        yield _Chunk(found.start(), found.end(), tuple(features))


def _wording_features(text: str) -> list[str]:
    return [feature for chunk in _chunks(fold(text)) for feature in chunk.features]
