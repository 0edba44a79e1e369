"""A small table of figures: what was measured, and whether it is what we promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One line. `limit` is in the same unit and must not be exceeded; None promises nothing."""

    name: str
    measured: float
    unit: str
    limit: float | None = None

    @property
    def verdict(self) -> str:
        """`ok`, `TOO MUCH`, or nothing where nothing is promised."""
        if self.limit is None:
            return ""
        return "ok" if self.measured <= self.limit else "TOO MUCH"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that is not below `share` of them (the nearest rank)."""
    return sorted(values)[max(ceil(share * len(values)), 1) - 1]


def resident() -> float:
    """Megabytes that this program holds now."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * 4096 / 1e6


def show(figures: Iterable[Figure]) -> None:
    """Print the table."""
    print(f"{'figure':<52} {'goal':>10} {'measured':>12}")
    for figure in figures:
        goal = "" if figure.limit is None else f"< {_short(figure.limit)}"
        measured = f"{_short(figure.measured)} {figure.unit}"
        print(f"{figure.name:<52} {goal:>10} {measured:>12}  {figure.verdict}".rstrip())


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
