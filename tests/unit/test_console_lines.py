"""The lines of a console: from files, from pipes, and from a real terminal."""

import asyncio
import os
import pty
import select
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TextIO

import pytest

from bot.domain.room import Member, Role, Room, Team
from bot.platforms.console import ConsoleReader, words_to_complete
from tests.clock import PATIENCE

EDITOR = frozenset({Role.EDITOR})


def input_from(place: Path | int) -> TextIO:
    return open(place, encoding="utf-8")


async def test_a_file_is_read_line_by_line_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "lines.txt").write_bytes("un\r\ndeux é\n\nlast \xff".encode("latin-1"))
    with input_from(tmp_path / "lines.txt") as source:
        reader = ConsoleReader(lambda: "", source=source)
        assert not reader.interactive
        assert [line async for line in reader] == ["un\r", "deux �", "", "last �"]


async def test_a_pipe_gives_each_line_when_it_comes_and_letters_whole() -> None:
    reading, writing = os.pipe()
    with input_from(reading) as source:
        lines = aiter(ConsoleReader(lambda: "", source=source))
        letter = "é".encode()
        os.write(writing, b"one\ntwo\nthr" + letter[:1])
        assert [await anext(lines), await anext(lines)] == ["one", "two"]
        waiting = asyncio.ensure_future(anext(lines))
        await asyncio.sleep(0)
        os.write(writing, letter[1:] + b"\n")
        assert await waiting == "thré"
        os.close(writing)
        with pytest.raises(StopAsyncIteration):
            await anext(lines)


async def test_waiting_for_a_pipe_can_be_given_up_at_once() -> None:
    reading, writing = os.pipe()
    with input_from(reading) as source:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(aiter(ConsoleReader(lambda: "", source=source))), 0.02)
        os.close(writing)


def test_commands_speakers_and_rooms_can_be_completed() -> None:
    team = Team((Room("watch", "console", "watch", "en"),), (Member("Fire liaison", EDITOR),))
    known = words_to_complete(["submit", "fact add"], team)
    assert known == ["/submit", "/fact add", "fire-liaison:", "@watch"]


SESSION = """
import asyncio
from bot.domain.message import Button, Message, Quote
from bot.domain.room import Member, Room, Team
from bot.platforms.console import Console, ConsoleReader, Speaking, words_to_complete

async def main():
    console = Console(Speaking("mayor", "watch"), "r1")
    rooms = [Room(name, "console", name, "en") for name in ("watch", "press")]
    team = Team(tuple(rooms), (Member("Mayor", frozenset()),))
    words = words_to_complete(["submit", "show"], team)
    reader = ConsoleReader(console.prompt, words)
    room = rooms[0]

    async def notice():
        await asyncio.sleep(0.05)
        await console.tell(room, Message("a notice"), "k")

    async for said in console.hear(reader, echo=not reader.interactive):
        if said.text == "/show":
            later = asyncio.create_task(notice())
        buttons = (Button("Go", "/go"),)
        await console.tell(room, Message(f"heard {said.text}", (Quote("words"),), buttons), "k")
    print("ended cleanly")

asyncio.run(main())
"""


class Terminal:
    """A program at a pseudo-terminal, and what its screen was sent."""

    def __init__(self, **environment: str) -> None:
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, 100))
        kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        # No questions about the cursor, which nobody here would answer.
        settings = {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", **environment}
        self.program = subprocess.Popen(
            [sys.executable, "-c", SESSION],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=kept | settings,
            start_new_session=True,
        )
        os.close(theirs)
        self._screen = ours
        self._unread = ""

    def type(self, keys: str) -> None:
        """Press these keys."""
        os.write(self._screen, keys.encode())

    def wait_for(self, words: str) -> str:
        """Read on until the words appear; returns what came up to their end."""
        end = time.monotonic() + PATIENCE
        while words not in self._unread:
            left = max(end - time.monotonic(), 0)
            ready, _, _ = select.select([self._screen], [], [], left)
            assert ready, f"{words!r} did not appear in {self._unread!r}"
            self._unread += os.read(self._screen, 65536).decode(errors="replace")
        before, words, self._unread = self._unread.partition(words)
        return before + words

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *failure: object) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self._screen)


def test_a_terminal_session_prompts_completes_answers_in_colour_and_ends_at_ctrl_d() -> None:
    with Terminal() as terminal:
        terminal.wait_for("mayor@watch >")
        terminal.type("/sub\t")
        terminal.wait_for("/submit")
        terminal.type(" 3\r")
        answer = terminal.wait_for("[Go: /go]")
        assert "heard /submit 3" in answer
        assert "\x1b[32m" in answer
        terminal.wait_for("mayor@watch >")
        terminal.type("@press\r")
        terminal.wait_for("mayor@press >")
        terminal.type("\x04")
        terminal.wait_for("ended cleanly")
        assert terminal.program.wait(PATIENCE) == 0


def test_a_notice_does_not_break_the_line_that_is_being_typed() -> None:
    with Terminal() as terminal:
        terminal.wait_for("mayor@watch >")
        terminal.type("/show\r")
        terminal.wait_for("[Go: /go]")
        terminal.type("half")
        terminal.wait_for("a notice")
        terminal.wait_for("mayor@watch >")
        terminal.type("-typed\r")
        terminal.wait_for("heard half-typed")


def test_ctrl_c_ends_a_session_too_and_no_color_is_respected() -> None:
    with Terminal(NO_COLOR="1") as terminal:
        terminal.wait_for("mayor@watch >")
        terminal.type("hello\r")
        answer = terminal.wait_for("[Go: /go]")
        assert "watch < heard hello" in answer
        assert "\x1b[32m" not in answer
        terminal.wait_for("mayor@watch >")
        terminal.type("\x03")
        terminal.wait_for("ended cleanly")
        assert terminal.program.wait(PATIENCE) == 0


def test_a_piped_session_is_a_plain_conversation() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SESSION],
        input="editor: hello\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
        env=os.environ | {"FORCE_COLOR": "1", "TERM": "xterm-256color"},
    )
    assert done.stdout == (
        "editor@watch > hello\nwatch < heard hello\n  | words\n  [Go: /go]\nended cleanly\n"
    )
