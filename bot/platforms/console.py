"""Rooms in a terminal: every room and everybody in it, in one window.

What is typed, one line each (a speaker is a member's handle, and stays the speaker):

    speaker: text          speaks in the current room
    speaker@room: text     speaks in that room, which is current from then on
    speaker:               speaks next
    @room                  changes the room
    text                   the current speaker, in the current room

Blank lines and lines that begin with # are skipped, so a conversation can be kept as a file. What
is said comes out as a conversation too:

    press-officer-1@watch > /approve 3 9f3a1c
    watch < Draft 3 is approved.
    watch ~ Draft 3 [9f3a1c]: 1 of 1          (an earlier message, changed)
"""

import asyncio
import codecs
import itertools
import os
import re
import sys
import unicodedata
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TextIO

from bot.domain.message import Block, File, Message, Paragraph, Quote, Rows
from bot.domain.pacing import Pace
from bot.domain.publication import PostFailed
from bot.domain.room import Room, Team, Utterance, handle
from bot.ports import Batch, Remark

_SAID = re.compile(
    r"(?P<who>[A-Za-z0-9][A-Za-z0-9-]*)(?:@(?P<room>[^\s:@]+))?:(?:\s+(?P<text>.*))?", re.DOTALL
)
_ROOM = re.compile(r"@(?P<room>[^\s:@]+)")
_LINE_END = re.compile(r"\r\n|\n")
# Marks that turn the direction of reading: a text could be shown as another than it is.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks, by handle, and in which room, by name."""

    account: str
    room: str

    def __str__(self) -> str:
        return f"{self.account}@{self.room}"


def parse_line(line: str, current: Speaking) -> tuple[str, Speaking]:
    """What a typed line says, "" when it says nothing, and who speaks where from now on.

    A speaker or a room nobody knows passes through: the desk refuses them in its own words.
    """
    line = line.strip()
    if not line or line.startswith("#"):
        return "", current
    if moved := _ROOM.fullmatch(line):
        return "", replace(current, room=moved["room"])
    if said := _SAID.fullmatch(line):
        return said["text"] or "", Speaking(handle(said["who"]), said["room"] or current.room)
    return line, current


def lines_of(mark: str, room: str, message: Message) -> list[str]:
    """A message as a terminal shows it, without colours."""
    head, *more = _LINE_END.split(message.headline)
    lines = [f"{room} {mark} {head}", *(f"  {line}" for line in more)]
    for block in message.blocks:
        lines += _block_lines(block)
    if message.buttons:
        lines.append("  " + " ".join(f"[{b.label}: {b.says}]" for b in message.buttons))
    return [visible(line) for line in lines]


def visible(line: str) -> str:
    """The line with what would steer the terminal, or deceive the eye, written out as `<U+001B>`.

    Feeds quote strangers, and a terminal obeys whatever it is sent.
    """
    return "".join(
        f"<U+{ord(letter):04X}>"
        if letter != "\t" and (letter in _TURNING or unicodedata.category(letter) in _UNSEEN)
        else letter
        for letter in line
    )


class Console:
    """The platform `console`. `run` names this run of the program, so that no key repeats.

    Writes to `stream`, or to whatever standard output is at that moment (a prompt replaces it).
    Files are saved in the folder `files`.
    """

    def __init__(
        self, speaking: Speaking, run: str, stream: TextIO | None = None,
        files: Path = Path("vigie-files"),
    ) -> None:  # fmt: skip
        self.speaking = speaking
        self._files = files
        self._run = run
        self._stream = stream
        self._heard = 0
        self._told = 0
        self._shown: dict[str, list[str]] = {}

    @property
    def pace(self) -> Pace:
        """A terminal bears everything."""
        return Pace()

    async def listen(self, cursor: str | None) -> AsyncIterator[Batch]:
        """Nothing: what is typed here cannot be asked for again, and is heard with `hear`."""
        nothing: tuple[Batch, ...] = ()
        for batch in nothing:
            yield batch

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        """Print a message; its reference is of this run alone."""
        lines = lines_of("<", room.name, message)
        self._print(lines)
        self._told += 1
        reference = f"{self._run}/{self._told}"
        self._shown[reference] = lines
        return reference

    async def edit(
        self, room: Room, reference: str, message: Message, key: str, *, same_buttons: bool = False
    ) -> str:
        """Print below what is new, marked with ~: what a terminal printed stays as it is.

        A card of an earlier run is printed whole.
        """
        lines = lines_of("~", room.name, message)
        before = set(self._shown.get(reference, ()))
        self._print([lines[0], *(line for line in lines[1:] if line not in before)])
        self._shown[reference] = lines
        return reference

    async def show(self, room: Room, file: File, caption: str, key: str, thread: str = "") -> str:
        """Save the file, and print the words with where it is now."""
        try:
            path = _saved(self._files, file)
        except OSError as trouble:
            why = trouble.strerror or type(trouble).__name__
            raise PostFailed(f"The folder {self._files} takes no file: {why}.") from trouble
        return await self.tell(room, Message(caption, (Paragraph(str(path)),)), key, thread)

    async def answer(self, answer_to: str, words: str) -> None:
        """Print the answer to a press."""
        self.remark(words)

    async def reach(self, rooms: Sequence[Room]) -> Sequence[Remark]:
        """A terminal is always there."""
        return [Remark(room.name, True, "in this terminal") for room in rooms]

    async def close(self) -> None:
        """There is nothing to give back."""

    async def hear(self, lines: AsyncIterable[str], *, echo: bool) -> AsyncIterator[Utterance]:
        """What is said in these lines. `echo` prints it, for lines that no terminal showed."""
        async for line in lines:
            self._heard += 1
            text, self.speaking = parse_line(line, self.speaking)
            if not text:
                continue
            if echo:
                self.echo(self.speaking, text)
            who = self.speaking
            yield Utterance(f"console/{self._run}/{self._heard}", who.room, who.account, text)

    def echo(self, who: Speaking, text: str) -> None:
        """Print what somebody says, for lines that no terminal showed."""
        self._print([visible(f"{who} > {text}")])

    def remark(self, text: str) -> None:
        """Print a line that belongs to no room: about the terminal itself."""
        self._print([visible(f"* {text}")])

    def prompt(self) -> str:
        """What stands before the line that is typed next."""
        return f"{self.speaking} > "

    def _print(self, lines: list[str]) -> None:
        stream = self._stream or sys.stdout
        encoding = stream.encoding or "utf-8"
        # A terminal of another age shows \xe9 rather than nothing.
        lines = [line.encode(encoding, "backslashreplace").decode(encoding) for line in lines]
        try:
            if wants_colour(stream):
                _print_in_colour(stream, lines)
            else:
                stream.write("".join(f"{line}\n" for line in lines))
            stream.flush()
        except OSError as trouble:
            why = trouble.strerror or type(trouble).__name__
            raise PostFailed(f"The terminal takes no more words: {why}.", retry=True) from trouble


class ConsoleReader:
    """The lines of `source`, standard input unless given: `async for line in reader`.

    Ends at the end of the input, at Ctrl-D and at Ctrl-C. `prompt` is asked before every line.
    While a terminal's lines are awaited, standard output prints above the prompt.
    """

    def __init__(
        self, prompt: Callable[[], str], words: Iterable[str] = (), source: TextIO | None = None
    ) -> None:
        self._prompt = prompt
        self._words = list(words)
        self._source = source or sys.stdin

    @property
    def interactive(self) -> bool:
        """Whether somebody types at a terminal, who sees the words already."""
        return self._source.isatty()

    def __aiter__(self) -> AsyncIterator[str]:
        return self._typed() if self.interactive else _piped(self._source.fileno())

    async def _typed(self) -> AsyncIterator[str]:
        # Here, not above: only a terminal needs it.
        from prompt_toolkit import PromptSession
        from prompt_toolkit.completion import WordCompleter
        from prompt_toolkit.input import create_input
        from prompt_toolkit.patch_stdout import patch_stdout

        # Whole words, since a slash or an @ is part of them.
        completer = WordCompleter(self._words, WORD=True)
        session = PromptSession[str](
            self._prompt,
            completer=completer,
            complete_while_typing=False,
            input=create_input(self._source),
        )
        with patch_stdout(raw=True):
            while True:
                try:
                    line = await session.prompt_async()
                except (EOFError, KeyboardInterrupt):
                    return
                yield line


def words_to_complete(commands: Iterable[str], team: Team) -> list[str]:
    """What a console line can be completed with: `/word`, `speaker:` and `@room`."""
    return [
        *(f"/{command}" for command in commands),
        *(f"{handle(member.name)}:" for member in team.members),
        *(f"@{room.name}" for room in team.rooms),
    ]


def wants_colour(stream: TextIO) -> bool:
    """Whether colours may go there: a terminal that knows them, and nobody asked for none.

    https://no-color.org
    """
    dumb = os.environ.get("TERM", "dumb") == "dumb"
    return stream.isatty() and not dumb and not os.environ.get("NO_COLOR")


def _saved(folder: Path, file: File) -> Path:
    """The file in the folder: beside one of the same name, never in its place."""
    folder.mkdir(parents=True, exist_ok=True)
    # A name is a name: it leads into no other folder.
    name = PurePath(PurePath(file.name).name or "file")
    for number in itertools.count(1):
        path = folder / (f"{name.stem}-{number}{name.suffix}" if number > 1 else name)
        try:
            with path.open("xb") as new:
                new.write(file.content)
            return path
        except FileExistsError:
            if path.is_file() and path.read_bytes() == file.content:
                return path
    raise AssertionError("numbers do not end")


def _block_lines(block: Block) -> list[str]:
    match block:
        case Paragraph(text):
            return [f"  {line}" if line else "" for line in _LINE_END.split(text)]
        case Quote(text):
            return [f"  | {line}" for line in _LINE_END.split(text)]
        case Rows(rows):
            return [f"  - {row}" for row in rows]


def _print_in_colour(stream: TextIO, lines: list[str]) -> None:
    # Here, not above: `vigie --help` need not wait for it.
    from rich.console import Console as Colours
    from rich.text import Text

    colours = Colours(file=stream, soft_wrap=True, highlight=False, legacy_windows=False)
    for number, line in enumerate(lines):
        text = Text(line)
        if number == 0:
            text.stylize("bold")
            text.highlight_regex(r"^\S+ ~ ", "yellow")
            text.highlight_regex(r"^\S+ < ", "cyan")
        text.highlight_regex(r"^  \| ", "dim")
        text.highlight_regex(r"^  \[.*\]$", "green")
        colours.print(text)


async def _piped(descriptor: int) -> AsyncIterator[str]:
    """Lines as they come, without a thread: one that waits for input cannot be stopped."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    rest = ""
    while True:
        await _readable(descriptor)
        chunk = os.read(descriptor, 65536)
        *lines, rest = (rest + decoder.decode(chunk, final=not chunk)).split("\n")
        for line in lines:
            yield line
        if not chunk:
            break
    if rest:
        yield rest


async def _readable(descriptor: int) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    try:
        loop.add_reader(descriptor, ready.set)
    except PermissionError:
        return  # The loop cannot watch an ordinary file, which is always ready.
    try:
        await ready.wait()
    finally:
        loop.remove_reader(descriptor)
