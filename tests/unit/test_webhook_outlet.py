"""The webhook outlet against a receiver on loopback: what it sends, and what answers mean."""

import asyncio
import hashlib
import json
import socket
import traceback
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed
from bot.outlets.http import Answer, Caller, Silence, seconds_asked
from bot.outlets.webhook import WebhookOutlet, settle
from tests.contract.receiver import Fault, Receiver, Reply, receiving

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SECRET = "shared-secret"
KEY = "3/9f3a1c/site"
TEXT = "Fermez les fenêtres. 🪟"


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving(SECRET) as listening:
        yield listening


def site(address: str, *, repeatable: bool = False) -> Outlet:
    return Outlet("site", "webhook", address, ("fr",), repeatable=repeatable)


def port(secret: str = SECRET) -> WebhookOutlet:
    return WebhookOutlet({"site": secret}, lambda: NOON)


def patient_for(step: Fault | Reply) -> WebhookOutlet:
    """A sender that gives up soon on the answer that never comes, and on no other."""
    seconds = 0.1 if step is Fault.ANSWER_LATE else 20.0
    return WebhookOutlet({"site": SECRET}, lambda: NOON, Caller(answer_within=seconds))


async def failure(outlet: Outlet, sender: WebhookOutlet | None = None) -> PostFailed:
    with pytest.raises(PostFailed) as caught:
        await (sender or port()).publish(outlet, TEXT, KEY)
    return caught.value


def shape(failed: PostFailed) -> tuple[bool, bool, float]:
    return failed.retry, failed.uncertain, failed.after


async def test_the_request_carries_the_text_its_digest_its_key_and_a_signature(
    receiver: Receiver,
) -> None:
    receipt = await port().publish(site(receiver.address), TEXT, KEY)

    assert receipt.reference == "post-1"
    assert receiver.public == [(KEY, TEXT)]
    assert json.loads(receiver.bodies[0]) == {
        "key": KEY,
        "outlet": "site",
        "text": TEXT,
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    }
    headers = receiver.requests[0]
    assert headers["Idempotency-Key"] == KEY
    assert headers["X-Vigie-Timestamp"] == str(int(NOON.timestamp()))
    assert headers["Content-Type"] == "application/json"


async def test_a_key_with_letters_beyond_ascii_stays_one_header(receiver: Receiver) -> None:
    await port().publish(site(receiver.address), TEXT, "3/9f/île\r\nX-Evil: 1")

    assert receiver.requests[0]["Idempotency-Key"] == "3/9f/%C3%AEle%0D%0AX-Evil%3A%201"
    assert receiver.public == [("3/9f/île\r\nX-Evil: 1", TEXT)]


async def test_a_wrong_secret_is_refused_for_ever(receiver: Receiver) -> None:
    assert shape(await failure(site(receiver.address), port("other"))) == (False, False, 0.0)
    assert receiver.public == []


async def test_an_outlet_without_a_secret_sends_nothing(receiver: Receiver) -> None:
    failed = await failure(site(receiver.address), port(""))

    assert shape(failed) == (False, False, 0.0)
    assert "secret_file" in failed.why
    assert receiver.requests == []


@pytest.mark.parametrize(
    ("reply", "reference"),
    [
        (Reply(200, body='{"id": "42"}'), "42"),
        (Reply(200, body='{"id": 42}'), "42"),
        (Reply(201, {"Location": "/posts/7?token=x"}), "/posts/7"),
        (Reply(200, {"Location": "/posts/7"}, '{"id": "42"}'), "42"),
        (Reply(200, body="thanks"), "HTTP 200"),
        (Reply(200, body='{"id": true}'), "HTTP 200"),
        (Reply(200, body="[" * 60_000), "HTTP 200"),
        (Reply(200, body='"' + "x" * 300_000), "HTTP 200"),
        (Reply(204), "HTTP 204"),
        (Reply(202, body='{"id": "' + "x" * 1000 + '"}'), "x" * 200),
    ],
)
async def test_the_receipt_is_the_id_else_the_place_else_the_status(
    receiver: Receiver, reply: Reply, reference: str
) -> None:
    receiver.script = [reply]

    receipt = await port().publish(site(receiver.address), TEXT, KEY)

    assert receipt.reference == reference
    assert receiver.public == [(KEY, TEXT)]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(429, {"Retry-After": "30"}), (True, False, 30.0)),
        (Reply(429), (True, False, 0.0)),
        (Reply(503, {"Retry-After": "Sun, 01 Mar 2026 12:02:00 GMT"}), (True, False, 120.0)),
        (Reply(500), (True, False, 0.0)),
        (Reply(501), (True, False, 0.0)),
        (Reply(408), (True, False, 0.0)),
        (Reply(502), (False, True, 0.0)),
        (Reply(504), (False, True, 0.0)),
        (Reply(400), (False, False, 0.0)),
        (Reply(404), (False, False, 0.0)),
        (Reply(409), (False, False, 0.0)),
        (Reply(410), (False, False, 0.0)),
        (Reply(422), (False, False, 0.0)),
    ],
)
async def test_each_answer_has_its_meaning(
    receiver: Receiver, reply: Reply, expected: tuple[bool, bool, float]
) -> None:
    receiver.script = [reply]

    assert shape(await failure(site(receiver.address))) == expected
    assert len(receiver.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed(receiver: Receiver, status: int) -> None:
    receiver.script = [Reply(status, {"Location": receiver.address})]

    assert shape(await failure(site(receiver.address))) == (False, False, 0.0)
    assert len(receiver.requests) == 1


@pytest.mark.parametrize("fault", list(Fault))
async def test_a_lost_answer_is_uncertain_and_sent_once(receiver: Receiver, fault: Fault) -> None:
    receiver.script = [fault]

    failed = await failure(site(receiver.address), patient_for(fault))

    assert shape(failed) == (False, True, 0.0)
    assert "look there first" in failed.why
    assert len(receiver.requests) == 1


@pytest.mark.parametrize("fault", [*Fault, Reply(502), Reply(504), Reply(409)])
async def test_a_lost_answer_of_a_repeatable_outlet_is_sent_again_and_appears_once(
    receiver: Receiver, fault: Fault | Reply
) -> None:
    receiver.script = [fault]
    outlet = site(receiver.address, repeatable=True)

    assert (await failure(outlet, patient_for(fault))).retry
    await port().publish(outlet, TEXT, KEY)

    assert receiver.public == [(KEY, TEXT)]


async def test_a_refusal_whose_words_break_off_is_a_refusal_all_the_same() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\n\r\nYou may n")
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        number = server.sockets[0].getsockname()[1]
        failed = await failure(site(f"http://127.0.0.1:{number}/"))

    assert shape(failed) == (False, False, 0.0)


async def test_a_refused_connection_is_tried_again_since_nothing_left() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/hook?token=query-secret"

        failed = await failure(site(address))

    assert shape(failed) == (True, False, 0.0)
    assert "was not reached" in failed.why


async def test_a_name_nobody_knows_is_tried_again() -> None:
    failed = await failure(site("http://receiver.invalid/hook"))

    assert shape(failed) == (True, False, 0.0)
    assert "name is not known" in failed.why


async def test_a_receiver_that_speaks_no_tls_never_got_the_text(receiver: Receiver) -> None:
    address = receiver.address.replace("http:", "https:")

    assert shape(await failure(site(address))) == (True, False, 0.0)
    assert receiver.requests == []


async def test_a_handshake_that_never_ends_is_tried_again_since_nothing_left() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with server:
        number = server.sockets[0].getsockname()[1]
        sender = WebhookOutlet({"site": SECRET}, lambda: NOON, Caller(connect_within=0.1))
        failed = await failure(site(f"https://127.0.0.1:{number}/"), sender)

    assert shape(failed) == (True, False, 0.0)


@pytest.mark.parametrize(
    "address", ["", "site", "ftp://example.org/x", "http://", "http://[::1", "http://host:99999/"]
)
async def test_an_address_that_is_none_is_refused_for_ever(address: str) -> None:
    assert shape(await failure(site(address))) == (False, False, 0.0)


async def test_half_a_character_is_refused_before_anything_is_sent(receiver: Receiver) -> None:
    with pytest.raises(PostFailed, match="half a character at position 3"):
        await port().publish(site(receiver.address), "abc\ud800", KEY)
    assert receiver.requests == []


@pytest.mark.parametrize("step", [*Fault, Reply(401), Reply(503), Reply(302), Reply(502)])
async def test_no_failure_shows_the_secret_the_path_or_the_query(
    receiver: Receiver, step: Fault | Reply
) -> None:
    receiver.script = [step]
    for repeatable in (True, False):
        outlet = site(receiver.address, repeatable=repeatable)
        failed = await failure(outlet, patient_for(step))
        shown = failed.why + "".join(traceback.format_exception(failed))
        for secret in (SECRET, "path-secret", "query-secret"):
            assert secret not in shown
        assert "127.0.0.1" in failed.why
        receiver.script = [step]


async def test_an_address_with_a_password_does_not_show_it(receiver: Receiver) -> None:
    receiver.script = [Reply(403)]
    address = receiver.address.replace("http://", "http://vigie:password@")

    assert "password" not in (await failure(site(address))).why


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("²", 0.0),
        ("120", 120.0),
        ("9" * 400, 3600.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Sun, 01 Mar 2026 12:00:30 -0000", 30.0),
        ("Mon, 01 Mar 2027 12:00:00 GMT", 3600.0),
        ("Sun, 99 Mar 2026 12:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_never_more_than_an_hour(
    value: str, seconds: float
) -> None:
    assert seconds_asked(value, NOON) == seconds


def test_no_status_beyond_2xx_is_a_receipt_and_doubt_is_repeated_only_where_keys_are_known() -> (
    None
):
    for status in range(300, 600):
        for repeatable in (False, True):
            outlet = site("https://example.org/", repeatable=repeatable)
            with pytest.raises(PostFailed) as caught:
                settle(outlet, Answer(status), NOON)
            failed = caught.value
            assert not failed.uncertain or failed.retry is repeatable


def test_silence_before_the_request_left_is_never_uncertain() -> None:
    with pytest.raises(PostFailed) as caught:
        settle(site("https://example.org/"), Silence(left=False, why="it sleeps"), NOON)

    assert shape(caught.value) == (True, False, 0.0)
