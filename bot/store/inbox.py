"""What was heard, who listens up to where, and what the buttons of our messages say."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from sqlalchemy import Integer, RowMapping, bindparam, delete, or_, select, update

from bot.domain.exchange import Envelope
from bot.domain.hearing import (
    Enveloped,
    Lasting,
    Pressed,
    RoomBack,
    RoomLost,
    RoomMoved,
    Unread,
)
from bot.domain.room import Utterance
from bot.ports import Buttons
from bot.store.public_tables import publications
from bot.store.sql import Sql
from bot.store.tables import ears, inbox, outbox, spoken

_WAITING = (
    select(inbox)
    .where(inbox.c.done_at.is_(None))
    .order_by(inbox.c.number)
    .limit(bindparam("limit", type_=Integer))
)
_LEASED = (ears, outbox, publications)
_NOBODY = {"room": "", "account": "", "text": "", "pressed": False}


class SqlInbox:
    """The rows of `inbox`; one that is done stays, so that a replay is known."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, heard: Lasting, at: datetime, raw: str = "") -> bool:
        return await self._add({"heard_at": at, "raw": raw or None, **_written(heard)})

    async def add_noise(self, key: str, at: datetime, raw: str) -> None:
        noise = {"key": key, "kind": "noise", "details": None, **_NOBODY}
        await self._add({"heard_at": at, "done_at": at, "raw": raw, **noise})

    async def _add(self, row: dict[str, object]) -> bool:
        unless_known = (
            self._sql.insert(inbox).values(row).on_conflict_do_nothing(index_elements=["key"])
        )
        return await self._sql.row(unless_known.returning(inbox.c.number)) is not None

    async def waiting(self, limit: int = 100) -> Sequence[Lasting]:
        return [_heard(row) for row in await self._sql.rows(_WAITING, limit=limit)]

    async def done(self, key: str, at: datetime) -> bool:
        mine = inbox.c.key == key, inbox.c.done_at.is_(None)
        return await self._sql.run(update(inbox).where(*mine).values(done_at=at)) == 1

    async def forget(self, before: datetime) -> None:
        kept = inbox.c.raw.is_not(None) | (inbox.c.account != "")
        old = update(inbox).where(inbox.c.done_at < before, kept)
        await self._sql.run(old.values(raw=None, details=None, **_NOBODY))

    async def blank(self, key: str) -> None:
        await self._sql.run(update(inbox).where(inbox.c.key == key).values(raw=None, text=""))


class SqlEars:
    """The rows of `ears`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def take(self, platform: str, owner: str, now: datetime, until: datetime) -> bool:
        held = {"lease_owner": owner, "lease_until": until}
        free = or_(
            ears.c.lease_owner.is_(None), ears.c.lease_owner == owner, ears.c.lease_until <= now
        )
        row = self._sql.insert(ears).values(platform=platform, **held)
        taken = row.on_conflict_do_update(index_elements=["platform"], set_=held, where=free)
        return await self._sql.row(taken.returning(ears.c.platform)) is not None

    async def cursor(self, platform: str) -> str | None:
        row = await self._sql.row(select(ears.c.cursor).where(ears.c.platform == platform))
        return None if row is None else row["cursor"]

    async def keep(self, platform: str, owner: str, cursor: str) -> bool:
        mine = ears.c.platform == platform, ears.c.lease_owner == owner
        return await self._sql.run(update(ears).where(*mine).values(cursor=cursor)) == 1


class SqlLeases:
    """The columns `lease_owner` of what rooms wait for."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def owners(self) -> Sequence[str]:
        rows = [
            await self._sql.rows(select(table.c.lease_owner.label("owner")).distinct())
            for table in _LEASED
        ]
        return sorted({row["owner"] for row in chain(*rows) if row["owner"] is not None})

    async def free(self, owner: str) -> None:
        for table in _LEASED:
            held = update(table).where(table.c.lease_owner == owner)
            await self._sql.run(held.values(lease_owner=None, lease_until=None))


class SqlSpoken:
    """The rows of `spoken`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def get(self, room: str, reference: str) -> Buttons | None:
        mine = spoken.c.room == room, spoken.c.reference == reference
        row = await self._sql.row(select(spoken).where(*mine))
        if row is None:
            return None
        coming = None if row["coming"] is None else tuple(row["coming"])
        return Buttons(tuple(row["says"]), coming)

    async def put(self, room: str, reference: str, buttons: Buttons, at: datetime) -> None:
        coming = None if buttons.coming is None else list(buttons.coming)
        says = {"says": list(buttons.says), "coming": coming, "said_at": at}
        row = self._sql.insert(spoken).values(room=room, reference=reference, **says)
        await self._sql.run(
            row.on_conflict_do_update(index_elements=["room", "reference"], set_=says)
        )

    async def forget(self, before: datetime) -> None:
        await self._sql.run(delete(spoken).where(spoken.c.said_at < before))

    async def newest(self, room: str, limit: int) -> Sequence[str]:
        newest = select(spoken.c.reference).where(spoken.c.room == room)
        ordered = newest.order_by(spoken.c.said_at.desc(), spoken.c.reference)
        return [row["reference"] for row in await self._sql.rows(ordered.limit(limit))]


def _written(heard: Lasting) -> dict[str, object]:
    """What was heard as a row, without the time."""
    row: dict[str, object] = {"key": heard.key, **_NOBODY, "details": None}
    match heard:
        case Utterance(_, room, account, text, pressed, thread):
            said = {"room": room, "account": account, "text": text, "pressed": pressed}
            return row | said | {"kind": "said", "details": {"thread": thread} if thread else None}
        case Pressed(_, room, account, reference, button, answer_to, says):
            under = {
                "reference": reference, "button": button, "answer_to": answer_to, "says": says,
            }  # fmt: skip
            return row | {"kind": "pressed", "room": room, "account": account, "details": under}
        case RoomLost(_, room, why):
            return row | {"kind": "lost", "room": room, "details": {"why": why}}
        case RoomBack(_, room):
            return row | {"kind": "back", "room": room}
        case Unread(_, room, account):
            return row | {"kind": "unread", "room": room, "account": account}
        case RoomMoved(_, room, address):
            return row | {"kind": "moved", "room": room, "details": {"address": address}}
        case Enveloped(_, room, account, envelope):
            handed = {"room": room, "account": account, "details": envelope.written()}
            return row | {"kind": "enveloped"} | handed


def _heard(row: RowMapping) -> Lasting:
    key, room, account, details = row["key"], row["room"], row["account"], row["details"] or {}
    match row["kind"]:
        case "pressed":
            return Pressed(key, room, account, **details)
        case "lost":
            return RoomLost(key, room, **details)
        case "unread":
            return Unread(key, room, account)
        case "back":
            return RoomBack(key, room)
        case "moved":
            return RoomMoved(key, room, **details)
        case "enveloped":
            envelope = Envelope.read(details)
            assert envelope is not None  # it was read before it was kept
            return Enveloped(key, room, account, envelope)
    return Utterance(key, room, account, row["text"], row["pressed"], **details)
