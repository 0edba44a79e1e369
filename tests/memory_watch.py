"""What is watched and what it published, in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.health import Health, Rhythm, Sighting
from bot.domain.warning import Bulletin, PublicWarning, in_order
from bot.ports import KeptFeed, StoreError
from monitors.decide import Novelty
from monitors.feed import Feed, Item, Progress, SourceRole
from monitors.watch import Watched
from tests.memory_tables import KeptItem, Table, Watch, must_be_there


class Feeds(Table):
    async def add(self, feed: Feed, progress: Progress, added_in: str | None = None) -> int:
        if await self.by_url(feed.url):
            raise StoreError(f"The feed {feed.url} is there already; nothing was kept.")
        number = self._kept.next("feeds")
        kept = KeptFeed(number, feed, progress, muted=False, items=0, added_in=added_in)
        self._kept.feeds[number] = Watch(kept)
        return number

    async def all(self) -> Sequence[KeptFeed]:
        return [watch.kept for watch in self._kept.feeds.values() if not watch.removed]

    async def get(self, number: int) -> KeptFeed | None:
        return next((kept for kept in await self.all() if kept.number == number), None)

    async def by_url(self, url: str) -> KeptFeed | None:
        return next((kept for kept in await self.all() if kept.feed.url == url), None)

    async def remember(self, number: int, progress: Progress) -> None:
        watch = self._watch(number)
        kept = replace(watch.kept, progress=progress)
        self._kept.feeds[number] = replace(watch, kept=kept, lease=None)

    async def assess(
        self, number: int, health: Health, rhythm: Rhythm | None, troubled_at: datetime | None
    ) -> None:
        watch = self._watch(number)
        kept = replace(watch.kept, health=health, rhythm=rhythm, troubled_at=troubled_at)
        self._kept.feeds[number] = replace(watch, kept=kept)

    async def hurry(self, roles: Collection[SourceRole], by: datetime) -> None:
        for number, watch in self._kept.feeds.items():
            kept, progress = watch.kept, watch.kept.progress
            answering = progress.failures == 0 and progress.code is None
            waits = watch.polled and progress.next_poll > by and answering
            if waits and kept.feed.role in roles:
                sooner = replace(kept, progress=replace(progress, next_poll=by))
                self._kept.feeds[number] = replace(watch, kept=sooner)

    async def move(self, number: int, url: str) -> None:
        watch = self._watch(number)
        stays = replace(watch.kept.progress, moved_to=None, moved_seen=0)
        kept = replace(watch.kept, feed=replace(watch.kept.feed, url=url), progress=stays)
        self._kept.feeds[number] = replace(watch, kept=kept)

    async def mute(self, number: int, muted: bool) -> None:
        watch = self._watch(number)
        self._kept.feeds[number] = replace(watch, kept=replace(watch.kept, muted=muted))

    async def remove(self, number: int) -> None:
        self._kept.feeds[number] = replace(self._watch(number), removed=True)

    async def claim_due(
        self, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[Watched]:
        due = [watch for watch in self._kept.feeds.values() if watch.polled and watch.due <= now]
        first = sorted((watch.kept.progress.next_poll, watch.kept.number) for watch in due)[:limit]
        return [self._claimed(number, until) for _, number in first]

    async def next_due(self) -> datetime | None:
        return min((w.due for w in self._kept.feeds.values() if w.polled), default=None)

    def _claimed(self, number: int, until: datetime) -> Watched:
        watch = self._kept.feeds[number] = replace(self._kept.feeds[number], lease=until)
        return Watched(number, watch.kept.feed, watch.kept.progress)

    def _watch(self, number: int) -> Watch:
        must_be_there(number, self._kept.feeds)
        return self._kept.feeds[number]


class Items(Table):
    async def known(self, feed: int, keys: Sequence[str]) -> Mapping[str, str]:
        items = self._kept.items
        return {key: items[feed, key].item.digest for key in keys if (feed, key) in items}

    async def recent(self, feed: int, limit: int) -> Mapping[str, str]:
        mine = [(kept.number, key) for (of, key), kept in self._kept.items.items() if of == feed]
        newest = [key for _, key in sorted(mine, reverse=True)[:limit]]
        return await self.known(feed, newest)

    async def rename(self, feed: int, renamed: Mapping[str, str]) -> None:
        for old, new in renamed.items():
            kept = self._kept.items.pop((feed, old))
            self._kept.items[feed, new] = replace(kept, item=replace(kept.item, key=new))

    async def edits(self, feed: int, keys: Sequence[str]) -> Mapping[str, int]:
        items = self._kept.items
        return {key: items[feed, key].edits for key in keys if (feed, key) in items}

    async def keep(self, feed: int, item: Item, novelty: Novelty, at: datetime) -> int:
        kept = self._kept.items.get((feed, item.key))
        if kept is None:
            watch = self._kept.feeds[feed]
            counted = replace(watch.kept, items=watch.kept.items + 1)
            self._kept.feeds[feed] = replace(watch, kept=counted)
            first = Sighting(at.astimezone(UTC), item.published)
            kept = KeptItem(self._kept.next("items"), feed, item, first, at)
        elif kept.item.digest != item.digest:
            kept = replace(kept, item=item, at=at, edits=kept.edits + 1)
        self._kept.items[feed, item.key] = kept
        return kept.number

    async def get(self, number: int) -> Item | None:
        found = (kept.item for kept in self._kept.items.values() if kept.number == number)
        return next(found, None)

    async def at(self, link: str) -> tuple[int, int, datetime] | None:
        found = [kept for kept in self._kept.items.values() if kept.item.link == link]
        newest = max(found, key=lambda kept: kept.number, default=None)
        return (newest.number, newest.feed, newest.first.at) if newest else None

    async def sightings(self, feed: int, limit: int) -> Sequence[Sighting]:
        mine = [kept.first for kept in self._kept.items.values() if kept.feed == feed]
        return mine[::-1][:limit]

    async def forget(self, before: datetime) -> int:
        needed = {flag.item for flag in self._kept.flags.values() if not flag.faded}
        needed |= {item for items, _ in self._kept.warnings.values() for item in items}
        gone = [
            where
            for where, kept in self._kept.items.items()
            if kept.at < before and kept.number not in needed and kept.item.text
        ]
        for where in gone:
            kept = self._kept.items[where]
            nothing = replace(kept.item, title="", text="", link=None, claim=None)
            self._kept.items[where] = replace(kept, item=nothing)
        return len(gone)


class Warnings(Table):
    async def open(self, at: datetime) -> int:
        return self._kept.next("warnings")

    async def put(self, number: int, item: int, names: Sequence[str]) -> None:
        items, known = self._kept.warnings.get(number, ((), frozenset()))
        more = (*items, item) if item not in items else items
        self._kept.warnings[number] = (more, known | set(names))

    async def get(self, number: int) -> PublicWarning | None:
        feeds, (items, _) = self._kept.feeds, self._kept.warnings.get(number, ((), frozenset()))
        kept = [kept for kept in self._kept.items.values() if kept.number in items]
        bulletins = [
            Bulletin(
                each.number, each.feed, feeds[each.feed].kept.feed.name,
                feeds[each.feed].kept.feed.role, each.first.at, each.item, each.item.alert,
            )
            for each in kept if each.item.alert
        ]  # fmt: skip
        return PublicWarning(number, in_order(bulletins)) if bulletins else None

    async def named(self, names: Sequence[str]) -> Sequence[PublicWarning]:
        numbers = [n for n, (_, known) in self._kept.warnings.items() if known & set(names)]
        found = [await self.get(number) for number in sorted(numbers)]
        return [warning for warning in found if warning is not None]

    async def newest(self, most: int) -> Sequence[PublicWarning]:
        found = [await self.get(number) for number in sorted(self._kept.warnings)[-most:]]
        return [warning for warning in found if warning is not None]
