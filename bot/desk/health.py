"""Watch the watcher: keep how each feed is doing, and tell the rooms when that changes."""

from bot.desk.turn import Turn
from bot.domain.health import (
    MOST_SIGHTINGS,
    Health,
    health_of,
    must_wait,
    rhythm_of,
    troubles,
)
from bot.domain.incident import DAILY_WATCH
from bot.domain.room import Duty
from bot.ports import KeptFeed, Lane, Post
from monitors.feed import Progress


def is_troubled(kept: KeptFeed) -> bool:
    """Whether somebody should look at it; one that is muted is not looked at on purpose."""
    failing = kept.progress.trouble is not None and not must_wait(kept.progress)
    return not kept.muted and (failing or kept.health is not Health.FINE)


async def assess(turn: Turn, kept: KeptFeed, progress: Progress, *, news: bool) -> Health:
    """How a feed is doing after a poll; a change is told once, a recovery too.

    The rhythm is read anew only when there was news: most polls bring none, and cost nothing here.
    """
    rhythm = kept.rhythm
    if news:
        rhythm = rhythm_of(await turn.unit.items.sightings(kept.number, MOST_SIGHTINGS))
    health = health_of(kept.health, progress, rhythm, turn.now, kept.troubled_at)
    troubled_at = turn.now if troubles(health, progress) else kept.troubled_at
    if (health, rhythm, troubled_at) != (kept.health, kept.rhythm, kept.troubled_at):
        await turn.unit.feeds.assess(kept.number, health, rhythm, troubled_at)
    if health is not kept.health:
        why = progress.trouble or progress.moved_to or ""
        note = f"{kept.feed.name}: {why}" if why else kept.feed.name
        await turn.note("feed.health", note, DAILY_WATCH, feed=kept.number, health=health)
        await _tell(turn, kept, new=progress.last_ok is None)
    return health


async def _tell(turn: Turn, kept: KeptFeed, *, new: bool) -> None:
    """Show the notice in the monitoring rooms, and where the feed was added if it never worked.

    One tag for every change: while a notice waits, the newest state is what it will say.
    """
    subject = f"feed/{kept.number}"
    await turn.show(subject, "health", Lane.FLAG, Duty.MONITORING)
    if new and kept.added_in and turn.centre.team.room(kept.added_in):
        post = Post(f"{subject}/health/{kept.added_in}", kept.added_in, Lane.FLAG, subject=subject)
        await turn.unit.outbox.add(post, turn.now)
