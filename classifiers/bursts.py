"""What is more than usual: a season learned from the past, and a sum that grows in a burst. Pure.

The counts are of distinct hosts an hour, so that one loud site is one. What is expected is a mean
for each hour of the week (in UTC), shrunk towards the rhythm of the day times how loud that day of
the week is, that towards the mean of all hours, and that towards `FLOOR`: four weeks hold only four
of each hour. The hours of past bursts are left out.

Each hour weighs what its count says for a burst, as the logarithm of how many times likelier it is
in one than any day; the weights add up, and the sum begins afresh whenever it says nothing
(a CUSUM of likelihood ratios, Page 1954). One loud hour is found by it, and growth too slow to make
any single hour stand out. Rare storylines are counted as Poisson; of others the counts are spread
wider than that, and a negative binomial is taken, its spread measured on the past.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log

HOUR = timedelta(hours=1)
# How far back the season is learned from.
PAST = timedelta(days=28)
# A burst is one for so long: it is told once.
ONE_BURST = timedelta(hours=12)
# Hosts an hour below which no two storylines differ; also what is expected of a new one.
FLOOR = 0.2
BUSY = 0.5
FEWEST = 3
# The burst that is looked for: so many times the usual, and so many more hosts an hour.
TIMES, MORE = 2.0, 2.0
# Chosen on the seeds that benchmarks/bursts.py names: about one false alarm in seven weeks.
LIMIT = 6.0
# Before past bursts are known, this share of the highest hours is cut down.
_CUT = 0.02
# What was a burst without doubt. Were the highest hours of mere chance left out as well, what is
# usual would come out too low.
_SURE = 12.0
# What stays so much louder for so many hours is no burst: it is what is usual now.
_LONGEST = 24
# So many hours of its own weigh as much as what a mean is shrunk towards.
_PRIOR_OF_DAY = 6.0
_PRIOR_OF_WEEK = 48.0
_PRIOR_WHEN_NEW = 24.0
# What the spread is shrunk towards: hourly counts of posts are about so wide.
_WIDE, _PRIOR_SPREAD = 1 / 3, 100.0
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
        grown = self.grows(count)
        # Growth that was told begins afresh.
        return replace(self, grown=0.0 if grown > LIMIT else grown, until=self.until + HOUR)

    def grows(self, count: int, part: float = 1.0) -> float:
        """The CUSUM once so many hosts were seen in that part of the hour after `until`."""
        mean = self.means[_of_week(self.until)]
        return max(0.0, self.grown + weight(count, mean, self.spread, part))


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
    every = [((_of_week(start) + number) % _WEEK, count) for number, count in enumerate(counts)]
    bursts = _bursts(every, _learned(_cut(every), start))
    known = _learned([hour for n, hour in enumerate(every) if n not in bursts], start)
    for count in counts:
        known = known.after(count)
    return known


def burst(known: Usual, seen: Iterable[Seen], now: datetime) -> Burst | None:
    """Whether the last hour shows more than usual. `known` goes up to the last full hour."""
    recent = [(host, at) for host, at in seen if now - HOUR < at <= now]
    hosts = len({host for host, _ in recent})
    if hosts < FEWEST:
        return None
    # What came before that is in the sum already.
    since = len({host for host, at in recent if at >= known.until})
    if known.grows(since, (now - known.until) / HOUR) <= LIMIT:
        return None
    minutes = max(1, -((min(at for _, at in recent) - now) // timedelta(minutes=1)))
    return Burst(hosts, minutes, known.at(now), slow=known.grown > LIMIT / 2)


def weight(count: int, mean: float, spread: float, part: float = 1.0) -> float:
    """How many times likelier so many hosts in that part of an hour are in a burst than any day, as
    a natural logarithm: Poisson, or negative binomial with spread 1/k of what is `BUSY`."""
    if not part:
        return 0.0
    few, many = mean * part, (TIMES * mean + MORE) * part
    if mean < BUSY or not spread:
        return count * log(many / few) - (many - few)
    wider = (1 + spread * many) / (1 + spread * few)
    return count * log(many / few / wider) - log(wider) / spread


def _of_week(when: datetime) -> int:
    return when.weekday() * 24 + when.hour


Hours = Sequence[tuple[int, int]]
"""Of each hour its place in the week, and how many hosts were counted in it."""


def _learned(hours: Hours, start: datetime) -> Usual:
    means = _season(hours)
    return Usual(means, _spread(hours, means), 0.0, start)


def _cut(hours: Hours) -> Hours:
    highest = sorted(count for _, count in hours)[-1 - int(len(hours) * _CUT)] if hours else 0
    return [(hour, min(count, highest)) for hour, count in hours]


def _bursts(hours: Hours, known: Usual) -> set[int]:
    """The numbers of the hours of past bursts: from where the sum begins to where it is highest, if
    that is over `_SURE`."""
    weights = [weight(count, known.means[hour], known.spread) for hour, count in hours]
    found: set[int] = set()
    begun, end, grown, highest = 0, 0, 0.0, 0.0
    for number, each in enumerate([*weights, float("-inf")]):
        grown += each
        if grown > highest:
            end, highest = number + 1, grown
        elif grown <= max(0.0, highest - LIMIT):
            if highest > _SURE and end - begun <= _LONGEST:
                found.update(range(begun, end))
            begun, grown, highest = number + 1, 0.0, 0.0
    return found


def _season(hours: Hours) -> tuple[float, ...]:
    """The mean of each hour of the week with its two neighbours, shrunk, at least `FLOOR`."""
    counted = sum(count for _, count in hours)
    overall = (counted + _PRIOR_WHEN_NEW * FLOOR) / (len(hours) + _PRIOR_WHEN_NEW)
    of_day = _means([(h % 24, c) for h, c in hours], [overall] * 24, _PRIOR_OF_DAY)
    louder = _louder(hours, of_day, overall * _PRIOR_OF_WEEK)
    of_week = [of_day[hour % 24] * louder[hour // 24] for hour in range(_WEEK)]
    return tuple(max(mean, FLOOR) for mean in _means(hours, of_week, _PRIOR_OF_WEEK))


def _louder(hours: Hours, of_day: Sequence[float], prior: float) -> list[float]:
    """How many times as loud as any day each day of the week is."""
    said, due = [prior] * 7, [prior] * 7
    for hour, count in hours:
        said[hour // 24] += count
        due[hour // 24] += of_day[hour % 24]
    return [one / other for one, other in zip(said, due, strict=True)]


def _means(hours: Hours, towards: Sequence[float], prior: float) -> list[float]:
    """The mean of each slot and its neighbours on the ring, shrunk towards these."""
    size = len(towards)
    sums, held = [0.0] * size, [0.0] * size
    for slot, count in hours:
        for near in (slot - 1, slot, (slot + 1) % size):
            sums[near] += count
            held[near] += 1
    return [
        (total + prior * mean) / (number + prior)
        for total, number, mean in zip(sums, held, towards, strict=True)
    ]


def _spread(hours: Hours, means: Sequence[float]) -> float:
    """How much wider than Poisson the counts vary, as 1/k; never below none."""
    squares = sum(means[hour] ** 2 for hour, _ in hours)
    beyond = sum((count - means[hour]) ** 2 - means[hour] for hour, count in hours)
    return max(0.0, beyond + _WIDE * _PRIOR_SPREAD) / (squares + _PRIOR_SPREAD)
