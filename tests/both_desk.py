"""A desk on Telegram and on Matrix at once: one process, one team, some of it on both."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.draft import Act
from bot.domain.mode import Mode
from bot.store.unit import Store
from tests.clock import PATIENCE
from tests.matrix_desk import MatrixDesk
from tests.synapse import Synapse
from tests.telegram_desk import APPROVAL, WATCH, Team, member, room
from tests.telegram_server import TelegramServer
from tests.telegram_world import TOKEN


class BothDesk:
    """The Matrix room is encrypted; on Telegram there are two groups."""

    def __init__(self, synapse: Synapse, telegram: TelegramServer, folder: Path) -> None:
        self.matrix = MatrixDesk(synapse, folder)
        self.team = Team(telegram, folder)
        self.folder = folder

    async def opens(
        self,
        on_matrix: Mapping[str, str],
        on_telegram: Mapping[int, str],
        also_on_telegram: Mapping[str, int] | None = None,
        *,
        homeserver: str = "",
        quorum: int = 2,
    ) -> None:
        """Write the configuration: roles by names on Matrix and by accounts on Telegram, and the
        accounts that people of Matrix have on Telegram too."""
        await self.matrix.opens(on_matrix, homeserver)
        file = self.folder / "vigie.toml"
        text = file.read_text("utf-8").replace("information = 2", f"information = {quorum}")
        for name, account in (also_on_telegram or {}).items():
            text = text.replace(f'name = "{name}"\n', f'name = "{name}"\ntelegram = {account}\n')
        server = self.team.server
        text += f'[telegram]\ntoken_file = "token"\napi = "{server.address}"\n'
        for chat, name, duty in (
            (WATCH, "watch", "monitoring"),
            (APPROVAL, "approval", "approval"),
        ):
            text += room(name, chat, duty)
            server.world.chat(chat)
        text += "".join(member(account, role) for account, role in on_telegram.items())
        file.write_text(text, "utf-8")
        (self.folder / "token").write_text(TOKEN, "utf-8")

    async def starts(self) -> None:
        """Start the program."""
        await self.matrix.starts()

    async def dies(self) -> None:
        """`kill -9`."""
        await self.matrix.dies()

    async def submits(self, editor: int, number: int, text: str) -> tuple[int, str]:
        """A new draft of this number is before the approvers: its card on Telegram, its button."""
        await self.team.asks(editor, f"/draft en {text}", f"Draft {number}")
        self.team.world.says(WATCH, editor, f"/submit {number}")
        return await self.card(number)

    async def card(self, number: int) -> tuple[int, str]:
        """A draft's card on Telegram, and what its button carries."""
        chat = self.team.world.chats[APPROVAL]
        async with asyncio.timeout(PATIENCE):
            while True:
                for message, content in chat.messages.items():
                    buttons = self.team.world.buttons(APPROVAL, message)
                    if f"Draft {number} " in str(content.get("text")) and "Approve" in buttons:
                        return message, buttons["Approve"]
                await asyncio.sleep(0.01)

    def public(self) -> str:
        """What the public read."""
        page = self.folder / "public.txt"
        return page.read_text("utf-8") if page.exists() else ""

    async def closes(self) -> None:
        """Everybody goes home."""
        await self.matrix.closes()


@dataclass(frozen=True, slots=True)
class Left:
    """What a desk left in its store: what still waits to be worked off, the texts in the log of
    the daily watch, and who approved which draft, as often as it counts."""

    waiting: int
    log: list[str]
    approvals: list[tuple[int, str]]


async def left_in(folder: Path, drafts: Sequence[int] = ()) -> Left:
    """Look into the store, beside a desk that may be running."""
    store = await Store.open(f"sqlite:///{folder / 'vigie.db'}", Mode.LIVE)
    try:
        async with store.units() as unit:
            log = [entry.text for entry in await unit.log.entries(0)]
            found = [draft for number in drafts if (draft := await unit.drafts.get(number))]
            approvals = [
                (draft.number, step.by)
                for draft in found
                for step in draft.steps
                if step.act is Act.APPROVE
            ]
            return Left(len(await unit.inbox.waiting()), log, approvals)
    finally:
        await store.close()
