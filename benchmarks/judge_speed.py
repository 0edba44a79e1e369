"""How quick and how large the judge is, with every shipped narrative and ten more, on one core."""

import os

# Before numpy is imported: one core is what is measured.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from classifiers.narrative import Narrative

MORE = 10


def resident() -> float:
    """Megabytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    started = resident()
    from classifiers.corpus import background, corpus
    from classifiers.shelf import fitted

    def note(sentence: str) -> None:
        print(sentence, file=sys.stderr)

    with tempfile.TemporaryDirectory() as shelf:
        if sys.argv[1:] != ["--kept"]:
            began = time.perf_counter()
            fitted(note, Path(shelf))
            print(f"first start, fitted:   {time.perf_counter() - began:6.2f} s")
            # Fitted here if it was not kept yet: a fit takes memory that the next start does not.
            fitted(note)
            os.execv(sys.executable, [sys.executable, __file__, "--kept"])
    began = time.perf_counter()
    judge = fitted(note)
    print(f"next start, kept:      {time.perf_counter() - began:6.2f} s")
    more = [
        Narrative(f"more-{at}", "More", "More.", {"en": (f"they moved statue {at} by night",)})
        for at in range(MORE)
    ]
    judge = judge.with_narratives(more)
    texts = [told.text for told in (*corpus(), *background())]
    warm, measured = texts[::2], texts[1::2]
    judge.judge_all(warm)
    print(
        f"memory above numpy:    {resident() - started:6.0f} MB, {len(judge.narratives)} narratives"
    )
    took = []
    for text in measured:
        began = time.perf_counter()
        judge.judge(text)
        took.append(time.perf_counter() - began)
    middle, slow = np.quantile(took, [0.5, 0.99]) * 1e3
    print(f"one post, p50, p99:    {middle:6.2f} ms, {slow:.2f}")
    began = time.process_time()
    judge.judge_all(measured)
    took_all = time.process_time() - began
    print(f"batch:                 {len(measured) / took_all:6.0f} posts a second")


if __name__ == "__main__":
    main()
