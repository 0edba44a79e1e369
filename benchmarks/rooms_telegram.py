"""How fast the desk answers on Telegram, and what a crowd at one card does to it.

    python benchmarks/rooms_telegram.py

`vigie run` as a process of its own, on a Bot API server on loopback. A command's time runs from the
moment it is written to the moment its reply reaches the server; a press's time to its answer.
Commands are spread over ten groups, since Telegram bears 20 messages a minute in each. Then 50
approvers press one card 300 times within ten seconds.
"""

import asyncio
import random
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from time import monotonic

from parts.figures import Figure, percentile, show

from tests.telegram_desk import APPROVAL, EDITOR, WATCH, Team, add_rooms, configure
from tests.telegram_server import TelegramServer, serving

GROUPS, EACH = 10, 15
PEOPLE, PRESSES, WITHIN = 50, 300, 10.0


async def measure(folder: Path) -> list[Figure]:
    """Start a desk and try both."""
    async with serving() as server:
        configure(folder, server, {8000 + number: "approver" for number in range(PEOPLE)})
        chats = [-2000 - number for number in range(GROUPS)]
        add_rooms(folder, server, chats)
        team = Team(server, folder)
        desk = await team.start()
        try:
            await team.asks(EDITOR, "/status", "", WATCH)
            return [*await _commands(team, chats), *await _crowd(team, folder)]
        finally:
            await desk.kill()


async def _commands(team: Team, chats: Sequence[int]) -> list[Figure]:
    times = []
    for _ in range(EACH):
        for chat in chats:
            began, before = monotonic(), team.server.count("sendMessage")
            team.world.says(chat, EDITOR, "/whoami")
            while team.server.count("sendMessage") == before:  # noqa: ASYNC110 - to the half ms
                await asyncio.sleep(0.0005)
            times.append(_last(team.server, "sendMessage") - began)
            # Fewer than the 30 messages a second that Telegram bears in all.
            await asyncio.sleep(0.04)
    return [
        Figure("command to reply, median", 1000 * percentile(times, 0.5), "ms"),
        Figure("command to reply, 95th percentile", 1000 * percentile(times, 0.95), "ms", 60),
    ]


async def _crowd(team: Team, folder: Path) -> list[Figure]:
    chance = random.Random(1)
    card, approve = await team.submits("rebuttal")
    queries: dict[str, float] = {}

    async def press(account: int, after: float) -> None:
        await asyncio.sleep(after)
        queries[team.world.presses_button(APPROVAL, card, account, approve)] = monotonic()

    await asyncio.gather(*(
        press(8000 + number % PEOPLE, chance.uniform(0, WITHIN)) for number in range(PRESSES)
    ))  # fmt: skip
    await asyncio.gather(*(team.told(query) for query in queries))
    await team.reads("is out on page", APPROVAL)
    # What is still to be edited is edited a second later.
    await asyncio.sleep(2)
    answered = {
        str(fields["callback_query_id"]): at
        for at, method, fields in team.server.calls
        if method == "answerCallbackQuery"
    }
    times = [answered[query] - began for query, began in queries.items()]
    edits = sorted(at for number, at in team.world.chats[APPROVAL].edits if number == card)
    gap = min((after - before for before, after in pairwise(edits)), default=1.0)
    public = (folder / "public.txt").read_text("utf-8").count("Boil the water.")
    return [
        Figure("presses without an answer", len(queries) - len(answered), "", 0),
        Figure("press to answer, median", 1000 * percentile(times, 0.5), "ms"),
        Figure("press to answer, 95th percentile", 1000 * percentile(times, 0.95), "ms", 2000),
        Figure("published more than once", public - 1, "", 0),
        Figure("edits of the card", len(edits), ""),
        Figure("edits a second, at most", 1 / gap, "", 1.02),
    ]


def _last(server: TelegramServer, method: str) -> float:
    return next(at for at, name, _ in reversed(server.calls) if name == method)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        show(asyncio.run(measure(Path(place))))
