"""What waits to be done: the inbox of what was heard, the outbox of what is to be said."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, RowMapping, bindparam, case, delete, func, select, update

from bot.domain.message import Block, Button, Message, Paragraph, Quote, Rows
from bot.domain.room import Utterance
from bot.ports import Lane, Post, Queued
from bot.store.sql import Sql, claimable, is_free, lease
from bot.store.tables import inbox, outbox

_URGENCY = case({lane.value: place for place, lane in enumerate(Lane)}, value=outbox.c.lane)
_ORDER = {lane: place for place, lane in enumerate(Lane)}
# Built once, because they are asked again and again, and building costs more than asking.
_WAITING = (
    select(inbox)
    .where(inbox.c.done_at.is_(None))
    .order_by(inbox.c.number)
    .limit(bindparam("limit", type_=Integer))
)
_READY = claimable(
    select(outbox.c.number)
    .where(outbox.c.due <= bindparam("now"), is_free(outbox))
    .order_by(_URGENCY, outbox.c.number)
)


class SqlInbox:
    """The rows of `inbox`; one that is done stays, so that a replay is known."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, heard: Utterance, at: datetime) -> bool:
        row = {
            "key": heard.key,
            "room": heard.room,
            "account": heard.account,
            "text": heard.text,
            "pressed": heard.pressed,
            "heard_at": at,
        }
        heard_now = self._sql.insert(inbox).values(row)
        unless_known = heard_now.on_conflict_do_nothing(index_elements=["key"])
        return await self._sql.row(unless_known.returning(inbox.c.number)) is not None

    async def waiting(self, limit: int = 100) -> Sequence[Utterance]:
        return [_utterance(row) for row in await self._sql.rows(_WAITING, limit=limit)]

    async def done(self, key: str, at: datetime) -> bool:
        mine = inbox.c.key == key, inbox.c.done_at.is_(None)
        return await self._sql.run(update(inbox).where(*mine).values(done_at=at)) == 1


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
        self, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[Queued]:
        once_more = outbox.c.attempts + 1
        rows = await lease(
            self._sql, outbox, _READY, owner, now, until, limit, attempts=once_more, again=None
        )
        claimed = [Queued(row["number"], _post(row), row["attempts"]) for row in rows]
        return sorted(claimed, key=lambda queued: (_ORDER[queued.post.lane], queued.number))

    async def done(self, number: int) -> None:
        mine = outbox.c.number == number
        if await self._sql.run(delete(outbox).where(mine, outbox.c.again.is_(None))):
            return
        once_more = {"due": outbox.c.again, "again": None, "attempts": 0}
        freed = {"lease_owner": None, "lease_until": None, "why": None}
        await self._sql.run(update(outbox).where(mine).values(once_more | freed))

    async def later(self, number: int, due: datetime, why: str) -> None:
        # A change in the meantime needs no second round: the next one shows it.
        changed = {"due": due, "why": why, "again": None, "lease_owner": None, "lease_until": None}
        await self._sql.run(update(outbox).where(outbox.c.number == number).values(changed))

    async def count(self) -> int:
        return await self._sql.number(select(func.count()).select_from(outbox))


def written(message: Message) -> dict[str, object]:
    """A message as JSON."""
    return {
        "headline": message.headline,
        "blocks": [_written_block(block) for block in message.blocks],
        "buttons": [[button.label, button.says] for button in message.buttons],
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
    return Message(
        kept["headline"],
        tuple(_block(block) for block in kept["blocks"]),
        tuple(Button(label, says) for label, says in kept["buttons"]),
    )


def _block(kept: Mapping[str, Any]) -> Block:
    if "rows" in kept:
        return Rows(tuple(kept["rows"]))
    return Quote(kept["quote"]) if "quote" in kept else Paragraph(kept["paragraph"])


def _post(row: RowMapping) -> Post:
    message = None if row["message"] is None else _message(row["message"])
    return Post(row["key"], row["room"], Lane(row["lane"]), message, row["subject"])


def _utterance(row: RowMapping) -> Utterance:
    return Utterance(row["key"], row["room"], row["account"], row["text"], row["pressed"])
