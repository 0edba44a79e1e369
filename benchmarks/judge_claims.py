"""The claim of a post, found among all claims of its language by the text model's own features.

Nothing is fitted. What words count beside letters, and how far the length of a claim damps it, is
chosen on the other language, by the mean of one by the place at which the right claim comes.

    VIGIE_DATA=… python benchmarks/judge_claims.py
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from classifiers.fitting import reading_of
from classifiers.textmodel import Counts, Lesson
from classifiers.tokens import SLOTS

DATA = Path(os.environ.get("VIGIE_DATA", "data")) / "ct25_claimnorm"
SHARES_OF_WORDS = (0.0, 0.25, 0.5, 1.0)
DAMPED = (0.0, 0.1, 0.25, 0.5)
"""What words count beside letters in the search for claims, and how far a claim's length damps."""

Line = dict[str, object]
Numbers = NDArray[np.int64]


def lines(lang: str) -> list[Line]:
    path = DATA / f"{lang}.train.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    if not DATA.is_dir():
        print(f"skipped: {DATA} is not there")
        return
    near = {lang: Near.of(lines(lang)) for lang in ("de", "fr")}
    for lang, other, aim, plain in (("de", "fr", 0.85, 0.846), ("fr", "de", 0.855, 0.853)):
        share, damped = max(
            product(SHARES_OF_WORDS, DAMPED),
            key=lambda how: float((1 / near[other].places(*how)).mean()),
        )
        success = float((near[lang].places(share, damped) <= 5).mean())
        print(
            f"{lang}: success@5 {success:.3f} (aim {aim}; plain {plain}), words counted {share},"
            f" by the length of a claim to the power of {damped}"
        )


@dataclass(frozen=True, slots=True)
class Near:
    """How near each post is to each claim, by letters and by words; how many words a claim has; and
    which claim is right."""

    letters: NDArray[np.float64]
    words: NDArray[np.float64]
    lengths: NDArray[np.float64]
    right: Numbers

    @classmethod
    def of(cls, found: Sequence[Line]) -> "Near":
        claims = sorted({str(line["claim"]) for line in found})
        told = [reading_of(claim) for claim in claims]
        lesson = Lesson.of([*(reading_of(str(line["text"])) for line in found), *told])
        letters, words = (
            (matrix[: len(found)] @ matrix[len(found) :].T).toarray()
            for matrix in (_sparse(lesson.letters), _sparse(lesson.words))
        )
        places = {claim: at for at, claim in enumerate(claims)}
        lengths = np.array([max(1, len(one.words)) for one in told], dtype=np.float64)
        return cls(letters, words, lengths, np.array([places[str(x["claim"])] for x in found]))

    def places(self, share: float, damped: float) -> Numbers:
        """At which place each post's own claim comes, the nearest first; a tie counts against it.
        A long claim is a little near to everything, hence the damping."""
        near = (self.letters + share * self.words) / self.lengths**damped
        own = near[np.arange(len(near)), self.right]
        return np.asarray((near >= own[:, None]).sum(axis=1), dtype=np.int64)


def _sparse(counts: Counts) -> csr_matrix:
    """Rows of unit length, with the logarithm of how often a slot occurs."""
    texts = np.bincount(counts.slots, minlength=SLOTS)
    size = len(counts.bounds) - 1
    rarity = np.log((1.0 + size) / (1.0 + texts)) + 1.0
    values = (1.0 + np.log(counts.times)) * rarity[counts.slots]
    owners = np.repeat(np.arange(size), np.diff(counts.bounds))
    lengths = np.sqrt(np.bincount(owners, values**2, minlength=size))
    return csr_matrix((values / lengths[owners], counts.slots, counts.bounds), shape=(size, SLOTS))


if __name__ == "__main__":
    main()
