"""The chain of the log: whatever is altered, removed, added or cut off later is found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.log import GENESIS, Break, Entry, Head, entry_hash, first_break, next_entry
from tests.clock import START


def chain(length: int, incident: int = 4) -> tuple[list[Entry], Head]:
    head, entries = Head(incident, 0, GENESIS), []
    for number in range(length):
        at = START + timedelta(minutes=number)
        entry = next_entry(head, at, "Editor", "note", f"line {number}", {"draft": "7", "a": "é"})
        entries.append(entry)
        head = Head(incident, entry.seq, entry.hash)
    return entries, head


def test_an_untouched_log_is_whole_and_so_is_an_empty_one() -> None:
    assert first_break(*chain(5)) is None
    assert first_break(*chain(0)) is None


def test_entries_are_numbered_from_one_without_gaps() -> None:
    entries, head = chain(3)
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert entries[0].before == GENESIS
    assert (head.seq, head.hash) == (3, entries[-1].hash)


@pytest.mark.parametrize(
    "alter",
    [
        lambda e: replace(e, text="another line"),
        lambda e: replace(e, by="Somebody else"),
        lambda e: replace(e, at=e.at + timedelta(microseconds=1)),
        lambda e: replace(e, kind="draft.approved"),
        lambda e: replace(e, refs={"draft": "8", "a": "é"}),
        lambda e: replace(e, incident=5),
        lambda e: replace(e, before="1" * 64),
        lambda e: replace(e, hash="1" * 64),
    ],
)
def test_an_altered_entry_is_named(alter: Callable[[Entry], Entry]) -> None:
    entries, head = chain(5)
    entries[2] = alter(entries[2])
    assert first_break(entries, head) == Break(4, 3, "entry was altered")


def test_an_altered_entry_with_a_new_hash_breaks_at_the_next() -> None:
    entries, head = chain(5)
    e = entries[2]
    forged = entry_hash(e.incident, e.seq, e.at, e.by, e.kind, "forged", e.refs, e.before)
    entries[2] = replace(e, text="forged", hash=forged)
    assert first_break(entries, head) == Break(4, 4, "entry was altered")


def test_an_entry_taken_out_put_in_or_moved_is_named() -> None:
    entries, head = chain(5)
    assert first_break(entries[:1] + entries[2:], head) == Break(4, 2, "entry is missing")
    assert first_break(entries[1:], head) == Break(4, 1, "entry is missing")
    assert first_break([*entries[:2], entries[1], *entries[2:]], head) is not None
    assert first_break([entries[1], entries[0], *entries[2:]], head) is not None


def test_a_tail_cut_off_shows_because_the_head_is_kept_apart() -> None:
    entries, head = chain(5)
    assert first_break(entries[:3], head) == Break(4, 4, "the end was cut off")
    assert first_break([], head) == Break(4, 1, "the end was cut off")


def test_a_head_set_back_shows_too() -> None:
    entries, _ = chain(5)
    assert first_break(entries, Head(4, 3, entries[2].hash)) is not None


def test_the_order_of_what_an_entry_is_about_does_not_matter() -> None:
    said = (4, 1, START, "Editor", "note", "text")
    one = entry_hash(*said, {"a": "1", "b": "2"}, GENESIS)
    assert one == entry_hash(*said, {"b": "2", "a": "1"}, GENESIS)
