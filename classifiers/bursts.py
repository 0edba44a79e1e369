"""What is more than usual: a season learned from the past, and a tail test on the last hour. Pure.

The counts are of distinct hosts an hour, so that one loud site is one. What is expected is a mean
for each hour of the week (in UTC), shrunk towards that hour of all days, that towards the mean of
all hours, and that towards `FLOOR`: four weeks hold only four of each hour. Below two an hour a
Poisson tail says what is rare; above, counts are wider spread than Poisson allows, and a negative
binomial is taken, its spread measured on the past. A CUSUM over the same hours finds growth too
slow to make any single hour stand out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import exp, lgamma, log, log1p, sqrt

HOUR = timedelta(hours=1)
# How far back the season is learned from.
PAST = timedelta(days=28)
# A burst is one for so long: it is told once.
ONE_BURST = timedelta(hours=12)
# Hosts an hour below which no two storylines differ; also what is expected of a new one.
FLOOR = 0.2
BUSY = 2.0
FEWEST = 3
# These four were chosen on simulated weeks: see benchmarks/bursts.py.
RARE = 3e-6
RARE_WHEN_BUSY = 3e-5
SLACK = 1.0
LIMIT = 6.3
# So many hours of its own weigh as much as what a mean is shrunk towards.
_PRIOR = 6.0
_PRIOR_WHEN_NEW = 24.0
# The share of the highest hours that is cut down: a past burst must not become the rule.
_CUT = 0.02
_WEEK = 168

Seen = tuple[str, datetime]
"""A host, and when it was first seen to carry the storyline."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What is expected of a storyline. `means` are hosts an hour for each hour of the week, Monday
    0:00 UTC first; `spread` is 1/k of the negative binomial; `grown` is the CUSUM at `until`, where
    the hours end that it was learned from."""

    means: tuple[float, ...]
    spread: float
    grown: float
    until: datetime

    def at(self, now: datetime) -> float:
        """Hosts expected in the hour that ends now; it touches two hours of the clock."""
        share = (now.minute * 60 + now.second) / 3600
        return self.means[_of_week(now - HOUR)] * (1 - share) + self.means[_of_week(now)] * share

    def after(self, count: int) -> "Usual":
        """The same, once the hour after `until` is over, in which so many hosts were seen."""
        grown = _grown(self.grown, count, self.means[_of_week(self.until)], self.spread)
        # Growth that was told begins afresh.
        return replace(self, grown=0.0 if grown > LIMIT else grown, until=self.until + HOUR)


@dataclass(frozen=True, slots=True)
class Burst:
    """More than usual: so many distinct hosts within so many minutes, where in an hour `usual` are
    expected. `slow` when no single hour shows it, only the sum of many."""

    hosts: int
    minutes: int
    usual: float
    slow: bool = False


def hourly(seen: Iterable[Seen], start: datetime, hours: int) -> list[int]:
    """Distinct hosts in each of so many hours from `start`; what lies outside is left out."""
    there: list[set[str]] = [set() for _ in range(hours)]
    for host, at in seen:
        if 0 <= (hour := (at - start) // HOUR) < hours:
            there[hour].add(host)
    return [len(hosts) for hosts in there]


def usual(counts: Sequence[int], start: datetime) -> Usual:
    """What is expected after these hours, the first of which began at `start`, a full hour."""
    highest = sorted(counts)[-1 - int(len(counts) * _CUT)] if counts else 0
    capped = [min(count, highest) for count in counts]
    hours = [(_of_week(start) + number) % _WEEK for number in range(len(counts))]
    means = _season(capped, hours)
    spread = _spread(capped, [means[hour] for hour in hours])
    known = Usual(means, spread, 0.0, start)
    for count in counts:
        known = known.after(count)
    return known


def burst(known: Usual, seen: Iterable[Seen], now: datetime) -> Burst | None:
    """Whether the last hour is more than usual. `known` goes up to the last full hour."""
    recent = [(host, at) for host, at in seen if now - HOUR < at <= now]
    hosts = len({host for host, _ in recent})
    if hosts < FEWEST:
        return None
    expected = known.at(now)
    minutes = max(1, -((min(at for _, at in recent) - now) // timedelta(minutes=1)))
    rare = RARE if expected < BUSY else RARE_WHEN_BUSY
    if tail(hosts, expected, known.spread if expected >= BUSY else 0.0) < rare:
        return Burst(hosts, minutes, expected)
    # What came before that is in the sum already.
    since = len({host for host, at in recent if at >= known.until})
    grown = _grown(known.grown, since, known.means[_of_week(known.until)], known.spread)
    if grown <= LIMIT:
        return None
    return Burst(hosts, minutes, expected, slow=known.grown > LIMIT / 2)


def tail(count: int, mean: float, spread: float = 0.0) -> float:
    """How likely so many or more are by chance: Poisson, or negative binomial with spread 1/k."""
    if spread:
        k = 1 / spread
        none = -k * log1p(mean * spread)
        odds = log(mean / (k + mean))
        logs = (none + lgamma(n + k) - lgamma(k) - lgamma(n + 1) + n * odds for n in range(count))
    else:
        logs = (n * log(mean) - mean - lgamma(n + 1) for n in range(count))
    return max(0.0, 1.0 - sum(map(exp, logs)))


def _of_week(when: datetime) -> int:
    return when.weekday() * 24 + when.hour


def _season(counts: Sequence[int], hours: Sequence[int]) -> tuple[float, ...]:
    """The mean of each hour of the week with its two neighbours, shrunk, at least `FLOOR`."""
    overall = (sum(counts) + _PRIOR_WHEN_NEW * FLOOR) / (len(counts) + _PRIOR_WHEN_NEW)
    of_day = _means(counts, [hour % 24 for hour in hours], [overall] * 24)
    return tuple(max(mean, FLOOR) for mean in _means(counts, hours, of_day * 7))


def _means(counts: Sequence[int], slots: Sequence[int], towards: Sequence[float]) -> list[float]:
    """The mean of each slot and its neighbours on the ring, shrunk towards these."""
    size = len(towards)
    sums, held = [0.0] * size, [0.0] * size
    for count, slot in zip(counts, slots, strict=True):
        for near in (slot - 1, slot, (slot + 1) % size):
            sums[near] += count
            held[near] += 1
    return [
        (total + _PRIOR * prior) / (hours + _PRIOR)
        for total, hours, prior in zip(sums, held, towards, strict=True)
    ]


def _spread(counts: Sequence[int], means: Sequence[float]) -> float:
    """How much wider than Poisson the counts vary, as 1/k; never below none."""
    squares = sum(mean * mean for mean in means)
    beyond = sum((c - mean) ** 2 - mean for c, mean in zip(counts, means, strict=True))
    return max(0.0, beyond / squares) if squares else 0.0


def _grown(before: float, count: int, mean: float, spread: float) -> float:
    deviation = sqrt(mean + spread * mean * mean)
    return max(0.0, before + (count - mean) / deviation - SLACK)
