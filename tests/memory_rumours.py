"""Possible new rumours, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.rumour import Rumour, Sounding
from classifiers.verdict import Verdict
from tests.memory_tables import Table, must_be_there


class Rumours(Table):
    async def add(self, rumour: Rumour) -> Rumour:
        kept = replace(rumour, number=self._kept.next("rumours"))
        self._kept.rumours[kept.number] = kept
        return kept

    async def get(self, number: int) -> Rumour | None:
        return self._kept.rumours.get(number)

    async def save(self, rumour: Rumour) -> None:
        must_be_there(rumour.number, self._kept.rumours)
        self._kept.rumours[rumour.number] = rumour

    async def since(self, opened: datetime) -> Sequence[Rumour]:
        return [rumour for rumour in self._kept.rumours.values() if rumour.opened_at >= opened]

    async def sound(self, item: int, verdict: Verdict | None, at: datetime) -> None:
        kept = next(each for each in self._kept.items.values() if each.number == item)
        feed = self._kept.feeds[kept.feed].kept.feed
        new = Sounding(item, at.astimezone(UTC), feed.name, feed.role, kept.item, verdict)
        self._kept.soundings.setdefault(item, new)

    async def soundings(self, after: int, since: datetime, limit: int) -> Sequence[Sounding]:
        found = [each for _, each in sorted(self._kept.soundings.items())]
        return [each for each in found if each.number > after and each.at >= since][:limit]

    async def sounding(self, item: int) -> Sounding | None:
        return self._kept.soundings.get(item)

    async def forget(self, before: datetime) -> None:
        for number, each in list(self._kept.soundings.items()):
            if each.at < before:
                del self._kept.soundings[number]
