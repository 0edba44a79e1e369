"""Find rumours that nobody listed: keep the posts that count, look what rises, tell it once.

What is usual and what was said in the last hours is in memory, and is learned again from the store
after a restart; the rumours that were told are rows. Every process reads the posts of all.
"""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache

from bot.desk.turn import VIGIE, Turn
from bot.domain.centre import Centre
from bot.domain.flag import site
from bot.domain.mode import unframed
from bot.domain.room import Duty
from bot.domain.rumour import LEADING, MOST_ITEMS, Rumour, Sounding, the_one
from bot.ports import Clock, KeptFeed, Lane, Units, Words
from classifiers.corpus import background
from classifiers.rising import DAYS, TALK, WINDOW, Rise, Rising, Talk, shares
from classifiers.terms import Term, terms
from classifiers.verdict import Verdict

MEMORY = timedelta(days=DAYS + 1)
"""How long the posts that count are kept as such."""

# Whoever keeps news looks at once. What another program kept, and died before it looked, is looked
# at by whoever polls next: so often is soon enough, and polls without news are nearly all.
_WITHOUT_NEWS = timedelta(minutes=1)
# A rumour that was decided on so long ago is a new one.
_SAME = timedelta(days=30)
_AT_ONCE = 1000
_TITLE_WORDS = 4


async def sound(turn: Turn, feed: KeptFeed, item: int, verdict: Verdict | None) -> None:
    """Keep an item as one that counts, if it is: it talks as rumours do, or its source leads."""
    talks = verdict is not None and verdict.score >= TALK
    if talks or feed.feed.role in LEADING:
        await turn.unit.rumours.sound(item, verdict, turn.now)


@dataclass(slots=True)
class Emerging:
    """What rises at this desk."""

    units: Units
    centre: Centre
    words: Words
    clock: Clock
    _rising: Rising | None = None
    _after: int = 0
    # When a look was last carried to its end; None while one is not.
    _looked: datetime | None = None
    # Accounts are known by hashes that mean nothing once this program ends.
    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def look(self, *, news: bool = True) -> None:
        """Hear what was kept since the last look, by whatever process, and tell what rises.

        Where the caller kept no `news`, a look less than a minute after another is none.
        """
        async with self._one_at_a_time:
            now = self.clock.now()
            if not news and self._looked is not None and now < self._looked + _WITHOUT_NEWS:
                return
            self._looked = None
            if self._rising is None:
                self._rising = Rising(await asyncio.to_thread(any_day))
            while posts := await self._news():
                for rise in await asyncio.to_thread(self._hear, self._rising, posts):
                    await self._tell(rise)
                self._after = posts[-1].number
            self._looked = now

    async def _news(self) -> Sequence[Sounding]:
        async with self.units() as unit:
            since = self.clock.now() - MEMORY
            return await unit.rumours.soundings(self._after, since, _AT_ONCE)

    def _hear(self, rising: Rising, news: Sequence[Sounding]) -> list[Rise]:
        """The groups that these posts show to be rising, each as it is after the last of them.

        After a restart, what died with the program may be untold; beyond the window it is over."""
        lately = self.clock.now() - WINDOW
        found = [
            rise
            for post in news
            if (rise := rising.add(self._talk(post))) is not None and post.at >= lately
        ]
        return [
            rise for at, rise in enumerate(found)
            if not any(set(rise.posts) <= set(later.posts) for later in found[at + 1 :])
        ]  # fmt: skip

    def _talk(self, post: Sounding) -> Talk:
        said, verdict = self._terms(post), post.verdict
        return Talk(
            post.number, post.at, post.voice(self._salt), site(post.item.link) or post.feed,
            verdict.lang if verdict else post.item.language or "",
            verdict.score if verdict else 0.0, post.role in LEADING,
            frozenset(term.number for term in said if term.quote),
            frozenset(term.number for term in said if not term.quote),
            verdict.narrative if verdict and verdict.suspect else None,
        )  # fmt: skip

    def _terms(self, post: Sounding) -> tuple[Term, ...]:
        return terms(unframed(post.item.words, self.centre.mode))

    async def _tell(self, rise: Rise) -> None:
        items = [post.item for post in rise.posts]
        async with self.units() as unit:
            turn = Turn(unit, self.centre, self.words, VIGIE, self.clock.now())
            told = await unit.rumours.since(turn.now - _SAME)
            known = the_one(told, rise.core, items)
            first = await unit.rumours.sounding(items[0])
            if first is None:
                return
            seen = _seen(rise, self._title(rise, first), (await turn.incident()).number, turn.now)
            if known is None or known.comes_back(seen.voices):
                await _open(turn, seen, known.number if known else 0)
            elif known.is_open and (grown := known.grown(seen)) != known:
                await unit.rumours.save(grown)
                await turn.show(f"rumour/{known.number}", "now", Lane.FLAG, Duty.MONITORING)
            await unit.commit()

    def _title(self, rise: Rise, first: Sounding) -> str:
        """The words of its first post that made it a group."""
        said = [term.quote for term in self._terms(first) if term.number in rise.core]
        return " · ".join([quote for quote in said if quote][:_TITLE_WORDS]) or first.feed


async def _open(turn: Turn, seen: Rumour, after: int) -> None:
    rumour = await turn.unit.rumours.add(replace(seen, after=after))
    await turn.note(
        "rumour.seen", rumour.title, rumour.incident,
        rumour=rumour.number, voices=rumour.voices, hosts=rumour.hosts,
    )  # fmt: skip
    await turn.show(f"rumour/{rumour.number}", "now", Lane.FLAG, Duty.MONITORING)


def _seen(rise: Rise, title: str, incident: int, now: datetime) -> Rumour:
    posts = rise.posts
    return Rumour(
        0, incident, title, posts[0].at, now, rise.core,
        tuple(post.item for post in posts[:MOST_ITEMS]),
        tuple(post.item for post in rise.examples()), rise.voices,
        len({post.host for post in posts}), tuple(sorted({post.lang for post in posts})),
    )  # fmt: skip


@cache
def any_day() -> Mapping[int, float]:
    """What is usual before this desk has read a week of its own. Takes half a second once."""
    return shares(told.text for told in background())
