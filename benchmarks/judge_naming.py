"""How often the right narrative is named, a wrong one, or none; no model is fitted for it.

Left out: a narrative is known by three wordings a language. In the product: by all its wordings.
Whoever leaves narratives out by groups sees texts of left-out narratives alone, so that a score
that merely favours what is new would look right. Hence the last lines: how often a text of a known
narrative, or of any other day, is given to one of those left out. By chance it is one in eight.

`--ceiling` says instead what concepts can give at all: how often a regression names rightly that
has read four fifths of the spreading texts of every narrative besides its wordings.
"""

import sys
from collections.abc import Iterable

import numpy as np

from classifiers.concepts import concept_of, concepts
from classifiers.corpus import Told, background, corpus, told_by
from classifiers.judge import NAMED
from classifiers.leaving_out import GROUPS, development, taught_by_room
from classifiers.likeness import Likeness
from classifiers.narrative import load
from classifiers.text import fold

KNOWN_EVERY, DAY_EVERY = 6, 12
PARTS = 5


def main() -> None:
    narratives, _ = load()
    spreading = [told for told in corpus() if told.spreads]
    held = sorted({told.narrative for told in spreading})
    left_out: list[tuple[Told, str | None]] = []
    known: list[bool] = []
    any_day: list[bool] = []
    for group in range(GROUPS):
        out = {name for at, name in enumerate(held) if at % GROUPS == group}
        taught = [taught_by_room(n) if n.id in out else n for n in narratives]
        likeness = Likeness.fit(taught)
        left_out += [(t, named(likeness, t, NAMED)) for t in spreading if t.narrative in out]
        others = [told for told in spreading if told.narrative not in out]
        known += [named(likeness, t, 0.0) in out for t in others[group::KNOWN_EVERY]]
        any_day += [named(likeness, t, 0.0) in out for t in background()[group::DAY_EVERY]]
    everything = Likeness.fit(narratives)
    report("left out", left_out)
    report("in the product", [(told, named(everything, told, NAMED)) for told in spreading])
    print(f"known narrative, given to one left out: {np.mean(known):.3f}")
    print(f"any day, given to one left out:         {np.mean(any_day):.3f}")
    print(
        "any day, named at all:                  "
        f"{np.mean([named(everything, told, NAMED) is not None for told in background()]):.3f}"
    )


def ceiling() -> None:
    """Print how often the regression names rightly."""
    from sklearn.linear_model import LogisticRegression

    wordings = [told for told in told_by(load()[0]) if told.spreads]
    texts = [*(told for told in corpus() if told.spreads), *wordings]
    matrix = np.zeros((len(texts), len(concepts())))
    for at, told in enumerate(texts):
        for word, _, _ in fold(told.text).words():
            matrix[at, [concepts()[concept] for concept in concept_of(word)]] = 1.0
    matrix *= np.log((1 + len(texts)) / (1 + matrix.sum(axis=0)))
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    names = np.array([told.narrative for told in texts])
    count = len(texts) - len(wordings)
    parts = np.append(np.random.default_rng(0).permutation(count) % PARTS, [PARTS] * len(wordings))
    right = np.zeros(count, dtype=bool)
    for part in range(PARTS):
        model = LogisticRegression(C=10, max_iter=200, class_weight="balanced")
        model.fit(matrix[parts != part], names[parts != part])
        asked = np.flatnonzero(parts == part)
        right[asked] = model.predict(matrix[asked]) == names[asked]
    print(f"four fifths of all texts read, always a name: right {right.mean():.3f} of {count}")


def named(likeness: Likeness, told: Told, least: float) -> str | None:
    near = likeness.nearest(fold(told.text))
    return near.narrative if near and near.certainty >= least else None


def report(what: str, texts: Iterable[tuple[Told, str | None]]) -> None:
    found = list(texts)
    for half, members in (
        ("development", [one for one in found if development(one[0].narrative)]),
        ("report", [one for one in found if not development(one[0].narrative)]),
        ("all", found),
    ):
        right = np.mean([name == told.narrative for told, name in members])
        none = np.mean([name is None for _, name in members])
        print(
            f"{what}, {half}: right {right:.3f}, wrong {1 - right - none:.3f}, none {none:.3f}"
            f" of {len(members)}"
        )


if __name__ == "__main__":
    ceiling() if "--ceiling" in sys.argv else main()
