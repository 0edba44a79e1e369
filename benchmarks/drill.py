"""What the built-in exercise takes, played by itself from the first inject to the report.

    python benchmarks/drill.py

Whole processes: some hours of the exercise, about 1 700 polls of feeds on loopback, every item
judged, every command carried out, every publication sent.
"""

import os
import subprocess
from time import perf_counter

from parts.desk_session import VIGIE
from parts.figures import Figure, show

RUNS = 2


def main() -> None:
    """Play it, and print the table."""
    figures = []
    for run in range(1, RUNS + 1):
        wall, cpu = _play()
        figures.append(Figure(f"vigie drill --auto, run {run}, wall", wall, "s", 12.0))
        figures.append(Figure(f"vigie drill --auto, run {run}, processor", cpu, "s"))
    show(figures)


def _play() -> tuple[float, float]:
    """Seconds on the wall and of the processor."""
    before, begun = os.times(), perf_counter()
    played = subprocess.run([VIGIE, "drill", "--auto"], capture_output=True, text=True, check=False)
    wall, after = perf_counter() - begun, os.times()
    if played.returncode:
        raise SystemExit(f"the exercise did not go as planned:\n{played.stdout[-2000:]}")
    return wall, (
        after.children_user + after.children_system
        - before.children_user - before.children_system
    )  # fmt: skip


if __name__ == "__main__":
    main()
