"""The newcomer at the terminal: told in two lines what to type next, free to type anything."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator

from bot.app import Desk
from bot.drill.scenario import Act
from bot.platforms.console import Console, Speaking
from bot.ports import StoreError


class Newcomer:
    """Plays the acts that carry a hint. An empty line lets the drill type for them."""

    def __init__(self, desk: Desk, console: Console) -> None:
        self._desk = desk
        self._console = console
        self._wanted: str | None = None
        self._turn = asyncio.Event()
        self._typed_it = False
        self._gone = False

    def welcome(self, title: str) -> None:
        """Say in two lines what this is and what to do."""
        self._console.remark(f"{title}. An exercise: nothing leaves this machine.")
        self._console.remark("The others play by themselves; wait for YOUR TURN. /help, any time.")

    async def does(self, act: Act, text: str) -> bool:
        """Ask for an act and wait. True when the newcomer typed it; False to have it typed."""
        if self._gone:
            return False
        self._console.speaking = Speaking(act.who, act.room)
        self._console.remark(f"YOUR TURN, as {act.who} in room {act.room}: {act.hint}")
        self._console.remark(f"Type (or press Enter and I type it): {text}")
        self._wanted, self._typed_it = text.split(None, 1)[0].lstrip("/!"), False
        self._turn.clear()
        await self._turn.wait()
        self._wanted = None
        return self._typed_it

    async def listen(self, lines: AsyncIterable[str]) -> None:
        """Hear everything typed until the input ends; then the drill plays on alone."""
        async for heard in self._console.hear(self._enter_is_yes(lines), echo=False):
            try:
                await self._desk.rounds.hear(heard)
                await self._desk.rounds.settle()
            except StoreError as trouble:
                self._console.remark(str(trouble))
            word = heard.text.lstrip("/!").split(None, 1)[0] if heard.text.strip("/! ") else ""
            if self._wanted is not None and word == self._wanted:
                self._typed_it = True
                self._turn.set()
        self._gone = True
        self._turn.set()

    async def _enter_is_yes(self, lines: AsyncIterable[str]) -> AsyncIterator[str]:
        async for line in lines:
            if line.strip():
                yield line
            else:
                self._turn.set()
