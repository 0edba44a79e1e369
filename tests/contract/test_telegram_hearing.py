"""What Telegram says and what we hear of it: nothing lost, nothing twice, nothing made up."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing

import aiohttp
import pytest

from bot.domain.hearing import Pressed, RoomBack, RoomLost, RoomMoved, Stranger
from bot.domain.message import Button, Message
from bot.domain.room import Utterance
from bot.platforms.telegram.webhook import Webhook
from bot.ports import PlatformDown
from tests.telegram_server import Fault
from tests.telegram_stage import PRESS, TOPIC, WATCH, TelegramStage, on_telegram, until
from tests.telegram_world import ANONYMOUS, ME, TOKEN, Refused

CARD = Message("Draft 3", (), (Button("Show", "/show 3"), Button("Approve", "/approve 3 9f3a1c")))


async def said(stage: TelegramStage) -> str:
    heard = (await stage.event()).heard
    assert isinstance(heard, Utterance)
    return heard.text


# --- words --------------------------------------------------------------------------------------


async def test_an_event_carries_the_update_as_it_came_and_its_number(stage: TelegramStage) -> None:
    sent = stage.world.says(WATCH, 7, "/help", some_new_field={"a": 1})
    event = await stage.event()
    assert json.loads(event.raw) == sent
    assert event.key == f"telegram/{ME['id']}/{sent['update_id']}"


async def test_a_command_for_this_bot_loses_its_name_and_one_for_another_is_not_ours(
    stage: TelegramStage,
) -> None:
    for text in ("/approve@Vigie_Bot 3 9f3a1c", "/approve@other_bot 3 9f3a1c", "mail a@other.org"):
        stage.world.says(WATCH, 7, text)
    assert await said(stage) == "/approve 3 9f3a1c"
    assert (await stage.event()).heard is None
    assert await said(stage) == "mail a@other.org"


async def test_what_is_not_said_by_a_person_here_and_now_is_not_heard(stage: TelegramStage) -> None:
    world = stage.world
    edited = world.chats[WATCH].keep({"from": {"id": 7, "is_bot": False, "first_name": "A"}})
    world.update(edited_message={**edited, "text": "/approve 3 9f3a1c", "edit_date": 1})
    world.update(channel_post=world.chats[WATCH].keep({"text": "/approve 3 9f3a1c"}))
    robot = {"id": 9, "is_bot": True, "first_name": "Robot"}
    world.says(WATCH, 7, "/approve 3 9f3a1c", **{"from": robot})
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    world.says(WATCH, 7, "/approve 3 9f3a1c", forward_origin=origin)
    world.says(WATCH, 7, "", new_chat_members=[{"id": 8, "is_bot": False, "first_name": "B"}])

    assert [(await stage.event()).heard for _ in range(5)] == [None] * 5


async def test_who_writes_as_the_group_is_nobody_and_only_commands_are_passed_on(
    stage: TelegramStage,
) -> None:
    itself = {"from": ANONYMOUS, "sender_chat": stage.world.chats[WATCH].shown()}
    stage.world.says(WATCH, 7, "good morning", **itself)
    stage.world.says(WATCH, 7, "/approve 3 9f3a1c", **itself)
    assert (await stage.event()).heard is None
    heard = (await stage.event()).heard
    assert isinstance(heard, Utterance)
    assert heard.account == ""


async def test_a_thread_is_a_topic_only_where_telegram_says_so(stage: TelegramStage) -> None:
    stage.world.says(WATCH, 7, "/help", message_thread_id=55)
    stage.world.says(PRESS, 7, "/help", TOPIC)
    stage.world.says(PRESS, 7, "/whoami", 8)
    first, second, third = [(await stage.event()).heard for _ in range(3)]
    assert isinstance(first, Utterance)
    assert isinstance(second, Utterance)
    assert (first.room, second.room) == ("watch", "press")
    assert isinstance(third, Stranger)
    assert (third.address, third.account) == (f"{PRESS}#8", "7")


async def test_of_strangers_only_commands_are_kept(stage: TelegramStage) -> None:
    stage.world.chat(42, type="private")
    stage.world.says(42, 42, "hello")
    stage.world.says(42, 42, "/whoami")
    assert (await stage.event()).heard is None
    assert isinstance((await stage.event()).heard, Stranger)


async def test_an_update_of_an_unknown_form_stops_nothing(stage: TelegramStage) -> None:
    stage.world.update(message={"text": "/help"})
    stage.world.update(message="no message at all")
    stage.world.says(WATCH, 7, "/status")
    assert (await stage.event()).heard is None
    assert (await stage.event()).heard is None
    assert await said(stage) == "/status"


@pytest.mark.parametrize(
    "names",
    [
        {"first_name": "\u202e\u200bnimdA\u200d\u2066", "last_name": "\u0301" * 500},
        {"first_name": ""},
        {"first_name": "Deleted Account", "username": "vigie_bot"},
        {"first_name": "\ud83d"},
    ],
    ids=["turned round", "deleted", "named as the bot", "half a character"],
)
async def test_whoever_writes_is_known_by_the_number_whatever_the_name_looks_like(
    stage: TelegramStage, names: dict[str, str]
) -> None:
    who = {"id": 7, "is_bot": False, **names}
    stage.world.says(WATCH, 7, "/approve 3 9f3a1c", **{"from": who})
    heard = (await stage.event()).heard
    assert isinstance(heard, Utterance)
    assert (heard.account, heard.text) == ("7", "/approve 3 9f3a1c")


async def test_a_group_that_is_renamed_again_and_again_says_nothing_to_us(
    stage: TelegramStage,
) -> None:
    for number in range(100):
        stage.world.says(WATCH, 7, "", new_chat_title=f"/approve 3 9f3a1c {number}")
    stage.world.says(WATCH, 7, "/status")
    assert [(await stage.event()).heard for _ in range(100)] == [None] * 100
    assert await said(stage) == "/status"


# --- presses ------------------------------------------------------------------------------------


async def press(stage: TelegramStage, label: str = "Approve") -> tuple[str, str]:
    """Tell a card and press a button of it: its reference, and the press's id."""
    reference = await stage.platform.tell(stage.room("watch"), CARD, "k")
    data = stage.world.buttons(WATCH, 1)[label]
    return reference, stage.world.presses_button(WATCH, 1, 7, data)


async def test_a_press_says_what_stood_on_the_button(stage: TelegramStage) -> None:
    reference, query = await press(stage)
    event = await stage.event()
    assert event.heard == Pressed(
        event.key, "watch", "7", reference, 1, query, "/approve 3 9f3a1c"
    )  # fmt: skip


async def test_a_press_below_a_long_message_has_the_reference_of_the_whole(
    stage: TelegramStage,
) -> None:
    long = Message("word " * 2000, (), CARD.buttons)
    reference = await stage.platform.tell(stage.room("watch"), long, "k")
    data = stage.world.buttons(WATCH, 3)["Show"]
    stage.world.presses_button(WATCH, 3, 7, data)
    heard = (await stage.event()).heard
    assert isinstance(heard, Pressed)
    assert heard.reference == reference


async def until_answered(stage: TelegramStage, query: str) -> str:
    await until(lambda: query in stage.world.answers)
    return str(stage.world.answers[query]["text"])


@pytest.mark.parametrize("data", ["v1||1|/approve 3 9f3a1c|AAAAAAAA", "x", "\ud800", "v1|||||"])
async def test_a_press_that_somebody_made_up_is_answered_and_not_heard(
    stage: TelegramStage, data: str
) -> None:
    await stage.platform.tell(stage.room("watch"), CARD, "k")
    query = stage.world.presses_button(WATCH, 1, 7, data)
    assert (await stage.event()).heard is None
    assert "not one of mine" in await until_answered(stage, query)


async def test_a_press_on_what_has_changed_since_says_what_stood_there_then(
    stage: TelegramStage,
) -> None:
    room = stage.room("watch")
    reference = await stage.platform.tell(room, CARD, "k")
    old = stage.world.buttons(WATCH, 1)["Approve"]
    newer = Message("Draft 3", (), (Button("Show", "/show 3"), Button("Take", "/take 6")))
    await stage.platform.edit(room, reference, newer, "k2")

    stage.world.presses_button(WATCH, 1, 7, old)
    heard = (await stage.event()).heard
    assert isinstance(heard, Pressed)
    assert heard.says == "/approve 3 9f3a1c"


async def test_a_press_on_a_message_that_telegram_shows_no_more_still_counts(
    stage: TelegramStage,
) -> None:
    await stage.platform.tell(stage.room("watch"), CARD, "k")
    data = stage.world.buttons(WATCH, 1)["Approve"]
    stage.world.chats[WATCH].messages[1] = {
        "message_id": 1, "date": 0, "chat": stage.world.chats[WATCH].shown(),
    }  # fmt: skip
    stage.world.presses_button(WATCH, 1, 7, data)
    heard = (await stage.event()).heard
    assert isinstance(heard, Pressed)
    assert (heard.room, heard.says) == ("watch", "/approve 3 9f3a1c")


async def test_a_press_in_a_chat_that_is_no_room_any_more_is_answered(stage: TelegramStage) -> None:
    _, query = await press(stage)
    del stage.rooms[0]
    assert (await stage.event()).heard is None
    assert "none of my rooms" in await until_answered(stage, query)


# --- what becomes of rooms ----------------------------------------------------------------------


async def test_being_thrown_out_concerns_every_topic_and_coming_back_too(
    stage: TelegramStage,
) -> None:
    stage.world.stands(WATCH, "kicked")
    lost = await stage.event()
    assert lost.heard == RoomLost(lost.key, "watch", "kicked")
    stage.world.stands(WATCH, "member")
    back = await stage.event()
    assert back.heard == RoomBack(back.key, "watch")
    stage.world.stands(WATCH, "administrator")
    assert (await stage.event()).heard is None
    stage.world.stands(WATCH, "restricted")
    assert isinstance((await stage.event()).heard, RoomLost)
    stage.world.stands(-2000 if -2000 in stage.world.chats else stage.world.chat(-2000).id, "left")
    assert (await stage.event()).heard is None


async def test_a_group_that_became_a_supergroup_is_heard_at_once_under_its_new_number(
    stage: TelegramStage,
) -> None:
    stage.world.migrates(WATCH, -1009)
    stage.world.says(-1009, 7, "/status")
    moves = [(await stage.event()).heard for _ in range(2)]
    assert [(m.room, m.address) for m in moves if isinstance(m, RoomMoved)] == [
        ("watch", "-1009"), ("watch", "-1009"),
    ]  # fmt: skip
    assert await said(stage) == "/status"


async def test_a_move_learned_from_a_refusal_is_heard_too(stage: TelegramStage) -> None:
    stage.world.chat(-1009)
    stage.world.chats[WATCH].moved_to = -1009
    stage.server.world.says(-1009, 7, "/status")
    from bot.domain.publication import PostFailed

    with pytest.raises(PostFailed):
        await stage.platform.tell(stage.room("watch"), CARD, "k")
    moved = (await stage.event()).heard
    assert isinstance(moved, RoomMoved)
    assert moved.address == "-1009"
    assert await said(stage) == "/status"


# --- the long poll ------------------------------------------------------------------------------


async def test_a_batch_is_confirmed_only_when_the_reader_comes_back(stage: TelegramStage) -> None:
    stage.world.says(WATCH, 7, "/one")
    async with aclosing(stage.telegram.listen(None)) as batches:  # type: ignore[type-var]
        batch = await anext(batches)
        stage.world.says(WATCH, 7, "/two")
        assert len(stage.world.updates) == 2
        # The reader is killed here: the next one hears it again.
    async with aclosing(stage.telegram.listen(None)) as batches:  # type: ignore[type-var]
        again = await anext(batches)
        assert [e.key for e in again.events][:1] == [e.key for e in batch.events]
        stage.world.says(WATCH, 7, "/three")
        third = await anext(batches)
    assert [e.heard.text for e in third.events if isinstance(e.heard, Utterance)] == ["/three"]
    assert len(stage.world.updates) == 1
    async with aclosing(stage.telegram.listen(third.cursor)) as batches:  # type: ignore[type-var]
        stage.world.says(WATCH, 7, "/four")
        fourth = await anext(batches)
    assert [e.heard.text for e in fourth.events if isinstance(e.heard, Utterance)] == ["/four"]


async def test_only_what_is_acted_upon_is_asked_for_and_nothing_is_dropped(
    stage: TelegramStage,
) -> None:
    await stage.types("monitor-1", stage.room("watch"), "/help")
    await stage.event()
    asked = [fields for _, method, fields in stage.server.calls if method == "getUpdates"]
    assert asked[0]["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
    assert all(
        str(fields.get("drop_pending_updates", "false")).lower() == "false"
        for _, _, fields in stage.server.calls
    )


@pytest.mark.parametrize(
    ("method", "fault", "revoked", "after"),
    [
        ("getUpdates", Refused(401, "Unauthorized"), True, 0),
        ("getUpdates", Refused(404, "Not Found"), True, 0),
        ("getMe", Refused(401, "Unauthorized"), True, 0),
        ("getUpdates", Refused(409, "Conflict: terminated by other getUpdates"), False, 0),
        ("getUpdates", Refused(429, "Too Many Requests", retry_after=17), False, 17),
        ("getUpdates", Fault.GATEWAY, False, 0),
        ("getUpdates", Fault.DROPPED, False, 0),
        ("getUpdates", Fault.HALF, False, 0),
        ("deleteWebhook", Fault.LOST, False, 0),
    ],
    ids=["401", "404", "401-at-start", "409", "429", "502", "dropped", "half", "lost-at-start"],
)
async def test_a_platform_that_cannot_be_heard_says_why_and_is_asked_once(
    stage: TelegramStage, method: str, fault: Fault | Refused, revoked: bool, after: float
) -> None:
    stage.server.faults[method].append(fault)
    stage.world.says(WATCH, 7, "/help")
    with pytest.raises(PlatformDown) as down:
        await anext(stage.telegram.listen(None))  # type: ignore[call-overload]

    assert (down.value.revoked, down.value.after) == (revoked, after)
    assert down.value.why.endswith(".")
    assert TOKEN not in repr(down.value)
    assert down.value.__cause__ is None
    assert stage.server.count(method) == 1
    # And then it is there again, with nothing lost.
    assert await said(stage) == "/help"


async def test_a_server_that_is_away_is_not_reached(stage: TelegramStage) -> None:
    await stage.breaks()
    with pytest.raises(PlatformDown) as down:
        await anext(stage.telegram.listen(None))  # type: ignore[call-overload]
    assert (down.value.revoked, down.value.after) == (False, 0)


# --- the webhook --------------------------------------------------------------------------------


@pytest.fixture
async def brought(unused_tcp_port: int) -> AsyncIterator[TelegramStage]:
    url = f"http://127.0.0.1:{unused_tcp_port}/telegram/hook"
    async with on_telegram(Webhook(url, "a-secret", port=unused_tcp_port)) as stage:
        yield stage


async def test_updates_that_are_brought_are_heard_in_order_and_kept_until_the_reader_is_back(
    brought: TelegramStage,
) -> None:
    for number in range(5):
        brought.world.says(WATCH, 7, f"/case {number}")
    assert await said(brought) == "/case 0"
    assert len(brought.world.updates) == 5
    assert [await said(brought) for _ in range(4)] == [f"/case {n}" for n in range(1, 5)]


async def test_an_update_whose_reader_died_is_brought_again(brought: TelegramStage) -> None:
    brought.world.says(WATCH, 7, "/one")
    async with aclosing(brought.telegram.listen(None)) as batches:  # type: ignore[type-var]
        first = await anext(batches)
    async with aclosing(brought.telegram.listen(None)) as batches:  # type: ignore[type-var]
        again = await anext(batches)
    assert [e.key for e in again.events] == [e.key for e in first.events]


@pytest.mark.parametrize(
    ("secret", "body", "status"),
    [
        (None, b'{"update_id": 1}', 403),
        ("wrong", b'{"update_id": 1}', 403),
        ("é", b'{"update_id": 1}', 403),
        ("a-secret", b"not JSON", 400),
        ("a-secret", b"[1]", 400),
        ("a-secret", b'{"update_id": "x"}', 400),
    ],
)
async def test_whoever_does_not_know_the_secret_or_sends_nonsense_is_turned_away(
    brought: TelegramStage, secret: str | None, body: bytes, status: int
) -> None:
    listening = asyncio.create_task(brought.event())
    await until(lambda: brought.server.webhook)
    url = str(brought.server.webhook["url"])
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    async with aiohttp.ClientSession() as session:
        for _ in range(100):
            try:
                async with session.post(url, data=body, headers=headers) as answer:
                    assert answer.status == status
                    break
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.01)
    brought.world.says(WATCH, 7, "/help")
    heard = (await listening).heard
    assert isinstance(heard, Utterance)
    assert heard.text == "/help"
