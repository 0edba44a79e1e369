"""A thousand flags wait for ten groups, Telegram asks for time again and again, and people ask.

    python benchmarks/rooms_storm.py

`vigie run` as a process of its own; a Bot API server on loopback that refuses one message in five
with "retry after one second". Before it starts, 100 notices wait for each group. Somebody writes
/whoami in one group after the other; a reply's time runs until it stands in the group. Of that time
we answer for what is left without the seconds in which Telegram had forbidden this group.
"""

import asyncio
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from parts.figures import Figure, percentile, show

from bot.domain.message import Message
from bot.domain.mode import Mode
from bot.ports import Lane, Post
from bot.store.migrate import migrate
from bot.store.unit import Store
from tests.telegram_desk import EDITOR, WATCH, Team, add_rooms, configure
from tests.telegram_server import TelegramServer, serving
from tests.telegram_world import Refused

GROUPS, FLAGS, QUESTIONS = 10, 100, 60
REFUSED = 0.2


async def measure(folder: Path) -> list[Figure]:
    """Let it storm, ask, and wait until all is told."""
    async with serving() as server:
        configure(folder, server)
        chats = [-2000 - number for number in range(GROUPS)]
        add_rooms(folder, server, chats)
        await _queue(f"sqlite:///{folder / 'vigie.db'}", chats)
        chance = random.Random(3)
        for _ in range(2000):
            storm = Refused(429, "Too Many Requests: retry after 1", retry_after=1)
            server.faults["sendMessage"].append(storm if chance.random() < REFUSED else None)
        team = Team(server, folder)
        began, desk = monotonic(), await team.start()
        try:
            # How long the program takes to start is another figure.
            await team.asks(EDITOR, "/status", "", WATCH)
            asked = [await _ask(team, chats[n % GROUPS]) for n in range(QUESTIONS)]
            async with asyncio.timeout(120):
                while _missing(server, chats):  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.1)
            took = monotonic() - began
        finally:
            await desk.kill()
    said = sum(name == "sendMessage" for _, name, _ in server.calls)
    waits = [wait for wait, _ in asked]
    ours = [wait - forbidden for wait, forbidden in asked]
    return [
        Figure("flags of 1,000 that nobody was told", _missing(server, chats), "", 0),
        Figure("reply during the storm, median", percentile(waits, 0.5), "s"),
        Figure("reply during the storm, 95th percentile", percentile(waits, 0.95), "s", 2),
        Figure("reply during the storm, longest", max(waits), "s"),
        Figure("of it not asked for by Telegram, longest", max(ours), "s", 1),
        Figure("until all was told", took, "s"),
        Figure("messages tried in all", said, ""),
    ]


async def _queue(url: str, chats: Sequence[int]) -> None:
    await migrate(url, Mode.LIVE)
    store = await Store.open(url, Mode.LIVE)
    async with store.units() as unit:
        opened = (await unit.incidents.open())[0].opened_at
        for chat in chats:
            for number in range(FLAGS):
                words = Message(_flag(chat, number))
                post = Post(f"storm/{chat}/{number}", f"room{-chat}", Lane.FLAG, words)
                await unit.outbox.add(post, opened)
        await unit.commit()
    await store.close()


async def _ask(team: Team, chat: int) -> tuple[float, float]:
    """Ask who I am: the seconds until it is said, and how many of them Telegram had forbidden."""
    messages = team.world.chats[chat].messages
    before, asked = set(messages), monotonic()
    team.world.says(chat, EDITOR, "/whoami")
    while not any(f"{EDITOR}" in _text(messages[n]) for n in set(messages) - before):
        assert monotonic() - asked < 30
        await asyncio.sleep(0.002)
    told = monotonic()
    # Somebody somewhere asks three times a second.
    await asyncio.sleep(0.3)
    return told - asked, _forbidden(team.server, chat, asked, told)


def _forbidden(server: TelegramServer, chat: int, since: float, until: float) -> float:
    """The seconds between two moments in which a group had to be left alone."""
    forbidden, reached = 0.0, since
    for at, fields in server.refused:
        if int(str(fields["chat_id"])) == chat and at < until:
            end = min(at + 1, until)
            forbidden += max(end - max(at, reached), 0)
            reached = max(reached, end)
    return forbidden


def _missing(server: TelegramServer, chats: Sequence[int]) -> int:
    missing = 0
    for chat in chats:
        told = "\n".join(_text(each) for each in server.world.chats[chat].messages.values()) + "\n"
        missing += sum(f"{_flag(chat, number)}\n" not in told for number in range(FLAGS))
    return missing


def _flag(chat: int, number: int) -> str:
    return f"Suspect, check: rumour {number} of {-chat}"


def _text(message: dict[str, object]) -> str:
    return str(message.get("text", ""))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        show(asyncio.run(measure(Path(place))))
