"""Take in a whole list of feeds: each is added, known already, or refused with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk.feeds import SCHEMES, SHORTEST, unfit
from bot.desk.turn import Turn
from bot.domain.incident import DAILY_WATCH
from bot.domain.room import Role
from monitors.address import host_of
from monitors.feed import Feed, FeedError, Progress


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of each feed of a list, in its order; the refused ones with why."""

    added: tuple[Feed, ...]
    known: tuple[Feed, ...]
    refused: tuple[tuple[Feed, str], ...]


async def bring_in(turn: Turn, listed: Sequence[Feed]) -> Brought:
    """Watch every feed of a list that can be watched; what each holds is imported silently.

    A feed that was muted or renamed here stays as people left it.
    """
    turn.who.must(Role.ADMIN)
    added: list[Feed] = []
    known: list[Feed] = []
    refused: list[tuple[Feed, str]] = []
    for feed in listed:
        if why := _unfit(feed):
            refused.append((feed, why))
        elif await turn.unit.feeds.by_url(feed.url):
            known.append(feed)
        else:
            number = await turn.unit.feeds.add(feed, Progress(next_poll=turn.now))
            await turn.note("feed.added", feed.url, DAILY_WATCH, feed=number, role=feed.role)
            added.append(feed)
    return Brought(tuple(added), tuple(known), tuple(refused))


def _unfit(feed: Feed) -> str | None:
    host = host_of(feed.url, SCHEMES)
    if isinstance(host, FeedError):
        return host.sentence
    if feed.every < SHORTEST:
        return "It is asked more often than once a minute."
    return unfit(feed)
