"""What waits, what was said and what is watched, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.log import Entry, Head, next_entry
from bot.domain.room import Utterance
from bot.ports import KeptFeed, Lane, Post, Queued, StoreError
from monitors.decide import Novelty
from monitors.feed import Feed, Item, Progress
from monitors.watch import Watched
from tests.memory_tables import Heard, KeptItem, Table, Waiting, Watch, must_be_there

_LANES = list(Lane)


class Inbox(Table):
    async def add(self, heard: Utterance, at: datetime) -> bool:
        if heard.key in self._kept.inbox:
            return False
        self._kept.inbox[heard.key] = Heard(heard)
        return True

    async def waiting(self, limit: int = 100) -> Sequence[Utterance]:
        return [kept.utterance for kept in self._kept.inbox.values() if not kept.done][:limit]

    async def done(self, key: str, at: datetime) -> bool:
        kept = self._kept.inbox.get(key)
        if kept is None or kept.done:
            return False
        self._kept.inbox[key] = replace(kept, done=True)
        return True


class Outbox(Table):
    async def add(self, post: Post, due: datetime) -> None:
        for number, kept in self._kept.outbox.items():
            if kept.post.key == post.key:
                if kept.post.subject is not None and kept.lease is not None:
                    self._kept.outbox[number] = replace(kept, again=due)
                return
        self._kept.outbox[self._kept.next("outbox")] = Waiting(post, due)

    async def claim(
        self, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[Queued]:
        ready = [
            number
            for number, kept in self._kept.outbox.items()
            if kept.due <= now and (kept.lease is None or kept.lease <= now)
        ]
        ready.sort(key=lambda n: (_LANES.index(self._kept.outbox[n].post.lane), n))
        return [self._claimed(number, until) for number in ready[:limit]]

    def _claimed(self, number: int, until: datetime) -> Queued:
        kept = self._kept.outbox[number]
        taken = replace(kept, attempts=kept.attempts + 1, lease=until, again=None)
        self._kept.outbox[number] = taken
        return Queued(number, taken.post, taken.attempts)

    async def done(self, number: int) -> None:
        kept = self._kept.outbox.pop(number, None)
        if kept is not None and kept.again is not None:
            self._kept.outbox[number] = Waiting(kept.post, kept.again)

    async def later(self, number: int, due: datetime, why: str) -> None:
        if number in self._kept.outbox:
            kept = self._kept.outbox[number]
            self._kept.outbox[number] = replace(kept, due=due, lease=None, again=None)

    async def count(self) -> int:
        return len(self._kept.outbox)


class Log(Table):
    async def add(
        self, incident: int, at: datetime, by: str, kind: str, text: str, refs: Mapping[str, str]
    ) -> Entry:
        if incident not in self._kept.heads:
            raise StoreError(f"Incident {incident} has no log; nothing was kept.")
        head = self._kept.heads[incident]
        entry = next_entry(head, at.astimezone(UTC), by, kind, text, dict(refs))
        self._kept.entries[incident, entry.seq] = entry
        self._kept.heads[incident] = Head(incident, entry.seq, entry.hash)
        return entry

    async def entries(self, incident: int, last: int | None = None) -> Sequence[Entry]:
        found = [entry for entry in self._kept.entries.values() if entry.incident == incident]
        return found if last is None else found[max(len(found) - last, 0) :]

    async def heads(self) -> Sequence[Head]:
        return [head for _, head in sorted(self._kept.heads.items())]

    async def incidents(self) -> Sequence[int]:
        named = {incident for incident, _ in self._kept.entries}
        return sorted({*named, *self._kept.heads, *self._kept.incidents})


class Feeds(Table):
    async def add(self, feed: Feed, progress: Progress) -> int:
        if await self.by_url(feed.url):
            raise StoreError(f"The feed {feed.url} is there already; nothing was kept.")
        number = self._kept.next("feeds")
        self._kept.feeds[number] = Watch(KeptFeed(number, feed, progress, muted=False, items=0))
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
        return {key: items[feed, key].digest for key in keys if (feed, key) in items}

    async def keep(self, feed: int, item: Item, novelty: Novelty, at: datetime) -> int:
        kept = self._kept.items.get((feed, item.key))
        if kept is None:
            watch = self._kept.feeds[feed]
            counted = replace(watch.kept, items=watch.kept.items + 1)
            self._kept.feeds[feed] = replace(watch, kept=counted)
        number = self._kept.next("items") if kept is None else kept.number
        self._kept.items[feed, item.key] = KeptItem(number, item.digest)
        return number
