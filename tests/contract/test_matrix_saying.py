"""What we say in Matrix rooms: once a key, changed in place, never in clear where it is secret."""

from urllib.parse import quote

import pytest

from bot.domain.message import Button, File, Message, Quote
from bot.domain.publication import PostFailed
from bot.domain.room import Utterance
from tests.matrix_people import Person
from tests.matrix_scene import Scene
from tests.proxy import Fault, Proxy

PNG = File("picture.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(64))


async def _bodies(person: Person, room_id: str) -> list[str]:
    return [content["body"] for content in await person.reads(room_id)]


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_the_same_key_is_said_once_also_after_a_restart(
    there: Scene, encrypted: bool
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=encrypted)
    message = Message("Draft 3", (), (Button("Approve", "/approve 3 9f"), Button("No", "/no")))
    first = await there.matrix.tell(room, message, "reply-1")
    again = await there.matrix.tell(room, message, "reply-1")
    assert first == again

    await there.restart()
    third = await there.matrix.tell(room, message, "reply-2")
    fourth = await there.matrix.tell(room, message, "reply-2")
    assert third == fourth != first
    assert len(await _bodies(person, room.address)) == 2


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.TRUNCATED, Fault.DROPPED, Fault.BAD_GATEWAY])
async def test_what_broke_on_the_way_is_asked_for_again_and_said_once(
    there: Scene, proxy: Proxy, fault: Fault
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await there.matrix.tell(room, Message("Ready"), "reply-0")
    sent = proxy.count("/send/m.room.encrypted")
    # A request on a kept connection that is cut is asked once more by the client itself.
    times = 2 if fault in (Fault.LOST, Fault.DROPPED) else 1
    proxy.breaks("/send/m.room.encrypted", fault, times)

    with pytest.raises(PostFailed) as caught:
        await there.matrix.tell(room, Message("Draft 3"), "reply-1")
    assert (caught.value.retry, caught.value.uncertain) == (True, False)
    assert proxy.count("/send/m.room.encrypted") == sent + times
    await there.matrix.tell(room, Message("Draft 3"), "reply-1")
    await person.waits_for(room.address, "Draft 3")
    assert (await _bodies(person, room.address)).count("Draft 3") == 1


@pytest.mark.parametrize(
    ("fault", "after"),
    [
        (Fault.LIMITED, 7.0),
        (Fault.LIMITED_BY_HEADER, 9.0),
        (Fault.LIMITED_UNTIL, 11.0),
        (Fault.LIMITED_BARE, 0.0),
    ],
)
async def test_the_homeservers_limit_is_obeyed(
    there: Scene, proxy: Proxy, fault: Fault, after: float
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    proxy.breaks("/send/m.room.message", fault)

    with pytest.raises(PostFailed) as caught:
        await there.matrix.tell(room, Message("Draft 3"), "reply-1")
    assert (caught.value.retry, caught.value.after) == (True, after)
    assert proxy.count("/send/m.room.message") == 1


async def test_a_room_that_does_not_let_us_is_not_gone(there: Scene, proxy: Proxy) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    proxy.breaks("/send/m.room.message", Fault.FORBIDDEN)

    with pytest.raises(PostFailed) as caught:
        await there.matrix.tell(room, Message("Draft 3"), "reply-1")
    assert (caught.value.retry, caught.value.gone) == (False, False)
    assert "give us the power to send" in caught.value.why


async def test_a_room_that_we_are_not_in_is_gone_before_we_heard_of_it(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    await person.client.room_kick(room.address, there.user)

    with pytest.raises(PostFailed) as caught:
        await there.matrix.tell(room, Message("Draft 3"), "reply-1")
    assert caught.value.gone


async def test_nothing_is_said_in_clear_in_an_encrypted_room(there: Scene, proxy: Proxy) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    await there.restart(encryption=False)

    for attempt in (
        there.matrix.tell(room, Message("Secret"), "reply-1"),
        there.matrix.show(room, PNG, "Secret", "reply-2"),
    ):
        with pytest.raises(PostFailed) as caught:
            await attempt
        assert not caught.value.retry
        assert "encryption = true" in caught.value.why
    assert proxy.count("/send/") == proxy.count("/media/") == 0


async def test_what_is_said_in_an_encrypted_room_is_encrypted_on_the_wire(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    reference = await there.matrix.tell(room, Message("Secret"), "reply-1")
    reference = await there.matrix.edit(room, reference, Message("Secret 2"), "edit-1")
    picture = await there.matrix.show(room, PNG, "Secret 3", "reply-2")

    for event_id in (reference, picture):
        path = f"/_matrix/client/v3/rooms/{room.address}/event/{event_id}"
        event = there.server.ask("GET", path, token=person.token)
        assert event["type"] == "m.room.encrypted"
        assert "Secret" not in str(event)
    assert (await person.waits_for(room.address, "Secret 2"))["body"] == "Secret 2"
    assert "file" in await person.waits_for(room.address, "Secret 3")


async def test_a_picture_is_shown_with_its_words(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    await there.matrix.show(room, PNG, "The trend", "reply-1")

    content = await person.waits_for(room.address, "The trend")
    downloaded = await person.client.download(content["url"])
    assert downloaded.body == PNG.content


@pytest.mark.parametrize("encrypted", [False, True])
async def test_a_command_said_in_a_thread_is_answered_in_that_thread(
    there: Scene, encrypted: bool
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=encrypted)
    root = await person.says(room.address, "What do we know of the depot?")
    relation = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True,
                "m.in_reply_to": {"event_id": root}}  # fmt: skip
    asked = await person.sends(
        room.address, {"msgtype": "m.text", "body": "!status", "m.relates_to": relation}
    )
    heard = await there.hears(lambda each: isinstance(each, Utterance) and each.text == "!status")
    assert isinstance(heard, Utterance)
    long = Message("All is well", (Quote("word " * 10_000),))
    said = await there.matrix.tell(room, long, "reply-1", heard.thread)
    given = await there.matrix.show(room, PNG, "The trend", "reply-2", heard.thread)

    path = f"/_matrix/client/v1/rooms/{quote(room.address)}/relations/{quote(root)}/m.thread"
    found = there.server.ask("GET", f"{path}?limit=99", token=person.token)["chunk"]
    events = {each["event_id"]: each["content"]["m.relates_to"] for each in found}
    ours = relation | {"m.in_reply_to": {"event_id": asked}}
    assert {said, given} < set(events)
    answers = [each for event_id, each in events.items() if event_id != asked]
    assert answers == [ours] * len(answers)
    assert len(answers) > 2


async def test_an_answer_to_a_thread_that_is_none_is_given_in_the_room_once(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    first = await person.says(room.address, "!status")
    answer = {"m.in_reply_to": {"event_id": first}}
    reply = await person.says(room.address, "!status", **{"m.relates_to": answer})
    for key, root in (("reply-1", "$never-was"), ("reply-2", reply)):
        for _ in range(2):
            await there.matrix.tell(room, Message(f"Well {key}"), key, f"{root} {first}")
            await there.matrix.show(room, PNG, f"Shown {key}", f"{key}-file", f"{root} {first}")

    said = [content["body"] for content in await person.reads(room.address)]
    for words in ("Well reply-1", "Shown reply-1", "Well reply-2", "Shown reply-2"):
        assert said.count(words) == 1


async def test_a_file_larger_than_the_homeserver_takes_is_refused_in_words(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    most = there.server.ask("GET", "/_matrix/client/v1/media/config", token=person.token)
    huge = File("log.csv", "text/csv", bytes(most["m.upload.size"] + 1))
    with pytest.raises(PostFailed) as caught:
        await there.matrix.show(room, huge, "The log", "reply-1")

    assert not caught.value.retry
    assert "the homeserver takes" in caught.value.why


async def test_a_message_that_was_taken_away_is_not_changed(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    reference = await there.matrix.tell(room, Message("Case 1"), "reply-1")
    await person.client.room_redact(room.address, reference)

    for gone in (reference, "$nothing-of-the-kind"):
        with pytest.raises(PostFailed) as caught:
            await there.matrix.edit(room, gone, Message("Case 1: 2 copies"), "edit-1")
        assert (caught.value.retry, caught.value.gone) == (False, False)


async def test_the_signs_follow_the_buttons(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    buttons = (Button("Approve", "/approve 3 9f"), Button("Return", "/return 3 …"))

    async def signs() -> list[str]:
        events = [e async for e in person.client.room_get_event_relations(room.address, reference)]
        found = [e.source["content"]["m.relates_to"].get("key") for e in events]
        return sorted(sign for sign in found if sign)

    reference = await there.matrix.tell(room, Message("Draft 3", (), buttons[:1]), "reply-1")
    assert await signs() == ["1️⃣"]
    await there.matrix.edit(room, reference, Message("Draft 3", (), buttons), "edit-1")
    assert await signs() == ["1️⃣", "2️⃣"]
    await there.matrix.edit(room, reference, Message("Approved"), "edit-2")
    assert await signs() == []


async def test_a_text_too_long_for_one_event_goes_on_in_further_ones(there: Scene) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=True)
    words = [f"wörd-{number}" for number in range(6000)]
    message = Message("Long", (Quote(" ".join(words)),), (Button("Show", "/show 3"),))
    reference = await there.matrix.tell(room, message, "reply-1")
    assert reference == await there.matrix.tell(room, message, "reply-1")

    bodies = await _bodies(person, room.address)
    assert len(bodies) > 2
    assert [word for word in " ".join(bodies).split() if word.startswith("wörd-")] == words
    assert "!show 3" in bodies[0]


@pytest.mark.parametrize("encrypted", [False, True])
async def test_a_message_of_several_parts_is_changed_part_by_part(
    there: Scene, *, encrypted: bool
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person, encrypted=encrypted)
    reference = await there.matrix.tell(room, Message("Short"), "reply-1")
    # Somebody else's words that name ours are none of our parts.
    relation = {"rel_type": "m.reference", "event_id": reference}
    await person.says(room.address, "Not yours", **{"m.relates_to": relation})

    for lengths in (3, 2, 5, 1):
        words = [f"w{lengths}-{number:05}" for number in range(lengths * 600)]
        message = Message(f"Card {lengths}", (Quote(" ".join(words)),))
        for _ in range(2):
            # As after a crash, nothing is remembered of how it was said.
            there.matrix._voice._signs.clear()
            await there.matrix.edit(room, reference, message, f"edit-{lengths}")
        bodies = await _standing(person, room.address)
        assert "Not yours" in bodies
        found = " ".join(body for body in bodies if body != "Not yours").split()
        assert [word for word in found if word.startswith("w")] == words, lengths


async def _standing(person: Person, room_id: str) -> list[str]:
    """What can be read there now: the newest edits of what was not taken away."""
    await person.sync()
    taken = {event.get("redacts") or event.get("content", {}).get("redacts")
             for event in person.events if event.get("type") == "m.room.redaction"}  # fmt: skip
    said = person._said.get(room_id, {})
    return [content["body"] for event_id, content in said.items() if event_id not in taken]


async def test_a_room_that_was_encrypted_since_the_last_sync_hears_nothing_in_clear(
    there: Scene, proxy: Proxy
) -> None:
    person = there.joins("editor")
    room = await there.room("watch", person)
    await there.matrix.tell(room, Message("Open"), "reply-1")
    algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
    await person.client.room_put_state(room.address, "m.room.encryption", algorithm)

    for attempt in (
        there.matrix.tell(room, Message("Secret"), "reply-2"),
        there.matrix.show(room, PNG, "Secret", "reply-3"),
    ):
        with pytest.raises(PostFailed) as caught:
            await attempt
        assert caught.value.retry
    assert proxy.count("/send/m.room.message") == 1
    await there.settled()
    await there.matrix.tell(room, Message("Secret"), "reply-2")
    await person.waits_for(room.address, "Secret")
    assert proxy.count("/send/m.room.message") == 1
    assert proxy.count("/send/m.room.encrypted") == 1
