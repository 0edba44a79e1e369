"""Saying things on Telegram: what fails, what is cut, what is edited, and what is never doubled."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from bot.domain.message import Button, File, Message, Quote
from bot.domain.publication import PostFailed
from bot.domain.room import Room
from bot.platforms.telegram.voice import LARGEST_FILE
from tests.telegram_server import Fault
from tests.telegram_stage import PRESS, TOPIC, WATCH, TelegramStage, until
from tests.telegram_world import TOKEN, Refused

LONG = Message("Long", (Quote("word " * 1800),), (Button("Approve", "/approve 3 9f3a1c"),))
PNG = File("picture.png", "image/png", b"\x89PNG")
SHORT = Message("Short", (), (Button("Approve", "/approve 3 9f3a1c"),))


async def failure(attempt) -> PostFailed:  # type: ignore[no-untyped-def]
    with pytest.raises(PostFailed) as caught:
        await attempt
    assert caught.value.why.endswith(".")
    assert stage_token_is_absent(caught.value)
    return caught.value


def stage_token_is_absent(error: BaseException) -> bool:
    """Neither the words nor anything chained may show the token."""
    return error.__cause__ is None and "opens-nothing" not in str(error)


def said(stage: TelegramStage, chat: int = WATCH) -> list[str]:
    kept = stage.world.chats[chat]
    return [str(m.get("text", m.get("caption"))) for n, m in kept.messages.items()
            if n not in kept.deleted]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "retry", "uncertain", "arrived"),
    [
        (Refused(429, "Too Many Requests: retry after 3", retry_after=3), True, False, 0),
        (Fault.DROPPED, False, True, 0),
        (Fault.LOST, False, True, 1),
        (Fault.HALF, False, True, 1),
        (Fault.GATEWAY, False, True, 0),
        (Refused(500, "Internal Server Error"), False, True, 0),
        (Refused(401, "Unauthorized"), True, False, 0),
        (Refused(400, "Bad Request: something new"), False, False, 0),
    ],
    ids=["429", "dropped", "lost", "half", "502", "500", "401", "400"],
)
async def test_a_message_that_failed_is_called_what_it_is(
    stage: TelegramStage, fault: Fault | Refused, retry: bool, uncertain: bool, arrived: int
) -> None:
    stage.server.faults["sendMessage"].append(fault)

    failed = await failure(stage.platform.tell(stage.room("watch"), SHORT, "k"))

    assert (failed.retry, failed.uncertain, failed.gone) == (retry, uncertain, False)
    assert failed.after == (3 if retry and "429" in str(getattr(fault, "code", "")) else 0)
    assert len(said(stage)) == arrived
    assert stage.server.count("sendMessage") == 1


@pytest.mark.parametrize(
    "refusal",
    [
        Refused(403, "Forbidden: bot was kicked from the supergroup chat"),
        Refused(403, "Forbidden: bot was blocked by the user"),
        Refused(400, "Bad Request: chat not found"),
        Refused(400, "Bad Request: message thread not found"),
        Refused(400, "Bad Request: TOPIC_CLOSED"),
        Refused(400, "Bad Request: not enough rights to send text messages to the chat"),
    ],
    ids=lambda refusal: refusal.description[:24],
)
async def test_a_room_that_is_gone_is_called_gone(stage: TelegramStage, refusal: Refused) -> None:
    stage.server.faults["sendMessage"].append(refusal)
    failed = await failure(stage.platform.tell(stage.room("watch"), SHORT, "k"))
    assert (failed.gone, failed.retry, failed.uncertain) == (True, False, False)


async def test_a_group_that_became_a_supergroup_is_told_there_at_the_next_try(
    stage: TelegramStage,
) -> None:
    room = stage.room("watch")
    reference = await stage.platform.tell(room, SHORT, "k1")
    stage.world.chats[WATCH].moved_to = -1009
    stage.world.chat(-1009)

    failed = await failure(stage.platform.tell(room, SHORT, "k2"))
    assert failed.retry
    assert (await stage.platform.tell(room, SHORT, "k2")).startswith("-1009:")
    assert said(stage, -1009) == ["Short"]
    # What stayed behind can never be edited; the card is told anew.
    stayed = await failure(stage.platform.edit(room, reference, Message("New"), "k3"))
    assert (stayed.retry, stayed.uncertain, stayed.gone) == (False, False, False)


async def test_formatting_that_is_refused_costs_no_word(stage: TelegramStage) -> None:
    refusal = Refused(400, "Bad Request: can't parse entities: entity 7 has a wrong offset")
    stage.server.faults["sendMessage"].append(refusal)
    stage.server.faults["editMessageText"].append(refusal)

    reference = await stage.platform.tell(stage.room("watch"), SHORT, "k")
    assert await stage.platform.edit(stage.room("watch"), reference, Message("Other"), "k2")
    assert said(stage) == ["Other"]


async def test_a_topic_is_spoken_to_and_general_is_no_topic(stage: TelegramStage) -> None:
    await stage.platform.tell(stage.room("press"), SHORT, "k1")
    await stage.platform.tell(Room("g", "telegram", f"{PRESS}#1", "en"), SHORT, "k2")
    threads = [m.get("message_thread_id") for m in stage.world.chats[PRESS].messages.values()]
    assert threads == [TOPIC, None]


async def test_a_place_that_is_no_configured_room_can_be_answered(stage: TelegramStage) -> None:
    stage.world.chat(42, type="private")
    assert await stage.platform.tell(Room("", "telegram", "42", "en"), SHORT, "k") == "42:1"


@pytest.mark.parametrize("address", ["", "watch", "@centre", "-100#x"])
async def test_an_address_that_is_none_is_refused_in_words(
    stage: TelegramStage, address: str
) -> None:
    room = Room("r", "telegram", address, "en")
    failed = await failure(stage.platform.tell(room, SHORT, "k"))
    assert not failed.retry


# --- several parts ------------------------------------------------------------------------------


async def test_buttons_stand_below_the_last_part_and_links_show_no_preview(
    stage: TelegramStage,
) -> None:
    reference = await stage.platform.tell(stage.room("watch"), LONG, "k")
    assert reference == f"{WATCH}:1.2.3"
    assert [dict(stage.world.buttons(WATCH, n)) != {} for n in (1, 2, 3)] == [False, False, True]
    sent = [fields for _, method, fields in stage.server.calls if method == "sendMessage"]
    assert all(f["link_preview_options"] == {"is_disabled": True} for f in sent)
    assert not any("parse_mode" in f for f in sent)


async def test_a_message_halfway_said_goes_on_where_it_stopped(stage: TelegramStage) -> None:
    server = stage.server
    await stage.platform.tell(stage.room("watch"), SHORT, "before")
    server.faults["sendMessage"].extend([_fine(stage), Refused(429, "wait", retry_after=600)])

    failed = await failure(stage.platform.tell(stage.room("watch"), LONG, "k"))
    assert failed.after == 600
    assert await stage.platform.tell(stage.room("watch"), LONG, "k") == f"{WATCH}:2.3.4"
    assert len(said(stage)) == 4


async def test_a_message_halfway_said_that_says_something_else_by_now_is_changed(
    stage: TelegramStage,
) -> None:
    refusal = Refused(429, "wait", retry_after=600)
    stage.server.faults["sendMessage"].extend([_fine(stage), refusal])
    await failure(stage.platform.tell(stage.room("watch"), LONG, "k"))

    assert await stage.platform.tell(stage.room("watch"), SHORT, "k") == f"{WATCH}:1"
    assert said(stage) == ["Short"]
    assert stage.world.buttons(WATCH, 1)


def _fine(stage: TelegramStage) -> None:
    """A step of a script where nothing goes wrong."""


async def test_a_short_wait_between_parts_is_waited_here(stage: TelegramStage) -> None:
    stage.server.faults["sendMessage"].extend([_fine(stage), Refused(429, "wait", retry_after=5)])
    telling = asyncio.create_task(stage.platform.tell(stage.room("watch"), LONG, "k"))
    await until(lambda: stage.server.count("sendMessage") == 2)
    await asyncio.sleep(0.05)
    stage.clock.advance(5)
    assert await telling == f"{WATCH}:1.2.3"


async def test_an_edit_may_grow_shrink_and_grow_again(stage: TelegramStage) -> None:
    room = stage.room("watch")
    reference = await stage.platform.tell(room, SHORT, "k1")
    reference = await stage.platform.edit(room, reference, LONG, "k2")
    assert reference == f"{WATCH}:1.2.3"
    assert [bool(stage.world.buttons(WATCH, n)) for n in (1, 2, 3)] == [False, False, True]

    reference = await stage.platform.edit(room, reference, SHORT, "k3")
    assert (reference, said(stage)) == (f"{WATCH}:1", ["Short"])
    assert stage.world.buttons(WATCH, 1)


async def test_a_part_too_old_to_delete_is_emptied(stage: TelegramStage) -> None:
    room = stage.room("watch")
    reference = await stage.platform.tell(room, LONG, "k1")
    refusal = Refused(400, "Bad Request: message can't be deleted for everyone")
    stage.server.faults["deleteMessage"].extend([refusal, refusal])
    await stage.platform.edit(room, reference, SHORT, "k2")
    assert said(stage) == ["Short", "—", "—"]


async def test_an_edit_that_changes_nothing_is_a_success(stage: TelegramStage) -> None:
    room = stage.room("watch")
    reference = await stage.platform.tell(room, SHORT, "k1")
    assert await stage.platform.edit(room, reference, SHORT, "k2") == reference


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.DROPPED, Fault.GATEWAY])
async def test_an_edit_whose_answer_was_lost_is_simply_tried_again(
    stage: TelegramStage, fault: Fault
) -> None:
    room = stage.room("watch")
    reference = await stage.platform.tell(room, SHORT, "k1")
    stage.server.faults["editMessageText"].append(fault)

    failed = await failure(stage.platform.edit(room, reference, Message("New"), "k2"))
    assert (failed.retry, failed.uncertain) == (True, False)
    assert await stage.platform.edit(room, reference, Message("New"), "k2") == reference
    assert said(stage) == ["New"]


async def test_an_edit_of_what_is_gone_is_refused_for_ever(stage: TelegramStage) -> None:
    room = stage.room("watch")
    reference = await stage.platform.tell(room, SHORT, "k1")
    stage.world.chats[WATCH].deleted.add(1)

    failed = await failure(stage.platform.edit(room, reference, Message("New"), "k2"))
    assert (failed.retry, failed.uncertain, failed.gone) == (False, False, False)


async def test_a_card_of_another_platform_is_told_anew(stage: TelegramStage) -> None:
    for reference in ("r1/3", "$event:example.org", ""):
        failed = await failure(stage.platform.edit(stage.room("watch"), reference, SHORT, "k"))
        assert (failed.retry, failed.uncertain, failed.gone) == (False, False, False)
    assert stage.server.calls == []


async def test_a_message_without_words_is_still_a_message(stage: TelegramStage) -> None:
    assert await stage.platform.tell(stage.room("watch"), Message(" "), "k")


async def test_no_log_shows_the_token(
    stage: TelegramStage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    stage.server.faults["sendMessage"].extend([Fault.DROPPED, Refused(401, "Unauthorized")])
    for _ in range(2):
        await failure(stage.platform.tell(stage.room("watch"), SHORT, "k"))
    await stage.platform.tell(stage.room("watch"), SHORT, "k")
    assert TOKEN not in caplog.text


# --- pictures and answers -----------------------------------------------------------------------


async def test_a_picture_is_shown_with_its_words_and_long_ones_follow(stage: TelegramStage) -> None:
    room, words = stage.room("watch"), " ".join(f"w{n}" for n in range(600))
    assert await stage.platform.show(room, PNG, "A chart", "k1") == f"{WATCH}:1"
    await stage.platform.show(room, PNG, words, "k2")

    assert stage.server.pictures == [PNG.content] * 2
    assert said(stage)[0] == "A chart"
    assert " ".join(said(stage)[1:]) == words


async def test_a_picture_that_was_shown_is_not_shown_again_for_its_words(
    stage: TelegramStage,
) -> None:
    stage.server.faults["sendMessage"].append(Refused(429, "wait", retry_after=600))
    words = "word " * 400
    assert (await failure(stage.platform.show(stage.room("watch"), PNG, words, "k"))).retry
    await stage.platform.show(stage.room("watch"), PNG, words, "k")
    assert stage.server.pictures == [PNG.content]


async def test_a_file_is_given_under_its_name_and_one_too_large_is_refused_in_words(
    stage: TelegramStage,
) -> None:
    room, log = stage.room("press"), File("log-1.csv", "text/csv", b"seq,at\r\n")
    await stage.platform.show(room, log, "Log of incident 1", "k1")
    huge = replace(log, content=bytes(LARGEST_FILE + 1))
    refused = await failure(stage.platform.show(room, huge, "Log of incident 1", "k2"))

    assert stage.server.given == {"log-1.csv": log.content}
    assert said(stage, PRESS) == ["Log of incident 1"]
    assert not refused.retry
    assert "50.0 MB, and Telegram takes 50 MB" in refused.why


async def test_an_answer_names_the_message_that_asked_wherever_others_talk_too(
    stage: TelegramStage,
) -> None:
    await stage.types("editor", stage.room("watch"), "/status")
    await stage.types("editor", stage.room("press"), "/status")
    for name, answer in (("watch", SHORT), ("press", LONG)):
        asked = await stage.heard()
        await stage.platform.tell(stage.room(name), answer, f"reply/{asked.key}", asked.thread)

    answered = [call.get("reply_parameters") for _, name, call in stage.server.calls
                if name == "sendMessage"]  # fmt: skip
    first = {"message_id": 1, "allow_sending_without_reply": True}
    # A long answer says once what it answers.
    assert answered == [first, first, None, None]


async def test_an_answer_to_what_was_said_in_a_chat_that_moved_away_names_nothing(
    stage: TelegramStage,
) -> None:
    await stage.types("editor", stage.room("watch"), "/status")
    asked = await stage.heard()
    stage.world.migrates(WATCH, -5001)
    with suppress(PostFailed):
        await stage.platform.tell(stage.room("watch"), SHORT, "k", asked.thread)
    await stage.platform.tell(stage.room("watch"), SHORT, "k", asked.thread)

    *_, (_, _, call) = stage.server.calls
    assert (call["chat_id"], call.get("reply_parameters")) == ("-5001", None)


async def test_a_press_is_answered_once_shortly_and_never_raises(stage: TelegramStage) -> None:
    await stage.platform.answer("press-1", "Counted: 1 of 2.")
    await stage.platform.answer("press-1", "Too late.")
    await stage.platform.answer("press-2", "🪟" * 300)
    stage.server.faults["answerCallbackQuery"].append(Fault.DROPPED)
    await stage.platform.answer("press-3", "Nobody hears this.")

    assert stage.world.answers["press-1"]["text"] == "Counted: 1 of 2."
    assert set(stage.world.answers) == {"press-1", "press-2"}


# --- looking ------------------------------------------------------------------------------------


async def test_a_check_says_of_every_room_what_is_missing(stage: TelegramStage) -> None:
    for number, standing in ((-11, "kicked"), (-12, "restricted"), (-13, "administrator")):
        stage.world.chat(number, standing=standing)
    stage.world.chat(-14, type="channel")
    stage.world.chat(-15).moved_to = -150
    asked = {
        "gone": "-11", "mute": "-12", "admin": "-13", "channel": "-14", "old": "-15",
        "never": "-16", "wrong": "@name", "flat": f"{WATCH}#7", "topic": f"{PRESS}#9",
    }  # fmt: skip
    rooms = [Room(name, "telegram", address, "en") for name, address in asked.items()]

    remarks = {r.place: r for r in await stage.platform.reach([*stage.rooms, *rooms])}

    assert {name for name, r in remarks.items() if r.is_fine} == {
        "bot", "watch", "press", "admin",
    }  # fmt: skip
    assert "cannot pin" in remarks["watch"].text
    assert "can pin" in remarks["admin"].text
    assert "-150" in remarks["old"].text
    assert "no topics" in remarks["flat"].text
    assert all(r.text.endswith(".") for r in remarks.values())


async def test_a_check_says_that_privacy_mode_is_on_and_that_another_webhook_is_set(
    stage: TelegramStage,
) -> None:
    stage.server.webhook = {"url": "https://elsewhere.example.org"}
    me, webhook, *_ = await stage.platform.reach([])
    assert me.is_fine
    assert "/setprivacy" in me.text
    assert not webhook.is_fine


async def test_a_check_with_a_wrong_token_says_what_to_do(stage: TelegramStage) -> None:
    stage.server.token = "another"
    (remark,) = await stage.platform.reach(stage.rooms)
    assert not remark.is_fine
    assert "@BotFather" in remark.text
