"""Try everything a configuration names, and say in words what is fine and what is not."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from bot.app import SystemClock
from bot.config import Config, ConfigError, OutletSection, load, read_by_others
from bot.desk.rooms import Whereabouts
from bot.domain.outlet import Outlet
from bot.domain.proposal import Proposal, WritingFailed
from bot.domain.publication import PostFailed
from bot.domain.room import Role
from bot.places import open_chats, open_outlets, signature
from bot.ports import Lookable, PlatformDown, Remark, StoreError
from bot.store.migrate import migrate
from bot.store.unit import Store
from bot.writing import open_writer
from monitors.feed import Feed, FeedError, Progress
from monitors.fetch import Fetcher
from monitors.watch import Watched, poll

Finding = tuple[bool, str]
# Seconds for one platform and all its rooms.
LONGEST_LOOK = 60.0
# Seconds for a sentence of a few words: a model may have to be loaded first.
LONGEST_ANSWER = 30.0
TRIAL_FIGURE = "18:30"
_SENTENCE = f"The bridge at the station is closed until {TRIAL_FIGURE}."
TRIAL = Proposal(0, 0, "en", "en", _SENTENCE, "", "", "", datetime.fromtimestamp(0, UTC))


async def findings(path: Path, *, answer_within: float = LONGEST_ANSWER) -> list[Finding]:
    """One line a thing tried: whether it is fine, and what was found. Feeds are asked together.
    `answer_within`: seconds that the writing help has."""
    try:
        config = load(path)
    except ConfigError as error:
        return [(False, mistake) for mistake in error.mistakes]
    found = [(True, f"{path}: no mistake in it"), *_quorums(config), await _store(config)]
    found += await _outlets(config)
    # No mistake: only who set it up knows who reads it.
    found += [(True, remark) for remark in read_by_others(config)]
    found += await _writing(config, answer_within)
    found += [finding async for finding in _chats(config)]
    return found + [finding async for finding in _feeds(config)]


def _quorums(config: Config) -> list[Finding]:
    """A quorum that nobody can meet would hold every message of its class back."""
    centre = config.to_centre()
    approvers = sum(1 for member in centre.team.members if member.has(Role.APPROVER))
    return [
        (False, f"quorum.{kind}: {quorum.approvals} approvals, but only {approvers} may approve")
        for kind, quorum in centre.quorum.items()
        if quorum.approvals > approvers
    ]


async def _store(config: Config) -> Finding:
    try:
        await migrate(config.store.url, config.centre.mode)
        store = await Store.open(config.store.url, config.centre.mode)
    except StoreError as trouble:
        return False, f"store: {trouble}"
    await store.close()
    return True, "store: opened, and at this version"


async def _outlets(config: Config) -> list[Finding]:
    """Every outlet is reached as far as that can be done without publishing anything."""
    centre, ports = config.to_centre(), open_outlets(config, SystemClock())
    found, chats = [*_signature(config)], dict[str, str]()
    for section in config.outlets:
        outlet, port = centre.outlet(section.name), ports.get(section.platform)
        if outlet is None or not isinstance(port, Lookable):
            found.append(_outlet(section))
            continue
        who = f"outlet {outlet.name}"
        try:
            name = await port.look(outlet)
        except PostFailed as failure:
            found.append((False, f"{who}: {failure.why}"))
            continue
        found.append((True, f"{who}: {name} answers and knows us; nothing was published"))
        if outlet.platform == "telegram":
            twice = _twice(config, chats.setdefault(name, outlet.name), outlet, name)
            found += [
                (False, f"{who}: {outlet.address} is the chat {name}, {why}") for why in twice
            ]
    return found


def _twice(config: Config, first: str, outlet: Outlet, chat: str) -> Iterator[str]:
    """What else is this chat, which the file alone cannot tell: it may be `@name` or a number.
    `first` is the first outlet that was found to be it."""
    if first != outlet.name:
        yield f"as is {first}; everything would be published twice"
    for room in config.rooms:
        if room.platform == outlet.platform and room.address.partition("#")[0] == chat:
            yield f"the room {room.name}, where people of the desk work"


def _signature(config: Config) -> list[Finding]:
    """Whether our alerts can be signed, where they are to be."""
    if config.public is None or config.public.sign_key_file is None:
        return []
    try:
        signature(config)
    except ConfigError as wrong:
        return [(False, str(wrong))]
    return [(True, "public: alerts are signed, and their certificate verifies them")]


def _outlet(outlet: OutletSection) -> Finding:
    """A file outlet must be writable; others are not called: that would publish."""
    if outlet.platform in ("atom", "cap"):
        return True, f"outlet {outlet.name}: served by Vigie itself"
    if outlet.platform == "matrix":
        return True, f"outlet {outlet.name}: {outlet.address}; not called, that would publish"
    if outlet.platform != "file":
        return True, f"outlet {outlet.name}: signs with its secret; not called, that would publish"
    place = Path(outlet.address).absolute()
    target = place if place.exists() else place.parent
    if os.access(target, os.W_OK):
        return True, f"outlet {outlet.name}: {place} can be written"
    return False, f"outlet {outlet.name}: {place} cannot be written; make its folder, or its rights"


async def _writing(config: Config, within: float) -> list[Finding]:
    """The writing help is asked to put a sentence of ours into simpler words: what is in the store
    is not sent."""
    writer, section = open_writer(config), config.writing
    if writer is None or section is None:
        return []
    began = monotonic()
    try:
        async with asyncio.timeout(within):
            words = await writer.write(TRIAL)
    except WritingFailed as failure:
        return [(False, f"writing {section.endpoint}: {failure.why}")]
    except TimeoutError:
        why = f"no answer within {within:g} seconds"
        return [(False, f"writing {section.endpoint}: {why}")]
    took = f"writing {section.endpoint}: {section.model} answered in {monotonic() - began:.1f} s"
    if TRIAL_FIGURE not in words:
        return [
            (False, f"{took}, but lost the figure of a sentence: its proposals will be refused")
        ]
    return [(True, f"{took}; a sentence of ours was sent, and nothing of the desk's")]


async def _chats(config: Config) -> AsyncIterator[Finding]:
    """What each chat platform says of itself and of our rooms there."""
    whereabouts = Whereabouts(config.to_centre().team)
    await _look(config, whereabouts)
    for name, chat in open_chats(config, whereabouts, SystemClock()).items():
        rooms = whereabouts.on(name)
        if not rooms:
            yield False, f"{name}: no room is on it; add one, or take [{name}] out"
        try:
            async with asyncio.timeout(LONGEST_LOOK):
                remarks = await chat.reach(rooms)
        except PlatformDown as down:
            remarks = [Remark(name, False, down.why)]
        except TimeoutError:
            why = f"did not answer within {LONGEST_LOOK:.0f} seconds; is its address right?"
            remarks = [Remark(name, False, why)]
        finally:
            await chat.close()
        for remark in remarks:
            yield remark.is_fine, f"{name} {remark.place}: {remark.text}"


async def _look(config: Config, whereabouts: Whereabouts) -> None:
    """Learn where the rooms are by now; a store that cannot say so was reported already."""
    try:
        store = await Store.open(config.store.url, config.centre.mode)
    except StoreError:
        return
    async with store.units() as unit:
        await whereabouts.look(unit)
    await store.close()


async def _feeds(config: Config) -> AsyncIterator[Finding]:
    async with Fetcher(allow_private=config.reachable) as fetcher:
        answers = await asyncio.gather(*(_ask(fetcher, feed) for feed in config.to_feeds()))
    for answer in answers:
        yield answer


async def _ask(fetcher: Fetcher, feed: Feed) -> Finding:
    clock = SystemClock()
    seen = await poll(Watched(0, feed, Progress(next_poll=clock.now())), fetcher, clock)
    if isinstance(seen.outcome, FeedError):
        return False, f"feed {feed.name}: {seen.outcome.sentence}"
    return True, f"feed {feed.name}: answers"
