"""The outbox: what is to be said in rooms, each room in its order."""

import base64
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    RowMapping,
    bindparam,
    case,
    delete,
    false,
    func,
    or_,
    select,
    update,
)

from bot.domain.message import Block, Button, File, Mention, Message, Paragraph, Quote, Rows
from bot.domain.restraint import Why
from bot.ports import Lane, Late, Post, Queued
from bot.store.columns import Moment
from bot.store.sql import Sql, claimable, is_free
from bot.store.tables import outbox
from bot.store.tellings import tellings

_URGENCY = case({lane.value: place for place, lane in enumerate(Lane)}, value=outbox.c.lane)
_ORDER = {lane: place for place, lane in enumerate(Lane)}
# Built once, because it is asked again and again, and building costs more than asking.
_held, _ahead = outbox.alias("held"), outbox.alias("ahead")
_NOW: BindParameter[datetime] = bindparam("now", type_=Moment())
# What this owner holds in a room that is not closed to it was given up: it is free too.
_FREE = or_(is_free(outbox), outbox.c.lease_owner == bindparam("owner"))
_FIRST_OF_ROOM = (
    select(
        outbox.c.number,
        func.row_number()
        .over(partition_by=outbox.c.room, order_by=(_URGENCY, outbox.c.number))
        .label("place"),
    )
    .where(
        outbox.c.due <= _NOW,
        _FREE,
        outbox.c.room.not_in(bindparam("closed", expanding=True)),
        ~select(_held.c.number)
        .where(
            _held.c.room == outbox.c.room,
            _held.c.lease_until > _NOW,
            _held.c.lease_owner != bindparam("owner"),
        )
        .exists(),
        ~select(_ahead.c.number)
        .where(
            _ahead.c.room == outbox.c.room,
            _ahead.c.lane == outbox.c.lane,
            _ahead.c.number < outbox.c.number,
            _ahead.c.blocks,
            _ahead.c.due > _NOW,
        )
        .exists(),
    )
    .subquery()
)
_READY = claimable(
    select(outbox.c.number)
    .where(
        outbox.c.number.in_(select(_FIRST_OF_ROOM.c.number).where(_FIRST_OF_ROOM.c.place == 1)),
        _FREE,
    )
    .order_by(_URGENCY, outbox.c.number)
)
_TAKEN = (
    update(outbox)
    .where(outbox.c.number.in_(bindparam("chosen", expanding=True)))
    .values(
        lease_owner=bindparam("mine"), lease_until=bindparam("until"),
        attempts=outbox.c.attempts + 1, again=None,
    )
    .returning(*outbox.c)
)  # fmt: skip
_BACKLOG = (
    select(outbox)
    .where(
        outbox.c.room == bindparam("room"),
        outbox.c.lane == bindparam("lane"),
        outbox.c.due <= _NOW,
    )
    .order_by(outbox.c.number)
    .limit(bindparam("limit", type_=Integer))
)
_FREED: dict[str, object] = {"lease_owner": None, "lease_until": None}


class SqlOutbox:
    """The rows of `outbox`; what was said leaves it.

    A living card that changes while it is being said is said again: `again` keeps that in mind,
    because its key waits already.
    """

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, post: Post, due: datetime) -> None:
        row = {
            "key": post.key,
            "room": post.room,
            "lane": post.lane,
            "message": None if post.message is None else written(post.message),
            "subject": post.subject,
            "thread": post.thread,
            "due": due,
            "attempts": 0,
        }
        once_more = outbox.c.subject.is_not(None) & outbox.c.lease_until.is_not(None)
        queue = self._sql.insert(outbox).values(row)
        await self._sql.run(
            queue.on_conflict_do_update(
                index_elements=["key"], set_={"again": due}, where=once_more
            )
        )

    async def claim(
        self,
        owner: str,
        now: datetime,
        until: datetime,
        limit: int,
        *,
        closed: Collection[str] = (),
    ) -> Sequence[Queued]:
        found = await self._sql.rows(
            _READY, alone=False, owner=owner, now=now, closed=list(closed), limit=limit
        )
        if not found:
            return []
        held = {"mine": owner, "until": until, "chosen": [row["number"] for row in found]}
        claimed = [_queued(row) for row in await self._sql.rows(_TAKEN, alone=False, **held)]
        return sorted(claimed, key=lambda queued: (_ORDER[queued.post.lane], queued.number))

    async def backlog(self, room: str, lane: Lane, now: datetime, limit: int) -> Sequence[Queued]:
        rows = await self._sql.rows(_BACKLOG, room=room, lane=lane.value, now=now, limit=limit)
        return [_queued(row) for row in rows]

    async def done(self, number: int) -> None:
        mine = outbox.c.number == number
        if await self._sql.run(delete(outbox).where(mine, outbox.c.again.is_(None))):
            return
        once_more = {"due": outbox.c.again, "again": None, "attempts": 0, "why": None}
        fresh = {"round": outbox.c.round + 1, "refused": 0, "blocks": false()}
        await self._sql.run(update(outbox).where(mine).values(once_more | fresh | _FREED))

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
        # A change in the meantime needs no second round: the next one shows it.
        changed: dict[str, object] = {"due": due, "why": why, "again": None, "blocks": blocks}
        if not tried:
            changed |= {"attempts": outbox.c.attempts - 1}
        elif sure:
            changed |= {"refused": outbox.c.attempts}
        await self._sql.run(
            update(outbox).where(outbox.c.number == number).values(changed | _FREED)
        )

    async def hasten(self, rooms: Collection[str], now: datetime) -> None:
        put_off = outbox.c.room.in_(list(rooms)), outbox.c.blocks, outbox.c.due > now
        await self._sql.run(update(outbox).where(*put_off).values(due=now))

    async def count(self) -> int:
        return await self._sql.number(select(func.count()).select_from(outbox))

    async def wake(self, subjects: Collection[str], now: datetime) -> None:
        asleep = outbox.c.subject.in_(list(subjects)), outbox.c.due > now
        free = outbox.c.lease_until.is_(None)
        await self._sql.run(update(outbox).where(*asleep, free).values(due=now))

    async def wake_held(self, why: Why, now: datetime) -> None:
        held = select(tellings.c.post).where(
            tellings.c.post == outbox.c.number, tellings.c.round == outbox.c.round,
            tellings.c.held == why, tellings.c.told_at.is_(None),
        )  # fmt: skip
        asleep = outbox.c.due > now, outbox.c.lease_until.is_(None), held.exists()
        await self._sql.run(update(outbox).where(*asleep).values(due=now))

    async def about(self, subjects: Collection[str]) -> Sequence[Late]:
        mine = outbox.c.subject.in_(list(subjects))
        rows = await self._sql.rows(select(outbox).where(mine).order_by(outbox.c.number))
        return [
            Late(row["room"], row["subject"], row["due"], row["attempts"], row["why"] or "")
            for row in rows
        ]


def written(message: Message) -> dict[str, object]:
    """A message as JSON."""
    mentions = [[mention.name, dict(mention.accounts)] for mention in message.mentions]
    file = message.file and {
        "name": message.file.name,
        "media_type": message.file.media_type,
        "content": base64.b64encode(message.file.content).decode(),
    }
    return {
        "headline": message.headline,
        "blocks": [_written_block(block) for block in message.blocks],
        "buttons": [[button.label, button.says] for button in message.buttons],
        **({"mentions": mentions} if mentions else {}),
        **({"file": file} if file else {}),
    }


def _written_block(block: Block) -> dict[str, object]:
    match block:
        case Paragraph(text):
            return {"paragraph": text}
        case Quote(text):
            return {"quote": text}
        case Rows(lines):
            return {"rows": list(lines)}


def _message(kept: Mapping[str, Any]) -> Message:
    """A message from its JSON."""
    file = kept.get("file")
    return Message(
        kept["headline"],
        tuple(_block(block) for block in kept["blocks"]),
        tuple(Button(label, says) for label, says in kept["buttons"]),
        mentions=tuple(Mention(name, accounts) for name, accounts in kept.get("mentions", ())),
        file=file and File(file["name"], file["media_type"], base64.b64decode(file["content"])),
    )


def _block(kept: Mapping[str, Any]) -> Block:
    if "rows" in kept:
        return Rows(tuple(kept["rows"]))
    return Quote(kept["quote"]) if "quote" in kept else Paragraph(kept["paragraph"])


def _post(row: RowMapping) -> Post:
    message = None if row["message"] is None else _message(row["message"])
    lane, thread = Lane(row["lane"]), row["thread"]
    return Post(row["key"], row["room"], lane, message, row["subject"], thread)


def _queued(row: RowMapping) -> Queued:
    unsure = row["attempts"] > 1 and row["refused"] != row["attempts"] - 1
    return Queued(row["number"], _post(row), row["attempts"], row["round"], unsure)
