"""The judge that knows the narratives this desk taught itself."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.domain.mode import Mode, unframed
from bot.ports import Judge, Units
from classifiers.narrative import Narrative
from classifiers.verdict import Verdict
from monitors.feed import Feed, Item


class TeachableJudge(Judge, Protocol):
    """A judge that can be given narratives besides its own."""

    def with_narratives(self, narratives: Sequence[Narrative]) -> Judge:
        """A judge that knows these too; an id it knows gains their examples."""


class LearningJudge:
    """Judges items with the narratives as they are now.

    The judge is made when the first item comes, so that rooms open before it is fitted; it is
    taught anew when the desk's own narratives changed.
    """

    def __init__(self, make: Callable[[], TeachableJudge], units: Units) -> None:
        self._make = make
        self._units = units
        self._first: TeachableJudge | None = None
        self._judge: Judge | None = None
        self._taught: tuple[Narrative, ...] = ()
        self._one_at_a_time = asyncio.Lock()

    async def judge_all(self, feed: Feed, items: Sequence[Item], mode: Mode) -> list[Verdict]:
        """One verdict an item, in order. Leaves the event loop for the work.

        What is judged is what the public reads: without the markers an exercise puts around it.
        """
        judge = await self._up_to_date()
        return await asyncio.to_thread(
            lambda: [
                judge.judge(
                    unframed(item.words, mode),
                    lang=item.language or feed.language,
                    role=feed.role.value,
                )
                for item in items
            ]
        )

    async def _up_to_date(self) -> Judge:
        async with self._one_at_a_time:
            async with self._units() as unit:
                taught = tuple(n for n in await unit.narratives.all() if n.examples)
            if self._first is None:
                self._first = await asyncio.to_thread(self._make)
                self._judge = self._first
            if taught != self._taught or self._judge is None:
                self._judge = await asyncio.to_thread(self._first.with_narratives, taught)
                self._taught = taught
            return self._judge
