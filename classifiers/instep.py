"""Who posts in step: the same text or link within a short time, again and again. Pure.

It names hosts whose posts keep time with each other, and never says why: agencies, parties and
weather services post in step in all honesty. After CooRTweet and CooRnet: pairs that share at least
three different objects, where neither gives much more to the pair than the other, and their
connected groups.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

# Feeds are asked every few minutes; a chat would allow a narrower window.
WINDOW = timedelta(minutes=10)
REPEATED = 3
# What more than this share of all hosts carry is an agency's text, or the talk of the day.
TOO_COMMON = 0.05
# Below so many hosts a share says nothing.
_MANY_HOSTS = 60
# The pair's share of the quieter host's objects to that of the busier one.
_EVEN = 0.3


@dataclass(frozen=True, slots=True)
class Posted:
    """One post: where, when, the digest of its words (as near-duplicates share it), its link."""

    host: str
    at: datetime
    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class InStep:
    """Hosts that post in step, and how many texts or links they shared so."""

    hosts: tuple[str, ...]
    shared: int


def in_step(posts: Iterable[Posted], window: timedelta = WINDOW) -> tuple[InStep, ...]:
    """The groups of hosts that post in step, the largest first."""
    shares: defaultdict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for post in posts:
        shares[f"text {post.text}"].append((post.at, post.host))
        if post.link:
            shares[f"link {post.link}"].append((post.at, post.host))
    hosts = {host for objects in shares.values() for _, host in objects}
    most = len(hosts) * TOO_COMMON if len(hosts) >= _MANY_HOSTS else len(hosts)
    carried: Counter[str] = Counter()
    together: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, seen in shares.items():
        there = {host for _, host in seen}
        carried.update(there)
        if 1 < len(there) <= max(most, 2):
            for pair in _close(sorted(seen), window):
                together[pair].add(thing)
    pairs = {
        pair: things
        for pair, things in together.items()
        if _different(things) >= REPEATED and _is_even(carried[pair[0]], carried[pair[1]])
    }
    return tuple(sorted(_groups(pairs), key=lambda group: (-len(group.hosts), group.hosts)))


def _close(seen: Sequence[tuple[datetime, str]], window: timedelta) -> Iterator[tuple[str, str]]:
    """Every two hosts of which one posted within the window after the other."""
    first = 0
    for number, (at, host) in enumerate(seen):
        while seen[first][0] < at - window:
            first += 1
        for _, other in seen[first:number]:
            if other != host:
                yield (host, other) if host < other else (other, host)


def _different(things: set[str]) -> int:
    """How many posts these objects stand for: one post has a text and often a link."""
    kinds = Counter(thing[:4] for thing in things)
    return max(kinds.values())


def _is_even(one: int, other: int) -> bool:
    return min(one, other) >= _EVEN * max(one, other)


def _groups(pairs: dict[tuple[str, str], set[str]]) -> Iterator[InStep]:
    """The connected hosts, with all that any two of them shared."""
    group: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = group.get(one, {one}) | group.get(other, {other})
        group |= dict.fromkeys(joined, joined)
    for hosts in {tuple(sorted(hosts)) for hosts in group.values()}:
        shared = [pairs[pair] for pair in combinations(hosts, 2) if pair in pairs]
        yield InStep(hosts, _different(set().union(*shared)))
