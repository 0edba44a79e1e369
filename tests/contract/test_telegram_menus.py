"""Telegram's menu of commands: by language and role, put up once, and again when it changed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import pytest

from bot.domain.mode import Mode
from bot.domain.room import Member, Role
from bot.platforms.telegram.menus import Entry, Menus
from bot.platforms.telegram.platform import Telegram
from bot.ports import Batch
from tests.memory_store import MemoryUnits
from tests.telegram_server import Fault
from tests.telegram_stage import PRESS, WATCH, TelegramStage, until
from tests.telegram_world import TOKEN, Refused

MAYOR, EDITOR = 7, 8
MENUS = Menus(
    {
        "en": [
            Entry("help", "list the commands"), Entry("feed add", "two words"),
            Entry("Feed", "no word of Telegram's"), Entry("help", "the same again"),
            Entry("draft", "begin a draft", (Role.EDITOR,)),
            Entry("approve", "say yes", (Role.APPROVER, Role.AUTHORITY)),
        ],
        "fr": [
            Entry("help", "les commandes"), Entry("draft", "commencer un projet", (Role.EDITOR,)),
            Entry("approve", "dire oui", (Role.APPROVER, Role.AUTHORITY)),
        ],
    },
    {
        MAYOR: Member("Mayor", frozenset({Role.AUTHORITY})),
        EDITOR: Member("Editor", frozenset({Role.EDITOR})),
    },
)  # fmt: skip


@pytest.fixture
async def heard(stage: TelegramStage) -> AsyncIterator[AsyncIterator[Batch]]:
    api = stage.server.address
    speaking = Telegram(TOKEN, lambda: stage.rooms, stage.clock, api=api, menus=MENUS)
    batches = speaking.listen(None)
    async with aclosing(batches):  # type: ignore[type-var]
        yield batches
    await speaking.close()


def shown(stage: TelegramStage) -> dict[str, list[str]]:
    return {
        place: [command["command"] for command in menu]  # type: ignore[attr-defined]
        for place, menu in stage.server.menus.items()
    }


async def test_everybody_is_shown_what_they_may_do_in_the_language_of_the_room(
    stage: TelegramStage, heard: AsyncIterator[Batch]
) -> None:
    await anext(heard)
    await anext_quickly(stage, heard)
    await until(lambda: stage.clock.advance(1) and len(stage.server.menus) == 8)

    assert shown(stage) == {
        "en": ["help"], "fr": ["help"],
        f"{WATCH}": ["help"], f"{PRESS}": ["help"],
        f"{WATCH}/{MAYOR}": ["help", "approve"], f"{PRESS}/{MAYOR}": ["help", "approve"],
        f"{WATCH}/{EDITOR}": ["help", "draft"], f"{PRESS}/{EDITOR}": ["help", "draft"],
    }  # fmt: skip
    about = stage.server.menus[f"{PRESS}/{MAYOR}"][1]["description"]  # type: ignore[index]
    assert about == "dire oui"


async def test_a_menu_is_put_up_once_and_again_only_where_the_language_changed(
    stage: TelegramStage, heard: AsyncIterator[Batch]
) -> None:
    for _ in range(4):
        await anext_quickly(stage, heard)
    await until(lambda: stage.clock.advance(1) and len(stage.server.menus) == 8)
    assert stage.server.count("setMyCommands") == 8

    stage.rooms[0] = replace(stage.rooms[0], language="fr")
    await anext_quickly(stage, heard)
    await anext_quickly(stage, heard)
    await until(lambda: stage.clock.advance(1) and stage.server.count("setMyCommands") >= 11)
    assert stage.server.count("setMyCommands") == 11
    about = stage.server.menus[f"{WATCH}/{MAYOR}"][1]["description"]  # type: ignore[index]
    assert about == "dire oui"


async def test_a_restart_puts_up_nothing_that_is_there_and_a_return_to_a_group_does(
    stage: TelegramStage,
) -> None:
    menus = replace(MENUS, units=MemoryUnits(Mode.LIVE, stage.clock.now()))
    for life in range(2):
        speaking = Telegram(
            TOKEN, lambda: stage.rooms, stage.clock, api=stage.server.address, menus=menus
        )
        async with aclosing(speaking.listen(None)) as heard:  # type: ignore[type-var]
            for _ in range(4):
                await anext_quickly(stage, heard)
            await until(lambda: stage.clock.advance(1) and len(stage.server.menus) == 8)
            assert stage.server.count("setMyCommands") == 8
            if life:
                stage.world.stands(WATCH, "kicked")
                stage.world.stands(WATCH, "member")
                for _ in range(3):
                    await anext_quickly(stage, heard)
                await until(
                    lambda: stage.clock.advance(1) and stage.server.count("setMyCommands") >= 11
                )
        await speaking.close()
    assert stage.server.count("setMyCommands") == 11


async def test_a_member_who_is_not_there_costs_nobody_else_the_menu_and_is_not_asked_for_again(
    stage: TelegramStage, heard: AsyncIterator[Batch]
) -> None:
    no = Refused(400, "Bad Request: PARTICIPANT_ID_INVALID")
    stage.server.absent = {MAYOR: no}
    for _ in range(4):
        await anext_quickly(stage, heard)
    await until(lambda: stage.clock.advance(1) and stage.server.count("setMyCommands") == 8)
    assert set(shown(stage)) == {
        "en", "fr", f"{WATCH}", f"{PRESS}", f"{WATCH}/{EDITOR}", f"{PRESS}/{EDITOR}"
    }  # fmt: skip
    await anext_quickly(stage, heard)
    assert stage.server.count("setMyCommands") == 8


@pytest.mark.parametrize("fault", [Fault.GATEWAY, Refused(429, "Too Many Requests", retry_after=5)])
async def test_what_cannot_be_put_up_now_is_put_up_at_the_next_word(
    stage: TelegramStage, heard: AsyncIterator[Batch], fault: Fault | Refused
) -> None:
    stage.server.faults["setMyCommands"].append(fault)
    for _ in range(2):
        await anext_quickly(stage, heard)
    await until(lambda: stage.clock.advance(1) and stage.server.count("setMyCommands") == 1)
    for _ in range(3):
        await anext_quickly(stage, heard)
    await until(lambda: stage.clock.advance(1) and len(stage.server.menus) == 8)
    assert stage.server.count("setMyCommands") == 9


async def test_in_a_talk_with_one_person_the_menu_is_theirs(
    stage: TelegramStage, heard: AsyncIterator[Batch]
) -> None:
    stage.world.chat(MAYOR, type="private")
    stage.rooms[:] = [replace(stage.rooms[0], address=str(MAYOR))]
    await anext_quickly(stage, heard)
    await anext_quickly(stage, heard)
    await until(lambda: stage.clock.advance(1) and len(stage.server.menus) == 3)
    assert shown(stage) == {"en": ["help"], "fr": ["help"], f"{MAYOR}": ["help", "approve"]}


async def anext_quickly(stage: TelegramStage, heard: AsyncIterator[Batch]) -> None:
    """The next batch, without the wait of a long poll."""
    stage.clock.advance(10)
    await asyncio.sleep(0.01)
    stage.world.says(WATCH, EDITOR, "/help")
    await anext(heard)
