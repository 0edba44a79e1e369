"""Our account on a homeserver: logins, keys and one owner; and what a broken homeserver costs."""

from pathlib import Path

import pytest

from bot.domain.hearing import Unread
from bot.domain.message import Message
from bot.domain.publication import PostFailed
from bot.domain.room import Room, Utterance
from bot.ports import PlatformDown, Remark
from tests.matrix_people import Person
from tests.matrix_scene import Scene, scene
from tests.proxy import Fault, Proxy
from tests.synapse import Synapse


async def _down(there: Scene) -> PlatformDown:
    with pytest.raises(PlatformDown) as caught:
        await there.tick()
    await there.close_ears()
    return caught.value


@pytest.mark.parametrize(
    ("fault", "revoked", "after"),
    [
        (Fault.BAD_GATEWAY, False, 0.0),
        (Fault.LIMITED, False, 7.0),
        (Fault.LIMITED_BY_HEADER, False, 9.0),
        (Fault.LOST, False, 0.0),
        (Fault.TRUNCATED, False, 0.0),
        (Fault.LIMITED_UNTIL, False, 11.0),
        (Fault.REVOKED, False, 0.0),
    ],
)
async def test_a_sync_that_fails_is_said_at_once_and_goes_on_where_it_was(
    there: Scene, proxy: Proxy, fault: Fault, revoked: bool, after: float
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await person.says(room.address, "!approve 3 9f3a1c")
    proxy.breaks("/sync", fault, 99)
    before = proxy.count("/sync")

    down = await _down(there)
    assert (down.revoked, down.after) == (revoked, after)
    # Nothing is asked again by itself; a cut connection is tried once more at most.
    assert proxy.count("/sync") - before <= 2
    proxy.mends()
    heard = [one.text for one in await there.settled() if isinstance(one, Utterance)]
    assert heard == ["!approve 3 9f3a1c"]
    await there.matrix.tell(room, Message("Heard"), "reply-1")
    await person.waits_for(room.address, "Heard")


async def test_a_homeserver_that_is_away_is_said_to_be_and_comes_back(
    synapse: Synapse, tmp_path: Path
) -> None:
    async with scene(synapse, tmp_path, "http://127.0.0.1:9") as there:
        assert "cannot be reached" in (await _down(there)).why
        room = Room("watch", "matrix", "!any", "en")
        with pytest.raises(PostFailed) as caught:
            await there.matrix.tell(room, Message("Anybody?"), "reply-1")
        assert caught.value.retry


async def test_a_login_is_kept_and_used_again(there: Scene, proxy: Proxy) -> None:
    await there.settled()
    await there.restart()
    await there.settled()
    assert proxy.count("/login") == 1


async def test_a_session_that_was_ended_is_opened_anew_with_the_password(
    there: Scene, proxy: Proxy
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await there.matrix.tell(room, Message("Before"), "reply-1")
    token = await _token(there)
    there.server.ask("POST", "/_matrix/client/v3/logout", {}, token)

    assert not (await _down(there)).revoked
    await there.settled()
    await person.sync()
    await person.says(room.address, "!status")
    assert [h for h in await there.settled() if isinstance(h, Utterance)]
    assert proxy.count("/login") == 2
    await there.matrix.tell(room, Message("After"), "reply-2")
    await person.waits_for(room.address, "After")


async def test_a_token_that_was_revoked_needs_a_person(there: Scene, proxy: Proxy) -> None:
    there.fresh(password="", token=there.login["access_token"])
    await there.tick()
    await there.close_ears()
    proxy.breaks("/sync", Fault.REVOKED)
    assert (await _down(there)).revoked


async def _token(there: Scene) -> str:
    client = await there.matrix._account.opened()
    return str(client.access_token)


async def test_a_wrong_password_needs_a_person(there: Scene, proxy: Proxy) -> None:
    there.fresh(password="wrong")
    down = await _down(there)
    assert down.revoked
    assert "password" in down.why
    assert proxy.count("/login") == 1


async def test_a_token_of_somebody_else_is_refused(there: Scene) -> None:
    person = there.joins("editor")
    there.fresh(token=person.token)
    down = await _down(there)
    assert down.revoked
    assert person.id in down.why


async def test_a_token_works_and_its_lost_keys_are_said_to_be_lost(
    there: Scene, tmp_path: Path
) -> None:
    token = there.login["access_token"]
    there.fresh(token=token, store=tmp_path / "keys")
    await there.settled()
    await there.restart(token=token, store=tmp_path / "other")
    down = await _down(there)
    assert "Put the backup" in down.why

    there.fresh(token=token, store=tmp_path / "keys")
    await there.settled()


async def test_keys_that_are_lost_are_made_anew_with_a_password(
    there: Scene, tmp_path: Path
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await person.says(room.address, "!log before")
    await there.restart(store=tmp_path / "other")
    assert [h for h in await there.settled() if isinstance(h, Unread)]

    await person.sync()
    await person.says(room.address, "!log after")
    heard = [one.text for one in await there.settled() if isinstance(one, Utterance)]
    assert heard == ["!log after"]


async def test_keys_have_one_owner(there: Scene, tmp_path: Path) -> None:
    store = tmp_path / "keys"
    person = there.joins("editor")
    first = there.fresh(store=store)
    room = await there.room("watch", person, encrypted=True)
    await there.close_ears()
    there.fresh(store=store)
    down = await _down(there)
    assert "Another process uses the keys" in down.why
    remarks = await there.matrix.reach([room])
    assert all(remark.is_fine for remark in remarks)
    assert "The keys were not tried" in remarks[0].text

    await first.close()
    await there.settled()


async def test_keys_that_are_broken_are_said_to_be(there: Scene, tmp_path: Path) -> None:
    store = tmp_path / "keys"
    there.fresh(store=store)
    await there.settled()
    await there.restart(store=store)
    next(store.glob("*.db")).write_bytes(b"no database at all" * 100)
    assert "cannot be read" in (await _down(there)).why


def _of(remarks: list[Remark], place: str) -> str:
    return " ".join(remark.text for remark in remarks if remark.place == place)


async def test_a_look_says_what_works_and_what_is_missing(there: Scene) -> None:
    person = there.joins("editor")
    fine = await there.room("watch", person, encrypted=True)
    silent = await there.room("press", person, version="11")
    levels = {"users": {person.id: 100}, "events_default": 50}
    await person.client.room_put_state(silent.address, "m.room.power_levels", levels)
    absent = Room("away", "matrix", await person.creates(), "en")
    await there.settled()
    open_room = Room("open", "matrix", await person.creates(there.user), "en")
    stranger = Person(there.server, "stranger")
    strange = Room("strange", "matrix", await stranger.creates(there.user), "en")
    await stranger.leaves()
    nowhere = Room("nowhere", "matrix", "#nowhere:localhost", "en")
    await there.restart()

    remarks = list(await there.matrix.reach([fine, silent, absent, nowhere, open_room, strange]))

    assert {remark.place for remark in remarks if not remark.is_fine} == {
        "press", "away", "nowhere", "strange",
    }  # fmt: skip
    assert "`vigie run` goes in" in _of(remarks, "open")
    assert "who is no member" in _of(remarks, "strange")
    assert "Encrypted: 1 devices" in _of(remarks, "watch")
    assert "version 12" in _of(remarks, "watch")
    assert "May not send" in _of(remarks, "press")
    assert f"Invite {there.user}" in _of(remarks, "away")
    assert "no room #nowhere:localhost" in _of(remarks, "nowhere")
    assert there.user in _of(remarks, "matrix")
    assert "fingerprint" in _of(remarks, "matrix")


async def test_a_look_at_a_homeserver_that_does_not_answer_is_a_sentence(
    there: Scene, proxy: Proxy
) -> None:
    proxy.breaks("/", Fault.BAD_GATEWAY, 99)
    before = proxy.count("/")
    [remark] = await there.matrix.reach([])
    assert not remark.is_fine
    assert remark.text.endswith(".")
    assert proxy.count("/") - before == 1
