"""The file outlet: a record is there once and whole, whatever happened to the one before."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed
from bot.outlets.file import FileOutlet

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PORT = FileOutlet(lambda: NOON)


def outlet_at(path: Path) -> Outlet:
    return Outlet("press-file", "file", str(path), ("en",), repeatable=True)


def publish(path: Path, text: str, key: str = "1/9f3a1c/press-file") -> str:
    return asyncio.run(PORT.publish(outlet_at(path), text, key)).reference


def failure(path: Path, text: str = "Stay inside.", key: str = "1/9f3a1c/press-file") -> PostFailed:
    with pytest.raises(PostFailed) as caught:
        publish(path, text, key)
    return caught.value


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """As on a full disk, writes stop in the middle."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_record_is_a_header_and_exactly_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "press.txt"

    assert publish(path, "Fermez les fenêtres. 🪟 \r\n") == f"{path}@0"

    text = "Fermez les fenêtres. 🪟 \r\n".encode()
    header = f"=== 1/9f3a1c/press-file 2026-03-01T12:00:00+00:00 {len(text)} bytes ===\n"
    assert path.read_bytes() == header.encode() + text + b"\n"


def test_each_publication_follows_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "press.txt"
    publish(path, "First.", "1/aa/press-file")
    length = path.stat().st_size

    assert publish(path, "Second.", "2/bb/press-file") == f"{path}@{length}"
    assert path.read_bytes().endswith(b" 7 bytes ===\nSecond.\n")


def test_a_text_sent_again_gets_the_same_receipt_and_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "press.txt"
    publish(path, "First.", "1/aa/press-file")
    receipt = publish(path, "Second.", "2/bb/press-file")
    publish(path, "Third.", "3/cc/press-file")
    before = path.read_bytes()

    assert publish(path, "Second.", "2/bb/press-file") == receipt
    assert path.read_bytes() == before


def test_a_text_that_looks_like_a_record_is_only_a_text(tmp_path: Path) -> None:
    path = tmp_path / "press.txt"
    fake = "=== 2/bb/press-file 2026-03-01T12:00:00+00:00 7 bytes ===\nSecond.\n"
    publish(path, fake, "1/aa/press-file")
    length = path.stat().st_size

    assert publish(path, "Second.", "2/bb/press-file") == f"{path}@{length}"


@pytest.mark.parametrize("text", ["", "é🪟\r\n", "\n=== x 1 bytes ===\n"])
def test_an_unfinished_record_of_any_length_is_written_again(tmp_path: Path, text: str) -> None:
    path = tmp_path / "press.txt"
    publish(path, "First.", "1/aa/press-file")
    begun = path.stat().st_size
    publish(path, text, "2/bb/press-file")
    whole = path.read_bytes()

    for length in range(begun, len(whole)):
        path.write_bytes(whole[:length])
        assert publish(path, text, "2/bb/press-file") == f"{path}@{begun}"
        assert path.read_bytes() == whole


@settings(max_examples=30, deadline=None)
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=4),
    cut=st.integers(0, 10_000),
)
def test_whatever_prefix_a_crash_leaves_all_texts_end_up_there_once(
    texts: list[str], cut: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "press.txt"
        sent = [(text, f"{number}/aa/press-file") for number, text in enumerate(texts)]
        for text, key in sent:
            publish(path, text, key)
        whole = path.read_bytes() if sent else b""
        path.write_bytes(whole[: cut % (len(whole) + 1)])

        for text, key in sent + sent:
            publish(path, text, key)
        assert path.read_bytes() == whole


def test_a_record_cut_off_by_another_publication_is_still_sent_once(tmp_path: Path) -> None:
    path = tmp_path / "press.txt"
    publish(path, "First.", "1/aa/press-file")
    path.write_bytes(path.read_bytes()[:-3])

    assert publish(path, "Second.", "2/bb/press-file") == f"{path}@0"
    publish(path, "First.", "1/aa/press-file")
    assert [path.read_bytes().count(text) for text in (b"First.", b"Second.")] == [1, 1]


@pytest.mark.parametrize("room", [0, 1, 20, 70, 75])
def test_a_disk_that_fills_up_leaves_the_file_as_it_was(tmp_path: Path, room: int) -> None:
    path = tmp_path / "press.txt"
    publish(path, "First.", "1/aa/press-file")
    before = path.read_bytes()

    with no_file_above(len(before) + room):
        failed = failure(path, "Second, and longer than that.", "2/bb/press-file")

    assert path.read_bytes() == before
    assert (failed.retry, failed.uncertain) == (True, False)
    assert "Make room on the disk" in failed.why
    assert publish(path, "Second.", "2/bb/press-file") == f"{path}@{len(before)}"


def test_a_folder_that_is_missing_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "not-yet" / "press.txt"

    failed = failure(path)
    assert failed.retry
    assert str(path) in failed.why

    path.parent.mkdir()
    assert publish(path, "Stay inside.") == f"{path}@0"


def test_a_folder_or_a_pipe_is_no_file(tmp_path: Path) -> None:
    assert failure(tmp_path).retry
    os.mkfifo(tmp_path / "pipe")
    assert failure(tmp_path / "pipe").retry
    assert failure(Path("/dev/full")).retry


@pytest.mark.parametrize(
    "theirs",
    [b"Notes\n", b"Notes", b"===\n", b"=== \n", b"=== 1/aa/f today 4 bytes ===\n\n\n\n\n\n\n\n"],
)
def test_a_file_that_another_hand_wrote_is_left_alone(tmp_path: Path, theirs: bytes) -> None:
    path = tmp_path / "press.txt"
    path.write_bytes(theirs.replace(b"\n\n\n\n\n\n\n\n", b"longer than four\n"))
    before = path.read_bytes()

    failed = failure(path)

    assert "another hand" in failed.why
    assert (failed.retry, failed.uncertain) == (True, False)
    assert path.read_bytes() == before


def test_other_words_under_the_same_key_are_refused_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "press.txt"
    publish(path, "Stay inside.")
    before = path.read_bytes()

    failed = failure(path, "Go outside.")

    assert (failed.retry, failed.uncertain) == (False, False)
    assert path.read_bytes() == before


@pytest.mark.parametrize("key", ["", "two\nlines", "k" * 5000])
def test_what_cannot_be_a_key_is_a_mistake_of_the_caller(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not the key"):
        publish(tmp_path / "press.txt", "Stay inside.", key)
    assert not (tmp_path / "press.txt").exists()


WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from bot.domain.outlet import Outlet
from bot.outlets.file import FileOutlet

outlet = Outlet("press-file", "file", sys.argv[1], ("en",))
port = FileOutlet(lambda: datetime(2026, 3, 1, 12, 0, tzinfo=UTC))

async def publish():
    print("ready", flush=True)
    for number in range(int(sys.argv[2])):
        text = f"Text {number}. " + "x" * 200_000
        await port.publish(outlet, text, f"{number}/aa/press-file")

asyncio.run(publish())
"""


def writer(path: Path, texts: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(texts)], stdout=subprocess.PIPE
    )


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def expected(texts: int) -> list[bytes]:
    return [f"\nText {number}. ".encode() for number in range(texts)]


def test_two_processes_that_send_the_same_texts_write_each_once(tmp_path: Path) -> None:
    path = tmp_path / "press.txt"
    with writer(path, 12) as one, writer(path, 12) as other:
        assert (one.wait(20), other.wait(20)) == (0, 0)

    written = path.read_bytes()
    assert [written.count(text) for text in expected(12)] == [1] * 12
    assert written.count(b"=== ") == 12


def test_a_process_killed_while_it_writes_leaves_nothing_twice_and_nothing_half(
    tmp_path: Path,
) -> None:
    path = tmp_path / "press.txt"
    for _ in range(3):
        with writer(path, 100_000) as running:
            assert running.stdout is not None
            running.stdout.readline()
            before = size(path)
            while running.poll() is None and size(path) <= before:
                pass
            running.send_signal(signal.SIGKILL)

    with writer(path, 5) as last:
        assert last.wait(20) == 0
    publish(path, "The end.", "end/aa/press-file")
    written = path.read_bytes()
    assert [written.count(text) for text in expected(5)] == [1] * 5
    assert len(written) >= 5 * 200_000
    assert written.endswith(b" 8 bytes ===\nThe end.\n")
