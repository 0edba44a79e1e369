"""Flags and the cases they gather in, in memory."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.flag import Case, Decision, Figures, Flag, OfficialWord, Spotting
from bot.domain.incident import DAILY_WATCH
from bot.domain.month import Outcome
from bot.ports import StoreError
from classifiers.label import Label
from classifiers.verdict import log_odds_of
from tests.memory_tables import Table, must_be_there

HOUR = timedelta(hours=1)


class Flags(Table):
    async def add(self, flag: Flag, gathered_in: int | None = None) -> Flag:
        kept = replace(flag, number=self._kept.next("flags"))
        if gathered_in not in {None, flag.case}:
            self._kept.gathered[kept.number] = gathered_in
        self._kept.flags[kept.number] = kept
        self._label(kept)
        return kept

    async def get(self, number: int) -> Flag | None:
        return self._kept.flags.get(number)

    async def save(self, flag: Flag) -> None:
        must_be_there(flag.number, self._kept.flags)
        kept = self._kept.flags[flag.number]
        self._kept.flags[flag.number] = replace(kept, decision=flag.decision)
        self._label(flag)

    async def undecided(self, limit: int = 50) -> Sequence[Flag]:
        return self._undecided[:limit]

    async def undecided_count(self) -> int:
        return len(self._undecided)

    @property
    def _undecided(self) -> list[Flag]:
        newest = reversed(self._kept.flags.values())
        return [flag for flag in newest if flag.decision is None and not flag.faded]

    async def of_case(self, case: int, limit: int = 50, *, worded: bool = False) -> Sequence[Flag]:
        mine = (flag for flag in self._kept.flags.values() if flag.case == case)
        return [flag for flag in mine if not (worded and flag.faded)][:limit]

    async def spotted(
        self, since: datetime, *, narrative: str | None = None, case: int | None = None
    ) -> Sequence[Spotting]:
        found = [
            Spotting(
                flag.case, self._kept.cases[flag.case].narrative, flag.feed, flag.link,
                flag.verdict.lang, flag.raised_at,
            )
            for flag in self._kept.flags.values()
            if flag.raised_at >= since and case in {None, flag.case}
        ]  # fmt: skip
        return sorted(
            (point for point in found if narrative in {None, point.narrative}),
            key=lambda point: point.at,
        )

    async def outcomes(
        self, start: datetime, end: datetime, room: str | None = None
    ) -> Sequence[Outcome]:
        found = (flag for flag in self._kept.flags.values() if start <= flag.raised_at < end)
        return [
            Outcome(flag.verdict.score, flag.decision)
            for flag in sorted(found, key=lambda flag: (flag.raised_at, flag.number))
            if room is None or (flag.decision and flag.decision.room == room)
        ]

    async def fading(self, before: datetime, limit: int) -> Sequence[Flag]:
        return [
            flag
            for flag in self._kept.flags.values()
            if self._kept.cases[flag.case].incident == DAILY_WATCH
            and (flag.decision.at if flag.decision else flag.raised_at) < before
            and not flag.faded
            and (flag.decision is None or flag.decision.dismissal)
        ][:limit]

    async def fade(self, flag: Flag) -> None:
        kept = self._kept.flags[flag.number]
        if kept.decision is None or kept.decision.dismissal:
            self._kept.flags[flag.number] = replace(flag, decision=kept.decision)

    async def of_item(self, item: int) -> Flag | None:
        newest = reversed(self._kept.flags.values())
        return next((flag for flag in newest if flag.item == item), None)

    async def decisions(self, number: int) -> Sequence[Decision]:
        return sorted((d for n, d in self._kept.labels if n == number), key=lambda d: d.at)

    async def label_count(self) -> tuple[int, int]:
        gone = sum(1 for flag in self._kept.flags.values() if flag.faded)
        return len(self._kept.labels), gone

    async def labels(self, limit: int) -> Sequence[Label]:
        return [self._as_label(*kept) for kept in self._kept.labels[-limit:]]

    async def figures(self, case: int, now: datetime) -> Figures:
        mine = [flag for flag in self._kept.flags.values() if flag.case == case]
        decisions = [flag.decision for flag in mine if flag.decision]
        hour, before = now - HOUR, now - 2 * HOUR
        return Figures(
            len(mine), len({flag.host for flag in mine}),
            sum(flag.raised_at > hour for flag in mine),
            sum(before <= flag.raised_at <= hour for flag in mine),
            _ranked(flag.verdict.lang for flag in mine), _ranked(d.word for d in decisions),
            max((flag.number for flag in mine), default=None),
            max((f.number for f in mine if f.decision is None and not f.faded), default=None),
            min((decision.at for decision in decisions), default=None),
        )  # fmt: skip

    async def between(self, case: int, start: datetime, end: datetime) -> int:
        mine = (flag for flag in self._kept.flags.values() if flag.case == case)
        return sum(start <= flag.raised_at < end for flag in mine)

    async def gathered(self, case: int, limit: int) -> Sequence[Flag]:
        home = self._kept.gathered
        worded = (flag for flag in self._kept.flags.values() if not flag.faded)
        return [flag for flag in worded if home.get(flag.number, flag.case) == case][:limit]

    async def merge(self, case: int, into: int) -> int:
        mine = [flag for flag in self._kept.flags.values() if flag.case == case]
        for flag in mine:
            self._kept.gathered.setdefault(flag.number, case)
        return self._give(mine, into)

    async def unmerge(self, cases: Sequence[int], back: int) -> int:
        home = self._kept.gathered
        theirs = [f for f in self._kept.flags.values() if home.get(f.number) in cases]
        return self._give(theirs, back)

    async def take_out(self, numbers: Sequence[int], to: int) -> int:
        for number in numbers:
            self._kept.gathered.pop(number, None)
        return self._give([f for f in self._kept.flags.values() if f.number in numbers], to)

    def _give(self, flags: Sequence[Flag], to: int) -> int:
        for flag in flags:
            self._kept.flags[flag.number] = replace(flag, case=to)
        return len(flags)

    def _label(self, flag: Flag) -> None:
        if flag.decision and (flag.number, flag.decision) not in self._kept.labels:
            self._kept.labels.append((flag.number, flag.decision))

    def _as_label(self, number: int, decision: Decision) -> Label:
        flag = self._kept.flags[number]
        said = log_odds_of(f for f in flag.verdict.findings if not f.code.startswith("room."))
        verdict = flag.verdict
        return Label(
            number, flag.text, decision.word, decision.by, decision.at,
            verdict.lang, verdict.narrative, said, flag.faded,
        )  # fmt: skip


class Cases(Table):
    async def add(self, case: Case) -> Case:
        if case.narrative and await self.of_narrative(case.incident, case.narrative):
            raise StoreError("There is a case of this narrative already; nothing was kept.")
        kept = replace(case, number=self._kept.next("cases"))
        self._kept.cases[kept.number] = kept
        return kept

    async def get(self, number: int) -> Case | None:
        return self._kept.cases.get(number)

    async def save(self, case: Case) -> None:
        must_be_there(case.number, self._kept.cases)
        self._kept.cases[case.number] = case

    async def of_narrative(self, incident: int, narrative: str) -> Case | None:
        found = await self.of_incident(incident)
        return next((case for case in found if case.narrative == narrative), None)

    async def of_story(self, incident: int, keys: Sequence[int]) -> Sequence[Case]:
        shared = Counter(case for case, key in self._kept.case_keys if key in set(keys))
        near = sorted(shared, key=lambda case: (-shared[case], case))
        found = [self._kept.cases[case] for case in near]
        return [c for c in found if c.incident == incident][:5]

    async def tell(self, case: int, keys: Sequence[int]) -> None:
        self._kept.case_keys.update((case, key) for key in keys)

    async def of_incident(self, incident: int) -> Sequence[Case]:
        return [case for case in self._kept.cases.values() if case.incident == incident]

    async def merged_into(self, case: int) -> Sequence[Case]:
        return [kept for kept in self._kept.cases.values() if kept.merged_into == case]

    async def silenced(self, now: datetime) -> Sequence[Case]:
        every = self._kept.cases.values()
        return [case for case in every if case.silence and case.silence.until > now]

    async def put_word(self, case: int, item: int, feed: str, at: datetime) -> None:
        self._kept.official_words.setdefault((case, item), (feed, at))

    async def words_on(self, numbers: Sequence[int]) -> Sequence[OfficialWord]:
        items = {kept.number: kept.item for kept in self._kept.items.values()}
        tongues = {
            kept.number: kept.item.language or self._kept.feeds[kept.feed].kept.feed.language or ""
            for kept in self._kept.items.values()
        }
        found = [
            OfficialWord(
                case,
                item,
                feed,
                items[item].link,
                items[item].title or items[item].text,
                at,
                items[item].text,
                tongues[item],
            )
            for (case, item), (feed, at) in self._kept.official_words.items()
            if case in numbers
        ]
        return sorted(found, key=lambda word: (word.at, word.item))[-20:]


def _ranked(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda each: (-each[1], each[0])))
