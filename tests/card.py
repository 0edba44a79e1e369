"""The page docs/approval-card.md: one approval card, as each platform really got it.

`python tests/card.py` writes it: the card of a warning is brought about by typing, then said by
each platform to its server on loopback (a Bot API server, Synapse, a terminal), and read back
there. A test compares the page with what is said now.
"""

import asyncio
import html
import io
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bot.domain.message import Message
from bot.domain.outlet import Outlet
from bot.domain.room import Room
from bot.platforms.console import Console, Speaking
from tests.clock import ManualClock
from tests.desk import PAPER, World, centre
from tests.matrix_scene import scene
from tests.memory_store import MemoryUnits
from tests.synapse import Synapse, program
from tests.telegram_stage import WATCH, on_telegram

PAGE = Path(__file__).resolve().parent.parent / "docs" / "approval-card.md"
OUTLETS = (
    Outlet("website", PAPER, "site", ("fr", "nl"), repeatable=True),
    Outlet("texts", PAPER, "texts", ("fr",), repeatable=True),
)
TYPED = (
    "/draft fr Crisis Centre Test, 14:30 : fumée à Valmont. Restez chez vous, fermez les fenêtres.",
    "/revise 1 nl Crisis Centre Test, 14.30 uur: rook in Valmont. Blijf binnen, sluit de ramen.",
    '/fill 1 class=warning area="Valmont" until=2h',
    "/submit 1",
)
HEAD = """# The approval card, as each platform shows it

Written by `make card`: a warning was typed, and its card said by each platform to a server on
loopback; below is what arrived there. The yes is to the digest in its first line, and whatever is
quoted will be public to the letter.
"""


async def the_card() -> Message:
    """The card of a warning that waits for its approvals."""
    here = replace(centre(outlets=OUTLETS), languages=("fr", "nl", "en"))
    desk = World(clock=ManualClock()).open(MemoryUnits(), centre_now=here)
    for line in TYPED:
        await desk.says("editor", line)
    return desk.world.rooms.read("approval")[-1]


async def on_console(card: Message) -> str:
    """What a terminal prints."""
    printed = io.StringIO()
    console = Console(Speaking("", ""), "r1", printed)
    await console.tell(Room("approval", "console", "approval", "en"), card, "card")
    return f"## On the console\n\n```text\n{printed.getvalue().rstrip()}\n```\n"


async def on_telegrams_server(card: Message) -> str:
    """What Telegram's server got: the text, its entities as a client draws them, and buttons."""
    async with on_telegram() as stage:
        await stage.platform.tell(stage.room("watch"), card, "card")
        shown = []
        for number, message in stage.world.chats[WATCH].messages.items():
            entities = message.get("entities") or []
            assert isinstance(entities, list)
            shown.append(drawn(str(message["text"]), entities))
            shown += [f"<kbd>{label}</kbd>" for label in stage.world.buttons(WATCH, number)]
    return "## On Telegram\n\n" + "\n\n".join(shown) + "\n"


async def on_matrix_server(card: Message, server: Synapse) -> str:
    """What a Matrix room holds: the formatted body, and the plain one for simple clients."""
    with tempfile.TemporaryDirectory() as folder:
        async with scene(server, Path(folder)) as one:
            reader = one.joins("reader")
            room = await one.room("approval", reader)
            await one.matrix.tell(room, card, "card")
            content = (await reader.reads(room.address))[-1]
    body = str(content["body"])
    return (
        f"## On Matrix\n\n{content['formatted_body']}\n\n"
        f"Clients without formatting read:\n\n```text\n{body}\n```\n"
    )


def drawn(text: str, entities: list[dict[str, object]]) -> str:
    """The text with its entities as tags. Telegram counts in UTF-16 units."""
    units = text.encode("utf-16-le")
    tags = {"bold": "b", "italic": "i", "code": "code", "pre": "pre"}
    cuts: dict[int, str] = {}
    for entity in sorted(entities, key=lambda e: -int(str(e["length"]))):
        tag = tags.get(str(entity["type"]), "blockquote")
        start = int(str(entity["offset"]))
        end = start + int(str(entity["length"]))
        cuts[start] = cuts.get(start, "") + f"<{tag}>"
        cuts[end] = f"</{tag}>" + cuts.get(end, "")
    said, last = "", 0
    for at in [*sorted(cuts), len(units) // 2]:
        piece = html.escape(units[2 * last : 2 * at].decode("utf-16-le"), quote=False)
        # A blank line within would end the block of HTML for whoever reads Markdown.
        end = "<br>" if said.endswith("<pre>") else "<br>\n"
        said += piece.replace("\n", end) + cuts.get(at, "")
        last = at
    return said


async def _chats(card: Message, server: Synapse) -> list[str]:
    return [await on_telegrams_server(card), await on_matrix_server(card, server)]


def main() -> None:
    """Write the page; it needs Synapse."""
    python = program()
    if python is None:
        sys.exit("no Synapse: make .synapse/ready")
    card = asyncio.run(the_card())
    server = Synapse(python)
    server.start()
    try:
        chats = asyncio.run(_chats(card, server))
    finally:
        server.stop()
    PAGE.write_text("\n".join([HEAD, *chats, asyncio.run(on_console(card))]), "utf-8")


if __name__ == "__main__":
    main()
