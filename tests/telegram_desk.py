"""A desk on Telegram for stories: `vigie run` as a process, and a team that writes and presses."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.clock import PATIENCE
from tests.program import Program
from tests.telegram_server import TelegramServer
from tests.telegram_stage import until
from tests.telegram_world import TOKEN

WATCH, APPROVAL, CHANNEL = -1001, -1002, -1005
EDITOR, ONE, TWO, THREE = 701, 702, 703, 704
ANSWER = "The tap water is clean: whoever says it is poisoned is wrong."
_MEMBER = """
[[members]]
name = "{name}"
telegram = {account}
roles = ["{role}"]
"""
_HEAD = """
[centre]
name = "Crisis Centre Test"
languages = ["en"]
mode = "live"
[store]
url = "sqlite:///vigie.db"
[telegram]
token_file = "token"
api = "{api}"
[[outlets]]
name = "page"
platform = "file"
address = "public.txt"
languages = ["en"]
[[outlets]]
name = "channel"
platform = "telegram"
address = "{channel}"
languages = ["en"]
"""
_ROOM = """
[[rooms]]
name = "{name}"
platform = "telegram"
address = "{address}"
language = "en"
duties = ["{duty}"]
"""


def room(name: str, chat: int, duty: str) -> str:
    """A room, as the configuration names it."""
    return _ROOM.format(name=name, address=chat, duty=duty)


def member(account: int, role: str) -> str:
    """Somebody on Telegram alone, as the configuration names them."""
    return _MEMBER.format(name=f"Person {account}", account=account, role=role)


def configure(folder: Path, server: TelegramServer, more: Mapping[int, str] | None = None) -> None:
    """Write the configuration: two groups, an editor, three approvers, and `more` members."""
    people = {EDITOR: "editor", ONE: "approver", TWO: "approver", THREE: "approver", **(more or {})}
    text = _HEAD.format(api=server.address, channel=CHANNEL)
    text += room("watch", WATCH, "monitoring") + room("approval", APPROVAL, "approval")
    text += "".join(member(account, role) for account, role in people.items())
    (folder / "vigie.toml").write_text(text, "utf-8")
    (folder / "token").write_text(TOKEN, "utf-8")
    for chat in (WATCH, APPROVAL):
        server.world.chat(chat)
    server.world.chat(CHANNEL, type="channel", standing="administrator")


def add_rooms(folder: Path, server: TelegramServer, chats: Sequence[int]) -> None:
    """Groups more, each a room."""
    with (folder / "vigie.toml").open("a", encoding="utf-8") as file:
        for chat in chats:
            file.write(room(f"room{-chat}", chat, "coordination"))
            server.world.chat(chat)


class Team:
    """The people, on a server, with or without a desk at work."""

    def __init__(self, server: TelegramServer, folder: Path) -> None:
        self.server = server
        self.world = server.world
        self.folder = folder

    async def start(self) -> Program:
        """Start the desk."""
        return await Program.start(self.folder)

    async def asks(self, account: int, text: str, words: str, chat: int = WATCH) -> str:
        """Somebody writes, and waits until these words stand in the chat."""
        self.world.says(chat, account, text)
        return await self.reads(words, chat)

    async def reads(self, words: str, chat: int = WATCH) -> str:
        """The first message of the bot with these words, as it stands."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for message in self.world.chats[chat].messages.values():
                    mine = str(message["from"]).find("vigie_bot") >= 0
                    if mine and words in (text := str(message.get("text", ""))):
                        return text
                await asyncio.sleep(0.005)

    async def button(self, label: str, chat: int) -> tuple[int, str]:
        """The newest message with that button, and what the button carries."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for number in reversed(self.world.chats[chat].messages):
                    if data := self.world.buttons(chat, number).get(label):
                        return number, data
                await asyncio.sleep(0.005)

    async def presses(self, account: int, chat: int, message: int, data: str) -> str:
        """Somebody presses; what they are told."""
        return await self.told(self.world.presses_button(chat, message, account, data))

    async def told(self, query: str) -> str:
        """What a press was answered."""
        await until(lambda: query in self.world.answers)
        return str(self.world.answers[query].get("text", ""))

    async def submits(self, kind: str) -> tuple[int, str]:
        """A draft of this class is before the approvers: its card there, and its button."""
        shown = await self.asks(EDITOR, f"/draft en {ANSWER}", "Draft ")
        number = re.search(r"\d+", shown)
        assert number
        await self.asks(EDITOR, f"/fill {number[0]} class={kind}", kind)
        self.world.says(WATCH, EDITOR, f"/submit {number[0]}")
        return await self.button("Approve", APPROVAL)
