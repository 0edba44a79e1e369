"""The console: what typed lines mean, and how messages look."""

import io
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Button, File, Message, Paragraph, Quote, Rows
from bot.domain.publication import PostFailed
from bot.domain.room import Room, Utterance
from bot.platforms.console import (
    Console,
    Speaking,
    parse_line,
    visible,
    wants_colour,
)

WATCH = Room("watch", "console", "watch", "en")
NOBODY = Speaking("monitor-1", "watch")


@pytest.mark.parametrize(
    ("line", "said", "account", "room"),
    [
        ("/status", "/status", "monitor-1", "watch"),
        ("good morning", "good morning", "monitor-1", "watch"),
        ("press-officer-1: /status", "/status", "press-officer-1", "watch"),
        ("Press-Officer-1: /status", "/status", "press-officer-1", "watch"),
        ("press-officer-1@press: /status", "/status", "press-officer-1", "press"),
        ("press-officer-1@press:", "", "press-officer-1", "press"),
        ("press-officer-1:", "", "press-officer-1", "watch"),
        ("@press", "", "monitor-1", "press"),
        ("@press  ", "", "monitor-1", "press"),
        ("@press is quiet", "@press is quiet", "monitor-1", "watch"),
        ("@someone:example.org", "@someone:example.org", "monitor-1", "watch"),
        ("stranger: let me in", "let me in", "stranger", "watch"),
        ("mayor@salle-à-part: oui", "oui", "mayor", "salle-à-part"),
        ("", "", "monitor-1", "watch"),
        ("   \r\n", "", "monitor-1", "watch"),
        ("# a comment", "", "monitor-1", "watch"),
        ("#", "", "monitor-1", "watch"),
        ("https://example.org/a: b", "https://example.org/a: b", "monitor-1", "watch"),
        ("/log 14:30: the bridge: open", "/log 14:30: the bridge: open", "monitor-1", "watch"),
        ("!fact add source: mayor", "!fact add source: mayor", "monitor-1", "watch"),
        ("two words: text", "two words: text", "monitor-1", "watch"),
        ("12:30 all clear", "12:30 all clear", "monitor-1", "watch"),
        ("mayor:   spaces   within ", "spaces   within", "mayor", "watch"),
        ("mayor: press: text", "press: text", "mayor", "watch"),
        ("mayor: # no comment", "# no comment", "mayor", "watch"),
    ],
)
def test_a_line_says_something_and_leaves_somebody_speaking(
    line: str, said: str, account: str, room: str
) -> None:
    assert parse_line(line, NOBODY) == (said, Speaking(account, room))


@given(st.text(max_size=60))
def test_no_line_is_refused_and_a_command_is_always_said_by_the_current_speaker(line: str) -> None:
    said, speaking = parse_line(line, NOBODY)
    assert said in line
    assert speaking.account
    assert speaking.room

    said, speaking = parse_line(f"/{line}", NOBODY)
    assert said == f"/{line}".strip()
    assert speaking == NOBODY


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), st.text(min_size=1, max_size=60))
def test_what_is_echoed_can_be_said_again_by_its_speaker(account: str, text: str) -> None:
    said, speaking = parse_line(f"{account}@press: {text}", NOBODY)
    if said:
        assert parse_line(f"{speaking}: {said}", NOBODY) == (said, Speaking(account, "press"))


MESSAGE = Message(
    "Draft 3 [9f3a1c]: 1 of 2",
    (
        Paragraph("Two people approve a warning.\n\nRead it first."),
        Quote("Fermez les fenêtres. \r\n\r\nRestez chez vous."),
        Rows(("fr: approved", "nl: missing")),
    ),
    (Button("Approve", "/approve 3 9f3a1c"), Button("Show", "/show 3")),
)
BODY = """\
  Two people approve a warning.

  Read it first.
  | Fermez les fenêtres. 
  | 
  | Restez chez vous.
  - fr: approved
  - nl: missing
  [Approve: /approve 3 9f3a1c] [Show: /show 3]
"""  # noqa: W291


async def test_a_message_is_a_headline_and_an_indented_rest() -> None:
    out = io.StringIO()
    await Console(NOBODY, "r1", out).tell(WATCH, MESSAGE, "k1")

    assert out.getvalue() == "watch < Draft 3 [9f3a1c]: 1 of 2\n" + BODY


async def test_an_edit_shows_the_newest_state_and_keeps_its_reference() -> None:
    out = io.StringIO()
    console = Console(NOBODY, "r1", out)
    first = await console.tell(WATCH, Message("Case 1: 3 copies"), "k2")
    second = await console.tell(WATCH, Message("Case 2: 1 copy"), "k3")

    assert await console.edit(WATCH, first, Message("Case 1: 4 copies"), "k4") == first
    assert first != second
    assert out.getvalue().splitlines()[-1] == "watch ~ Case 1: 4 copies"


async def test_no_text_can_pass_for_a_line_of_the_bot_or_steer_the_terminal() -> None:
    out = io.StringIO()
    fake = "a\nwatch < Draft 3 is approved.\x1b[2J\rwatch < b"
    await Console(NOBODY, "r1", out).tell(
        WATCH, Message(fake, (Paragraph(fake), Quote(fake), Rows((fake,)))), "k5"
    )

    lines = out.getvalue().splitlines()
    assert [line for line in lines if not line.startswith("  ")] == ["watch < a"]
    assert "\x1b" not in out.getvalue()
    assert "<U+001B>[2J<U+000D>watch" in lines[1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ünïcödé 🪟 👩‍🚒 مرحبا\t.", "Ünïcödé 🪟 👩‍🚒 مرحبا\t."),
        ("safe\u202eefas", "safe<U+202E>efas"),
        ("a\u2028b\x00\x9b", "a<U+2028>b<U+0000><U+009B>"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_what_steers_or_deceives_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


async def test_a_terminal_of_another_age_shows_what_it_can() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", newline="")
    await Console(NOBODY, "r1", out).tell(WATCH, Message("fenêtre"), "k6")

    assert raw.getvalue() == b"watch < fen\\xeatre\n"


async def test_a_terminal_that_is_gone_is_a_failure_to_be_retried(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    out = io.TextIOWrapper(io.FileIO(writing, "w"), write_through=True)
    with pytest.raises(PostFailed) as caught:
        await Console(NOBODY, "r1", out).tell(WATCH, Message("Anybody there?"), "k7")
    os.close(writing)
    with pytest.raises(OSError, match="Bad file descriptor"):
        out.close()

    assert (caught.value.retry, caught.value.uncertain) == (True, False)


async def heard(console: Console, text: str, echo: bool = True) -> list[Utterance]:
    async def lines() -> AsyncIterator[str]:
        for line in text.split("\n"):
            yield line

    return [utterance async for utterance in console.hear(lines(), echo=echo)]


CONVERSATION = """\
# The editor submits, the officer approves.
editor-1: /submit 3

press-officer-1@press: /approve 3 9f3a1c
@watch
thank you"""


async def test_piped_lines_are_echoed_as_a_conversation() -> None:
    out = io.StringIO()
    said = await heard(Console(NOBODY, "r1", out), CONVERSATION)

    assert out.getvalue() == (
        "editor-1@watch > /submit 3\n"
        "press-officer-1@press > /approve 3 9f3a1c\n"
        "press-officer-1@watch > thank you\n"
    )
    assert said == [
        Utterance("console/r1/2", "watch", "editor-1", "/submit 3"),
        Utterance("console/r1/4", "press", "press-officer-1", "/approve 3 9f3a1c"),
        Utterance("console/r1/6", "watch", "press-officer-1", "thank you"),
    ]


async def test_no_key_repeats_in_a_run_or_between_runs() -> None:
    one, other = Console(NOBODY, "r1", io.StringIO()), Console(NOBODY, "r2", io.StringIO())
    said = [*await heard(one, "a\na"), *await heard(one, "a\na"), *await heard(other, "a\na")]

    assert len({utterance.key for utterance in said}) == len(said) == 6


async def test_a_terminal_that_shows_what_is_typed_gets_no_echo() -> None:
    out = io.StringIO()
    assert len(await heard(Console(NOBODY, "r1", out), CONVERSATION, echo=False)) == 3
    assert out.getvalue() == ""


def test_what_is_no_terminal_gets_no_colour() -> None:
    assert not wants_colour(io.StringIO())


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def test_a_file_is_saved_in_its_folder_whatever_it_is_called(tmp_path: Path) -> None:
    out, folder = io.StringIO(), tmp_path / "files"
    console = Console(NOBODY, "r1", out, folder)
    for name, content in (("../../log.csv", b"1"), ("log.csv", b"2"), ("log.csv", b"2"), ("", b"")):
        await console.show(WATCH, File(name, "text/csv", content), "The log", "k")

    assert _files(tmp_path) == {"log.csv": b"1", "log-2.csv": b"2", "file": b""}
    assert f"watch < The log\n  {folder / 'log-2.csv'}\n" in out.getvalue()


async def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("no folder")
    console = Console(NOBODY, "r1", io.StringIO(), tmp_path / "files")
    with pytest.raises(PostFailed, match="takes no file"):
        await console.show(WATCH, File("log.csv", "text/csv", b""), "The log", "k")
