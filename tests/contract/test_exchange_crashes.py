"""A request between two centres, with either desk dying at every moment that there is."""

import contextlib
import itertools
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from bot.domain.room import Utterance, handle
from tests.clock import ManualClock
from tests.desk import PAPER
from tests.fuse import Fuse, FusedUnits, SimulatedCrash
from tests.memory_store import MemoryUnits
from tests.two_centres import OneCentre

ASK = Utterance(f"{PAPER}/ask", "desk", handle("Duty officer"), "/ask south Which substance?")
REPLY = Utterance(f"{PAPER}/reply", "desk", handle("Duty officer"), "/reply 1 Ammonia.")
ONCE = {
    "north": {"request.asked", "request.confirmed", "request.answered"},
    "south": {"request.received", "request.answered"},
}
MOST = 200


@pytest.mark.parametrize("dies", ["north", "south"])
async def test_a_request_counts_once_at_whatever_moment_a_desk_dies(dies: str) -> None:
    for moment in itertools.count(1):
        fuse = Fuse(at=moment)
        await _exchanged(dies, fuse)
        if fuse.passed < moment:
            break
    assert 15 < moment < MOST


async def _exchanged(dies: str, fuse: Fuse) -> None:
    clock = ManualClock()
    kept = {name: MemoryUnits() for name in ONCE}
    units = {**kept, dies: FusedUnits(kept[dies], fuse)}
    north = OneCentre("north", "south", clock, units=units["north"])
    south = OneCentre("south", "north", clock, units=units["south"])

    await _through(north, clock, lambda: _says(north, ASK))
    await _through(south, clock, lambda: _hands_all(north, south))
    await _through(south, clock, lambda: _says(south, REPLY))
    await _through(north, clock, lambda: _hands_all(south, north))
    for centre in (north, south):
        await _through(centre, clock, centre.goes_on)
        # Paper says a thing twice after a crash, where a homeserver would know its name.
        lines = [line for line in await centre.log() if not line.endswith("it was heard before")]
        kinds = Counter(line.partition(":")[0] for line in lines)
        assert kinds == Counter(ONCE[centre.centre.name]), f"dead at {fuse.passed}"
        async with centre.units() as unit:
            request = await unit.requests.get(1)
            waiting = await unit.inbox.waiting()
        assert request is not None
        assert (request.answer, waiting) == ("Ammonia.", [])


async def _through(
    centre: OneCentre, clock: ManualClock, deed: Callable[[], Awaitable[None]]
) -> None:
    """Do it, and after a crash again, as a platform that repeats what it is not sure of."""
    with contextlib.suppress(SimulatedCrash):
        await deed()
        return
    # What the dead held runs out.
    clock.advance(120)
    centre.reopen()
    await deed()


async def _says(centre: OneCentre, said: Utterance) -> None:
    await centre.desk.rounds.hear(said)
    await centre.goes_on()


async def _hands_all(giver: OneCentre, taker: OneCentre) -> None:
    """All that stands in the room, each message under the name that its platform gave it."""
    for number, message in enumerate(giver.said()):
        if message.envelope:
            key = f"paper/{giver.account}/{number}"
            await taker.hears(message.envelope, giver.account, key)
