"""Feeds, and what the watch and the desk remember of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, bindparam, case, func, insert, select, update

from bot.domain.health import Health, Rhythm
from bot.ports import KeptFeed
from bot.store.sql import Sql, claimable, is_free, lease
from bot.store.tables import feeds
from monitors.feed import Feed, IdPolicy, Progress, SourceRole
from monitors.watch import Watched

_PROGRESS = tuple(field.name for field in fields(Progress))
_WATCHED = feeds.c.removed.is_(False)
_POLLED = _WATCHED & feeds.c.muted.is_(False)
# Built once, because the watch asks them at every poll, and building costs more than asking.
_ONE = select(feeds).where(_WATCHED, feeds.c.number == bindparam("number"))
_REMEMBER = (
    update(feeds)
    .where(feeds.c.number == bindparam("mine"))
    .values({name: bindparam(name) for name in _PROGRESS})
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
NEXT_DUE = select(func.min(_WHEN_DUE).label("due")).where(_POLLED)


class SqlFeeds:
    """The rows of `feeds`; one that was removed stays, because its items do."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, feed: Feed, progress: Progress, added_in: str | None = None) -> int:
        row = {
            "url": feed.url,
            "name": feed.name,
            "role": feed.role,
            "language": feed.language,
            "every_seconds": feed.every.total_seconds(),
            "timezone": feed.timezone,
            "keywords": list(feed.keywords),
            "added_in": added_in,
            "muted": False,
            "removed": False,
            "item_count": 0,
        }
        kept = insert(feeds).values(row | _written_progress(progress)).returning(feeds.c.number)
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
        kept = _written_progress(progress)
        await self._sql.change(_REMEMBER, f"feed {number}", mine=number, **kept)

    async def assess(
        self, number: int, health: Health, rhythm: Rhythm | None, troubled_at: datetime | None
    ) -> None:
        kept = _written(rhythm) if rhythm else None
        values = {"health": health, "rhythm": kept, "troubled_at": troubled_at}
        await self._change(number, values)

    async def hurry(self, roles: Collection[SourceRole], by: datetime) -> None:
        # A code without a failure is a host that is not to be asked yet.
        answering = (feeds.c.failures == 0) & feeds.c.code.is_(None)
        later = _POLLED, feeds.c.role.in_(sorted(roles)), feeds.c.next_poll > by, answering
        await self._sql.run(update(feeds).where(*later).values(next_poll=by))

    async def move(self, number: int, url: str) -> None:
        await self._change(number, {"url": url, "moved_to": None, "moved_seen": 0})

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
        row = await self._sql.row(NEXT_DUE)
        return None if row is None else row["due"]

    async def _change(self, number: int, values: Mapping[str, object]) -> None:
        change = update(feeds).where(feeds.c.number == number).values(**values)
        await self._sql.change(change, f"feed {number}")


def _feed(row: RowMapping) -> Feed:
    return Feed(
        url=row["url"],
        name=row["name"],
        role=SourceRole(row["role"]),
        language=row["language"],
        every=timedelta(seconds=row["every_seconds"]),
        timezone=row["timezone"],
        keywords=tuple(row["keywords"]),
    )


def _written_progress(progress: Progress) -> dict[str, object]:
    return {name: getattr(progress, name) for name in _PROGRESS}


def _progress(row: RowMapping) -> Progress:
    known = {name: row[name] for name in _PROGRESS}
    return Progress(**known | {"ids": IdPolicy(row["ids"])})


def _kept(row: RowMapping) -> KeptFeed:
    return KeptFeed(
        number=row["number"],
        feed=_feed(row),
        progress=_progress(row),
        muted=row["muted"],
        items=row["item_count"],
        health=Health(row["health"]),
        rhythm=_rhythm(row["rhythm"]) if row["rhythm"] else None,
        added_in=row["added_in"],
        troubled_at=row["troubled_at"],
    )


def _written(rhythm: Rhythm) -> dict[str, object]:
    """A rhythm as JSON: times as text, spans in seconds."""
    spans = {"usual": rhythm.usual, "pause": rhythm.pause, "lag": rhythm.lag}
    return {
        "since": rhythm.since.isoformat(),
        "newest": rhythm.newest.isoformat(),
        "count": rhythm.count,
    } | {name: None if span is None else span.total_seconds() for name, span in spans.items()}


def _rhythm(kept: Mapping[str, Any]) -> Rhythm:
    return Rhythm(
        since=datetime.fromisoformat(kept["since"]),
        newest=datetime.fromisoformat(kept["newest"]),
        count=kept["count"],
        **{
            name: None if kept[name] is None else timedelta(seconds=kept[name])
            for name in ("usual", "pause", "lag")
        },
    )
