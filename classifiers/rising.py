"""What rises that nobody listed: terms that many voices take up together, and their posts.

Only posts that talk as rumours do are counted, each voice once. What is expected of a term is its
share of the talk of the last week, or of our plain texts while there is no such week, times the
talk of the last hours: so the rhythm of the day is in it. A term that is said by far more voices
and takes others along names a group. Sources that lead (authorities, fact-checkers, newsrooms) are
known as well: what one of them said first is news, and counts as a rumour only when it talks much
like one.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import exp, lgamma, log, log1p
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from classifiers.terms import terms

WINDOW = timedelta(hours=6)
DAYS = 7
"""How far back what is usual is learned from."""
TALK = 0.2
"""The judge's score from which a post counts. Of any day's posts one in ten has it, of those that
spread a storyline nobody listed nine in ten."""
# These were chosen on the development seeds of benchmarks/rumours.py.
FEWEST = 4
SUSPECT = 0.75
SUSPECT_WHEN_LED = 0.85
RARE = 1e-5
# Of pairs there are many more to be rare by chance.
RARE_PAIR = 1e-6
RARE_BESIDE = 1e-3
RARE_ALONE = 1e-8
# Voices in a window below which no two terms differ.
_FLOOR = 0.1
# How much wider than Poisson what is said often varies, as 1/k.
_SPREAD, _BUSY = 1 / 3, 2.0
# So many posts of talk weigh as much as our plain texts.
_PRIOR = 500.0
# What was never said may only not have been heard yet: the first day is a short one.
_UNSEEN = 0.5
_MOST_CORE = 8
_MOST_SEEDS = 4
_SLOTS = 1 << 19

Counts = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Talk:
    """One post. `voice` is who says it, `host` where; `leads` says that its source is one of those
    that report what is known; `narrative` is the storyline that the judge takes it for, if any.
    `words` are its terms that are words, `pairs` the others."""

    item: int
    at: datetime
    voice: str
    host: str
    lang: str
    score: float
    leads: bool
    words: frozenset[int]
    pairs: frozenset[int]
    narrative: str | None = None

    @property
    def terms(self) -> frozenset[int]:
        """All its terms."""
        return self.words | self.pairs

    @property
    def counts(self) -> bool:
        """Whether it talks as rumours do."""
        return self.score >= TALK


@dataclass(frozen=True, slots=True)
class Rise:
    """A group that rises: its terms, the rarest first, and its posts, the oldest first."""

    core: tuple[int, ...]
    posts: tuple[Talk, ...]

    @property
    def voices(self) -> int:
        """By how many it is said."""
        return len({post.voice for post in self.posts})

    @property
    def known(self) -> bool:
        """Whether half of it is taken for one and the same storyline."""
        named = Counter(post.narrative for post in self.posts if post.narrative)
        return any(2 * count >= len(self.posts) for count in named.values())

    def examples(self, most: int = 3) -> tuple[Talk, ...]:
        """The first post, then such as are in other languages and on other hosts."""
        chosen: list[Talk] = []
        for post in self.posts:
            langs, hosts = {p.lang for p in chosen}, {p.host for p in chosen}
            if not chosen or (post.lang not in langs and post.host not in hosts):
                chosen.append(post)
        for post in self.posts:
            if post.host not in {p.host for p in chosen}:
                chosen.append(post)
        return tuple(chosen[:most])


def shares(texts: Iterable[str]) -> dict[int, float]:
    """The share of these texts in which each term is said more than once among them."""
    told = list(texts)
    counted = Counter(term.number for text in told for term in terms(text))
    return {number: count / len(told) for number, count in counted.items() if count > 1}


@dataclass(slots=True)
class Rising:
    """Grows post by post, in the order of their times; the same posts give the same rises. Memory
    is bounded by the posts of `WINDOW`. Not safe to share between threads."""

    usual: Mapping[int, float] = field(default_factory=dict)
    _window: deque[Talk] = field(default_factory=deque)
    _said: dict[int, deque[Talk]] = field(default_factory=dict)
    _talk: int = 0
    _days: deque[tuple[date, Counts, int]] = field(default_factory=deque)
    _past: Counts = field(default_factory=lambda: np.zeros(_SLOTS, dtype=np.uint32))
    _past_talk: int = 0
    _hour: datetime | None = None
    _this_hour: set[tuple[int, str]] = field(default_factory=set)

    def add(self, post: Talk) -> Rise | None:
        """Take in a post; the group that it shows to be rising, if any."""
        self._forget(post.at)
        self._window.append(post)
        self._talk += post.counts
        for number in post.terms:
            self._said.setdefault(number, deque()).append(post)
        return self._rise(post) if post.counts else None

    def __len__(self) -> int:
        return len(self._window)

    # --- what rises ---

    def _rise(self, post: Talk) -> Rise | None:
        rare = dict(sorted(self._rare(post.terms), key=lambda each: each[1]))
        seeds = [n for n, c in rare.items() if c < (RARE if n in post.words else RARE_PAIR)]
        for seed in seeds[:_MOST_SEEDS]:
            found = self._group(seed, rare)
            if found is not None and post in found.posts:
                return found
        return None

    def _rare(self, numbers: Iterable[int]) -> Iterator[tuple[int, float]]:
        """Those terms that more voices say than is usual, with the chance of that."""
        for number in numbers:
            said = self._said[number]
            if len(said) < FEWEST:
                continue
            expected, spread = self._expected(number)
            if len(said) <= expected:
                continue
            voices = len({post.voice for post in said if post.counts})
            if voices < FEWEST or voices <= expected:
                continue
            chance = tail(voices, expected, spread)
            if chance < RARE_BESIDE:
                yield number, chance

    def _expected(self, number: int) -> tuple[float, float]:
        """Voices expected to say a term within the window, and how much wider than Poisson.

        Of what was hardly heard little is known: its rate is itself a guess, as wide as a gamma of
        so many past hearings, which makes of Poisson a negative binomial. So a first day, on which
        nothing was heard before, tells only what very many take up at once."""
        heard = self._past[number % _SLOTS] + _PRIOR * self.usual.get(number, 0.0)
        expected = (_UNSEEN + float(heard)) / (self._past_talk + _PRIOR) * self._talk
        if expected <= _FLOOR:
            return _FLOOR, 0.0
        doubt = 1 / (2 * _UNSEEN + float(heard))
        return expected, max(doubt, _SPREAD if expected >= _BUSY else 0.0)

    def _group(self, seed: int, rare: Mapping[int, float]) -> Rise | None:
        """The posts that say the seed and another term that half of those who say it do; the seed
        alone, such as a place in several languages, where it is rarer still."""
        said = [post for post in self._said[seed] if post.counts]
        beside = Counter(number for post in said for number in post.terms)
        core = [number for number in rare if 2 * beside[number] >= len(said)][:_MOST_CORE]
        alone = len(core) < 2
        if alone and rare[seed] >= RARE_ALONE:
            return None
        named, fewest = frozenset(core), min(2, len(core))
        there = {post.item: post for number in core for post in self._said[number]}
        near = sorted((p for p in there.values() if len(p.terms & named) >= fewest), key=_order)
        found = Rise(tuple(core), tuple(post for post in near if post.counts))
        if found.voices < FEWEST or found.known:
            return None
        led = next((p.leads for p in near if 2 * len(p.terms & named) >= len(core)), False)
        least = SUSPECT_WHEN_LED if led or alone else SUSPECT
        return found if fmean(post.score for post in found.posts) >= least else None

    # --- what is usual ---

    def _forget(self, now: datetime) -> None:
        while self._window and self._window[0].at <= now - WINDOW:
            post = self._window.popleft()
            for number in post.terms:
                said = self._said[number]
                said.popleft()
                if not said:
                    del self._said[number]
            if post.counts:
                self._talk -= 1
                self._learn(post)

    def _learn(self, post: Talk) -> None:
        """Count what left the window: a term once an hour for each voice."""
        hour = post.at.replace(minute=0, second=0, microsecond=0)
        if hour != self._hour:
            self._hour, self._this_hour = hour, set()
        fresh = [n for n in post.terms if (n, post.voice) not in self._this_hour]
        self._this_hour.update((number, post.voice) for number in fresh)
        slots = np.unique(np.array([n % _SLOTS for n in fresh], dtype=np.int64))
        counts = self._day(post.at.date())
        counts[slots] += 1
        self._past[slots] += 1

    def _day(self, day: date) -> Counts:
        if not self._days or self._days[-1][0] != day:
            self._days.append((day, np.zeros(_SLOTS, dtype=np.uint32), 0))
            while (day - self._days[0][0]).days >= DAYS:
                _, counts, talk = self._days.popleft()
                self._past -= counts
                self._past_talk -= talk
        name, counts, talk = self._days[-1]
        self._days[-1] = name, counts, talk + 1
        self._past_talk += 1
        return counts


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


def _order(post: Talk) -> tuple[datetime, int]:
    return post.at, post.item
