"""Learning in use on a new event: macro F1 after 0, 10, 50, 100 and 500 decisions of a room.

PHEME, one event left out: the text model learns from the others, the room's model (the product's
own, classifiers/room.py) from decisions on posts of the event; measured on the posts that nobody
decided on. Decisions come at random, or on the posts on which the two are least sure. Nothing was
chosen on one event apart: the variance of the room's model was set once for all of them, and from
10 to 40 changes nothing in the second digit.

    VIGIE_DATA=… python benchmarks/judge_learning.py
"""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifiers.fitting import reading_of
from classifiers.measure import f1
from classifiers.room import Room
from classifiers.textmodel import Lesson

DATA = Path(os.environ.get("VIGIE_DATA", "data")) / "pheme9"
FEWEST = 500
COUNTS = (0, 10, 50, 100, 500)
SEEDS = 3
AT_ONCE = 10

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Picks = Callable[[Places, Floats, int], Places]


class Event:
    """The posts of one event, with what the text model makes of them having seen the others."""

    def __init__(self, name: str, texts: list[str], truth: NDArray[np.bool_], odds: Floats) -> None:
        self.name, self.texts, self.truth, self.odds = name, texts, truth, odds
        self.took = 0.0

    def after(self, decided: Places) -> tuple[Floats, float]:
        """Log-odds of all posts after these decisions, and macro F1 on the others."""
        began = time.process_time()
        room = Room.fit(
            [self.texts[at] for at in decided],
            confirmed=[float(self.truth[at]) for at in decided],
            counted=[1.0] * len(decided),
            log_odds=[float(self.odds[at]) for at in decided],
        )
        self.took = time.process_time() - began
        odds = self.odds + np.array([room.weight(text) for text in self.texts])
        left = np.setdiff1d(np.arange(len(self.texts)), decided)
        truth, flagged = self.truth[left], odds[left] >= 0
        return odds, (f1(truth, flagged) + f1(~truth, ~flagged)) / 2

    def curve(self, pick: Picks, seed: int) -> list[float]:
        """Macro F1 after each number of decisions."""
        mixed = np.random.default_rng(seed).permutation(len(self.texts))
        decided: Places = mixed[:0]
        odds, figure = self.after(decided)
        found = []
        for count in COUNTS:
            while len(decided) < count:
                left = mixed[~np.isin(mixed, decided)]
                more = pick(left, odds, min(AT_ONCE, count - len(decided)))
                decided = np.concatenate([decided, more])
                if pick is unsure or len(decided) == count:
                    odds, figure = self.after(decided)
            found.append(figure)
        return found


def at_random(left: Places, _: Floats, count: int) -> Places:
    return left[:count]


def unsure(left: Places, odds: Floats, count: int) -> Places:
    return left[np.argsort(np.abs(odds[left]), kind="stable")[:count]]


def events() -> list[Event]:
    files = {path.stem: path.read_text("utf-8") for path in sorted(DATA.glob("*.jsonl"))}
    found = [(name, json.loads(line)) for name, text in files.items() for line in text.splitlines()]
    owners = np.array([name for name, _ in found])
    truth = np.array([bool(line["suspect"]) for _, line in found])
    texts = [str(line["text"]) for _, line in found]
    lesson = Lesson.of([reading_of(text) for text in texts])
    large = []
    for name in files:
        mine = np.flatnonzero(owners == name)
        if len(mine) >= FEWEST:
            model = lesson.fit({"it": truth.tolist()}, only=np.flatnonzero(owners != name).tolist())
            odds = np.array([float(model.log_odds(lesson.texts[at])[0]) for at in mine])
            large.append(Event(name, [texts[at] for at in mine], truth[mine], odds))
    return large


def main() -> None:
    if not DATA.is_dir():
        print(f"skipped: {DATA} is not there")
        return
    large = events()
    print("macro F1 on posts nobody decided on    " + "".join(f"{n:>8}" for n in COUNTS))
    for name, pick in (("at random", at_random), ("least sure", unsure)):
        seeds = range(SEEDS if pick is at_random else 1)
        curves = {e.name: np.mean([e.curve(pick, seed) for seed in seeds], axis=0) for e in large}
        curves["mean"] = np.mean(list(curves.values()), axis=0)
        for event, curve in curves.items():
            print(f"{name:<12}{event:<26} " + "".join(f"{figure:8.3f}" for figure in curve))
    for count in (100, 500):
        large[0].after(np.arange(count))
        print(f"replay of {count} decisions: {large[0].took * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
