"""Take in what a feed said: keep it, judge what is new, flag what seems to carry a narrative."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import zip_longest

from bot.desk import official, warnings
from bot.desk.bursts import Bursts
from bot.desk.emerging import Emerging, sound
from bot.desk.gathering import case_for, in_log, look_for_contradiction, trace_of, whole
from bot.desk.health import assess
from bot.desk.judging import LearningJudge
from bot.desk.playing import is_frozen
from bot.desk.turn import VIGIE, Turn
from bot.domain.centre import Centre
from bot.domain.flag import ANSWERING, Case, Flag
from bot.domain.incident import DAILY_WATCH
from bot.domain.room import Duty
from bot.ports import Clock, KeptFeed, Lane, Post, Unit, Units, Words
from classifiers.stories import Trace, same_story
from classifiers.verdict import Verdict
from monitors.decide import Novelty, address_after, novelties
from monitors.entry import MOST_ENTRIES
from monitors.feed import Item, Kind, Poll, Progress
from monitors.identity import Identified, identified, keyed_by

WHEN_FROZEN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Intake:
    """The sink of the watch."""

    units: Units
    centre: Centre
    words: Words
    judge: LearningJudge
    clock: Clock
    emerging: Emerging
    bursts: Bursts = field(default_factory=Bursts)

    async def take_in(self, number: int, poll: Poll) -> None:
        """Keep one poll of a feed: its news, their flags and what to remember, in one transaction;
        then look what rises. Also where there is no news: a desk that died before it looked is
        told nothing new by the feeds that it reads again.
        """
        news = await self._keep(number, poll)
        if news is not None:
            await self.emerging.look(news=news)

    async def _keep(self, number: int, poll: Poll) -> bool | None:
        """Whether it brought news; None where nothing is kept, while all stands still or for a feed
        that is gone.

        The judging happens between two units, outside of both; the feed's lease keeps others off.
        """
        async with self.units() as unit:
            kept = await unit.feeds.get(number)
            if kept is None:
                return None
            if await is_frozen(unit):
                later = replace(kept.progress, next_poll=self.clock.now() + WHEN_FROZEN)
                await unit.feeds.remember(number, later)
                await unit.commit()
                return None
            told = await _identified(unit, kept, poll)
            news = await _news(unit, kept, told)
            if not news:
                turn = Turn(unit, self.centre, self.words, VIGIE, self.clock.now())
                await unit.items.rename(number, told.renamed)
                await _remember(turn, kept, poll.progress, told, news=False)
                await unit.commit()
                return False
        silent = not kept.progress.imported
        judged = [] if silent else [item for item, _ in news]
        verdicts = await self.judge.judge_all(kept.feed, judged) if judged else []
        async with self.units() as unit:
            turn = Turn(unit, self.centre, self.words, VIGIE, self.clock.now())
            await unit.items.rename(number, told.renamed)
            numbers = [await unit.items.keep(number, item, how, turn.now) for item, how in news]
            take = official.take_in if kept.feed.role in ANSWERING else self._flag
            for item, row, verdict in zip(judged, numbers, verdicts, strict=False):
                await take(turn, kept, item, row, verdict)
            if kept.progress.imported:
                for row, heard in zip_longest(numbers, verdicts):
                    await sound(turn, kept, row, heard)
            kept_now = ((row, item) for (item, _), row in zip(news, numbers, strict=True))
            await warnings.take_in(turn, kept, kept_now, backlog=not kept.progress.imported)
            await _remember(turn, kept, poll.progress, told, news=True)
            await unit.commit()
        return True

    async def _flag(
        self, turn: Turn, kept: KeptFeed, item: Item, row: int, verdict: Verdict
    ) -> None:
        if not verdict.suspect:
            return
        trace = trace_of(turn, item.words)
        if _known_so(turn, await turn.unit.flags.of_item(row), verdict, trace):
            return
        home = await case_for(turn, verdict, trace)
        case = (await whole(turn.unit, home)).grown()
        flag = await turn.unit.flags.add(
            Flag(0, case.number, row, kept.feed.name, item.link, item.words, verdict, turn.now),
            home.number,
        )
        if verdict.narrative is None or home.split_from is not None:
            await turn.unit.cases.tell(home.number, trace.keys())
        await turn.note(
            "flag.raised", in_log(flag, case), case.incident,
            flag=flag.number, case=case.number, score=f"{verdict.score:.2f}", digest=item.digest,
        )  # fmt: skip
        # The card first: a notice that names a case nobody has seen yet says nothing.
        await turn.show(f"case/{case.number}", "now", Lane.FLAG, Duty.MONITORING)
        case = await look_for_contradiction(turn, case, flag)
        await turn.unit.cases.save(case)
        # A burst says more than the step of growth that it takes.
        if not await self.bursts.look(turn, case):
            await _tell_growth(turn, case)


async def _tell_growth(turn: Turn, case: Case) -> None:
    """Say that a case has grown, where it took a step that this room wants to know of."""
    for room in turn.centre.team.rooms_for(Duty.MONITORING):
        if case.count > 1 and case.count in room.restraint.steps:
            subject = f"growth/{case.number}"
            key = f"{subject}/{case.count}/{room.name}"
            post = Post(key, room.name, Lane.FLAG, subject=subject)
            await turn.unit.outbox.add(post, turn.now)


def _known_so(turn: Turn, flag: Flag | None, verdict: Verdict, trace: Trace) -> bool:
    """Whether an item was flagged for this already; edited into another storyline or, without a
    name, into another text, it is new."""
    if flag is None or flag.verdict.narrative != verdict.narrative:
        return False
    return verdict.narrative is not None or same_story(trace_of(turn, flag.text), trace)


async def _identified(unit: Unit, kept: KeptFeed, poll: Poll) -> Identified:
    """What a poll brought, under keys that can be trusted. A stream's and a page's always can."""
    found = poll.outcome if isinstance(poll.outcome, tuple) else ()
    policy = kept.progress.ids
    if not found or kept.feed.kind is not Kind.WEB:
        return Identified(policy, found, {})
    known = dict(await unit.items.recent(kept.number, MOST_ENTRIES))
    held = [keyed_by(item, policy).key for item in found]
    known |= await unit.items.known(kept.number, [key for key in held if key not in known])
    told = identified(found, known, policy, kept.progress.last_ok)
    taken = await unit.items.known(kept.number, [*told.renamed.values()])
    free = {old: new for old, new in told.renamed.items() if new not in taken}
    return replace(told, renamed=free)


async def _news(unit: Unit, kept: KeptFeed, told: Identified) -> tuple[tuple[Item, Novelty], ...]:
    before = {new: old for old, new in told.renamed.items()}
    keys = [before.get(item.key, item.key) for item in told.items]
    held = await unit.items.known(kept.number, keys)
    known = {told.renamed.get(key, key): digest for key, digest in held.items()}
    found = novelties(told.items, known)
    edited = [item.key for item, how in found if how is Novelty.EDITED]
    if edited:
        found = novelties(told.items, known, await unit.items.edits(kept.number, edited))
    return tuple((item, how) for item, how in found if how is Novelty.NEW or not _is_summary(item))


async def _remember(
    turn: Turn, kept: KeptFeed, progress: Progress, told: Identified, *, news: bool
) -> None:
    """Keep what a poll left; a feed that moved for good within its own domain follows by itself,
    any other move waits for a person, whom its health tells."""
    if told.policy is not kept.progress.ids:
        await turn.note("feed.ids", told.policy, DAILY_WATCH, feed=kept.number)
    progress = replace(progress, ids=told.policy)
    move = address_after(kept.feed, progress)
    if move is not None and move.by_itself and await turn.unit.feeds.by_url(move.to) is None:
        await turn.unit.feeds.move(kept.number, move.to)
        await turn.note("feed.moved", move.to, DAILY_WATCH, feed=kept.number)
        progress = replace(progress, moved_to=None, moved_seen=0)
    await assess(turn, kept, progress, news=news)
    await turn.unit.feeds.remember(kept.number, progress)


def _is_summary(item: Item) -> bool:
    """Whether this is an index's word on an alert that itself could not be read.

    It may leave out that the alert is an exercise: it never takes the place of what is known.
    """
    return item.alert is not None and item.alert.document is not None
