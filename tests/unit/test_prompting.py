"""The prompter asks the store as seldom as it may, and no later than it must."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.chat.words import Catalogues
from bot.desk.prompting import SELDOM, Prompter
from bot.domain.mode import Mode
from bot.ports import Unit
from tests.clock import START, ManualClock
from tests.desk import centre
from tests.memory_store import MemoryUnits


async def test_where_nobody_waits_the_store_is_asked_seldom() -> None:
    store, clock, asked = MemoryUnits(Mode.LIVE, START), ManualClock(START), []

    @asynccontextmanager
    async def units() -> AsyncIterator[Unit]:
        asked.append(clock.now())
        async with store() as unit:
            yield unit

    prompter = Prompter(units, centre(), Catalogues(), clock)
    while clock.now() <= START + 2 * SELDOM:
        assert not await prompter.look()
        clock.advance(1)
    assert asked == [START, START + SELDOM, START + 2 * SELDOM]
