"""Publishing on Telegram: a lost answer is a question for people, never a second message."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed
from bot.outlets.telegram import TelegramOutlet
from tests.telegram_server import Fault, TelegramServer, serving
from tests.telegram_world import TOKEN, Refused

CHANNEL = -1005
PLACE = Outlet("public", "telegram", str(CHANNEL), ("en",))


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with serving() as server:
        server.world.chat(CHANNEL, type="channel", standing="administrator")
        yield server


async def failure(server: TelegramServer, text: str = "Stay inside.") -> PostFailed:
    with pytest.raises(PostFailed) as caught:
        await TelegramOutlet(TOKEN, api=server.address).publish(PLACE, text, "1/aa/public")
    assert caught.value.why.endswith(".")
    assert caught.value.__cause__ is None
    return caught.value


@pytest.mark.parametrize("fault", [*Fault])
async def test_a_lost_answer_is_uncertain_and_asked_for_once(
    server: TelegramServer, fault: Fault
) -> None:
    server.faults["sendMessage"].append(fault)
    port = TelegramOutlet(TOKEN, api=server.address, answer_within=0.2)
    with pytest.raises(PostFailed) as caught:
        await port.publish(PLACE, "Stay inside.", "1/aa/public")

    assert (caught.value.uncertain, caught.value.retry) == (True, False)
    assert server.count("sendMessage") == 1


async def test_a_server_that_is_away_is_tried_again(server: TelegramServer) -> None:
    await server.vanish()
    failed = await failure(server)
    assert (failed.retry, failed.uncertain) == (True, False)


@pytest.mark.parametrize(
    ("refusal", "retry", "after"),
    [
        (Refused(429, "Too Many Requests", retry_after=9), True, 9),
        (Refused(429, "Too Many Requests", retry_after=90_000), True, 3600),
        (Refused(401, "Unauthorized"), True, 0),
        (Refused(403, "Forbidden: bot is not a member of the channel chat"), False, 0),
        (Refused(400, "Bad Request: chat not found"), False, 0),
        (Refused(400, "Bad Request: upgraded", migrate_to_chat_id=-9), False, 0),
    ],
    ids=["429", "429-for-a-day", "401", "403", "400", "moved"],
)
async def test_a_refusal_is_called_what_it_is(
    server: TelegramServer, refusal: Refused, retry: bool, after: float
) -> None:
    server.faults["sendMessage"].append(refusal)
    failed = await failure(server)
    assert (failed.retry, failed.after, failed.uncertain) == (retry, after, False)
    assert not failed.gone


@pytest.mark.parametrize(
    "text", ["x" * 4097, "🪟" * 2049, " x", "x\n", "", "a\tb", "a\rb", "A\u030a", "a\u202eb"],
)  # fmt: skip
async def test_what_telegram_would_cut_or_change_is_not_sent(
    server: TelegramServer, text: str
) -> None:
    failed = await failure(server, text)
    assert (failed.retry, failed.uncertain) == (False, False)
    assert server.count("sendMessage") == 0


async def test_the_longest_text_goes_out_as_one_message(server: TelegramServer) -> None:
    port = TelegramOutlet(TOKEN, api=server.address)
    await port.publish(PLACE, "🪟" * 2048, "1/aa/public")
    (sent,) = [fields for _, method, fields in server.calls if method == "sendMessage"]
    assert sent["text"] == "🪟" * 2048
    assert "entities" not in sent
    assert "parse_mode" not in sent


async def test_an_address_that_is_none_is_refused(server: TelegramServer) -> None:
    nowhere = Outlet("public", "telegram", "https://t.me/name", ("en",))
    with pytest.raises(PostFailed):
        await TelegramOutlet(TOKEN, api=server.address).publish(nowhere, "x", "k")
    assert server.calls == []


async def test_a_correction_is_a_reply_and_goes_out_alone_when_its_message_is_gone(
    server: TelegramServer,
) -> None:
    port = TelegramOutlet(TOKEN, api=server.address)
    first = await port.publish(PLACE, "Boil the water.", "1/aa/public")
    await port.publish(PLACE, "The water is clean.", "2/bb/public", first.reference)
    await port.publish(PLACE, "No water at all.", "3/cc/public", "https://t.me/c/5/999")
    await port.publish(PLACE, "Stay.", "4/dd/public", "seen by Mayor")

    said = list(server.world.chats[CHANNEL].messages.values())
    replies = [message.get("reply_to_message", {}).get("text") for message in said]
    assert replies == [None, "Boil the water.", None, None]
