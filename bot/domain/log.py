"""The log: append-only, numbered without gaps in each incident, and chained by hashes.

Each entry's hash covers its content and the hash before it, so a later edit or removal in the
database breaks the chain at that place; the head kept beside the entries shows a cut tail.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `kind` is the verb (`draft.approved`), `refs` what it is about."""

    incident: int
    seq: int
    at: datetime
    by: str
    kind: str
    text: str
    refs: Mapping[str, str]
    before: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last number and hash of one incident's log, kept apart from the entries."""

    incident: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the log is not what was written."""

    incident: int
    seq: int
    why: str


def entry_hash(
    incident: int, seq: int, at: datetime, by: str, kind: str, text: str,
    refs: Mapping[str, str], before: str,
) -> str:  # fmt: skip
    """SHA-256 over the canonical form of everything the entry says and the hash before it."""
    said = [incident, seq, at.isoformat(), by, kind, text, dict(sorted(refs.items())), before]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def next_entry(
    head: Head, at: datetime, by: str, kind: str, text: str, refs: Mapping[str, str]
) -> Entry:
    """The entry that follows the head of its incident's log."""
    seq = head.seq + 1
    digest = entry_hash(head.incident, seq, at, by, kind, text, refs, head.hash)
    return Entry(head.incident, seq, at, by, kind, text, refs, head.hash, digest)


def first_break(entries: Iterable[Entry], head: Head) -> Break | None:
    """Where one incident's log, in order, was altered; None when it is whole up to its head."""
    last = Head(head.incident, 0, GENESIS)
    for entry in entries:
        if entry.seq != last.seq + 1:
            return Break(head.incident, last.seq + 1, "entry is missing")
        true = entry_hash(
            entry.incident, entry.seq, entry.at, entry.by, entry.kind, entry.text,
            entry.refs, last.hash,
        )  # fmt: skip
        if entry.before != last.hash or entry.hash != true:
            return Break(head.incident, entry.seq, "entry was altered")
        last = Head(head.incident, entry.seq, entry.hash)
    if last != head:
        return Break(head.incident, last.seq + 1, "the end was cut off")
    return None
