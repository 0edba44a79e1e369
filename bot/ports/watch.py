"""What the store keeps of the watch: feeds, items, warnings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.health import Health, Rhythm, Sighting
from bot.domain.warning import PublicWarning
from monitors.decide import Novelty
from monitors.feed import Feed, Item, Progress, SourceRole
from monitors.watch import Watched


class Feeds(Protocol):
    """The feeds we watch, with what the watch remembers of each."""

    async def add(self, feed: Feed, progress: Progress, added_in: str | None = None) -> int:
        """Keep a feed and return its number; `added_in` is the room that asked for it."""

    async def all(self) -> Sequence["KeptFeed"]:
        """All that were not removed, by number."""

    async def get(self, number: int) -> "KeptFeed | None":
        """One of them; None when there is none of that number."""

    async def by_url(self, url: str) -> "KeptFeed | None":
        """The one watched at this address, if any."""

    async def remember(self, number: int, progress: Progress) -> None:
        """Keep what a poll left to remember, and free the feed's lease."""

    async def assess(
        self, number: int, health: Health, rhythm: Rhythm | None, troubled_at: datetime | None
    ) -> None:
        """Keep what the rooms are told of its health, its rhythm, and when it last troubled us."""

    async def hurry(self, roles: Collection[SourceRole], by: datetime) -> None:
        """Poll feeds of these roles by then at the latest; those that failed or must wait, do."""

    async def move(self, number: int, url: str) -> None:
        """Watch it at another address from now on."""

    async def mute(self, number: int, muted: bool) -> None:
        """Stop or resume polling it."""

    async def remove(self, number: int) -> None:
        """Stop watching it; what it published stays."""

    async def claim_due(
        self, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[Watched]:
        """Take the feeds that are due, not muted and free, under a lease that ends at `until`."""

    async def next_due(self) -> datetime | None:
        """When the next feed is due; None when there is none."""


@dataclass(frozen=True, slots=True)
class KeptFeed:
    """A feed as the store keeps it. `items` counts what it published since it is watched.

    `health` is what the rooms were last told; `rhythm` is as of its last news;
    `troubled_at` is when it last failed while the rooms knew.
    """

    number: int
    feed: Feed
    progress: Progress
    muted: bool
    items: int
    health: Health = Health.FINE
    rhythm: Rhythm | None = None
    added_in: str | None = None
    troubled_at: datetime | None = None


class Items(Protocol):
    """What feeds published, as last worded; every earlier wording is kept too."""

    async def known(self, feed: int, keys: Sequence[str]) -> Mapping[str, str]:
        """The digest of each of these keys that is known from this feed."""

    async def keep(self, feed: int, item: Item, novelty: Novelty, at: datetime) -> int:
        """Keep a new item or wording; returns the item's number, the same for each wording."""

    async def recent(self, feed: int, limit: int) -> Mapping[str, str]:
        """The digest of each of the newest items of this feed, by key."""

    async def rename(self, feed: int, renamed: Mapping[str, str]) -> None:
        """Know these items of a feed by new keys, which no other item of the feed has."""

    async def edits(self, feed: int, keys: Sequence[str]) -> Mapping[str, int]:
        """How often each of these keys that is known from this feed was worded anew."""

    async def get(self, number: int) -> Item | None:
        """One item as last worded."""

    async def at(self, link: str) -> tuple[int, int, datetime] | None:
        """The newest item with this link: its number, its feed, and when it was first seen."""

    async def sightings(self, feed: int, limit: int) -> Sequence[Sighting]:
        """When the newest items of a feed were first seen, the newest first."""

    async def forget(self, before: datetime) -> int:
        """Let go of the words and links of wordings that came before then, unless their item was
        flagged or belongs to a warning. What tells items apart stays, so that none comes back as
        new. Returns how many wordings lost their words."""


class Warnings(Protocol):
    """Warnings of the authorities, numbered from 1, each with the items that speak of it."""

    async def open(self, at: datetime) -> int:
        """A new warning, without any item yet; returns its number."""

    async def put(self, number: int, item: int, names: Sequence[str]) -> None:
        """Add an item to a warning; alerts that name one of `names` are found to belong to it."""

    async def get(self, number: int) -> PublicWarning | None:
        """One warning, its bulletins as last worded and in the order in which they were sent."""

    async def named(self, names: Sequence[str]) -> Sequence[PublicWarning]:
        """The warnings that go by one of these names, by number."""

    async def newest(self, most: int) -> Sequence[PublicWarning]:
        """So many of the warnings that were opened last, by number."""
