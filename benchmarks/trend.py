"""How soon a trend is drawn: a new program with all its imports, and once it has drawn before.

    python benchmarks/trend.py

Six curves of 24 steps with three milestones, as a PNG of 960 by 960 dots. The first program is not
counted, so that all of it is compiled and the fonts are known.
"""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from parts.figures import Figure, show

from bot.domain.drawing import Curve, Drawing, Milestone

RUNS = 5
START = datetime(2026, 11, 20, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)
_ALONE = "import sys; sys.path[:0] = ['benchmarks', '.']; import trend; trend.draw()"


def main() -> None:
    """Measure both, and print the table."""
    _program()
    alone = median(_program() for _ in range(RUNS))
    draw()
    again = median(draw() for _ in range(RUNS))
    show((
        Figure("a program that draws one trend, with its imports", alone, "s", 1.5),
        Figure("the next trend", again, "s"),
    ))  # fmt: skip


def draw() -> float:
    """Draw one; returns the seconds it took, the import included."""
    begun = perf_counter()
    from bot.chat.plot import png

    curves = tuple(
        Curve(f"storyline-{n}", tuple((n * 7 + hour * 5) % 23 for hour in range(24)))
        for n in range(6)
    )
    marks = tuple(Milestone(START + n * 7 * HOUR, n == 2) for n in range(3))
    png(Drawing("Trend", START, HOUR, 24, curves, marks, "posts", "published", "corrected"))
    return perf_counter() - begun


def _program() -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, "-c", _ALONE], check=True)
    return perf_counter() - begun


if __name__ == "__main__":
    main()
