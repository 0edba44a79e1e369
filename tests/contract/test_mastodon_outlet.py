"""The Mastodon outlet against a server over HTTP: what it sends, and what answers mean."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.outlet import MASTODON_REMEMBERS, Outlet
from bot.domain.publication import PostFailed
from bot.outlets.http import Caller
from bot.outlets.mastodon import Account, MastodonOutlet
from tests.clock import ManualClock
from tests.contract.receiver import Fault, Reply
from tests.mastodon_server import TOKEN, MastodonServer, mastodon_server

KEY = "3/9f3a1c/toot"
TEXT = "Fermez les fenêtres."
CLOCK = ManualClock()


@pytest.fixture
async def server() -> AsyncIterator[MastodonServer]:
    async with mastodon_server(CLOCK.now) as listening:
        yield listening


def outlet(server: MastodonServer, *languages: str) -> Outlet:
    return Outlet("toot", "mastodon", server.address, languages or ("fr",), True,
                  MASTODON_REMEMBERS)  # fmt: skip


def port(token: str = TOKEN, step: Fault | Reply | None = None) -> MastodonOutlet:
    patience = Caller(answer_within=0.1 if step is Fault.ANSWER_LATE else 20.0)
    return MastodonOutlet({"toot": Account(token, "unlisted")}, CLOCK.now, patience)


async def failure(
    server: MastodonServer, token: str = TOKEN, step: Fault | Reply | None = None
) -> PostFailed:
    server.script = [step] if step else []
    with pytest.raises(PostFailed) as caught:
        await port(token, step).publish(outlet(server), TEXT, KEY)
    return caught.value


async def test_a_status_has_its_words_its_language_and_its_visibility(
    server: MastodonServer,
) -> None:
    receipt = await port().publish(outlet(server), TEXT, KEY)

    assert receipt.reference == f"{server.address}/@desk/1"
    assert server.statuses == [{"status": TEXT, "visibility": "unlisted", "language": "fr"}]


async def test_a_status_in_two_languages_names_neither(server: MastodonServer) -> None:
    await port().publish(outlet(server, "fr", "nl"), TEXT, KEY)
    assert "language" not in server.statuses[0]


@pytest.mark.parametrize("step", [*(f for f in Fault if f is not Fault.ANSWER_HALF), Reply(500)])
async def test_a_lost_answer_is_doubt_that_a_repeat_within_the_hour_removes(
    server: MastodonServer, step: Fault | Reply
) -> None:
    failed = await failure(server, step=step)
    assert (failed.retry, failed.uncertain) == (True, True)

    await port().publish(outlet(server), TEXT, KEY)
    assert server.texts == [TEXT]


async def test_after_an_hour_a_repeat_would_show_twice_so_it_is_not_tried(
    server: MastodonServer,
) -> None:
    sent = CLOCK.now()
    assert outlet(server).still_knows(sent, sent + timedelta(minutes=54))
    assert not outlet(server).still_knows(sent, sent + timedelta(minutes=55))


@pytest.mark.parametrize(
    ("status", "retry"),
    [(401, False), (403, False), (404, False), (422, False), (302, False), (429, True),
     (503, True)],
)  # fmt: skip
async def test_each_refusal_says_what_to_do_and_no_token(
    server: MastodonServer, status: int, retry: bool
) -> None:
    failed = await failure(server, step=Reply(status, {"Retry-After": "7"}))

    assert (failed.retry, failed.uncertain) == (retry, False)
    assert failed.after == (7.0 if retry else 0.0)
    assert failed.why.endswith(".")
    assert TOKEN not in failed.why
    assert server.texts == []


async def test_a_server_that_is_not_there_is_tried_again(server: MastodonServer) -> None:
    away = Outlet("toot", "mastodon", "http://127.0.0.1:1", ("fr",))
    with pytest.raises(PostFailed) as caught:
        await port().publish(away, TEXT, KEY)
    assert (caught.value.retry, caught.value.uncertain) == (True, False)


@pytest.mark.parametrize("address", ["mastodon.example", "ftp://x", "http://[", ""])
async def test_an_address_that_is_none_is_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(PostFailed, match="no address"):
        await port().publish(Outlet("toot", "mastodon", address, ("fr",)), TEXT, KEY)


async def test_a_look_names_the_account_and_publishes_nothing(server: MastodonServer) -> None:
    assert await port().look(outlet(server)) == "desk"
    with pytest.raises(PostFailed, match="token"):
        await port("another").look(outlet(server))
    assert server.texts == []


async def test_a_correction_is_a_reply_that_the_same_readers_see(server: MastodonServer) -> None:
    first = await port().publish(outlet(server), TEXT, KEY)
    await port().publish(outlet(server), "Rectification.", "4/aa/toot", first.reference)

    was, now = server.statuses
    assert now == {**was, "status": "Rectification.", "in_reply_to_id": "1"}


@pytest.mark.parametrize("answers", ["{server}/@desk/7", "seen by Mayor", "{server}/objects/a-b"])
async def test_a_correction_of_what_is_gone_there_stands_alone(
    server: MastodonServer, answers: str
) -> None:
    receipt = answers.replace("{server}", server.address)
    await port().publish(outlet(server), TEXT, KEY, receipt)
    assert ["in_reply_to_id" in status for status in server.statuses] == [False]
