"""The judge that knows the narratives this desk taught itself, and learns from every decision."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.domain.mode import Mode, unframed
from bot.ports import Judge, Unit, Units
from classifiers import learning
from classifiers.label import Label, Standing
from classifiers.narrative import Narrative
from classifiers.verdict import Verdict, sigmoid
from monitors.feed import Feed, Item

MOST_LABELS = 5_000
"""The newest so many labels are replayed; older ones stay in the store."""


class TeachableJudge(Judge, Protocol):
    """A judge that can be given narratives besides its own."""

    @property
    def threshold(self) -> float:
        """The log-odds from which a text is suspect."""

    @property
    def narratives(self) -> Sequence[Narrative]:
        """Those it knows."""

    def with_narratives(self, narratives: Sequence[Narrative]) -> "TeachableJudge":
        """A judge that knows these too; an id it knows gains their examples."""


class LearningJudge:
    """Judges items with the narratives and the decisions as they are now.

    The judge is made when the first item comes, so that rooms open before it is fitted; it is
    taught anew when the desk's own narratives or decisions changed, by whatever process. Nothing
    is kept but in the store: all labels are replayed, so every process learns the same.
    """

    def __init__(self, make: Callable[[], TeachableJudge], units: Units, mode: Mode) -> None:
        self._make = make
        self._units = units
        self._mode = mode
        self._first: TeachableJudge | None = None
        self._judge: Judge | None = None
        self._taught: tuple[Narrative, ...] = ()
        self._labels: tuple[Label, ...] = ()
        self._decisions = (0, 0)
        self._one_at_a_time = asyncio.Lock()
        self._making = asyncio.Lock()
        self.standing: Standing | None = None
        """How it does on decisions it never learned from; None until it judged something."""

    async def judge_all(self, feed: Feed, items: Sequence[Item]) -> list[Verdict]:
        """One verdict an item, in order. Leaves the event loop for the work.

        What is judged is what the public reads: without the markers an exercise puts around it.
        """
        judge = await self._up_to_date()
        return await asyncio.to_thread(
            lambda: [
                judge.judge(
                    unframed(item.words, self._mode),
                    lang=item.language or feed.language,
                    role=feed.role.value,
                )
                for item in items
            ]
        )

    async def threshold(self) -> float:
        """The score from which a text is suspect. Opens no unit, so it may be asked from inside of
        one; the first who asks waits until the judge is made."""
        return sigmoid((await self._made()).threshold)

    async def as_it_is(self, feed: Feed, item: Item) -> Verdict | None:
        """A verdict with what was learned so far, for somebody who asks; None before the first
        judgement. Opens no unit, so it may be asked from inside of one."""
        if (judge := self._judge) is None:
            return None
        words, lang = unframed(item.words, self._mode), item.language or feed.language
        return await asyncio.to_thread(judge.judge, words, lang=lang, role=feed.role.value)

    async def _made(self) -> TeachableJudge:
        # A lock of its own: whoever holds the other one may be waiting for a unit.
        async with self._making:
            if self._first is None:
                self._first = await asyncio.to_thread(self._make)
            return self._first

    async def _up_to_date(self) -> Judge:
        async with self._one_at_a_time:
            first = await self._made()
            async with self._units() as unit:
                taught = tuple(n for n in await unit.narratives.all() if n.examples)
                decisions = await unit.flags.label_count()
                labels = await self._decided(unit, decisions)
            if self._judge is None or (taught, decisions) != (self._taught, self._decisions):
                self._judge = await asyncio.to_thread(self._learn, first, taught, labels)
                self._taught, self._labels, self._decisions = taught, labels, decisions
            return self._judge

    async def _decided(self, unit: Unit, decisions: tuple[int, int]) -> tuple[Label, ...]:
        """Labels are only added and words only let go of, so their numbers say whether anything
        is new."""
        if decisions == self._decisions:
            return self._labels
        newest = await unit.flags.labels(MOST_LABELS)
        return tuple(replace(label, text=unframed(label.text, self._mode)) for label in newest)

    def _learn(
        self, first: TeachableJudge, taught: tuple[Narrative, ...], labels: tuple[Label, ...]
    ) -> Judge:
        opinions = learning.opinions(labels)
        room = learning.learned(opinions)
        known = {narrative.id for narrative in (*first.narratives, *taught)}
        worded = (*taught, *learning.taught(opinions, known))
        judging = first.with_narratives(worded) if worded else first
        self.standing = learning.standing(opinions, room, judging.threshold)
        return learning.Heard(judging, room)
