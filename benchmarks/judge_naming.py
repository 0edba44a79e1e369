"""How often the right narrative is named, a wrong one, or none; no model is fitted for it.

Left out: a narrative is known by three wordings a language. In the product: by all of them, and by
its motifs. Each as the product names, only where it is fairly sure, and with always a name.

Whoever leaves narratives out by groups sees texts of left-out narratives alone, so that a score
that merely favours what is new would look right. Two lines watch over it: how often a text of a
known narrative, or of any other day, is given to one of those left out. By chance it is one in
eight. Two more say how often there is a name where none is right: for rumours whose narrative is
not known at all (removed by the same groups), and for texts of any other day.

`--ceiling` says instead what concepts can give at all: how often a regression names rightly that
has read four fifths of the spreading texts of every narrative besides its wordings.
"""

import sys
from collections.abc import Collection, Sequence

import numpy as np

from classifiers.concepts import concept_of, concepts
from classifiers.corpus import Told, background, corpus, told_by
from classifiers.judge import NAMED
from classifiers.leaving_out import GROUPS, development
from classifiers.likeness import Likeness, Near
from classifiers.narrative import load
from classifiers.text import fold

KNOWN_EVERY, DAY_EVERY = 6, 12
PARTS = 5


def main() -> None:
    narratives, _ = load()
    spreading = [told for told in corpus() if told.spreads]
    held = sorted({told.narrative for told in spreading})
    left_out: list[tuple[Told, Near | None]] = []
    known: list[tuple[bool, bool]] = []
    any_day: list[tuple[bool, bool]] = []
    unknown: list[Near | None] = []
    for group in range(GROUPS):
        out = {name for at, name in enumerate(held) if at % GROUPS == group}
        theirs = [told for told in spreading if told.narrative in out]
        others = [told for told in spreading if told.narrative not in out]
        likeness = Likeness.fit([n.as_taught() if n.id in out else n for n in narratives])
        left_out += [(told, nearest(likeness, told)) for told in theirs]
        known += [drawn(likeness, told, out) for told in others[group::KNOWN_EVERY]]
        any_day += [drawn(likeness, told, out) for told in background()[group::DAY_EVERY]]
        without = Likeness.fit([n for n in narratives if n.id not in out])
        unknown += [nearest(without, told) for told in theirs]
    everything = Likeness.fit(narratives)
    report("left out", left_out)
    report("in the product", [(told, nearest(everything, told)) for told in spreading])
    for what, given in (("known narrative", known), ("any day", any_day)):
        sure, always = np.mean(given, axis=0)
        print(f"{what}, given to one left out: {sure:.3f}, always a name: {always:.3f}")
    print(f"of rumours that no storyline knows, named: {share_named(unknown):.3f}")
    day = [nearest(everything, told) for told in background()]
    print(f"any day, named at all: {share_named(day):.3f}")


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


def nearest(likeness: Likeness, told: Told) -> Near | None:
    return likeness.nearest(fold(told.text))


def name(near: Near | None, least: float = 0.0) -> str | None:
    return near.narrative if near and near.certainty >= least else None


def drawn(likeness: Likeness, told: Told, out: Collection[str]) -> tuple[bool, bool]:
    """Whether one of those left out is named: where it is sure, and with always a name."""
    near = nearest(likeness, told)
    return name(near, NAMED) in out, name(near) in out


def share_named(found: Sequence[Near | None]) -> float:
    return float(np.mean([name(near, NAMED) is not None for near in found]))


def report(what: str, found: Sequence[tuple[Told, Near | None]]) -> None:
    for half, members in (
        ("development", [one for one in found if development(one[0].narrative)]),
        ("report", [one for one in found if not development(one[0].narrative)]),
        ("all", found),
    ):
        right = np.mean([name(near, NAMED) == told.narrative for told, near in members])
        none = 1 - share_named([near for _, near in members])
        print(
            f"{what}, {half}: right {right:.3f}, wrong {1 - right - none:.3f}, none {none:.3f}"
            f" of {len(members)}"
        )
    always = np.mean([name(near) == told.narrative for told, near in found])
    print(f"{what}, all, always a name: right {always:.3f}")


if __name__ == "__main__":
    ceiling() if "--ceiling" in sys.argv else main()
