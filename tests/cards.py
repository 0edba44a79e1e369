"""The approval card as each platform shows it, for the pages in docs/: drawn by the desk itself.

`python tests/cards.py` brings the pages up to date; a test compares them with the code.
"""

import asyncio
import re
import sys
from pathlib import Path

from bot.chat.notices import Notices
from bot.domain.message import Message
from bot.domain.mode import Mode
from bot.domain.room import Room
from bot.platforms.console import lines_of
from bot.platforms.matrix.speaking import said
from bot.platforms.telegram.rendering import render
from tests.desk import WORDS, World, centre
from tests.memory_store import MemoryUnits

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = ("approver", "telegram", "matrix")
_BETWEEN = re.compile(r"(?<=<!-- card -->\n```\n).*?(?=```\n<!-- end of card -->)", re.DOTALL)
_ACTS = (
    ("Editor", "/draft en The tap water is safe."),
    ("Editor", "/revise 1 fr L’eau du robinet est potable."),
    ("Editor", "/fill 1 class=rebuttal"),
    ("Editor", "/submit 1"),
)


async def cards() -> dict[str, str]:
    """By page, the card of a draft that one of two has approved."""
    world = World()
    desk, units = world.open(store := MemoryUnits()), store
    for who, words in _ACTS:
        await desk.says(who, words)
    digest = re.search(r"/approve 1 (\w+)", world.rooms.read("approval")[-1].plain())
    assert digest, "the card names no digest"
    await desk.says("Approver", f"/approve 1 {digest[1]}", "approval")
    notices = Notices(centre(Mode.LIVE), WORDS, world.clock)
    shown: dict[str, Message] = {}
    async with units() as unit:
        for page, language in zip(PAGES, ("en", "fr", "en"), strict=True):
            room = Room("approval", page, "1", language)
            card = await notices.render(unit, room, "draft/1")
            assert card is not None
            shown[page] = card
    return {
        "approver": "\n".join(lines_of("<", "approval", shown["approver"])) + "\n",
        "telegram": _on_telegram(shown["telegram"]),
        "matrix": _on_matrix(shown["matrix"]),
    }


def brought_up_to_date(text: str, card: str) -> str:
    """A page with the card as it is now. Raises ValueError when its markers are gone."""
    if not _BETWEEN.search(text):
        raise ValueError("the page has lost the markers around its card")
    return _BETWEEN.sub(lambda _: card, text)


def _on_telegram(message: Message) -> str:
    what = render(message)
    parts = [part.text for part in what.parts]
    return "\n\n".join([*parts, " ".join(f"[ {b.label} ]" for _, b in what.buttons)]) + "\n"


def _on_matrix(message: Message) -> str:
    what = said(message)
    bodies = [str(part["body"]) for part in what.parts]
    return "\n".join([*bodies, "", " ".join(f"[{sign} 1]" for sign in what.signs)]) + "\n"


if __name__ == "__main__":
    for name, card in asyncio.run(cards()).items():
        page = DOCS / f"{name}.md"
        page.write_text(brought_up_to_date(page.read_text("utf-8"), card), "utf-8")
        sys.stdout.write(f"docs/{name}.md\n")
