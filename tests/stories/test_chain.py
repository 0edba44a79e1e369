"""The whole chain: an answer in five languages, the yes of two people, every kind of outlet on a
real server, and `kill -9` again and again on its way. The public reads it exactly once everywhere.

What the desk cannot know (did the mail server, did Telegram take it?) a person looks at.
"""

import asyncio
import json
import os
import random
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import nio
import pytest

from bot.domain.mode import Mode
from bot.domain.publication import Delivery
from bot.store.unit import Store
from tests.both_desk import BothDesk
from tests.clock import PATIENCE
from tests.contract.receiver import Receiver, receiving
from tests.mail_server import PASSWORD, MailServer, mail_server
from tests.mastodon_server import TOKEN, MastodonServer, mastodon_server
from tests.matrix_desk import digest_in
from tests.port import Port
from tests.program import Program
from tests.synapse import Synapse
from tests.telegram_desk import APPROVAL, CHANNEL, EDITOR, ONE, TWO, WATCH, Team, configure
from tests.telegram_server import TelegramServer, serving

LANGUAGES = ("fr", "nl", "de", "lb", "en")
TEXTS = {
    "fr": "L'eau du robinet de Valmont est bonne. Contrôle à 18h30 : la rumeur est fausse.",
    "nl": "Het kraanwater in Valmont is goed. Controle om 18.30 uur: het gerucht is vals.",
    "de": "Das Leitungswasser in Valmont ist gut. Kontrolle um 18.30 Uhr: das Gerücht ist falsch.",
    "lb": "D'Krunnewaasser zu Valmont ass gutt. Kontroll um 18.30 Auer: d'Rumeur ass onwouer.",
    "en": "The tap water in Valmont is good. Checked at 18:30: the rumour is false.",
}
PUBLIC = "\n\n".join(TEXTS[language] for language in LANGUAGES)
OUTLETS = """
[public]
base = "http://127.0.0.1:{feed}"
listen = "127.0.0.1:{feed}"
sender = "desk@example.org"
[[outlets]]
name = "press"
platform = "email"
address = "smtp://desk@localhost:{mail}"
sender = "desk@example.org"
readers = ["press@example.org"]
secret_file = "mail"
languages = []
[[outlets]]
name = "site"
platform = "webhook"
address = "{hook}"
secret_file = "hook"
idempotent = true
languages = []
[[outlets]]
name = "toot"
platform = "mastodon"
address = "{mastodon}"
secret_file = "mastodon"
longest = 5000
languages = []
[[outlets]]
name = "news"
platform = "atom"
address = "news"
languages = []
[[outlets]]
name = "alerts"
platform = "cap"
address = "alerts"
languages = []
"""
SQUARE = """
[[outlets]]
name = "square"
platform = "matrix"
address = "{square}"
languages = []
"""
THROUGH_TELEGRAM = """
[[outlets]]
name = "channel"
platform = "telegram"
address = "{channel}"
languages = []
"""
# Who tells the test that they took it, before they answer the desk; so does the channel.
TELLING = ("press", "site", "toot")


@dataclass(slots=True)
class Chain:
    """A desk in a folder, and everything around it. `deadly` are the outlets at whose answer the
    desk is killed, each once."""

    folder: Path
    telegram: TelegramServer
    mail: MailServer
    site: Receiver
    mastodon: MastodonServer
    feed: str
    deadly: set[str] = field(default_factory=set)
    deaths: int = 0
    both: BothDesk | None = None
    square: str = ""
    desk: Program | None = None

    @property
    def team(self) -> Team:
        return Team(self.telegram, self.folder)

    async def starts(self) -> None:
        """Start the program, anew after each death."""
        trust = {"SSL_CERT_FILE": str(self.folder / "authority.pem")}
        self.desk = await Program.start(self.folder, trust)

    def kill(self) -> None:
        """`kill -9`, now."""
        assert self.desk is not None
        self.deaths += 1
        os.kill(self.desk.number, signal.SIGKILL)

    def deadly_at(self, outlet: str) -> Callable[[], None]:
        """Kills the desk if this outlet is deadly still."""

        def taken() -> None:
            if outlet in self.deadly:
                self.deadly.discard(outlet)
                self.kill()

        return taken

    async def is_public(self) -> dict[str, int]:
        """How often exactly this text can be read, by outlet."""
        channel = self.telegram.world.chats[CHANNEL].messages.values()
        page = self.folder / "public.txt"
        counted = {
            "page": page.read_text("utf-8").count(PUBLIC) if page.exists() else 0,
            "press": self.mail.texts.count(PUBLIC.encode()),
            "site": [text for _, text in self.site.public].count(PUBLIC),
            "toot": self.mastodon.texts.count(PUBLIC),
            "channel": [message.get("text") for message in channel].count(PUBLIC),
            "news": (await self._feed()).count(PUBLIC),
        }
        if self.both is not None:
            host = next(iter(self.both.matrix.people.values()))
            bodies = [content["body"] for content in await host.reads(self.square)]
            counted["square"] = bodies.count(PUBLIC)
        return counted

    async def _feed(self) -> list[str]:
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{self.feed}/news/feed.json") as answer:
                items = json.loads(await answer.text())["items"]
            async with session.get(f"{self.feed}/alerts/atom.xml") as answer:
                # Machines sound an alarm at a warning alone.
                assert "<entry>" not in await answer.text()
        return [item["content_text"] for item in items]

    async def deliveries(self) -> Mapping[str, Delivery]:
        """How far each publication is, by the store."""
        store = await Store.open(f"sqlite:///{self.folder / 'vigie.db'}", Mode.LIVE)
        try:
            async with store.units() as unit:
                return {row.outlet: row.state for row in await unit.publications.of_draft(1)}
        finally:
            await store.close()

    async def settled(self) -> Mapping[str, Delivery]:
        """Start the desk whenever it is dead, until nothing is on its way."""
        ends = {Delivery.SENT, Delivery.UNCERTAIN}
        async with asyncio.timeout(PATIENCE) as patience:
            while True:
                assert self.desk is not None
                if self.desk.is_over:
                    await self.starts()
                    patience.reschedule(asyncio.get_running_loop().time() + PATIENCE)
                found = await self.deliveries()
                if found and set(found.values()) <= ends and not self.desk.is_over:
                    return found
                await asyncio.sleep(0.2)


@pytest.fixture
async def chain(tmp_path: Path) -> AsyncIterator[Chain]:
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(serving())
        mail = await stack.enter_async_context(mail_server())
        site = await stack.enter_async_context(receiving("hook-secret"))
        mastodon = await stack.enter_async_context(mastodon_server(lambda: datetime.now(UTC)))
        port = stack.enter_context(Port()).number
        here = Chain(tmp_path, telegram, mail, site, mastodon, f"http://127.0.0.1:{port}")
        mail.on_taken = here.deadly_at("press")
        site.on_taken = here.deadly_at("site")
        mastodon.on_taken = here.deadly_at("toot")
        at_channel = here.deadly_at("channel")
        telegram.on_said = lambda chat: at_channel() if chat == CHANNEL else None
        yield here
        if here.desk is not None and not here.desk.is_over:
            await here.desk.kill()
        if here.both is not None:
            await here.both.closes()


def _write(chain: Chain, more: str = "") -> None:
    """Add the outlets to the configuration that is there, all of them in all languages."""
    file = chain.folder / "vigie.toml"
    names = {
        "feed": chain.feed.rpartition(":")[2], "mail": chain.mail.port, "hook": chain.site.address,
        "mastodon": chain.mastodon.address, "channel": CHANNEL, "square": chain.square,
    }  # fmt: skip
    text = file.read_text("utf-8") + (OUTLETS + more).format(**names)
    everywhere = f"languages = {json.dumps(LANGUAGES)}"
    for few in ('languages = ["en"]', "languages = []"):
        text = text.replace(few, everywhere)
    file.write_text(text, "utf-8")
    secrets = {"mail": PASSWORD, "hook": "hook-secret", "mastodon": TOKEN}
    for name, secret in secrets.items():
        (chain.folder / name).write_text(secret, "utf-8")
    (chain.folder / "authority.pem").write_bytes(chain.mail.authority)


async def _writes_and_submits(chain: Chain) -> tuple[int, str]:
    """The editor writes it in five languages; returns its card and what the button carries."""
    team = chain.team
    await team.asks(EDITOR, f"/draft en {TEXTS['en']}", "Draft 1")
    for language in ("fr", "nl", "de", "lb"):
        await team.asks(EDITOR, f"/revise 1 {language} {TEXTS[language]}", TEXTS[language])
    await team.asks(EDITOR, "/fill 1 class=rebuttal", "rebuttal")
    chain.telegram.world.says(WATCH, EDITOR, "/submit 1")
    return await team.button("Approve", APPROVAL)


async def _a_person_looks(chain: Chain, found: Mapping[str, Delivery]) -> None:
    """Somebody looks at every outlet that the desk is not sure of, and says what they saw."""
    assert found["channel"] is Delivery.UNCERTAIN
    chain.deadly.clear()
    for outlet in [name for name, state in found.items() if state is Delivery.UNCERTAIN]:
        is_there = (await chain.is_public())[outlet] > 0
        word = "posted" if is_there else "resend"
        chain.telegram.world.says(APPROVAL, ONE, f"/{word} 1 {outlet}")
    async with asyncio.timeout(PATIENCE):
        while set((await chain.deliveries()).values()) != {Delivery.SENT}:  # noqa: ASYNC110
            await asyncio.sleep(0.2)


async def _everywhere_once(chain: Chain, count: int) -> None:
    assert chain.deaths >= 2
    public = await chain.is_public()
    assert public == dict.fromkeys(public, 1)
    assert len(public) == count
    assert chain.mail.encrypted == [True]
    assert all("X-Vigie-Signature" in request for request in chain.site.requests)


async def test_six_kinds_of_outlets_have_it_once_though_the_desk_is_killed_on_its_way(
    chain: Chain,
) -> None:
    chance = random.Random(1)
    configure(chain.folder, chain.telegram)
    _write(chain)
    await chain.starts()
    card, approve = await _writes_and_submits(chain)
    assert "1 of 2" in await chain.team.presses(ONE, APPROVAL, card, approve)
    chain.deadly |= {"channel", chance.choice(TELLING)}
    chain.telegram.world.presses_button(APPROVAL, card, TWO, approve)
    await _killed_somewhere(chain, chance)
    await _a_person_looks(chain, await chain.settled())
    await _everywhere_once(chain, 6)


async def test_a_seventh_kind_and_an_approver_on_matrix_change_nothing_of_that(
    chain: Chain, synapse: Synapse
) -> None:
    chance = random.Random(2)
    chain.both = BothDesk(synapse, chain.telegram, chain.folder)
    await chain.both.opens({"On Matrix": "approver"}, {EDITOR: "editor", ONE: "approver"})
    person, matrix = chain.both.matrix.people["On Matrix"], chain.both.matrix
    chain.square = await person.creates(preset=nio.RoomPreset.public_chat)
    synapse.ask("POST", f"/_matrix/client/v3/join/{chain.square}", {}, matrix.token)
    chain.telegram.world.chat(CHANNEL, type="channel", standing="administrator")
    _write(chain, SQUARE + THROUGH_TELEGRAM)
    await chain.starts()
    await person.waits_for_company(matrix.room, matrix.user)

    card, approve = await _writes_and_submits(chain)
    assert "1 of 2" in await chain.team.presses(ONE, APPROVAL, card, approve)
    typed = digest_in(await matrix.reads("On Matrix", "!approve 1"))
    chain.deadly |= {"channel", chance.choice(TELLING)}
    await matrix.says("On Matrix", f"!approve 1 {typed}")
    await _killed_somewhere(chain, chance)
    await _a_person_looks(chain, await chain.settled())
    await _everywhere_once(chain, 7)


async def _killed_somewhere(chain: Chain, chance: random.Random) -> None:
    """Kill the desk some moment after the last yes was given, heard or not."""
    await asyncio.sleep(chance.uniform(0, 0.1))
    assert chain.desk is not None
    if not chain.desk.is_over:
        chain.kill()
