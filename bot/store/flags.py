"""Flags, and the labels that people's decisions leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Integer,
    RowMapping,
    and_,
    bindparam,
    case,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.domain.flag import Decision, Dismissal, Figures, Flag, Spotting
from bot.domain.incident import DAILY_WATCH
from bot.domain.month import Outcome
from bot.store.columns import Moment
from bot.store.sql import Sql
from bot.store.tables import cases, flags, labels
from classifiers.label import CONFIRMED, Label
from classifiers.verdict import Finding, Stance, Verdict, log_odds_of

_LABELS = select(labels, flags.c.text, flags.c.verdict, flags.c.faded).join(
    flags, flags.c.number == labels.c.flag
)
_DECISION = flags.c.decided_by, flags.c.decided_at, flags.c.dismissal, flags.c.decided_in
_UNCONFIRMED = or_(flags.c.decided_at.is_(None), flags.c.dismissal.is_not(None))
# Of the daily watch, not confirmed, and with its words.
_FADING = (
    select(flags)
    .join(cases, cases.c.number == flags.c.case)
    .where(
        cases.c.incident == DAILY_WATCH,
        flags.c.faded == "",
        _UNCONFIRMED,
    )
    .order_by(flags.c.number)
)
_HOUR = timedelta(hours=1)
_MINE = flags.c.case == bindparam("case", type_=Integer)
_SINCE, _BEFORE = (bindparam(name, type_=Moment()) for name in ("since", "before"))
# Counted in one pass over the index `ix_flags_counted`, without reading a post.
_COUNTED = (
    select(
        flags.c.lang,
        flags.c.dismissal,
        flags.c.decided_at.is_not(None).label("is_decided"),
        func.count().label("count"),
        func.count(case((flags.c.raised_at > _SINCE, 1))).label("hour"),
        func.count(case((flags.c.raised_at.between(_BEFORE, _SINCE), 1))).label("hour_before"),
        func.max(flags.c.number).label("newest"),
        func.max(case((flags.c.faded == "", flags.c.number))).label("newest_worded"),
        func.min(flags.c.decided_at).label("first_decided"),
    )
    .where(_MINE)
    .group_by(flags.c.lang, flags.c.dismissal, flags.c.decided_at.is_not(None))
)
# Whether somebody must still decide, and can.
_WAITS = and_(flags.c.decided_at.is_(None), flags.c.faded == "")
_HOSTS = select(func.count().label("hosts")).select_from(
    select(flags.c.host).where(_MINE).distinct().subquery()
)


class SqlFlags:
    """The rows of `flags` and `labels`."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, flag: Flag, gathered_in: int | None = None) -> Flag:
        row = {
            "case": flag.case,
            "item": flag.item,
            "feed": flag.feed,
            "link": flag.link,
            "text": flag.text,
            "verdict": asdict(flag.verdict),
            "raised_at": flag.raised_at,
            "host": flag.host,
            "lang": flag.verdict.lang,
            "faded": flag.faded,
            "gathered_in": None if gathered_in == flag.case else gathered_in,
        }
        kept = insert(flags).values(row | _decided(flag)).returning(flags.c.number)
        flag = replace(flag, number=await self._sql.number(kept))
        await self._label(flag)
        return flag

    async def get(self, number: int) -> Flag | None:
        row = await self._sql.row(select(flags).where(flags.c.number == number))
        return None if row is None else _flag(row)

    async def save(self, flag: Flag) -> None:
        change = update(flags).where(flags.c.number == flag.number).values(_decided(flag))
        await self._sql.change(change, f"flag {flag.number}")
        await self._label(flag)

    async def undecided(self, limit: int = 50) -> Sequence[Flag]:
        newest = select(flags).where(_WAITS).order_by(flags.c.number.desc())
        return [_flag(row) for row in await self._sql.rows(newest.limit(limit))]

    async def undecided_count(self) -> int:
        return await self._sql.number(select(func.count()).select_from(flags).where(_WAITS))

    async def of_case(self, case: int, limit: int = 50, *, worded: bool = False) -> Sequence[Flag]:
        oldest = select(flags).where(flags.c.case == case).order_by(flags.c.number)
        if worded:
            oldest = oldest.where(flags.c.faded == "")
        return [_flag(row) for row in await self._sql.rows(oldest.limit(limit))]

    async def spotted(
        self, since: datetime, *, narrative: str | None = None, case: int | None = None
    ) -> Sequence[Spotting]:
        points = (
            select(
                flags.c.case, cases.c.narrative, flags.c.feed, flags.c.link,
                flags.c.lang, flags.c.raised_at.label("at"),
            )
            .join(cases, cases.c.number == flags.c.case)
            .where(flags.c.raised_at >= since)
            .order_by(flags.c.raised_at, flags.c.number)
        )  # fmt: skip
        if narrative is not None:
            points = points.where(cases.c.narrative == narrative)
        if case is not None:
            points = points.where(flags.c.case == case)
        return [Spotting(**row) for row in await self._sql.rows(points)]

    async def outcomes(
        self, start: datetime, end: datetime, room: str | None = None
    ) -> Sequence[Outcome]:
        score = flags.c.verdict["score"].as_float().label("score")
        mine = flags.c.raised_at >= start, flags.c.raised_at < end
        found = select(score, *_DECISION).where(*mine).order_by(flags.c.raised_at, flags.c.number)
        if room is not None:
            found = found.where(flags.c.decided_in == room, flags.c.decided_at.is_not(None))
        return [Outcome(row["score"], _decision(row)) for row in await self._sql.rows(found)]

    async def fading(self, before: datetime, limit: int) -> Sequence[Flag]:
        since = func.coalesce(flags.c.decided_at, flags.c.raised_at)
        found = _FADING.where(since < before).limit(limit)
        return [_flag(row) for row in await self._sql.rows(found)]

    async def fade(self, flag: Flag) -> None:
        left = {"text": flag.text, "link": flag.link, "verdict": asdict(flag.verdict)}
        # Somebody may confirm it in this very moment: then it stays.
        mine = update(flags).where(flags.c.number == flag.number, _UNCONFIRMED)
        await self._sql.run(mine.values(left | {"faded": flag.faded}))

    async def of_item(self, item: int) -> Flag | None:
        newest = select(flags).where(flags.c.item == item).order_by(flags.c.number.desc())
        row = await self._sql.row(newest.limit(1))
        return None if row is None else _flag(row)

    async def decisions(self, number: int) -> Sequence[Decision]:
        taken = select(labels).where(labels.c.flag == number).order_by(labels.c.at, labels.c.number)
        return [_taken(row) for row in await self._sql.rows(taken)]

    async def label_count(self) -> tuple[int, int]:
        gone = select(func.count()).select_from(flags).where(flags.c.faded != "")
        taken = await self._sql.number(select(func.count()).select_from(labels))
        return taken, await self._sql.number(gone)

    async def labels(self, limit: int) -> Sequence[Label]:
        rows = await self._sql.rows(_LABELS.order_by(labels.c.number.desc()).limit(limit))
        return [_label(row) for row in reversed(rows)]

    async def figures(self, case: int, now: datetime) -> Figures:
        since, before = now - _HOUR, now - 2 * _HOUR
        rows = await self._sql.rows(_COUNTED, case=case, since=since, before=before)
        hosts = await self._sql.row(_HOSTS, case=case)
        languages: Counter[str] = Counter()
        decided: Counter[str] = Counter()
        for row in rows:
            languages[row["lang"]] += row["count"]
            if row["is_decided"]:
                decided[row["dismissal"] or CONFIRMED] += row["count"]
        return Figures(
            count=languages.total(),
            hosts=hosts["hosts"] if hosts else 0,
            hour=sum(row["hour"] for row in rows),
            hour_before=sum(row["hour_before"] for row in rows),
            languages=_ranked(languages),
            decided=_ranked(decided),
            newest=max((row["newest"] for row in rows), default=None),
            newest_open=max(
                (r["newest_worded"] or 0 for r in rows if not r["is_decided"]), default=0
            )
            or None,
            first_decided=min((r["first_decided"] for r in rows if r["is_decided"]), default=None),
        )

    async def between(self, case: int, start: datetime, end: datetime) -> int:
        mine = flags.c.case == case, flags.c.raised_at >= start, flags.c.raised_at < end
        return await self._sql.number(select(func.count()).select_from(flags).where(*mine))

    async def gathered(self, case: int, limit: int) -> Sequence[Flag]:
        own = flags.c.faded == "", or_((flags.c.case == case) & flags.c.gathered_in.is_(None),
                  flags.c.gathered_in == case)  # fmt: skip
        found = select(flags).where(*own).order_by(flags.c.number).limit(limit)
        return [_flag(row) for row in await self._sql.rows(found)]

    async def merge(self, case: int, into: int) -> int:
        home = func.coalesce(flags.c.gathered_in, case)
        mine = update(flags).where(flags.c.case == case)
        return await self._sql.run(mine.values(case=into, gathered_in=home))

    async def unmerge(self, cases: Sequence[int], back: int) -> int:
        theirs = update(flags).where(flags.c.gathered_in.in_(cases))
        return await self._sql.run(theirs.values(case=back))

    async def take_out(self, numbers: Sequence[int], to: int) -> int:
        some = update(flags).where(flags.c.number.in_(numbers))
        return await self._sql.run(some.values(case=to, gathered_in=None))

    async def _label(self, flag: Flag) -> None:
        """Keep the decision for the classifier; saving the same one twice teaches nothing more."""
        if flag.decision is None:
            return
        made = flag.decision
        said = {"by": made.by, "at": made.at, "word": made.word, "room": made.room}
        label = self._sql.insert(labels).values(flag=flag.number, **said)
        await self._sql.run(label.on_conflict_do_nothing())


def _ranked(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _decided(flag: Flag) -> dict[str, object]:
    decision = flag.decision
    if decision is None:
        return {"decided_by": None, "decided_at": None, "dismissal": None, "decided_in": ""}
    return {
        "decided_by": decision.by,
        "decided_at": decision.at,
        "dismissal": decision.dismissal,
        "decided_in": decision.room,
    }


def _decision(row: RowMapping) -> Decision | None:
    if row["decided_at"] is None:
        return None
    dismissal = None if row["dismissal"] is None else Dismissal(row["dismissal"])
    return Decision(row["decided_by"], row["decided_at"], dismissal, row["decided_in"])


def _taken(row: RowMapping) -> Decision:
    dismissal = None if row["word"] == CONFIRMED else Dismissal(row["word"])
    return Decision(row["by"], row["at"], dismissal, row["room"])


def _label(row: RowMapping) -> Label:
    verdict = verdict_of(row["verdict"])
    said = log_odds_of(f for f in verdict.findings if not f.code.startswith("room."))
    return Label(
        row["flag"], row["text"], row["word"], row["by"], row["at"],
        verdict.lang, verdict.narrative, said, row["faded"],
    )  # fmt: skip


def _flag(row: RowMapping) -> Flag:
    return Flag(
        number=row["number"],
        case=row["case"],
        item=row["item"],
        feed=row["feed"],
        link=row["link"],
        text=row["text"],
        verdict=verdict_of(row["verdict"]),
        raised_at=row["raised_at"],
        decision=_decision(row),
        faded=row["faded"],
    )


def verdict_of(kept: Mapping[str, Any]) -> Verdict:
    """A verdict from its JSON."""
    findings = kept["findings"]
    return Verdict(
        **{
            **kept,
            "stance": Stance(kept["stance"]),
            "findings": tuple(Finding(**finding) for finding in findings),
        }
    )
