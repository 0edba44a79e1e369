"""Wiring: the parts become a desk. One straight line, closed in reverse.

Every part is named once, in the order in which it needs the others, and nothing is hidden in a
container. The tests put their desks together with the same `assembled`.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.chat.context import Context
from bot.chat.ears import Ears
from bot.chat.notices import Notices
from bot.chat.rounds import Rounds
from bot.chat.words import Catalogues, shipped
from bot.desk.delivery import Dispatch
from bot.desk.emerging import Emerging
from bot.desk.intake import Intake
from bot.desk.judging import LearningJudge, TeachableJudge
from bot.desk.ledger import FeedLedger
from bot.desk.outage import Outages
from bot.desk.owners import free_the_dead, own_name
from bot.desk.pace import Pace
from bot.desk.posting import Posting
from bot.desk.rooms import Whereabouts
from bot.desk.traffic import Traffic
from bot.desk.uttering import Draw
from bot.desk.writing import Scribe
from bot.domain.centre import Centre
from bot.domain.drawing import Drawing
from bot.ports import Clock, OutletPort, Platform, Units, Writer
from bot.store.migrate import migrate
from bot.store.unit import Store
from monitors.feed import Feed, Progress
from monitors.fetch import Fetcher

log = logging.getLogger(__name__)


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The time now, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that is open: what the loops and the drill work with."""

    centre: Centre
    units: Units
    clock: Clock
    rounds: Rounds
    intake: Intake
    ledger: FeedLedger
    fetcher: Fetcher
    ears: Mapping[str, Ears]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a desk stands on: where it keeps, speaks and publishes, and what it may ask for help.

    `built_in` are the ids of the narratives that came with us. Without `draw` the words of a
    picture go alone.
    """

    centre: Centre
    units: Units
    clock: Clock
    owner: str
    whereabouts: Whereabouts
    platforms: Mapping[str, Platform]
    outlets: Mapping[str, OutletPort]
    words: Catalogues
    make_judge: Callable[[], TeachableJudge]
    built_in: frozenset[str] = frozenset()
    writer: Writer | None = None
    draw: Draw | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What does a desk's work."""

    context: Context
    outages: Outages
    posting: Posting
    rounds: Rounds
    intake: Intake
    ears: Mapping[str, Ears]


def assembled(on: Ground) -> Parts:
    """The parts of a desk on this ground. Nothing runs yet, and nothing is asked of the world."""
    units, centre, words, clock, owner = on.units, on.centre, on.words, on.clock, on.owner
    judge = LearningJudge(on.make_judge, units, centre.mode)
    context = Context(
        centre, units, words, clock, on.built_in, clock.now(), judge, writes=on.writer is not None
    )
    outages = Outages(units, centre, words, clock, on.whereabouts)
    traffic = Traffic(on.platforms, on.whereabouts, outages)
    posting = Posting(
        units, centre, words, on.platforms, Notices(centre, words, clock).render, clock, owner,
        on.whereabouts, traffic, draw=on.draw,
    )  # fmt: skip
    dispatch = Dispatch(units, centre, words, on.outlets, clock, owner)
    scribe = Scribe(units, centre, words, on.writer, clock, owner) if on.writer else None
    rounds = Rounds(context, posting, dispatch, scribe)
    intake = Intake(units, centre, words, judge, clock, Emerging(units, centre, words, clock))
    ears = {
        name: Ears(name, platform, context, posting, outages, owner, rounds.talk_bell)
        for name, platform in on.platforms.items()
        # What is typed there cannot be asked for again.
        if name != "console"
    }
    return Parts(context, outages, posting, rounds, intake, ears)


def fitted_judge(embeddings: Path | None = None) -> TeachableJudge:
    """The judge of the narratives that come with Vigie. The first start fits it, in ten seconds.

    A model that cannot be used is said and done without: the judge never needs it.
    """
    # Here, not above: numpy takes a while to import, and only judging needs it.
    from classifiers.shelf import fitted

    judge = fitted(log.warning)
    if embeddings is None:
        return judge
    from classifiers.meaning import MeaningError, model_at

    try:
        return judge.meaning(model_at(embeddings))
    except MeaningError as unusable:
        log.warning("%s", unusable)
        return judge


def drawn(drawing: Drawing) -> bytes:
    """A drawing as a PNG."""
    # Here, not above: matplotlib takes half a second to import.
    from bot.chat.plot import png

    return png(drawing)


@asynccontextmanager
async def opened(  # noqa: PLR0913 - all that a desk is made of
    centre: Centre,
    url: str,
    make_platforms: Callable[[Whereabouts, Units], Mapping[str, Platform]],
    outlets: Mapping[str, OutletPort],
    clock: Clock,
    *,
    feeds: Sequence[Feed] = (),
    allow_private: bool | tuple[str, ...] = False,
    make_judge: Callable[[], TeachableJudge] = fitted_judge,
    writer: Writer | None = None,
    throw_away: bool = False,
) -> AsyncIterator[Desk]:
    """Open a desk on a store. `make_platforms` is told where it can ask for the rooms,
    and where it may keep things. For `throw_away` see `open_engine` (bot/store/engine.py).

    Raises `StoreError` when the store cannot be used.
    """
    async with AsyncExitStack() as stack:
        await migrate(url, centre.mode)
        store = await Store.open(url, centre.mode, throw_away=throw_away)
        stack.push_async_callback(store.close)
        units = store.units
        owner = own_name()
        await free_the_dead(units)
        whereabouts = Whereabouts(centre.team)
        async with units() as unit:
            await whereabouts.look(unit)
        platforms = make_platforms(whereabouts, units)
        for platform in platforms.values():
            stack.push_async_callback(platform.close)
        ground = Ground(
            centre, units, clock, owner, whereabouts, platforms, outlets, Catalogues(),
            make_judge, frozenset(shipped()), writer, drawn,
        )  # fmt: skip
        parts = assembled(ground)
        stack.push_async_callback(parts.posting.close)
        fetcher = await stack.enter_async_context(Fetcher(allow_private=allow_private))
        await _watch_configured(units, feeds, clock.now())
        ledger = FeedLedger(units, owner, Pace())
        yield Desk(centre, units, clock, parts.rounds, parts.intake, ledger, fetcher, parts.ears)


async def _watch_configured(units: Units, feeds: Sequence[Feed], now: datetime) -> None:
    """Make sure that the configured feeds are watched: one that was removed in a room returns as
    long as the configuration names it; one that was muted stays so."""
    async with units() as unit:
        for feed in feeds:
            if await unit.feeds.by_url(feed.url) is None:
                await unit.feeds.add(feed, Progress(next_poll=now))
        await unit.commit()
