"""What waits and what was said, in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.hearing import Lasting
from bot.domain.log import Entry, Head, next_entry
from bot.domain.publication import Delivery
from bot.domain.restraint import Telling, Why
from bot.domain.room import Utterance
from bot.ports import Buttons, Due, Lane, Late, Post, Queued, StoreError
from tests.memory_tables import HeldEars, KeptEvent, Table, Waiting

_LANES = list(Lane)


class Inbox(Table):
    async def add(self, heard: Lasting, at: datetime, raw: str = "") -> bool:
        return self._add(heard.key, KeptEvent(heard, raw, at))

    async def add_noise(self, key: str, at: datetime, raw: str) -> None:
        self._add(key, KeptEvent(None, raw, at, at))

    def _add(self, key: str, event: KeptEvent) -> bool:
        return self._kept.inbox.setdefault(key, event) is event

    async def waiting(self, limit: int = 100) -> Sequence[Lasting]:
        events = self._kept.inbox.values()
        return [kept.heard for kept in events if kept.heard and not kept.done][:limit]

    async def done(self, key: str, at: datetime) -> bool:
        kept = self._kept.inbox.get(key)
        if kept is None or kept.done:
            return False
        self._kept.inbox[key] = replace(kept, done=at)
        return True

    async def forget(self, before: datetime) -> None:
        for key, kept in self._kept.inbox.items():
            if kept.done and kept.done < before:
                self._kept.inbox[key] = replace(kept, heard=None, raw="")

    async def blank(self, key: str) -> None:
        kept = self._kept.inbox[key]
        heard = kept.heard
        blank = replace(heard, text="") if isinstance(heard, Utterance) else heard
        self._kept.inbox[key] = replace(kept, heard=blank, raw="")


class Ears(Table):
    async def take(self, platform: str, owner: str, now: datetime, until: datetime) -> bool:
        held = self._kept.ears.get(platform, HeldEars(owner, until))
        if held.owner not in ("", owner) and held.until > now:
            return False
        self._kept.ears[platform] = replace(held, owner=owner, until=until)
        return True

    async def cursor(self, platform: str) -> str | None:
        held = self._kept.ears.get(platform)
        return held.cursor if held else None

    async def keep(self, platform: str, owner: str, cursor: str) -> bool:
        held = self._kept.ears.get(platform)
        if held is None or held.owner != owner:
            return False
        self._kept.ears[platform] = replace(held, cursor=cursor)
        return True


class Leases(Table):
    async def owners(self) -> Sequence[str]:
        ears = {held.owner for held in self._kept.ears.values()}
        posts = {kept.owner for kept in self._kept.outbox.values() if kept.lease}
        rows = {owner for owner, _ in self._kept.leases.values()}
        return sorted((ears | posts | rows) - {""})

    async def free(self, owner: str) -> None:
        for platform, held in self._kept.ears.items():
            if held.owner == owner:
                self._kept.ears[platform] = replace(held, owner="")
        for number, kept in self._kept.outbox.items():
            if kept.owner == owner:
                self._kept.outbox[number] = replace(kept, owner="", lease=None)
        for row, (holder, _) in tuple(self._kept.leases.items()):
            if holder == owner:
                del self._kept.leases[row]


class Spoken(Table):
    async def get(self, room: str, reference: str) -> Buttons | None:
        kept = self._kept.spoken.get((room, reference))
        return kept[0] if kept else None

    async def put(self, room: str, reference: str, buttons: Buttons, at: datetime) -> None:
        self._kept.spoken[room, reference] = buttons, at

    async def forget(self, before: datetime) -> None:
        for key, (_, at) in tuple(self._kept.spoken.items()):
            if at < before:
                del self._kept.spoken[key]

    async def newest(self, room: str, limit: int) -> Sequence[str]:
        there = [(at, ref) for (in_room, ref), (_, at) in self._kept.spoken.items()
                 if in_room == room]  # fmt: skip
        by_age = sorted(sorted(there, key=lambda each: each[1]), key=lambda each: each[0],
                        reverse=True)  # fmt: skip
        return [reference for _, reference in by_age[:limit]]


class Outbox(Table):
    async def add(self, post: Post, due: datetime) -> None:
        for number, kept in self._kept.outbox.items():
            if kept.post.key == post.key:
                if kept.post.subject is not None and kept.lease is not None:
                    self._kept.outbox[number] = replace(kept, again=due)
                return
        self._kept.outbox[self._kept.next("outbox")] = Waiting(post, due)

    async def claim(
        self,
        owner: str,
        now: datetime,
        until: datetime,
        limit: int,
        *,
        closed: Collection[str] = (),
    ) -> Sequence[Queued]:
        heads: dict[str, tuple[int, int]] = {}
        posts = self._kept.outbox.values()
        held = {kept.post.room for kept in posts if _is_held(kept, now) and kept.owner != owner}
        for number, kept in self._kept.outbox.items():
            post, place = kept.post, _LANES.index(kept.post.lane)
            shut = post.room in closed or post.room in held
            if shut or kept.due > now or self._waits_behind(number, now):
                continue
            heads[post.room] = min(heads.get(post.room, (place, number)), (place, number))
        return [self._claimed(number, owner, until) for _, number in sorted(heads.values())[:limit]]

    def _waits_behind(self, number: int, now: datetime) -> bool:
        post = self._kept.outbox[number].post
        return any(
            ahead < number and kept.blocks and kept.due > now
            for ahead, kept in self._kept.outbox.items()
            if (kept.post.room, kept.post.lane) == (post.room, post.lane)
        )

    def _claimed(self, number: int, owner: str, until: datetime) -> Queued:
        kept = self._kept.outbox[number]
        taken = replace(kept, attempts=kept.attempts + 1, lease=until, owner=owner, again=None)
        self._kept.outbox[number] = taken
        return _queued(number, taken)

    async def backlog(self, room: str, lane: Lane, now: datetime, limit: int) -> Sequence[Queued]:
        return [
            _queued(number, kept)
            for number, kept in self._kept.outbox.items()
            if (kept.post.room, kept.post.lane) == (room, lane) and kept.due <= now
        ][:limit]

    async def done(self, number: int) -> None:
        kept = self._kept.outbox.pop(number, None)
        if kept is not None and kept.again is not None:
            self._kept.outbox[number] = Waiting(kept.post, kept.again, round=kept.round + 1)
            # The order of the numbers is the order of the table.
            self._kept.outbox = dict(sorted(self._kept.outbox.items()))

    async def later(
        self,
        number: int,
        due: datetime,
        why: str,
        *,
        tried: bool = True,
        sure: bool = True,
        blocks: bool = True,
    ) -> None:
        kept = self._kept.outbox.get(number)
        if kept is None:
            return
        kept = replace(kept, due=due, lease=None, owner="", again=None, blocks=blocks, why=why)
        if not tried:
            kept = replace(kept, attempts=kept.attempts - 1)
        elif sure:
            kept = replace(kept, refused=kept.attempts)
        self._kept.outbox[number] = kept

    async def hasten(self, rooms: Collection[str], now: datetime) -> None:
        for number, kept in self._kept.outbox.items():
            if kept.post.room in rooms and kept.blocks and kept.due > now:
                self._kept.outbox[number] = replace(kept, due=now)

    async def count(self) -> int:
        return len(self._kept.outbox)

    async def wake(self, subjects: Collection[str], now: datetime) -> None:
        for number, kept in self._kept.outbox.items():
            if kept.post.subject in subjects and kept.due > now and kept.lease is None:
                self._kept.outbox[number] = replace(kept, due=now)

    async def wake_held(self, why: Why, now: datetime) -> None:
        for number, kept in self._kept.outbox.items():
            telling = self._kept.tellings.get((number, kept.round))
            held = telling and telling.told_at is None and telling.hold and telling.hold.why is why
            if held and kept.due > now and kept.lease is None:
                self._kept.outbox[number] = replace(kept, due=now)

    async def about(self, subjects: Collection[str]) -> Sequence[Late]:
        waiting = (kept for kept in self._kept.outbox.values() if kept.post.subject in subjects)
        return [
            Late(kept.post.room, kept.post.subject or "", kept.due, kept.attempts, kept.why)
            for kept in waiting
        ]


def _is_held(kept: Waiting, now: datetime) -> bool:
    return kept.lease is not None and kept.lease > now


def _queued(number: int, kept: Waiting) -> Queued:
    unsure = kept.attempts > 1 and kept.refused != kept.attempts - 1
    return Queued(number, kept.post, kept.attempts, kept.round, unsure)


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

    async def of_draft(self, incident: int, kind: str, draft: int) -> Sequence[Entry]:
        mine = await self.entries(incident)
        return [e for e in mine if (e.kind, e.refs.get("draft")) == (kind, str(draft))]


class Agenda(Table):
    async def next(self) -> Due:
        kept, unsettled = self._kept, (Delivery.QUEUED, Delivery.SENDING)
        heard = [event.at for event in kept.inbox.values() if not event.done]
        posts = [max(post.due, post.lease or post.due) for post in kept.outbox.values()]
        sent = [
            max(row.due, kept.leases.get(row.number, ("", row.due))[1])
            for row in kept.publications.values()
            if row.state in unsettled
        ]
        polls = [watch.due for watch in kept.feeds.values() if watch.polled]
        return Due(min(polls, default=None), min(heard + posts + sent, default=None))


class Tellings(Table):
    async def get(self, post: int, no: int) -> Telling | None:
        return self._kept.tellings.get((post, no))

    async def put(self, telling: Telling) -> None:
        key = telling.post, telling.round
        first = self._kept.tellings.get(key, telling)
        self._kept.tellings[key] = replace(telling, at=first.at)

    async def told(self, room: str, since: datetime) -> Sequence[datetime]:
        found: dict[object, datetime] = {}
        for key, kept in self._kept.tellings.items():
            if kept.room == room and kept.told_at and kept.told_at > since:
                one = kept.digest or key
                found[one] = min(found.get(one, kept.told_at), kept.told_at)
        return sorted(found.values())

    async def of_subjects(self, subjects: Collection[str]) -> Sequence[Telling]:
        mine = [kept for kept in self._kept.tellings.values() if kept.subject in subjects]
        return sorted(mine, key=lambda kept: (kept.at, kept.post, kept.round))

    async def forget(self, before: datetime) -> None:
        gone = [key for key, kept in self._kept.tellings.items() if kept.at < before]
        for key in gone:
            del self._kept.tellings[key]
