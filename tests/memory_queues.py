"""What waits and what was said, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.log import Entry, Head, next_entry
from bot.domain.room import Utterance
from bot.ports import Lane, Post, Queued, StoreError
from tests.memory_tables import Heard, Table, Waiting

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
