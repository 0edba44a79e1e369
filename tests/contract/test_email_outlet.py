"""The e-mail outlet against a real mail server: encryption, readers, refusals, lost answers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.header import decode_header, make_header

import pytest

from bot.domain.mode import Mode, framed
from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed
from bot.outlets.email import EmailOutlet, Mailbox
from tests.mail_server import PASSWORD, Fault, MailServer, mail_server

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
KEY = "3/9f3a1c/press"
TEXT = "Überflutung in Esch. Gehen Sie nach oben."
READERS = ("press@example.org", "mayor@example.org")


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with mail_server() as listening:
        yield listening


def outlet(server: MailServer, host: str = "localhost") -> Outlet:
    return Outlet("press", "email", f"smtp://desk@{host}:{server.port}", ("de",))


def port(
    server: MailServer,
    *,
    mode: Mode = Mode.LIVE,
    password: str = PASSWORD,
    readers: tuple[str, ...] = READERS,
    within: float = 20.0,
) -> EmailOutlet:
    box = Mailbox("Crisis Centre <desk@example.org>", readers, password)
    return EmailOutlet(
        {"press": box}, mode, lambda: NOON, trust=lambda: server.trust, answer_within=within
    )


async def failure(sender: EmailOutlet, to: Outlet) -> PostFailed:
    with pytest.raises(PostFailed) as caught:
        await sender.publish(to, TEXT, KEY)
    return caught.value


async def test_a_mail_is_encrypted_and_its_readers_do_not_see_each_other(
    server: MailServer,
) -> None:
    receipt = await port(server).publish(outlet(server), TEXT, KEY)

    [mail], [readers] = server.taken, server.readers
    assert server.encrypted == [True]
    assert readers == list(READERS)
    assert not any(reader in str(mail) for reader in READERS)
    assert str(make_header(decode_header(mail["Subject"]))) == "Überflutung in Esch."
    assert mail["Message-ID"] == receipt.reference


async def test_the_message_id_is_the_keys_own(server: MailServer) -> None:
    sender = port(server)
    receipts = [await sender.publish(outlet(server), TEXT, key) for key in (KEY, KEY, "4/aa/press")]
    assert receipts[0] == receipts[1]
    assert receipts[0] != receipts[2]


async def test_the_subject_of_an_exercise_begins_and_ends_with_its_marker(
    server: MailServer,
) -> None:
    text = framed(TEXT, Mode.EXERCISE, "de")
    await port(server, mode=Mode.EXERCISE).publish(outlet(server), text, KEY)

    subject = str(make_header(decode_header(server.taken[0]["Subject"])))
    assert subject == "ÜBUNG – Überflutung in Esch. – ÜBUNG"


@pytest.mark.parametrize("fault", [Fault.ANSWER_CUT, Fault.ANSWER_LATE, Fault.DROPPED])
async def test_a_lost_answer_after_the_words_left_is_uncertain(
    server: MailServer, fault: Fault
) -> None:
    server.script = [fault]
    within = 0.3 if fault is Fault.ANSWER_LATE else 20.0

    failed = await failure(port(server, within=within), outlet(server))

    assert (failed.retry, failed.uncertain) == (False, True)
    assert "vigie." in failed.why


async def test_a_wrong_password_is_refused_for_ever_and_not_repeated_in_words(
    server: MailServer,
) -> None:
    failed = await failure(port(server, password="a wrong one"), outlet(server))

    assert (failed.retry, failed.uncertain) == (False, False)
    assert "535" in failed.why
    assert "a wrong one" not in failed.why


async def test_nothing_is_said_to_a_server_elsewhere_that_cannot_encrypt() -> None:
    async with mail_server(starttls=False) as server:
        # The same machine, under an address that is not its own.
        failed = await failure(port(server), outlet(server, "0.0.0.0"))
        assert (failed.retry, failed.uncertain) == (True, False)
        assert server.taken == []


async def test_nothing_is_said_to_a_server_whose_certificate_nobody_knows(
    server: MailServer,
) -> None:
    stranger = EmailOutlet({"press": Mailbox("desk@example.org", READERS)}, Mode.LIVE, lambda: NOON)
    failed = await failure(stranger, outlet(server))
    assert (failed.retry, failed.uncertain) == (True, False)
    assert server.taken == []


async def test_readers_that_the_server_does_not_take_are_named_and_the_others_get_it(
    server: MailServer,
) -> None:
    server.unknown = {READERS[0]: "550 5.1.1 no such user"}
    receipt = await port(server).publish(outlet(server), TEXT, KEY)

    assert receipt.reference.endswith(f"; not taken for {READERS[0]}")
    assert server.readers == [[READERS[1]]]


@pytest.mark.parametrize(
    ("answers", "retry"),
    [(("550 no", "550 no"), False), (("450 later", "550 no"), True), (("450 a", "450 b"), True)],
)
async def test_when_no_reader_is_taken_nothing_is_sent(
    server: MailServer, answers: tuple[str, str], retry: bool
) -> None:
    server.unknown = dict(zip(READERS, answers, strict=True))
    failed = await failure(port(server), outlet(server))
    assert (failed.retry, failed.uncertain) == (retry, False)
    assert server.taken == []


async def test_a_look_logs_in_and_sends_nothing(server: MailServer) -> None:
    assert await port(server).look(outlet(server)) == "localhost"
    with pytest.raises(PostFailed):
        await port(server, password="wrong").look(outlet(server))
    assert server.taken == []


@pytest.mark.parametrize("address", ["mail.example.org", "http://x", "smtp://", "smtp://x:port"])
async def test_an_address_that_is_none_is_refused(server: MailServer, address: str) -> None:
    failed = await failure(port(server), Outlet("press", "email", address, ("de",)))
    assert (failed.retry, failed.uncertain) == (False, False)


async def test_a_correction_stands_in_the_thread_of_what_it_corrects(server: MailServer) -> None:
    first = await port(server).publish(outlet(server), TEXT, KEY)
    receipt = f"{first.reference}; not taken for mayor@example.org"
    await port(server).publish(outlet(server), TEXT, "4/aa/press", receipt)
    await port(server).publish(outlet(server), TEXT, "5/bb/press", "seen by Mayor")

    _, second, third = server.taken
    assert (second["In-Reply-To"], second["References"]) == (first.reference, first.reference)
    assert (third["In-Reply-To"], third["References"]) == (None, None)
