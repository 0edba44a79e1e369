"""Labels: what people decided on flags, and how the judge stands on those it never learned from.

Values only, so that a store can keep them without knowing how anything is learned.
"""

from dataclasses import dataclass
from datetime import datetime
from math import sqrt

CONFIRMED = "confirmed"
DUPLICATE = "duplicate"
UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Label:
    """What one person decided on one flag.

    `faded` is the mark of the text where its words are not kept any more, and `text` then "".
    `word` is "confirmed" or the reason of a dismissal; `log_odds` is what the judge said of the
    text when it was flagged, without what the room had taught it by then.
    """

    flag: int
    text: str
    word: str
    by: str
    at: datetime
    lang: str
    narrative: str | None
    log_odds: float
    faded: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def bounds(self) -> tuple[float, float]:
        """Where the true share lies, 19 times of 20 (the interval of Wilson)."""
        if not self.whole:
            return 0.0, 1.0
        z, n, p = 1.96, self.whole, self.part / self.whole
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(frozen=True, slots=True)
class Standing:
    """How well the judge does on decisions that it never learned from.

    `right` is how many of the texts that it would flag today people confirmed; `found` how many of
    those that people confirmed it would flag. Both are about texts that were flagged once: what the
    judge never showed, nobody decided on.
    """

    texts: int
    right: Share
    found: Share
