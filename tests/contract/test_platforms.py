"""What every platform promises. To add one, write its `Stage` and add it to the fixture."""

import io
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest

from bot.domain.message import Button, File, Message, Paragraph, Quote, Rows
from bot.domain.publication import PostFailed
from bot.domain.room import Room, Utterance
from bot.platforms.console import Console, ConsoleReader, Speaking
from bot.ports import Platform
from tests.loopback import LoopbackStage
from tests.matrix_stage import on_matrix
from tests.telegram_stage import on_telegram


class Stage(Protocol):
    """A platform with two rooms, `watch` and `press`, and people who read and type in them."""

    platform: Platform

    def room(self, name: str) -> Room:
        """One of the two rooms, as it would be configured."""

    async def seen(self, room: Room) -> str:
        """All that somebody in the room can read now, buttons and what they say included."""

    async def types(self, account: str, room: Room, text: str) -> None:
        """Somebody says something."""

    async def heard(self) -> Utterance:
        """The next thing the platform hears."""

    async def files(self, room: Room) -> dict[str, bytes]:
        """What somebody in the room can open, by its name."""

    async def breaks(self) -> None:
        """Nothing can be said any more, for now."""


class ConsoleStage:
    """A console between two pipes: a keyboard and a window."""

    def __init__(self, folder: Path) -> None:
        self._window, printing = os.pipe()
        os.set_blocking(self._window, False)
        self._out = io.TextIOWrapper(io.FileIO(printing, "w"), "utf-8", write_through=True)
        reading, self._keys = os.pipe()
        self._in = open(reading, encoding="utf-8")  # noqa: SIM115 - see `close`
        self._files = folder / "files"
        console = Console(Speaking("nobody", "watch"), "r1", self._out, self._files)
        self.platform: Platform = console
        reader = ConsoleReader(console.prompt, source=self._in)
        self._heard = console.hear(reader, echo=not reader.interactive)
        self._printed = ""

    def room(self, name: str) -> Room:
        """A console room has its name as its address."""
        return Room(name, "console", name, "en")

    async def seen(self, room: Room) -> str:
        """The lines of this room: a first line names its room, the rest is indented."""
        # Nothing to read is no failure here: the window is asked without waiting.
        with suppress(BlockingIOError):
            self._printed += os.read(self._window, 2**20).decode()
        here, shown = False, []
        for line in self._printed.splitlines():
            if line and not line.startswith(" "):
                here = line.startswith(f"{room.name} ")
            if here:
                shown.append(line)
        return "\n".join(shown)

    async def types(self, account: str, room: Room, text: str) -> None:
        """One line at the keyboard."""
        os.write(self._keys, f"{account}@{room.name}: {text}\n".encode())

    async def heard(self) -> Utterance:
        """The next utterance."""
        return await anext(self._heard)

    async def files(self, room: Room) -> dict[str, bytes]:
        """What is at the paths that the room names."""
        seen = await self.seen(room)
        return {p.name: p.read_bytes() for p in self._files.iterdir() if str(p) in seen}

    async def breaks(self) -> None:
        """The window is closed."""
        os.close(self._window)
        self._window = -1

    def close(self) -> None:
        """Give the pipes back."""
        os.close(self._keys)
        self._in.close()
        # What could not be said to a closed window cannot be said now either.
        with suppress(OSError):
            self._out.close()
        if self._window >= 0:
            os.close(self._window)


@asynccontextmanager
async def _console(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    console = ConsoleStage(request.getfixturevalue("tmp_path"))
    yield console
    console.close()


@asynccontextmanager
async def _loopback(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    yield LoopbackStage()


# Every platform by its name; what opens its stage may ask for fixtures.
STAGES: dict[str, Callable[[pytest.FixtureRequest], AbstractAsyncContextManager[Stage]]] = {
    "console": _console,
    "loopback": _loopback,
    "telegram": lambda request: on_telegram(),
    "matrix": on_matrix,
}


@pytest.fixture(params=STAGES)
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with STAGES[request.param](request) as opened:
        yield opened


async def test_what_is_told_is_read_whole_in_that_room_and_in_no_other(stage: Stage) -> None:
    message = Message(
        "Draft 3: 1 of 2",
        (Paragraph("Read it first."), Quote("Restez chez vous. 🪟"), Rows(("fr: yes", "nl: no"))),
        (Button("Approve", "/approve 3 9f3a1c"), Button("Show", "/show 3")),
    )
    assert await stage.platform.tell(stage.room("watch"), message, "k1")

    seen = await stage.seen(stage.room("watch"))
    for words in (
        *("Draft 3: 1 of 2", "Read it first.", "Restez chez vous. 🪟", "fr: yes", "nl: no"),
        *("Approve", "/approve 3 9f3a1c", "Show", "/show 3"),
    ):
        assert words in seen
    assert "Draft 3" not in await stage.seen(stage.room("press"))


async def test_each_message_has_a_reference_of_its_own(stage: Stage) -> None:
    told = [
        await stage.platform.tell(stage.room(name), Message("The same words"), f"same-{number}")
        for number, name in enumerate(("watch", "watch", "press"))
    ]

    assert len(set(told)) == 3
    assert all(told)


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & &amp; *stars* _lines_ [link](https://example.org) `code`",
        "[red]not red[/red] :smile: {name} %s $HOME",
        "a < b ~ c > d | e - f # g @room",
        "Ünïcödé مرحبا 🪟👩‍🚒",
    ],
)
async def test_words_that_look_like_markup_arrive_as_they_are(stage: Stage, text: str) -> None:
    blocks = (Paragraph(text), Quote(text), Rows((text,)))
    await stage.platform.tell(stage.room("watch"), Message(text, blocks), "k3")

    assert (await stage.seen(stage.room("watch"))).count(text) == 4


async def test_a_long_text_arrives_to_its_last_word(stage: Stage) -> None:
    words = " ".join(f"word-{number}" for number in range(1500))
    await stage.platform.tell(stage.room("watch"), Message("Long", (Quote(words),)), "k4")

    assert "word-1499" in await stage.seen(stage.room("watch"))


async def test_an_edited_message_shows_its_newest_state_and_can_be_edited_again(
    stage: Stage,
) -> None:
    room = stage.room("watch")
    reference = await stage.platform.tell(room, Message("Case 1: 3 copies"), "k5")
    reference = await stage.platform.edit(room, reference, Message("Case 1: 4 copies"), "k6")
    assert "Case 1: 4 copies" in await stage.seen(room)

    assert await stage.platform.edit(room, reference, Message("Case 1: 5 copies"), "k7")
    assert "Case 1: 5 copies" in await stage.seen(room)


async def test_what_is_said_is_heard_in_order_with_its_speaker_and_its_room(stage: Stage) -> None:
    await stage.types("monitor-1", stage.room("watch"), "/confirm 3")
    await stage.types("stranger", stage.room("press"), "/approve 3 9f3a1c – s'il vous plaît 🪟")
    first, second = await stage.heard(), await stage.heard()

    assert (first.account, first.room, first.text) == ("monitor-1", "watch", "/confirm 3")
    assert (second.account, second.room) == ("stranger", "press")
    assert second.text == "/approve 3 9f3a1c – s'il vous plaît 🪟"
    assert not first.pressed


async def test_a_file_arrives_whole_with_its_name_and_its_words(stage: Stage) -> None:
    room, content = stage.room("watch"), bytes(range(256)) * 300
    for key, name in (("k11", "log-1.csv"), ("k12", "été <1>.csv")):
        file = File(name, "text/csv", content)
        assert await stage.platform.show(room, file, "Log of incident 1: 7 lines", key)

    given = await stage.files(room)
    assert given.pop("log-1.csv") == content
    [(other, same)] = given.items()
    assert other.endswith("té <1>.csv")
    assert same == content
    assert (await stage.seen(room)).count("Log of incident 1: 7 lines") == 2


async def test_an_answer_to_what_was_said_is_read_in_its_room_in_any_number_of_parts(
    stage: Stage,
) -> None:
    room = stage.room("watch")
    await stage.types("monitor-1", room, "/status")
    asked = await stage.heard()
    words = " ".join(f"word-{number}" for number in range(1500))
    await stage.platform.tell(room, Message("All is well"), "k13", asked.thread)
    await stage.platform.tell(room, Message("Long", (Quote(words),)), "k14", asked.thread)

    seen = await stage.seen(room)
    assert "All is well" in seen
    assert "word-1499" in seen


async def test_the_same_words_said_twice_have_two_keys(stage: Stage) -> None:
    for _ in range(2):
        await stage.types("monitor-1", stage.room("watch"), "/confirm 3")

    assert (await stage.heard()).key != (await stage.heard()).key


async def test_a_platform_that_is_gone_asks_for_another_try(stage: Stage) -> None:
    reference = await stage.platform.tell(stage.room("watch"), Message("Still here"), "k8")
    await stage.breaks()

    for attempt in (
        stage.platform.tell(stage.room("watch"), Message("Anybody there?"), "k9"),
        stage.platform.edit(stage.room("watch"), reference, Message("Anybody?"), "k10"),
    ):
        with pytest.raises(PostFailed) as caught:
            await attempt
        assert caught.value.retry
        assert caught.value.why.endswith(".")
