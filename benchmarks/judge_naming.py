"""How often the right narrative is named, a wrong one, or none; no model is fitted for it.

Left out: a narrative is known by three wordings a language. In the product: by all its wordings.
Whoever leaves narratives out by groups sees texts of left-out narratives alone, so that a score
that merely favours what is new would look right. Hence the last lines: how often a text of a known
narrative, or of any other day, is given to one of those left out. By chance it is one in eight.
"""

from collections.abc import Iterable

import numpy as np

from classifiers.corpus import Told, background, corpus
from classifiers.judge import NAMED
from classifiers.leaving_out import GROUPS, development, taught_by_room
from classifiers.likeness import Likeness
from classifiers.narrative import load
from classifiers.text import fold

KNOWN_EVERY, DAY_EVERY = 6, 12


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
    main()
