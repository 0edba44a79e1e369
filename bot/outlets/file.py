"""A file that people read, or that a program of the centre shows them: only ever appended to.

    === <key> <ISO time> <length> bytes ===
    <exactly the text's bytes in UTF-8>

The length makes a record provable: it is there when all its bytes are. Since one writer at a time
holds the lock, an unfinished record can only be the last one, left by a process that was killed; it
is cut off and written again. So a publication is in the file once, however often it is sent.
Do not rotate the file while a publication is on its way: its records are the memory.
"""

import asyncio
import errno
import fcntl
import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader, FileIO
from pathlib import Path

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, Receipt
from bot.outlets.exact import exact_bytes

_HEADER = re.compile(rb"=== (?P<key>.+) \S+ (?P<length>\d{1,12}) bytes ===\n")
_LONGEST_HEADER = 4096


@dataclass(frozen=True, slots=True)
class _Found:
    """What the file says about a key: its record, if whole, and where whole records end."""

    end: int
    at: int | None = None
    text: bytes = b""


class _Foreign(Exception):
    """The file holds something at this byte that is no record and no beginning of one."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class FileOutlet:
    """Publishes into files; an outlet's address is the path, from `folder` on. `now` is asked for
    the header's time.

    A failure that somebody can mend (disk, permission, a file changed by hand) asks to be retried,
    and leaves the file as it was. Nothing is ever uncertain here.
    """

    def __init__(self, now: Callable[[], datetime], folder: Path = Path()) -> None:
        self._now = now
        self._folder = folder

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Append the text unless it is there; the receipt is `address@offset` of its record.

        Returns when the disk has it. Raises `PostFailed`, for ever only when other words stand
        under this key.
        """
        body = exact_bytes(outlet, text)
        header = _header(key, self._now(), len(body))
        path = str(self._folder / outlet.address)
        return await asyncio.to_thread(_publish, outlet, path, key.encode(), header, body)


def _header(key: str, at: datetime, length: int) -> bytes:
    header = f"=== {key} {at.isoformat(timespec='seconds')} {length} bytes ===\n".encode()
    if not _HEADER.fullmatch(header) or len(header) > _LONGEST_HEADER:
        raise ValueError(f"not the key of a publication: {key!r}")
    return header


def _publish(outlet: Outlet, path: str, key: bytes, header: bytes, body: bytes) -> Receipt:
    try:
        with _opened(path) as raw:
            fcntl.flock(raw, fcntl.LOCK_EX)
            found = _look_for(raw, key)
            at = found.end if found.at is None else found.at
            if found.at is None:
                _append(raw, found.end, header + body + b"\n")
            # A record that is found may not have reached the disk yet: its writer may have died.
            os.fsync(raw)
            if at == 0:
                _sync_directory(path)
    except OSError as trouble:
        why = trouble.strerror or type(trouble).__name__
        raise PostFailed(
            f"{outlet.name} could not be written to {path}: {why}. Make room on the disk, or "
            "let Vigie write there; it is tried again.",
            retry=True,
        ) from trouble
    except _Foreign as foreign:
        raise PostFailed(
            f"{path} was changed by another hand at byte {foreign.at}. Nothing was written. "
            "Move that file away or restore it; it is tried again.",
            retry=True,
        ) from None
    if found.at is not None and found.text != body:
        raise PostFailed(
            f"{path} has other words under this publication, at byte {at}. "
            "Compare them with the approved text and correct the file."
        )
    return Receipt(f"{outlet.address}@{at}")


def _opened(path: str) -> FileIO:
    # Unbuffered: what a buffer still held after a failure would be written when it is closed.
    raw = open(path, "a+b", buffering=0)  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
        raw.close()
        raise OSError(errno.EINVAL, "it is not an ordinary file")
    return raw


def _look_for(raw: FileIO, key: bytes) -> _Found:
    """Go from record to record by their lengths, so that no text can pass for a header."""
    # A second descriptor of the same open file: closing the reader must not close the file.
    with BufferedReader(FileIO(os.dup(raw.fileno()))) as reader:
        size = reader.seek(0, os.SEEK_END)
        end, at, text = 0, None, b""
        while end < size:
            reader.seek(end)
            line = reader.readline(_LONGEST_HEADER)
            header = _HEADER.fullmatch(line)
            if header is None:
                if end + len(line) == size and _begins_header(line):
                    break
                raise _Foreign(end)
            start, length = end + len(line), int(header["length"])
            if start + length + 1 > size:
                break
            reader.seek(start + length)
            if reader.read(1) != b"\n":
                raise _Foreign(start + length)
            if header["key"] == key and at is None:
                reader.seek(start)
                at, text = end, reader.read(length)
            end = start + length + 1
        return _Found(end, at, text)


def _begins_header(line: bytes) -> bool:
    return not line.endswith(b"\n") and b"=== ".startswith(line[:4])


def _append(raw: FileIO, end: int, record: bytes) -> None:
    """Write the record at `end`, over whatever unfinished record stands there; all or nothing."""
    raw.truncate(end)
    rest = memoryview(record)
    try:
        while rest:
            rest = rest[raw.write(rest) :]
        os.fsync(raw)
    except OSError:
        # Should even this fail, the next try cuts off what is left.
        with suppress(OSError):
            raw.truncate(end)
        raise


def _sync_directory(path: str) -> None:
    """Make a new file's name last; its bytes alone would be lost with the power."""
    directory = os.open(os.path.dirname(path) or ".", os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
