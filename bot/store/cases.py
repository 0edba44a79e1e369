"""The cases that flags gather in, and what official sources say on them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, func, insert, select, update

from bot.domain.flag import Case, OfficialWord, Priority, Silence
from bot.store.sql import Sql
from bot.store.tables import case_keys, cases, feeds, item_revisions, items, official_words

_CANDIDATES = 5
_MOST_WORDS = 20


class SqlCases:
    """The rows of `cases`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, case: Case) -> Case:
        row = {
            "incident": case.incident,
            "narrative": case.narrative,
            "opened_at": case.opened_at,
        }
        kept = insert(cases).values(row | _worked_on(case)).returning(cases.c.number)
        return replace(case, number=await self._sql.number(kept))

    async def get(self, number: int) -> Case | None:
        return await self._one(select(cases).where(cases.c.number == number))

    async def save(self, case: Case) -> None:
        change = update(cases).where(cases.c.number == case.number).values(_worked_on(case))
        await self._sql.change(change, f"case {case.number}")

    async def of_narrative(self, incident: int, narrative: str) -> Case | None:
        mine = cases.c.incident == incident, cases.c.narrative == narrative
        return await self._one(select(cases).where(*mine))

    async def of_story(self, incident: int, keys: Sequence[int]) -> Sequence[Case]:
        shared = func.count().label("shared")
        near = (
            select(case_keys.c.case, shared)
            .where(case_keys.c.key.in_(keys))
            .group_by(case_keys.c.case)
            .subquery()
        )
        here = select(cases).join(near, near.c.case == cases.c.number)
        found = here.where(cases.c.incident == incident).order_by(
            near.c.shared.desc(), cases.c.number
        )
        return [_case(row) for row in await self._sql.rows(found.limit(_CANDIDATES))]

    async def tell(self, case: int, keys: Sequence[int]) -> None:
        if keys:
            kept = self._sql.insert(case_keys).values([{"key": k, "case": case} for k in keys])
            await self._sql.run(kept.on_conflict_do_nothing())

    async def of_incident(self, incident: int) -> Sequence[Case]:
        found = select(cases).where(cases.c.incident == incident).order_by(cases.c.number)
        return [_case(row) for row in await self._sql.rows(found)]

    async def merged_into(self, case: int) -> Sequence[Case]:
        found = select(cases).where(cases.c.merged_into == case).order_by(cases.c.number)
        return [_case(row) for row in await self._sql.rows(found)]

    async def silenced(self, now: datetime) -> Sequence[Case]:
        found = select(cases).where(cases.c.silenced_until > now).order_by(cases.c.number)
        return [_case(row) for row in await self._sql.rows(found)]

    async def put_word(self, case: int, item: int, feed: str, at: datetime) -> None:
        word = self._sql.insert(official_words).values(case=case, item=item, feed=feed, at=at)
        await self._sql.run(word.on_conflict_do_nothing())

    async def words_on(self, numbers: Sequence[int]) -> Sequence[OfficialWord]:
        last = (item_revisions.c.item == items.c.number) & (item_revisions.c.no == items.c.wordings)
        spoken = func.coalesce(item_revisions.c.language, feeds.c.language, "").label("spoken")
        found = (
            select(official_words, item_revisions.c.link, item_revisions.c.title,
                   item_revisions.c.text, spoken)
            .join(items, items.c.number == official_words.c.item)
            .join(item_revisions, last)
            .join(feeds, feeds.c.number == items.c.feed)
            .where(official_words.c.case.in_(numbers))
            .order_by(official_words.c.at.desc(), official_words.c.item.desc())
            .limit(_MOST_WORDS)
        )  # fmt: skip
        return [
            OfficialWord(row["case"], row["item"], row["feed"], row["link"],
                         row["title"] or row["text"], row["at"], row["text"],
                         row["spoken"])
            for row in reversed(await self._sql.rows(found))
        ]  # fmt: skip

    async def _one(self, found: Select[*tuple[Any, ...]]) -> Case | None:
        row = await self._sql.row(found)
        return None if row is None else _case(row)


def _worked_on(case: Case) -> dict[str, object]:
    silence = case.silence
    return {
        "count": case.count,
        "owner": case.owner,
        "priority": case.priority,
        "priority_reason": case.priority_reason,
        "silenced_until": silence.until if silence else None,
        "silenced_by": silence.by if silence else None,
        "silence_reason": silence.reason if silence else None,
        "contradicts": case.contradicts,
        "merged_into": case.merged_into,
        "split_from": case.split_from,
    }


def _case(row: RowMapping) -> Case:
    kept = dict(row)
    until, by, why = (kept.pop(f"{n}") for n in ("silenced_until", "silenced_by", "silence_reason"))
    silence = Silence(until, by, why) if until is not None else None
    return Case(**{**kept, "priority": Priority(row["priority"]), "silence": silence})
