"""Rumours that nobody listed: groups of posts that rise together, until a person decides.

    open --watch (a title)--> watched      a narrative of its own, with its case
         --dismiss (reason)--> dismissed   left alone until three times as many say it

It is "possible": the bot saw that posts worded alike rise, and that they talk as rumours do.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from urllib.parse import urlsplit

from bot.domain.errors import RumourSettled
from bot.domain.flag import site
from bot.domain.message import Phrase
from classifiers.verdict import Verdict
from monitors.feed import Item, SourceRole

# What these say first is news.
LEADING = frozenset({SourceRole.OFFICIAL, SourceRole.FACT_CHECKER, SourceRole.MEDIA})
COMES_BACK = 3
MOST_ITEMS = 200
# Where a platform of many names the account.
_ACCOUNT = re.compile(r"/(?:profile/|@|users?/|u/)([^/]+)")


class Fate(StrEnum):
    """What people made of a rumour."""

    OPEN = "open"
    WATCHED = "watched"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Sounding:
    """A post that counts when it is asked what rises: one that talks as rumours do, or one of a
    source that leads. `verdict` is None for what is never judged."""

    number: int
    at: datetime
    feed: str
    role: SourceRole
    item: Item
    verdict: Verdict | None

    def voice(self, salt: bytes) -> str:
        """Who says it: the site, and on a platform of many the account, of which only a hash is
        known that means nothing once the salt is gone."""
        where = site(self.item.link) or self.feed
        found = _ACCOUNT.match(_path(self.item.link))
        if self.role is not SourceRole.SOCIAL or not found:
            return where
        return blake2b(f"{where}/{found[1]}".encode(), key=salt, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Rumour:
    """A group of posts that rise together. `core` are the terms that made it a group; `items` the
    first of its posts (`MOST_ITEMS`), of which `examples` are shown; `voices` is how many said it
    at its widest; `after` is the dismissed rumour that it is once more, 0 for none."""

    number: int
    incident: int
    title: str
    first_seen: datetime
    opened_at: datetime
    core: tuple[int, ...]
    items: tuple[int, ...]
    examples: tuple[int, ...]
    voices: int
    hosts: int
    languages: tuple[str, ...]
    fate: Fate = Fate.OPEN
    by: str = ""
    reason: str = ""
    narrative: str = ""
    after: int = 0

    @property
    def is_open(self) -> bool:
        """Whether nobody decided on it yet."""
        return self.fate is Fate.OPEN

    def is_of(self, core: Collection[int], items: Collection[int]) -> bool:
        """Whether a group is this one: half of its posts or of the fewer terms are shared."""
        fewer = min(len(self.core), len(core))
        shared = len(set(self.core) & set(core)), len(set(self.items) & set(items))
        return 2 * shared[1] >= len(items) or (fewer > 1 and 2 * shared[0] >= fewer)

    def comes_back(self, voices: int) -> bool:
        """Whether it has grown so much since it was dismissed that people must look again."""
        return self.fate is Fate.DISMISSED and voices >= COMES_BACK * self.voices

    def grown(self, seen: "Rumour") -> "Rumour":
        """This rumour with what is seen of it now."""
        more = tuple(item for item in seen.items if item not in self.items)
        return replace(
            self,
            items=(self.items + more)[:MOST_ITEMS],
            voices=max(self.voices, seen.voices),
            hosts=max(self.hosts, seen.hosts),
            languages=tuple(sorted({*self.languages, *seen.languages})),
        )

    def settled(self, fate: Fate, by: str, *, reason: str = "", narrative: str = "") -> "Rumour":
        """What a person decided; refused when it is decided already."""
        if not self.is_open:
            raise RumourSettled(number=self.number, fate=Phrase(self.fate), by=self.by)
        return replace(self, fate=fate, by=by, reason=reason, narrative=narrative)


def the_one(
    known: Sequence[Rumour], core: Collection[int], items: Collection[int]
) -> Rumour | None:
    """The newest of these rumours that a group is."""
    return next((r for r in sorted(known, key=lambda r: -r.number) if r.is_of(core, items)), None)


def _path(link: str | None) -> str:
    try:
        return urlsplit(link or "").path
    except ValueError:
        return ""
