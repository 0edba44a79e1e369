"""Matrix rooms on a real homeserver: what is heard, in which order, and that nothing is missed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.hearing import Heard, Pressed, RoomBack, RoomLost, RoomMoved, Stranger, Unread
from bot.domain.message import Button, Message, Paragraph
from bot.domain.publication import PostFailed
from bot.domain.room import Utterance
from tests.matrix_people import Person
from tests.matrix_scene import Scene, scene
from tests.proxy import Fault, between
from tests.synapse import Synapse


@pytest.fixture
async def there(synapse: Synapse, tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(synapse, tmp_path) as one:
        yield one


def _texts(heard: list[Heard]) -> list[str]:
    return [one.text for one in heard if isinstance(one, Utterance)]


@pytest.mark.parametrize("version", ["11", "12"])
@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_a_command_is_heard_and_answered(there: Scene, version: str, encrypted: bool) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=encrypted, version=version)

    event_id = await person.says(room.address, "!show 3")
    heard = await there.hears(lambda heard: isinstance(heard, Utterance))
    assert heard == Utterance(f"matrix/{event_id}", "watch", person.id, "!show 3")

    message = Message("Draft 3", (Paragraph("Ünïcödé <b>"),), (Button("Approve", "/approve 3 9f"),))
    reference = await there.matrix.tell(room, message, "reply-1")
    content = await person.waits_for(room.address, "Draft 3")
    assert content["body"] == "Draft 3\nÜnïcödé <b>\n1️⃣ Approve · !approve 3 9f"
    assert "&lt;b&gt;" in content["formatted_body"]

    await person.reacts(room.address, reference, "1\u20e3")
    pressed = await there.hears(lambda heard: isinstance(heard, Pressed))
    assert isinstance(pressed, Pressed)
    assert (pressed.reference, pressed.button, pressed.account) == (reference, 0, person.id)


async def test_what_was_said_while_we_were_away_is_heard_whole_and_in_order(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await there.matrix.tell(room, Message("Press"), "reply-1")
    await there.restart()

    said = [f"!log {number}" for number in range(150)]
    for text in said:
        await person.says(room.address, text)

    assert _texts(await there.settled()) == said


async def test_a_press_in_a_gap_that_cannot_be_filled_is_counted_from_the_server(
    synapse: Synapse, tmp_path: Path
) -> None:
    async with between(synapse.address) as proxy, scene(synapse, tmp_path, proxy.address) as there:
        person = there.joins("editor")
        room = await there.room("watch", person, encrypted=True)
        card = Message("Draft 3", (), (Button("Approve", "/approve 3 9f"),))
        reference = await there.matrix.tell(room, card, "card-1")
        await there.settled()
        pressed = await person.reacts(room.address, reference, "1\u20e3")
        for number in range(120):
            await person.sends(room.address, {"msgtype": "m.notice", "body": f"{number}"})
        proxy.breaks("/messages", Fault.FORBIDDEN, 99)

        batches = there.matrix.listen(there.cursor)
        batch = await anext(batches)
        assert batch.gaps == ("watch",)
        assert not [event for event in batch.events if isinstance(event.heard, Pressed)]
        [event] = await there.matrix.recount(room, reference)
        assert event.heard == Pressed(f"matrix/{pressed}", "watch", person.id, reference, 0)
        assert event.key == event.heard.key
        await batches.aclose()  # type: ignore[attr-defined]


async def test_a_press_from_before_the_card_changed_names_no_button(there: Scene) -> None:
    person, other = there.joins("editor"), there.joins("approver")
    room = await there.room("watch", person, encrypted=True)
    old = Message("Draft 3", (), (Button("Approve", "/approve 3 9f"),))
    new = Message("Draft 3", (), (Button("Approve", "/approve 3 a0"),))
    await person.client.room_invite(room.address, other.id)
    for _ in range(2):
        await other.sync()
    reference = await there.matrix.tell(room, old, "card-1")
    await there.settled()
    await person.reacts(room.address, reference, "1\u20e3")
    await there.matrix.edit(room, reference, new, "card-2")
    await other.reacts(room.address, reference, "1\u20e3")

    presses = [each for each in await there.settled() if isinstance(each, Pressed)]
    counted = [event.heard for event in await there.matrix.recount(room, reference)]
    for each in (presses, counted):
        assert [(p.account, p.button) for p in each] == [(person.id, -1), (other.id, 0)]  # type: ignore[union-attr]


@pytest.mark.parametrize("dies", [False, True], ids=["alive", "dead before it heard"])
async def test_a_press_that_crosses_a_count_of_votes_names_its_button(
    there: Scene, dies: bool
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    approve = (Button("Approve", "/approve 3 9f"),)
    reference = await there.matrix.tell(room, Message("0 of 2", (), approve), "card-1")
    await there.settled()
    await person.reacts(room.address, reference, "1\u20e3")
    one = Message("1 of 2", (), approve)
    await there.matrix.edit(room, reference, one, "card-2", same_buttons=True)
    await there.matrix.edit(room, reference, Message("published"), "card-3", same_buttons=True)
    if dies:
        await there.restart()

    [press] = [each for each in await there.settled() if isinstance(each, Pressed)]
    [counted] = [event.heard for event in await there.matrix.recount(room, reference)]
    assert press.button == 0
    assert counted == press


async def test_a_batch_that_nobody_took_comes_again_the_same(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await person.says(room.address, "!approve 3 9f3a1c")
    before = there.cursor
    first = await there.settled()

    for listener in (there.matrix, await there.restart()):
        there.cursor = before
        await there.close_ears()
        assert listener is not None
        assert _texts(await there.settled()) == _texts(first) == ["!approve 3 9f3a1c"]
    keys = [event.key for event in there.events if isinstance(event.heard, Utterance)]
    assert len(keys) == 3
    assert len(set(keys)) == 1


async def test_before_our_first_day_nothing_was_said_to_us(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    await there.matrix.close()
    there.cursor = None
    there.fresh()
    await person.says(room.address, "!publish 3 LIVE Town")

    assert _texts(await there.settled()) == []
    await person.says(room.address, "!status")
    assert _texts(await there.settled()) == ["!status"]


async def test_edits_notices_and_quotations_are_no_commands(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    first = await person.says(room.address, "!show 3")
    relation = {"rel_type": "m.replace", "event_id": first}
    new = {"msgtype": "m.text", "body": "!show 4"}
    await person.says(room.address, "* !show 4", **{"m.new_content": new, "m.relates_to": relation})
    await person.sends(room.address, {"msgtype": "m.notice", "body": "!show 5"})
    reply = {"m.in_reply_to": {"event_id": first}}
    await person.says(room.address, "> <@a:b> !show 3\n\n!show 6", **{"m.relates_to": reply})

    assert _texts(await there.settled()) == ["!show 3", "!show 6"]


async def test_words_in_another_room_are_a_strangers(there: Scene) -> None:
    person = there.joins("editor")
    other = await person.creates(there.user)
    await there.settled()
    event_id = await person.says(other, "!whoami")

    heard = await there.hears(lambda heard: isinstance(heard, Stranger))
    assert heard == Stranger(f"matrix/{event_id}", other, person.id, "!whoami")


async def test_a_room_is_found_by_its_alias(there: Scene) -> None:
    person = there.joins("editor")
    name = there.server.fresh_name("watch")
    room_id = await person.creates(there.user, alias=name)
    room = there.configured("watch", f"#{name}:localhost")
    await there.settled()
    await person.sync()
    await person.says(room_id, "!status")

    assert isinstance(await there.hears(lambda heard: isinstance(heard, Utterance)), Utterance)
    assert await there.matrix.tell(room, Message("Well"), "reply-1")
    assert (await person.waits_for(room_id, "Well"))["msgtype"] == "m.notice"


async def test_only_members_of_the_team_can_invite_us(there: Scene) -> None:
    known, unknown = there.joins("editor"), there.joins("stranger")
    there.people.remove(unknown)
    there.fresh()
    there.people.append(unknown)
    here, nowhere = await known.creates(there.user), await unknown.creates(there.user)
    await there.settled()

    mine = there.server.ask(
        "GET", "/_matrix/client/v3/joined_rooms", token=there.login["access_token"]
    )
    assert mine["joined_rooms"] == [here]
    assert nowhere not in mine["joined_rooms"]


async def test_being_thrown_out_is_heard_and_coming_back_too(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await there.matrix.tell(room, Message("Here"), "reply-1")
    await person.client.room_kick(room.address, there.user, "a mistake")
    lost = await there.hears(lambda heard: isinstance(heard, RoomLost))
    assert isinstance(lost, RoomLost)
    assert (lost.room, lost.why) == ("watch", f"removed by {person.id}: a mistake")

    with pytest.raises(PostFailed) as caught:
        await there.matrix.tell(room, Message("Gone"), "reply-2")
    assert caught.value.gone
    await there.restart()
    with pytest.raises(PostFailed) as caught:
        await there.matrix.tell(room, Message("Gone"), "reply-2")
    assert caught.value.gone

    await person.client.room_invite(room.address, there.user)
    back = await there.hears(lambda heard: isinstance(heard, RoomBack))
    assert isinstance(back, RoomBack)
    assert back.room == "watch"
    await person.sync()
    assert await there.matrix.tell(room, Message("Back"), "reply-2")
    await person.waits_for(room.address, "Back")


@pytest.mark.parametrize("is_public", [True, False], ids=["open", "invited"])
async def test_an_upgraded_room_is_followed(there: Scene, is_public: bool) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, version="11")
    if is_public:
        await person.client.room_put_state(
            room.address, "m.room.join_rules", {"join_rule": "public"}
        )
    path = f"/_matrix/client/v3/rooms/{room.address}/upgrade"
    answer = there.server.ask("POST", path, {"new_version": "12"}, person.token)
    new = answer["replacement_room"]
    if not is_public:
        lost = await there.hears(lambda heard: isinstance(heard, RoomLost))
        assert isinstance(lost, RoomLost)
        assert new in lost.why
        await person.client.room_invite(new, there.user)

    moved = await there.hears(lambda heard: isinstance(heard, RoomMoved))
    assert isinstance(moved, RoomMoved)
    assert (moved.room, moved.address) == ("watch", new)
    await person.sync()
    await person.says(new, "!status")
    heard = await there.hears(lambda heard: isinstance(heard, Utterance))
    assert isinstance(heard, Utterance)
    assert heard.room == "watch"


async def test_clients_that_do_not_name_their_device_are_read_too(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await person.says(room.address, "!status")
    words = {"msgtype": "m.text", "body": "!show 3"}
    kind, sealed = person.client.encrypt(room.address, "m.room.message", words)
    del sealed["sender_key"], sealed["device_id"]
    path = f"/_matrix/client/v3/rooms/{room.address}/send/{kind}/newer"
    there.server.ask("PUT", path, sealed, person.token)

    assert _texts(await there.settled()) == ["!status", "!show 3"]


async def test_what_is_encrypted_is_never_state(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await person.says(room.address, "!status")
    for kind, key, content in (
        ("m.room.tombstone", "", {"replacement_room": await person.creates(there.user)}),
        ("m.room.member", there.user, {"membership": "ban"}),
    ):
        forged = {"type": kind, "state_key": key, "content": content, "room_id": room.address}
        sealed = person.client.olm.group_encrypt(room.address, forged)
        await person.client.room_put_state(room.address, "m.room.topic", {"topic": kind})
        path = f"/_matrix/client/v3/rooms/{room.address}/send/m.room.encrypted/{kind}"
        there.server.ask("PUT", path, sealed, person.token)
    await person.says(room.address, "!status")

    heard = await there.settled()
    assert [type(one) for one in heard] == [Utterance, Utterance]


async def test_what_cannot_be_read_is_said_and_heard_when_its_key_comes(
    there: Scene,
) -> None:
    async with between(there.server.address) as proxy:
        person = there.joins("editor")
        room = await there.room("watch", person, encrypted=True)
        person.client.homeserver = proxy.address
        proxy.breaks("/sendToDevice/m.room.encrypted", Fault.KEPT, 9)
        event_id = await person.says(room.address, "!approve 3 9f3a1c")
        unread = await there.hears(lambda heard: isinstance(heard, Unread))
        assert unread == Unread(f"matrix/{event_id}/unread", "watch", person.id)

        await there.restart()
        await proxy.passes_on_what_it_kept()
        # A batch that nobody took, and the end of the program: it comes again all the same.
        before = there.cursor
        await there.hears(lambda heard: isinstance(heard, Utterance))
        await there.restart()
        there.cursor = before
        heard = await there.hears(lambda heard: isinstance(heard, Utterance))
        assert heard == Utterance(f"matrix/{event_id}", "watch", person.id, "!approve 3 9f3a1c")


async def test_a_flood_that_cannot_be_read_and_strange_invitations_keep_nobody_from_being_heard(
    synapse: Synapse, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with between(synapse.address) as proxy, scene(synapse, tmp_path, proxy.address) as there:
        person, hostile = there.joins("editor"), there.joins("member")
        room = await there.room("watch", person, encrypted=True)
        await person.client.room_invite(room.address, hostile.id)
        for _ in range(2):
            await hostile.sync()
        stranger = Person(synapse, "stranger")
        await there.settled()
        asked = proxy.count("/sendToDevice/m.room_key_request")
        for number in range(30):
            made_up = {
                "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgAEnACgAkLmt6qF84I",
                "session_id": f"made-up-{number}", "sender_key": "x" * 43, "device_id": "NONE",
            }  # fmt: skip
            synapse.ask(
                "PUT", f"/_matrix/client/v3/rooms/{room.address}/send/m.room.encrypted/{number}",
                made_up, hostile.token,
            )  # fmt: skip
        for _ in range(4):
            await stranger.creates(there.user)
        await person.sync()
        await person.says(room.address, "!approve 3 9f3a1c")

        assert _texts(await there.settled()) == ["!approve 3 9f3a1c"]
        assert 0 < proxy.count("/sendToDevice/m.room_key_request") - asked <= 20
        ignored = [each for each in caplog.messages if stranger.id in each]
        assert 1 <= len(ignored) <= 2
        await stranger.leaves()
