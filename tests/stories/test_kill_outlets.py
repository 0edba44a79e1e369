"""A real `kill -9` at the worst moment: the other side has taken the text and not yet answered."""

import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from tests.mail_server import MailServer, mail_server
from tests.mastodon_server import TOKEN, MastodonServer, mastodon_server
from tests.port import Port
from tests.program import CONFIGURATION, Program

TEXT = "Close the windows."
OUTLETS = """
[public]
base = "http://127.0.0.1:{port}"
listen = "127.0.0.1:{port}"
sender = "desk@example.org"
[[outlets]]
name = "toot"
platform = "mastodon"
address = "{mastodon}"
languages = ["en"]
secret_file = "token"
[[outlets]]
name = "press"
platform = "email"
address = "smtp://127.0.0.1:{mail}"
sender = "desk@example.org"
readers = ["press@example.org"]
languages = ["en"]
[[outlets]]
name = "news"
platform = "atom"
address = "news"
languages = ["en"]
"""


@dataclass(frozen=True, slots=True)
class Town:
    """What the public reads, and the folder of a desk that publishes there."""

    folder: Path
    mastodon: MastodonServer
    mail: MailServer
    feed: str

    async def approve(self, desk: Program) -> None:
        """Bring a draft to its approval, and wait for nothing after it."""
        said = await desk.type(f"editor@desk: /draft {TEXT}", until="Next:")
        digest = said.partition("[")[2][:6]
        await desk.type("/submit 1", until="approvers have it")
        await desk.send(f"approver@desk: /approve 1 {digest}")

    async def read_everywhere(self) -> dict[str, int]:
        """How often the text is public, by outlet."""
        async with aiohttp.ClientSession() as session, session.get(self.feed) as answer:
            feed = await answer.text()
        return {
            "page": (self.folder / "public.txt").read_text("utf-8").count(TEXT),
            "toot": self.mastodon.texts.count(TEXT),
            "press": self.mail.texts.count(TEXT.encode()),
            "news": feed.count(f">{TEXT}</content>"),
        }


@asynccontextmanager
async def town(folder: Path) -> AsyncIterator[Town]:
    with Port() as port:
        async with (
            mastodon_server(lambda: datetime.now(UTC)) as mastodon,
            mail_server(starttls=False) as mail,
        ):
            names = {"port": port.number, "mastodon": mastodon.address, "mail": mail.port}
            (folder / "vigie.toml").write_text(CONFIGURATION + OUTLETS.format(**names), "utf-8")
            (folder / "token").write_text(TOKEN, "utf-8")
            yield Town(folder, mastodon, mail, f"http://127.0.0.1:{port.number}/news/atom.xml")


def killing(desk: Program) -> Callable[[], None]:
    """Kills the desk, once."""
    done: list[int] = []

    def kill() -> None:
        if not done:
            done.append(desk.number)
            os.kill(desk.number, signal.SIGKILL)

    return kill


async def test_killed_while_mastodon_answers_the_desk_asks_again_and_it_shows_once(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as here:
        desk = await Program.start(tmp_path)
        here.mastodon.on_taken = killing(desk)
        await here.approve(desk)
        assert await desk.ended() == -signal.SIGKILL
        assert here.mastodon.texts == [TEXT]

        again = await Program.start(tmp_path)
        await again.read("is out on news")
        assert await here.read_everywhere() == {"page": 1, "toot": 1, "press": 1, "news": 1}
        await again.kill()


async def test_killed_while_the_mail_server_answers_the_desk_does_not_know_and_a_person_is_asked(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as here:
        desk = await Program.start(tmp_path)
        here.mail.on_taken = killing(desk)
        await here.approve(desk)
        assert await desk.ended() == -signal.SIGKILL

        again = await Program.start(tmp_path)
        heard = await again.read("is out on news")
        assert "I may have published draft 1 on press" in heard
        assert await here.read_everywhere() == {"page": 1, "toot": 1, "press": 1, "news": 1}
        await again.type("approver@desk: /resend 1 press", until="is out on press")
        assert (await here.read_everywhere())["press"] == 2
        await again.kill()
