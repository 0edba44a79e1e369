"""Posts offered by chance, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.flag import ANSWERING
from bot.domain.sample import Sample
from bot.ports import StoreError
from classifiers.label import Share
from tests.memory_tables import KeptItem, Table, must_be_there


class Samples(Table):
    async def unseen(self, since: datetime) -> Sequence[int]:
        offered = {sample.item for sample in self._kept.samples.values()}
        return sorted(each.number for each in self._left(since) if each.number not in offered)

    async def add(self, sample: Sample) -> Sample:
        if sample.item in {each.item for each in self._kept.samples.values()}:
            raise StoreError(f"The item {sample.item} was offered before; nothing was kept.")
        kept = replace(sample, number=self._kept.next("samples"))
        self._kept.samples[kept.number] = kept
        return kept

    async def get(self, number: int) -> Sample | None:
        return self._kept.samples.get(number)

    async def save(self, sample: Sample) -> None:
        must_be_there(sample.number, self._kept.samples)
        self._kept.samples[sample.number] = sample

    async def looked(self, start: datetime, end: datetime) -> Mapping[str, Share]:
        drawn = [s for s in self._kept.samples.values() if start <= s.offered_at < end]
        said: dict[str, list[bool]] = {}
        for sample in drawn:
            if sample.suspect is not None:
                said.setdefault(sample.room, []).append(sample.suspect)
        return {room: Share(sum(said[room]), len(said[room])) for room in sorted(said)}

    async def left(self, start: datetime, end: datetime) -> int:
        return len([each for each in self._left(start) if each.first.at < end])

    def _left(self, since: datetime) -> list[KeptItem]:
        every = sorted(self._kept.items.values(), key=lambda each: each.number)
        began: dict[int, datetime] = {}
        for each in every:
            began.setdefault(each.feed, each.first.at)
        flagged = {flag.item for flag in self._kept.flags.values()}
        return [
            each
            for each in every
            if each.first.at >= since
            and each.first.at > began[each.feed]
            and each.number not in flagged
            and self._kept.feeds[each.feed].kept.feed.role not in ANSWERING
        ]
