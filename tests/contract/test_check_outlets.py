"""`vigie check` asks Telegram for every outlet there, and names two that are one chat."""

from pathlib import Path

import pytest

from bot.commandline.check import findings
from tests.program import CONFIGURATION
from tests.telegram_server import serving
from tests.telegram_world import TOKEN

CHANNEL, OTHER, TEAM = -1005, -1006, -1007


def outlet(name: str, address: str | int) -> str:
    return (
        f'\n[[outlets]]\nname = "{name}"\nplatform = "telegram"\naddress = "{address}"\n'
        'languages = ["en"]\n'
    )


async def about_outlets(folder: Path, *parts: str) -> list[tuple[bool, str]]:
    """What the check finds of outlets, with a server on which three chats are."""
    async with serving() as server:
        server.world.chat(CHANNEL, type="channel", standing="administrator", username="Centre")
        server.world.chat(OTHER, type="channel", standing="administrator")
        server.world.chat(TEAM, username="team")
        telegram = f'\n[telegram]\napi = "{server.address}"\n'
        file = folder / "vigie.toml"
        file.write_text("".join([CONFIGURATION, telegram, *parts]), "utf-8")
        found = await findings(file)
        assert server.count("sendMessage") == 0
    return [(fine, line) for fine, line in found if line.startswith("outlet ")]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIGIE_TELEGRAM_TOKEN", TOKEN)


async def test_a_name_and_a_number_that_are_one_chat_are_told(tmp_path: Path) -> None:
    parts = outlet("one", "@centre"), outlet("two", CHANNEL), outlet("three", OTHER)
    found = await about_outlets(tmp_path, *parts)

    wrong = [line for fine, line in found if not fine]
    assert wrong == [
        f"outlet two: {CHANNEL} is the chat {CHANNEL}, as is one; everything would be published "
        "twice"
    ]
    assert (True, f"outlet three: {OTHER} answers and knows us; nothing was published") in found


async def test_an_outlet_that_is_a_room_of_the_team_is_told_by_its_name_too(tmp_path: Path) -> None:
    room = (
        f'\n[[rooms]]\nname = "team"\nplatform = "telegram"\naddress = "{TEAM}"\n'
        'language = "en"\nduties = ["drafting"]\n'
    )
    found = await about_outlets(tmp_path, outlet("one", "@team"), room)

    assert [line for fine, line in found if not fine] == [
        f"outlet one: @team is the chat {TEAM}, the room team, where people of the desk work"
    ]


async def test_a_chat_that_is_not_there_is_a_mistake_in_words(tmp_path: Path) -> None:
    [(fine, line)] = [
        each for each in await about_outlets(tmp_path, outlet("one", "@nobody"))
        if "one" in each[1]
    ]  # fmt: skip
    assert not fine
    assert "Chat not found" in line


async def test_an_exercise_is_told_of_every_outlet_that_others_may_read(tmp_path: Path) -> None:
    file = tmp_path / "vigie.toml"
    telegram = '\n[telegram]\napi = "http://127.0.0.1:9"\n'
    exercise = CONFIGURATION.replace('mode = "live"', 'mode = "exercise"')
    file.write_text(exercise + telegram + outlet("one", CHANNEL), "utf-8")
    told = [fine for fine, line in await findings(file) if "outlet one: the PUBLIC" in line]
    assert told == [True]
