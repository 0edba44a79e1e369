"""What finding new rumours costs at 50,000 posts a day: time a post, and memory, day by day.

    python benchmarks/rising.py [--posts 50000] [--days 10] [--talk 0.2]

Posts of two of our texts of any day and a place, on 400 hosts; `--talk` is the share that talks as
rumours do (of any day's posts one in ten). What is usual is learned from a week, so the memory may
grow until the eighth day; after it, it must not. Exits with 1 when it does, or when a post takes
more than a millisecond in the mean.
"""

import argparse
import random
import sys
import time
from datetime import UTC, datetime, timedelta

from parts.figures import Figure, resident, show

from classifiers.corpus import background
from classifiers.rising import DAYS, Rising, Talk, shares
from classifiers.terms import terms

START = datetime(2026, 1, 5, tzinfo=UTC)
HOSTS = 400
PLACES = 5000


def main() -> None:
    """Let the days pass, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--posts", type=int, default=50_000)
    asked.add_argument("--days", type=int, default=DAYS + 3)
    asked.add_argument("--talk", type=float, default=0.2)
    given = asked.parse_args()
    chance, told = random.Random(1), [each.text for each in background()]
    rising, held, took = Rising(shares(told)), list[float](), list[float]()
    for day in range(given.days):
        spent = 0.0
        for number in range(given.posts):
            if chance.random() >= given.talk:
                continue
            at = START + timedelta(days=day, seconds=86_400 * number / given.posts)
            one, other = chance.sample(told, 2)
            text = f"{one} Place{chance.randrange(PLACES)}. {other}"
            began = time.process_time()
            rising.add(_talk(day * given.posts + number, at, text, chance))
            spent += time.process_time() - began
        took.append(spent / given.posts)
        held.append(resident())
        print(f"day {day + 1}: {took[-1] * 1e3:.3f} ms a post, {held[-1]:.0f} MB")
    grown = max(held[-1] - held[min(DAYS, len(held) - 1)], 0.0)
    figures = [
        Figure("a post, in the mean of the slowest day", max(took) * 1e3, "ms", 1.0),
        Figure("a whole day of posts", max(took) * given.posts, "s"),
        Figure("memory at the end", held[-1], "MB"),
        Figure("memory grown after a week", grown, "MB", 10),
    ]
    show(figures)
    sys.exit(any(figure.verdict == "TOO MUCH" for figure in figures))


def _talk(number: int, at: datetime, text: str, chance: random.Random) -> Talk:
    said, host = terms(text), f"h{chance.randrange(HOSTS)}"
    return Talk(
        number, at, host, host, "en", 0.2 + 0.8 * chance.random() ** 3, False,
        frozenset(term.number for term in said if term.quote),
        frozenset(term.number for term in said if not term.quote),
    )  # fmt: skip


if __name__ == "__main__":
    main()
