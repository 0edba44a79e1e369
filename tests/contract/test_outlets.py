"""What every outlet promises, whatever it is: exact bytes, once a key, honest refusals."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, publication_key
from bot.outlets.email import EmailOutlet, Mailbox
from bot.outlets.file import FileOutlet
from bot.outlets.mastodon import Account, MastodonOutlet
from bot.outlets.telegram import TelegramOutlet
from bot.outlets.webhook import WebhookOutlet
from bot.ports import OutletPort
from tests import mastodon_server as mastodon
from tests.contract.receiver import Receiver, Reply, receiving
from tests.mail_server import PASSWORD, MailServer, mail_server
from tests.mastodon_server import MastodonServer, mastodon_server
from tests.telegram_server import TelegramServer, serving
from tests.telegram_world import TOKEN, Refused

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
KEY = publication_key(3, "9f3a1c", "place")


class Place(Protocol):
    """An outlet with somebody who reads it, and who can break it."""

    port: OutletPort
    outlet: Outlet

    def public(self) -> list[bytes]:
        """The texts that the public can read, in order."""

    def close_for_now(self) -> None:
        """From now on nothing is taken, and that can be mended."""

    def mend(self) -> None:
        """Take texts again."""

    def refuse_for_ever(self) -> None:
        """The next text that comes is one that will never be taken."""

    def bears(self, text: str) -> bool:
        """Whether a place of this kind can show this text unchanged, and in one piece."""


class FilePlace:
    """A file, closed by taking its folder away."""

    def __init__(self, folder: Path) -> None:
        self.port: OutletPort = FileOutlet(lambda: NOON)
        self.path = folder / "open" / "place.txt"
        self.path.parent.mkdir()
        self.outlet = Outlet("place", "file", str(self.path), ("en",), repeatable=True)

    def public(self) -> list[bytes]:
        """The texts, found by the lengths in the headers."""
        rest, texts = self.path.read_bytes() if self.path.exists() else b"", []
        while rest:
            header, _, rest = rest.partition(b"\n")
            length = int(header.split()[-3])
            texts.append(rest[:length])
            assert rest[length : length + 1] == b"\n"
            rest = rest[length + 1 :]
        return texts

    def close_for_now(self) -> None:
        """The folder is away."""
        self.path.parent.rename(self.path.parent.with_name("away"))

    def mend(self) -> None:
        """The folder is back."""
        self.path.parent.with_name("away").rename(self.path.parent)

    def refuse_for_ever(self) -> None:
        """Other words stand under the key."""
        header = f"=== {KEY} {NOON.isoformat()} 3 bytes ===\n".encode()
        self.path.write_bytes(header + b"Old\n")

    def bears(self, text: str) -> bool:
        """Anything."""
        return True


class WebhookPlace:
    """A receiver on loopback that knows its keys."""

    def __init__(self, receiver: Receiver) -> None:
        self.port: OutletPort = WebhookOutlet({"place": receiver.secret}, lambda: NOON)
        self.receiver = receiver
        self.outlet = Outlet("place", "webhook", receiver.address, ("en",), repeatable=True)

    def public(self) -> list[bytes]:
        """The texts as they came out of the JSON."""
        return [text.encode() for _, text in self.receiver.public]

    def close_for_now(self) -> None:
        """Under maintenance."""
        self.receiver.script = [Reply(503, {"Retry-After": "1"})] * 100

    def mend(self) -> None:
        """Open again."""
        self.receiver.script = []

    def refuse_for_ever(self) -> None:
        """Not wanted."""
        self.receiver.script = [Reply(403)]

    def bears(self, text: str) -> bool:
        """Anything."""
        return True


class MastodonPlace:
    """A Mastodon server on loopback."""

    def __init__(self, server: MastodonServer) -> None:
        self.port: OutletPort = MastodonOutlet({"place": Account(mastodon.TOKEN)}, lambda: NOON)
        self.server = server
        self.outlet = Outlet("place", "mastodon", server.address, ("en",), repeatable=True)

    def public(self) -> list[bytes]:
        """The statuses."""
        return [text.encode() for text in self.server.texts]

    def close_for_now(self) -> None:
        """Under maintenance."""
        self.server.script = [Reply(503)] * 100

    def mend(self) -> None:
        """Open again."""
        self.server.script = []

    def refuse_for_ever(self) -> None:
        """Too long for this server."""
        self.server.longest = 3

    def bears(self, text: str) -> bool:
        """Anything."""
        return True


class MailPlace:
    """A mail server on loopback, which does not know what it has taken before."""

    def __init__(self, server: MailServer) -> None:
        box = Mailbox("desk@example.org", ("press@example.org",), PASSWORD)
        self.port: OutletPort = EmailOutlet(
            {"place": box}, Mode.LIVE, lambda: NOON, trust=lambda: server.trust
        )
        self.server = server
        address = f"smtp://desk@localhost:{server.port}"
        self.outlet = Outlet("place", "email", address, ("en",))

    def public(self) -> list[bytes]:
        """The bodies, decoded as a mail program does."""
        return self.server.texts

    def close_for_now(self) -> None:
        """Greylisted."""
        self.server.script = ["451 4.7.1 come back later"] * 100

    def mend(self) -> None:
        """Open again."""
        self.server.script = []

    def refuse_for_ever(self) -> None:
        """Not wanted."""
        self.server.script = ["554 5.7.1 not from you"]

    def bears(self, text: str) -> bool:
        """Anything."""
        return True


class TelegramPlace:
    """A channel on a server of our own."""

    def __init__(self, server: TelegramServer) -> None:
        self.port: OutletPort = TelegramOutlet(TOKEN, api=server.address)
        self.faults = server.faults["sendMessage"]
        self.channel = server.world.chat(-1005, type="channel", standing="administrator")
        self.outlet = Outlet("place", "telegram", "-1005", ("en",))

    def public(self) -> list[bytes]:
        """The channel's messages."""
        return [str(message["text"]).encode() for message in self.channel.messages.values()]

    def close_for_now(self) -> None:
        """Too many requests."""
        self.faults.extend([Refused(429, "Too Many Requests", retry_after=1)] * 100)

    def mend(self) -> None:
        """Enough waited."""
        self.faults.clear()

    def refuse_for_ever(self) -> None:
        """No admin any more."""
        self.faults.append(Refused(403, "Forbidden: bot is not a member of the channel chat"))

    def bears(self, text: str) -> bool:
        """What fits into one message and what Telegram leaves as it is."""
        changed = text != text.strip() or any(sign in text for sign in "\r\t\x00")
        return not changed and len(text) <= 4096


@pytest.fixture(params=["file", "webhook", "telegram", "mastodon", "email"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    match request.param:
        case "file":
            yield FilePlace(tmp_path)
        case "webhook":
            async with receiving("a secret") as receiver:
                yield WebhookPlace(receiver)
        case "telegram":
            async with serving() as chats:
                yield TelegramPlace(chats)
        case "mastodon":
            async with mastodon_server(lambda: NOON) as server:
                yield MastodonPlace(server)
        case _:
            async with mail_server() as mail:
                yield MailPlace(mail)


async def publish(place: Place, text: str, key: str = KEY) -> str:
    return (await place.port.publish(place.outlet, text, key)).reference


async def failure(place: Place, text: str) -> PostFailed:
    with pytest.raises(PostFailed) as caught:
        await publish(place, text)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "Stay inside.",
        "  spaces before and after  \t",
        "line\r\nline\nline\rline\n\n",
        "Fermez les fenêtres ; ÜBUNG – 🪟👩‍🚒\u00a0!",
        "e\u0301 is not \u00e9",
        "\ufeffmark",
        "<b>&amp;</b> *x* _y_ \\n \x00\x1b",
        "é" * 50_000,
    ],
    ids=["plain", "spaces", "line-ends", "emoji", "unnormalised", "mark", "markup", "100-kB"],
)
async def test_the_public_reads_exactly_the_bytes(place: Place, text: str) -> None:
    if place.bears(text):
        assert await publish(place, text)
        assert place.public() == [text.encode()]
    else:
        failed = await failure(place, text)
        assert (failed.retry, failed.uncertain) == (False, False)
        assert place.public() == []


async def test_the_same_text_twice_under_one_key_appears_once(place: Place) -> None:
    if not place.outlet.repeatable:
        pytest.skip("it keeps no keys: nothing is sent there again without a person")
    await publish(place, "Stay inside.")
    assert await publish(place, "Stay inside.")

    assert place.public() == [b"Stay inside."]


async def test_the_same_text_under_two_keys_appears_twice_in_order(place: Place) -> None:
    receipts = [await publish(place, "Stay inside.", f"{number}/aa/place") for number in (1, 2)]

    assert place.public() == [b"Stay inside."] * 2
    assert len(set(receipts)) == 2


async def test_an_outlet_closed_for_now_says_so_and_takes_the_text_later(place: Place) -> None:
    await publish(place, "First.", "1/aa/place")
    place.close_for_now()

    failed = await failure(place, "Second.")
    assert (failed.retry, failed.uncertain) == (True, False)
    assert failed.why.endswith(".")

    place.mend()
    await publish(place, "Second.")
    assert place.public() == [b"First.", b"Second."]


async def test_a_refusal_for_ever_is_not_retried_and_shows_no_text(place: Place) -> None:
    place.refuse_for_ever()
    before = place.public()

    failed = await failure(place, "The words of the draft.")

    assert (failed.retry, failed.uncertain, failed.after) == (False, False, 0.0)
    assert failed.why.endswith(".")
    assert "words of the draft" not in failed.why
    assert place.public() == before


async def test_what_is_no_text_is_refused_for_ever(place: Place) -> None:
    failed = await failure(place, "half a character: \udc00")

    assert (failed.retry, failed.uncertain) == (False, False)
    assert place.public() == []
