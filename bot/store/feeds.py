"""Feeds, what the watch remembers of them, and every wording of what they published."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, bindparam, case, func, insert, select, update

from bot.ports import KeptFeed
from bot.store.sql import Sql, claimable, is_free, lease
from bot.store.tables import feeds, item_revisions, items
from monitors.decide import Novelty
from monitors.feed import Feed, Item, Progress, SourceRole
from monitors.watch import Watched

_WATCHED = feeds.c.removed.is_(False)
_POLLED = _WATCHED & feeds.c.muted.is_(False)
# Built once, because the watch asks them at every poll, and building costs more than asking.
_ONE = select(feeds).where(_WATCHED, feeds.c.number == bindparam("number"))
_REMEMBER = (
    update(feeds)
    .where(feeds.c.number == bindparam("mine"))
    .values(
        {field.name: bindparam(field.name) for field in fields(Progress) if field.name in feeds.c}
    )
    .values(lease_owner=None, lease_until=None)
)
_DUE = claimable(
    select(feeds.c.number)
    .where(_POLLED, feeds.c.next_poll <= bindparam("now"), is_free(feeds))
    .order_by(feeds.c.next_poll, feeds.c.number)
)
# A claimed feed is due when its lease ends, unless its poll is remembered before.
_HELD = feeds.c.lease_until > feeds.c.next_poll
_WHEN_DUE = case((_HELD, feeds.c.lease_until), else_=feeds.c.next_poll)
_NEXT_DUE = select(func.min(_WHEN_DUE).label("due")).where(_POLLED)
# Well below what either database takes as values of one statement.
_KEYS_AT_ONCE = 1000


class SqlFeeds:
    """The rows of `feeds`; one that was removed stays, because its items do."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, feed: Feed, progress: Progress) -> int:
        row = {
            "url": feed.url,
            "name": feed.name,
            "role": feed.role,
            "language": feed.language,
            "every_seconds": feed.every.total_seconds(),
            "timezone": feed.timezone,
            "muted": False,
            "removed": False,
            "item_count": 0,
        }
        kept = insert(feeds).values(row | _remembered(progress)).returning(feeds.c.number)
        return await self._sql.number(kept)

    async def all(self) -> Sequence[KeptFeed]:
        rows = await self._sql.rows(select(feeds).where(_WATCHED).order_by(feeds.c.number))
        return [_kept(row) for row in rows]

    async def get(self, number: int) -> KeptFeed | None:
        row = await self._sql.row(_ONE, number=number)
        return None if row is None else _kept(row)

    async def by_url(self, url: str) -> KeptFeed | None:
        row = await self._sql.row(select(feeds).where(_WATCHED, feeds.c.url == url))
        return None if row is None else _kept(row)

    async def remember(self, number: int, progress: Progress) -> None:
        await self._sql.change(_REMEMBER, f"feed {number}", mine=number, **_remembered(progress))

    async def mute(self, number: int, muted: bool) -> None:
        await self._change(number, {"muted": muted})

    async def remove(self, number: int) -> None:
        await self._change(number, {"removed": True})

    async def claim_due(
        self, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[Watched]:
        rows = await lease(self._sql, feeds, _DUE, owner, now, until, limit)
        claimed = [Watched(row["number"], _feed(row), _progress(row)) for row in rows]
        return sorted(claimed, key=lambda watched: (watched.progress.next_poll, watched.number))

    async def next_due(self) -> datetime | None:
        row = await self._sql.row(_NEXT_DUE)
        return None if row is None else row["due"]

    async def _change(self, number: int, values: Mapping[str, object]) -> None:
        change = update(feeds).where(feeds.c.number == number).values(**values)
        await self._sql.change(change, f"feed {number}")


class SqlItems:
    """The rows of `items`, each with its wordings in `item_revisions`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def known(self, feed: int, keys: Sequence[str]) -> Mapping[str, str]:
        digests: dict[str, str] = {}
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            some = items.c.key.in_(keys[start : start + _KEYS_AT_ONCE])
            found = select(items.c.key, items.c.digest).where(items.c.feed == feed, some)
            digests |= {row["key"]: row["digest"] for row in await self._sql.rows(found)}
        return digests

    async def keep(self, feed: int, item: Item, novelty: Novelty, at: datetime) -> int:
        mine = items.c.feed == feed, items.c.key == item.key
        row = await self._sql.row(select(items).where(*mine))
        if row is None:
            number, wordings = await self._new(feed, item), 1
        elif row["digest"] == item.digest:
            return int(row["number"])
        else:
            number, wordings = row["number"], row["wordings"] + 1
            changed = update(items).where(items.c.number == number)
            await self._sql.run(changed.values(digest=item.digest, wordings=wordings))
        said = {name: v for name, v in asdict(item).items() if name in item_revisions.c}
        wording = said | {"item": number, "no": wordings, "novelty": novelty, "at": at}
        await self._sql.run(insert(item_revisions).values(wording))
        return number

    async def _new(self, feed: int, item: Item) -> int:
        row = {"feed": feed, "key": item.key, "digest": item.digest, "wordings": 1}
        number = await self._sql.number(insert(items).values(row).returning(items.c.number))
        mine = feeds.c.number == feed
        await self._sql.run(update(feeds).where(mine).values(item_count=feeds.c.item_count + 1))
        return number


def _remembered(progress: Progress) -> dict[str, object]:
    return {name: value for name, value in asdict(progress).items() if name in feeds.c}


def _feed(row: RowMapping) -> Feed:
    return Feed(
        url=row["url"],
        name=row["name"],
        role=SourceRole(row["role"]),
        language=row["language"],
        every=timedelta(seconds=row["every_seconds"]),
        timezone=row["timezone"],
    )


def _progress(row: RowMapping) -> Progress:
    return Progress(
        next_poll=row["next_poll"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_digest=row["body_digest"],
        imported=row["imported"],
        failures=row["failures"],
        last_ok=row["last_ok"],
        trouble=row["trouble"],
    )


def _kept(row: RowMapping) -> KeptFeed:
    return KeptFeed(row["number"], _feed(row), _progress(row), row["muted"], row["item_count"])
